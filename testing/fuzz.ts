import type { Bytes } from '../src/core/bytes';
import fc, { type Arbitrary } from 'fast-check';
import { sampled } from '../tools/test/cases';
import { concat, encodeJson } from './tinyCheckpoint';

/*
 * Three kinds of hostile files: any bytes; the beginning of a real file followed by anything; and a real
 * file, changed in a few places. They get deeper and deeper into a parser.
 */

const anyBytes: Arbitrary<Bytes> = fc.uint8Array({ maxLength: 200 });

/** Values that have broken parsers before. */
const pitfalls = [
  ...['-1', '-0', '0.5', '1e999', '9007199254740993', '4294967296', '1e-400', '00', 'NaN'],
  ...['null', 'true', '""', '[]', '{}', '[[[[[[', '{"a":{"a":', '"__proto__":1,', '"toString":1,'],
  ...['\ufeff', '\u0000', '"', '\\', '\\u0000', '\\ud800', '\u2028', '/*', ',', ':', '..', '../'],
].map((text) => encodeJson(text));

const pitfall: Arbitrary<Bytes> = fc.oneof(
  fc.constantFrom(...pitfalls),
  fc.uint8Array({ minLength: 1, maxLength: 4 }) as Arbitrary<Bytes>,
);

const anyValue: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(-1, 0, 0.5, 2 ** 32, 2 ** 53, -(2 ** 60), 1e300, null, true, '', '..', [], {}),
  fc.array(fc.integer({ min: -1, max: 2 ** 53 }), { maxLength: 4 }),
  // The first cannot be made into text; the others are too long to be shown.
  fc.constantFrom({ toString: null, valueOf: null }, 'long'.repeat(1000), Array(2000).fill(0)),
);

/** A change of some bytes; positions are taken modulo the length. */
interface Edit {
  readonly at: number;
  readonly length: number;
  readonly other: Bytes;
}

const edit: Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  length: fc.constantFrom(0, 1, 2, 8, 64),
  other: fc.oneof(pitfall, fc.constant(new Uint8Array())),
});

function applyEdits(real: Bytes, edits: readonly Edit[]): Bytes {
  return edits.reduce((bytes, { at, length, other }) => {
    const start = at % (bytes.length + 1);
    return concat([bytes.subarray(0, start), other, bytes.subarray(start + length)]);
  }, real);
}

/** The JSON with another value, or none, at one of its places. */
function replaceValue(json: unknown, at: number, other: unknown): Bytes {
  let place = 0;
  return encodeJson(JSON.stringify(json, (_, value: unknown) => (place++ === at ? other : value)));
}

/** The values at all places, in the same order. */
function listValues(json: unknown): readonly unknown[] {
  const values: unknown[] = [];
  JSON.stringify(json, (_, value: unknown) => {
    values.push(value);
    return value;
  });
  return values;
}

/** The three kinds, for a JSON file. */
export function hostile(real: Bytes): Readonly<Record<string, Arbitrary<Bytes>>> {
  const json: unknown = JSON.parse(new TextDecoder().decode(real));
  const keys = typeof json === 'object' && json !== null ? Object.keys(json) : [];
  const values = listValues(json);
  const place = fc.nat({ max: values.length - 1 });
  const goingOn = fc.oneof(anyBytes, fc.string().map(encodeJson));
  const begun = fc.oneof(
    fc
      .tuple(fc.nat({ max: real.length }), goingOn)
      .map(([cut, rest]) => concat([real.subarray(0, cut), rest])),
    fc.tuple(fc.json(), goingOn).map(([text, rest]) => concat([encodeJson(text), rest])),
    fc.dictionary(fc.constantFrom(...keys, 'other'), anyValue).map((value) => encodeJson(value)),
  );
  const changed = fc.oneof(
    fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => applyEdits(real, edits)),
    fc.tuple(place, anyValue).map(([at, other]) => replaceValue(json, at, other)),
    place.map((at) => replaceValue(json, at, undefined)),
    // A value that is valid elsewhere in the file; a copy, because it may contain the place it is put into.
    fc
      .tuple(place, place)
      .map(([at, from]) => replaceValue(json, at, structuredClone(values[from]))),
  );
  return { 'any bytes': anyBytes, 'a real beginning': begun, 'a changed real file': changed };
}

/** Every beginning of a file. */
export function* truncations(real: Bytes): Generator<Bytes> {
  for (let length = 0; length < real.length; length++) yield real.slice(0, length);
}

/** How many files of each kind a parser is given. */
export const runs = { numRuns: sampled(10_000, 1_000) };
