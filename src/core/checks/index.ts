import type { Check } from '../translation/types';
import { checkCutOff } from './cutOff';
import { checkDate } from './dates/date';
import { checkLanguage } from './language';
import { checkLeftover } from './leftover';
import { checkLength } from './lengths';
import { checkMark } from './marks';
import { checkNumber } from './numbers/number';
import { readPair } from './pair';
import { checkPlaceholder } from './placeholder';
import { checkRepetition } from './repetition';
import { checkScript } from './script';
import { checkForbidden, checkMissing } from './terms';
import type { CheckInput, CheckOf } from './types';
import { checkUnit } from './units/unit';
import { checkUnsure } from './unsure';

export { checkConsistency } from './consistency';
export { compareResults, mayRetry, mendable } from './results';
export type { CheckInput };

const checks: readonly CheckOf[] = [
  ...[checkScript, checkLanguage, checkLeftover],
  ...[checkNumber, checkDate, checkUnit],
  ...[checkPlaceholder, checkMark],
  ...[checkMissing, checkForbidden],
  ...[checkLength, checkCutOff, checkRepetition, checkUnsure],
];

/**
 * What may be wrong with a translation, for a reader to judge: one check of a kind at most. None for a translation
 * that is empty. `inconsistent` takes all segments: see `checkConsistency`.
 */
export function checkSegment(input: CheckInput): readonly Check[] {
  if (input.target.trim() === '') return [];
  const pair = readPair(input);
  return checks.flatMap((check) => check(pair) ?? []);
}
