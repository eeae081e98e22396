import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { LocaleFile } from '../../src/ui/i18n/locale';

const folder = 'src/ui/i18n/locales';

export function localeTags(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', ''));
}

/** An empty one where there is none yet. */
export function readLocale(tag: string): LocaleFile {
  const path = `${folder}/${tag}.json`;
  if (!existsSync(path)) return { complete: false, sentences: {} };
  return JSON.parse(readFileSync(path, 'utf8')) as LocaleFile;
}

export function writeLocale(tag: string, file: LocaleFile): void {
  writeFileSync(`${folder}/${tag}.json`, `${JSON.stringify(file, undefined, 2)}\n`);
}
