/** What a number may be. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  /** Not these numbers themselves. */
  readonly exclusiveMinimum: number;
  readonly exclusiveMaximum: number;
}

/** So many digits are exact in every number of JavaScript. */
const MOST_DIGITS = 15;
const LARGEST = 10 ** MOST_DIGITS - 1;
const fraction = '("." [0-9]{1,6})?';
/** More than nothing. */
const someFraction = '"." [0-9]{0,5} [1-9]';

/** Whole numbers within the bounds; undefined if there are none. */
export function integerRule(bounds: Bounds): string | undefined {
  const [from, to] = wholeBounds(bounds);
  return alternatives([
    from < 0 ? prefixed('"-"', digitsRule(Math.max(1, -to), -from)) : undefined,
    digitsRule(Math.max(0, from), to),
  ]);
}

/** Numbers with at most six digits after the point; some close to a bound that has such digits may be missing. */
export function numberRule(bounds: Bounds): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = bounds;
  const [from, to] = wholeBounds(bounds);
  const limit = Math.min(maximum, exclusiveMaximum);
  const positive = withFractions(Math.max(0, from), to, limit, exclusiveMinimum);
  const opposite = Math.min(-minimum, -exclusiveMinimum);
  const negative = withFractions(Math.max(0, -to), -from, opposite, -exclusiveMaximum);
  return alternatives([prefixed('"-"', negative), positive]);
}

/**
 * Of numbers that are not negative.
 *
 * @param limit What no number with a fraction may pass.
 * @param excluded What a fraction may come near, from above.
 */
function withFractions(
  from: number,
  to: number,
  limit: number,
  excluded: number,
): string | undefined {
  const last = Math.min(Math.floor(limit), LARGEST) - 1;
  const isNear = excluded >= 0 && excluded === from - 1 && excluded <= last;
  return alternatives([
    prefixed(undefined, digitsRule(from, last), fraction),
    digitsRule(Math.max(from, last + 1), to),
    isNear ? prefixed(undefined, digitsRule(excluded, excluded), someFraction) : undefined,
  ]);
}

/** The smallest and the largest whole number within the bounds. */
function wholeBounds(bounds: Bounds): readonly [from: number, to: number] {
  const from = Math.max(
    Math.ceil(bounds.minimum),
    Math.floor(bounds.exclusiveMinimum) + 1,
    -LARGEST,
  );
  const to = Math.min(Math.floor(bounds.maximum), Math.ceil(bounds.exclusiveMaximum) - 1, LARGEST);
  return [from, to];
}

function alternatives(all: readonly (string | undefined)[]): string | undefined {
  const found = all.filter((one) => one !== undefined);
  return found.length === 0 ? undefined : `(${found.join(' | ')})`;
}

function prefixed(
  before: string | undefined,
  rule: string | undefined,
  after?: string,
): string | undefined {
  return rule && [before, rule, after].filter(Boolean).join(' ');
}

/** The digits of the whole numbers from one to another, neither negative; undefined if there are none. */
function digitsRule(from: number, to: number): string | undefined {
  if (from > to) return undefined;
  const [low, high] = [String(from), String(to)];
  if (low.length === high.length) return `(${sameLength(low, high)})`;
  // 7…99, 100…999, 1000…1234
  const end = 10 ** low.length - 1;
  return `(${sameLength(low, String(end))} | ${digitsRule(end + 1, to) ?? ''})`;
}

function sameLength(low: string, high: string): string {
  const [first = '', last = ''] = [low[0], high[0]];
  const rest = low.length - 1;
  if (rest === 0) return digit(first, last);
  const [lowest, highest] = ['0'.repeat(rest), '9'.repeat(rest)];
  const all = `[0-9]{${rest}}`;
  if (first === last) return `${digit(first, first)} (${sameLength(low.slice(1), high.slice(1))})`;
  const isFromZero = low.slice(1) === lowest;
  const isToNine = high.slice(1) === highest;
  const [from, to] = [Number(first) + (isFromZero ? 0 : 1), Number(last) - (isToNine ? 0 : 1)];
  return [
    ...(isFromZero ? [] : [`${digit(first, first)} (${sameLength(low.slice(1), highest)})`]),
    ...(from > to ? [] : [`${digit(String(from), String(to))} ${all}`]),
    ...(isToNine ? [] : [`${digit(last, last)} (${sameLength(lowest, high.slice(1))})`]),
  ].join(' | ');
}

const digit = (from: string, to: string) => (from === to ? `"${from}"` : `[${from}-${to}]`);
