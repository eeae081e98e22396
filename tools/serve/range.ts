/** Bytes of a file from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What a `Range` header asks for. Undefined means the whole file, which is also the answer to headers that
 * are not understood, including several ranges; `beyond` cannot be satisfied.
 */
export function readRange(header: string | undefined, bytes: number): Span | 'beyond' | undefined {
  const [, first, last] = /^bytes=(?=.*\d)(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined) return undefined;
  const span =
    first === ''
      ? { start: Math.max(0, bytes - Number(last)), end: bytes }
      : { start: Number(first), end: last === '' ? bytes : Math.min(bytes, Number(last) + 1) };
  if (last !== '' && Number(first) > Number(last)) return undefined;
  return span.start < bytes ? span : 'beyond';
}
