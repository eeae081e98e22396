import { GROUP } from './format';

/** Half a step beyond the largest code: from here on, a value is clipped. */
const CLIPS = 7.5;
/** Codes per value and sign at most: −7 … +8 without 0. */
const MAX_STEPS = GROUP * 8;
const BUCKETS = 128;

const sizes = new Float64Array(GROUP);
/** One for each place where a value changes its code; sorted in linked lists, one per bucket. */
const position = new Float64Array(MAX_STEPS);
const gain = new Float64Array(MAX_STEPS);
const cost = new Int32Array(MAX_STEPS);
/** For which sign of the scale: 0 both, 1 positive, −1 negative. */
const side = new Int8Array(MAX_STEPS);
const next = new Int32Array(MAX_STEPS);
const first = new Int32Array(BUCKETS);

/**
 * The scale s, positive or negative, that minimises Σ (w − c·s)² over the group of 32 finite values at
 * `at`, where each value has the best of the codes c = −7 … +8. It is the global minimum.
 *
 * For given codes the best scale is s = Σwc / Σc² and its error Σw² − (Σwc)² / Σc², so (Σwc)² / Σc² is to
 * be maximised over all codes that are the nearest ones for some s. As u = |w|max / s grows from 0, these
 * change one value at a time: |w| goes from code k to k + 1 at u = (k + ½)·|w|max / |w|. Visiting those
 * places in order, with the two sums kept up to date, sees every candidate. The signs differ in one thing
 * only: whether the positive or the negative values have the code of size 8.
 *
 * Only IEEE additions, multiplications, divisions and square roots: the same result on every machine.
 */
export function bestScale(values: Float32Array, at: number): number {
  let largest = 0;
  for (let i = 0; i < GROUP; i++) {
    const size = Math.abs(values[at + i] ?? 0);
    sizes[i] = size;
    if (size > largest) largest = size;
  }
  if (largest === 0) return 0;
  const end = lastPosition(largest);
  sortSteps(values, at, largest, end);
  return sweep();
}

/**
 * No minimum lies beyond this u. At u = 7.5 nothing is clipped, which gives an error E that is
 * reachable; from u = 8 / (1 − √E / |w|max) on, clipping the largest value alone costs more.
 */
function lastPosition(largest: number): number {
  const scale = largest / CLIPS;
  let error = 0;
  for (let i = 0; i < GROUP; i++) {
    const steps = (sizes[i] ?? 0) / scale;
    const code = Math.min(Math.floor(steps + 0.5), 7);
    error += (steps - code) * (steps - code);
  }
  return 8 / (1 - Math.sqrt(error) / CLIPS);
}

function sortSteps(values: Float32Array, at: number, largest: number, end: number): void {
  first.fill(-1);
  const density = BUCKETS / end;
  let count = 0;
  for (let i = 0; i < GROUP; i++) {
    const size = sizes[i] ?? 0;
    if (size === 0) continue;
    const unit = largest / size;
    for (let k = 0; k < 8; k++) {
      const place = (k + 0.5) * unit;
      if (place >= end) break;
      position[count] = place;
      gain[count] = size;
      cost[count] = 2 * k + 1;
      side[count] = k < 7 ? 0 : (values[at + i] ?? 0) > 0 ? 1 : -1;
      insert(count, Math.min(BUCKETS - 1, Math.floor(place * density)), place);
      count++;
    }
  }
}

function insert(step: number, bucket: number, place: number): void {
  let before = -1;
  let after = first[bucket] ?? -1;
  while (after >= 0 && (position[after] ?? 0) < place) {
    before = after;
    after = next[after] ?? -1;
  }
  next[step] = after;
  if (before < 0) first[bucket] = step;
  else next[before] = step;
}

/** Walks along all steps; the best quotient is kept as a fraction, to save the divisions. */
function sweep(): number {
  let plusGain = 0;
  let plusCost = 0;
  let minusGain = 0;
  let minusCost = 0;
  let bestGain = 0;
  let bestCost = 1;
  let bestSign = 1;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    for (let step = first[bucket] ?? -1; step >= 0; step = next[step] ?? -1) {
      const sign = side[step] ?? 0;
      const more = gain[step] ?? 0;
      const price = cost[step] ?? 0;
      if (sign >= 0) {
        plusGain += more;
        plusCost += price;
        if (plusGain * plusGain * bestCost > bestGain * bestGain * plusCost) {
          bestGain = plusGain;
          bestCost = plusCost;
          bestSign = 1;
        }
      }
      if (sign <= 0) {
        minusGain += more;
        minusCost += price;
        if (minusGain * minusGain * bestCost > bestGain * bestGain * minusCost) {
          bestGain = minusGain;
          bestCost = minusCost;
          bestSign = -1;
        }
      }
    }
  }
  return (bestSign * bestGain) / bestCost;
}
