/*
 * Readers for what was stored: by an earlier version, by another program on this origin, or by a failing disk.
 * Each gives undefined for what is not of its type, and never throws.
 */

/** A reader of values of one type. */
export type Read<T> = (value: unknown) => T | undefined;

/** The fields of an object; any may be missing or of any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** A string, of any length. */
export const readText: Read<string> = (value) => (typeof value === 'string' ? value : undefined);

/** A finite number, as of bytes or milliseconds; none is negative. */
export const readCount: Read<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/** An object that is no array. */
export const readFields: Read<Fields> = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;

/** A reader of one of some values, compared as `===` does. */
export function readOneOf<const T>(options: readonly T[]): Read<T> {
  return (value) => options.find((option) => option === value);
}

/** The items that can be read; the others are left out. */
export function readList<T>(value: unknown, read: Read<T>): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item: unknown) => {
    const one = read(item);
    return one === undefined ? [] : [one];
  });
}

/** The fields of some JSON; undefined where it is none, or another value. */
export function readJsonFields(json: string): Fields | undefined {
  try {
    return readFields(JSON.parse(json));
  } catch {
    return undefined;
  }
}
