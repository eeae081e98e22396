import type { Check, CheckKind, TermUse } from '../../core/translation/types';
import type { AttemptOptions } from './types';

/** How segments are asked for, usually. */
interface Usual {
  readonly quality: 'fast' | 'best';
  readonly wording: 'en' | 'zh';
  readonly neighbours: boolean;
}

/** More than a search usually has, for one that was searched for already. */
const WIDER = 8;

const of = (checks: readonly Check[], ...kinds: readonly CheckKind[]): boolean =>
  checks.some(({ kind }) => kinds.includes(kind));

/**
 * Another way to ask for a segment whose translation has these faults. What is missing is required of the search,
 * what is forbidden is kept out; numbers stay as they are; a wrong language is answered by the instruction in the
 * other language, after the sentences before; whatever else is wrong is answered by a search, or a wider one.
 *
 * @param terms Those that the segment's source has.
 */
export function anotherWay(
  checks: readonly Check[],
  terms: readonly TermUse[],
  { quality, wording, neighbours }: Usual,
): AttemptOptions {
  const missing = terms.filter(({ kind, kept }) => kind !== 'forbidden' && !kept);
  const forbidden = terms.filter(({ kind, kept }) => kind === 'forbidden' && !kept);
  const isForeign = of(checks, 'script', 'language');
  return {
    ...(quality === 'best' ? { beams: WIDER } : { quality: 'best' }),
    ...(missing.length > 0 && { required: missing.map(({ target }) => target) }),
    ...(forbidden.length > 0 && { forbidden: forbidden.map(({ target }) => target) }),
    ...(of(checks, 'number', 'date', 'unit') && { keepNumbers: true }),
    ...(isForeign && { wording: wording === 'en' ? 'zh' : 'en', neighbours: !neighbours }),
  };
}
