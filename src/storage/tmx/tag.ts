import { findLanguage } from '../../core/languages';

/** Other tools know Chinese by region. */
const regions: Readonly<Record<string, string>> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' };

/** What a FLORES code is called in a file that this app writes. */
export function writtenTag(code: string): string {
  const tag = findLanguage(code)?.tag ?? 'und';
  return regions[tag] ?? tag;
}
