import { normalForm } from '../text/normal';
import type { Check, TranslationSegment } from '../translation/types';

const same = (text: string): string => normalForm(text).trim();
/** Of a translation, neither case nor the marks at its end. */
const key = (text: string): string =>
  same(text)
    .toUpperCase()
    .normalize('NFD')
    .replace(/\u0307/g, '')
    .normalize('NFC')
    .replace(/[\s\p{P}]+$/u, '');

/**
 * Segments whose source occurs more than once, translated otherwise than elsewhere.
 *
 * @returns Segment id → its check, about the other translations.
 */
export function checkConsistency(
  segments: readonly Pick<TranslationSegment, 'id' | 'source' | 'target' | 'language'>[],
): ReadonlyMap<string, Check> {
  const groups = new Map<string, { id: string; target: string }[]>();
  for (const { id, source, target, language } of segments) {
    if (target.trim() === '' || !/\p{L}/u.test(source)) continue;
    const name = `${language} ${same(source)}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [{ id, target }]);
    else group.push({ id, target });
  }
  const checks = new Map<string, Check>();
  for (const group of groups.values()) {
    const targets = new Map(group.map(({ target }) => [key(target), same(target)] as const));
    if (targets.size < 2) continue;
    for (const { id, target } of group) {
      const others = [...targets].filter(([other]) => other !== key(target));
      checks.set(id, { kind: 'inconsistent', about: others.map(([, text]) => text) });
    }
  }
  return checks;
}
