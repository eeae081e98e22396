import type { Check } from '../translation/types';
import { checkSegment } from './index';
import { restoreMarks } from './restoreMarks';
import { withoutRepetition } from './repetition';
import { mendable, type Mend } from './results';
import type { CheckInput } from './types';

/** What one press does about some of a translation's checks. */
export interface Mending {
  readonly mend: Mend;
  /** Those that it may mend. */
  readonly checks: readonly Check[];
  /** The translation as it would be; undefined where the model is to be asked. */
  readonly target?: string | undefined;
}

function candidates(input: CheckInput, { kind, about }: Check): readonly string[] {
  const [first = ''] = about;
  if (kind === 'mark') return restoreMarks(input);
  if (kind === 'repetition') return [withoutRepetition(input.target, first)];
  return kind === 'inconsistent' ? [first] : [];
}

/** The first change that ends the fault and makes no other. */
function changed(input: CheckInput, check: Check): string | undefined {
  const before = new Set(checkSegment(input).map(({ kind }) => kind));
  return candidates(input, check).find((target) => {
    if (target.trim() === '' || target === input.target) return false;
    const after = checkSegment({ ...input, target, confidence: undefined });
    return after.every(({ kind }) => kind !== check.kind && before.has(kind));
  });
}

/**
 * The presses that fit a translation's checks, each once, in the order of the checks. Where a change of the text
 * would not do, the model is asked again.
 */
export function mendingsOf(input: CheckInput, checks: readonly Check[]): readonly Mending[] {
  const found = new Map<Mend, Mending>();
  for (const check of checks) {
    const wanted = mendable(check);
    const isChange = wanted === 'restore' || wanted === 'shorten' || wanted === 'adopt';
    const target = isChange ? changed(input, check) : undefined;
    const mend = isChange && target === undefined ? 'retry' : wanted;
    const others = found.get(mend)?.checks ?? [];
    found.set(mend, { mend, target, checks: [...others, check] });
  }
  return [...found.values()];
}
