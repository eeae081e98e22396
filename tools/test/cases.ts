import { seededRandom } from '../../src/core/random';

/*
 * How much the tests try of what they draw at random. CI takes a sample, the same each time. `npm run deep` takes
 * all of it, by a new seed each time, which it prints and hands on here; the same seed draws the same again.
 */
const given = process.env['BAYLING_DEEP'];

export const isDeep = given !== undefined;

/** Whatever a test draws, it draws by this. */
export const seed = given === undefined ? 20261125 : parseSeed(given);

/** @throws RangeError for what is no whole number of 32 bits. */
export function parseSeed(text: string): number {
  const number = Number(text);
  if (text === '' || number >>> 0 !== number) throw new RangeError(`no seed: ${text}`);
  return number;
}

/** For the programs of a deep run: by a seed that was given, or by a new one. */
export function deepEnvironment(): Readonly<Record<string, string>> {
  const chosen = given ?? String(Math.floor(Math.random() * 2 ** 32));
  console.log(`Deep, by seed ${chosen}; BAYLING_DEEP=${chosen} has it draw the same again.`);
  return { BAYLING_DEEP: chosen };
}

/** How many to take of `all` cases; in CI a sample. What takes under two seconds in all needs none. */
export function sampled(all: number, sample: number): number {
  return isDeep ? all : sample;
}

/** Some of the cases, drawn by the seed, in their order; in a deep run all of them. */
export function drawSample<T>(cases: readonly T[], sample: number): readonly T[] {
  return draw(cases, sampled(cases.length, sample), seed);
}

/**
 * Each of the rows with so many of the columns, in turn, so that every column has about as many rows; in a deep
 * run with all of them.
 */
export function drawPairs<A, B>(
  rows: readonly A[],
  columns: readonly B[],
  perRow: number,
): readonly (readonly [A, B])[] {
  return pairInTurn(rows, columns, sampled(columns.length, perRow), seed);
}

export function pairInTurn<A, B>(
  rows: readonly A[],
  columns: readonly B[],
  perRow: number,
  by: number,
): readonly (readonly [A, B])[] {
  const { length } = columns;
  const begin = Math.floor(seededRandom(by)() * length);
  return rows.flatMap((row, r) =>
    columns
      .filter((_, c) => (c + begin + r * (length - perRow)) % length < perRow)
      .map((column) => [row, column] as const),
  );
}

/** @returns So many of `all`, each as likely as the others, in their order. */
export function draw<T>(all: readonly T[], count: number, by: number): readonly T[] {
  const random = seededRandom(by);
  const ranked = [...all.keys()].map((at) => ({ at, rank: random() }));
  const first = ranked.sort((a, b) => a.rank - b.rank).slice(0, count);
  const chosen = new Set(first.map(({ at }) => at));
  return all.filter((_, at) => chosen.has(at));
}
