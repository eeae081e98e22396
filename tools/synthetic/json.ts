import type { Bytes } from '../../src/core/bytes';

/** JSON as Python writes it with `indent=2`: one entry a line. */
export function encodeJson(value: unknown): Bytes {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
