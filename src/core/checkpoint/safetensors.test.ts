import { describe, expect, it } from 'vitest';
import { encodeJson } from '../../../testing/tinyCheckpoint';
import { AppError } from '../errors';
import { MAX_HEADER_BYTES } from './limits';
import { parseHeader, PREFIX_BYTES, readHeaderLength } from './safetensors';

const FILE = 'model.safetensors';
const a = { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] };
const b = { dtype: 'BF16', shape: [4], data_offsets: [24, 32] };

/** Parses the header of a file with `dataBytes` bytes after it. */
function parse(header: unknown, dataBytes = 32) {
  const bytes = header instanceof Uint8Array ? header.slice() : encodeJson(header);
  return parseHeader(bytes, FILE, PREFIX_BYTES + bytes.length + dataBytes);
}

function problem(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { detail, ...data } = error.data;
    expect(detail).toMatch(/^\S.* .*\.$/);
    expect(error.code).toBe('checkpoint-invalid');
    return data;
  }
}

describe('the header of a file', () => {
  it('gives its tensors in the order of their bytes', () => {
    const header = { b, __metadata__: { format: 'pt' }, a };
    const start = PREFIX_BYTES + encodeJson(header).length;
    expect(parse(header)).toEqual([
      { name: 'a', file: FILE, dtype: 'F32', shape: [2, 3], start, end: start + 24 },
      { name: 'b', file: FILE, dtype: 'BF16', shape: [4], start: start + 24, end: start + 32 },
    ]);
  });

  it('may have spaces behind it, single numbers, and tensors of no values', () => {
    const empty = { dtype: 'I64', shape: [0, 7], data_offsets: [24, 24] };
    const one = { dtype: 'U8', shape: [], data_offsets: [24, 25] };
    const names = parse(`${JSON.stringify({ one, empty, a })}   `, 25).map(({ name }) => name);
    expect(names).toEqual(['a', 'empty', 'one']);
  });

  it('may name tensors as JavaScript names what every object has', () => {
    const text = `{"__proto__":${JSON.stringify(a)},"constructor":${JSON.stringify(b)}}`;
    expect(parse(text).map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
  });

  it.each<[reason: string, data: object, header: unknown, dataBytes?: number]>([
    ['text-not-utf8', {}, Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['text-not-json', {}, '{"a":'],
    ['text-not-json', {}, '\ufeff{}'],
    ['text-not-json', {}, '{"a'],
    ['text-too-deep', { expected: 64 }, '['.repeat(1e6)],
    ['text-too-deep', { expected: 64 }, `{"a":${'['.repeat(64)}${']'.repeat(64)}}`],
    ['key-duplicated', { field: 'a' }, `{"a":${JSON.stringify(a)},"\\u0061":{}}`],
    ['key-duplicated', { field: 'dtype' }, '{"a":{"dtype":"F32","shape":[],"dtype":"F16"}}'],
    ['header-not-object', { byte: 8 }, []],
    ['header-not-object', { byte: 8 }, 'null'],
    ['header-empty', {}, {}],
    ['header-empty', {}, { __metadata__: {} }],
    ['metadata-not-strings', { field: '__metadata__' }, { __metadata__: { n: 1 }, a, b }],
    ['metadata-not-strings', { field: '__metadata__' }, { __metadata__: null, a, b }],
    ['tensor-entry', { tensor: 'b' }, { a, b: null }],
    ['tensor-entry', { tensor: 'b' }, { a, b: { ...b, extra: 1 } }],
    ['tensor-entry', { tensor: 'b' }, { a, b: { dtype: 'F32', shape: [] } }],
    ['dtype-unknown', { tensor: 'b', actual: 'F128' }, { a, b: { ...b, dtype: 'F128' } }],
    ['dtype-unknown', { tensor: 'b', actual: 'toString' }, { a, b: { ...b, dtype: 'toString' } }],
    ['dtype-unknown', { tensor: 'b', actual: 7 }, { a, b: { ...b, dtype: 7 } }],
    ['shape-malformed', { tensor: 'b', actual: [-4] }, { a, b: { ...b, shape: [-4] } }],
    ['shape-malformed', { tensor: 'b', actual: [1.5] }, { a, b: { ...b, shape: [1.5] } }],
    ['shape-malformed', { tensor: 'b', actual: ['4'] }, { a, b: { ...b, shape: ['4'] } }],
    ['shape-malformed', { tensor: 'b', actual: 4 }, { a, b: { ...b, shape: 4 } }],
    ['shape-too-large', { tensor: 'b' }, { a, b: { ...b, shape: [2 ** 40, 2 ** 40] } }],
    ['shape-too-large', { tensor: 'b' }, { a, b: { ...b, shape: Array(99).fill(2 ** 50) } }],
    ['offsets-malformed', { tensor: 'b' }, { a, b: { ...b, data_offsets: [32, 24] } }],
    ['offsets-malformed', { tensor: 'b' }, { a, b: { ...b, data_offsets: [24] } }],
    ['offsets-malformed', { tensor: 'b' }, { a, b: { ...b, data_offsets: [24, 2 ** 60] } }],
    ['offsets-malformed', { tensor: 'b' }, { a, b: { ...b, data_offsets: [-8, 0] } }],
    ['size-mismatch', { tensor: 'b', expected: 10, actual: 8 }, { a, b: { ...b, shape: [5] } }],
    ['size-mismatch', { tensor: 'b', expected: 16, actual: 8 }, { a, b: { ...b, dtype: 'F32' } }],
    ['offsets-beyond-file', { tensor: 'b' }, { a, b }, 31],
    ['tensors-overlap', { tensor: 'b' }, { a, b: { ...b, data_offsets: [20, 28] } }, 28],
    ['tensors-overlap', { tensor: 'c' }, { a, b, c: a }],
    ['tensors-overlap', { tensor: 'c' }, { a, b, c: { ...a, shape: [0], data_offsets: [9, 9] } }],
    ['bytes-unclaimed', { tensor: 'b' }, { a, b: { ...b, data_offsets: [25, 33] } }, 33],
    ['bytes-unclaimed', { tensor: 'b' }, { b }],
    ['bytes-trailing', {}, { a, b }, 33],
  ])('is refused: %s %j', (reason, data, header, dataBytes) => {
    expect(problem(() => parse(header, dataBytes))).toMatchObject({ reason, file: FILE, ...data });
  });

  it('is refused at the byte of the file where it is wrong', () => {
    const header = { a, b: { ...b, data_offsets: [25, 33] } };
    const byte = PREFIX_BYTES + encodeJson(header).length + 24;
    expect(problem(() => parse(header, 33))).toMatchObject({ byte });
  });

  it('is quoted in part only, however long its names and lists are', () => {
    const shape = Array(100_000).fill(-1);
    const data = problem(() => parse({ ['n'.repeat(100_000)]: { ...a, shape } }));
    expect(JSON.stringify(data).length).toBeLessThan(1000);
  });
});

describe('the length of a header', () => {
  const read = (low: number, high: number, fileBytes: number) => {
    const prefix = new Uint8Array(PREFIX_BYTES + 3);
    const view = new DataView(prefix.buffer);
    view.setUint32(3, low, true);
    view.setUint32(7, high, true);
    return readHeaderLength(prefix.subarray(3), FILE, fileBytes);
  };

  it('may fill the file, and be odd', () => {
    expect(read(77, 0, 85)).toBe(77);
  });

  it.each<[reason: string, low: number, high: number, fileBytes: number]>([
    ['header-length-zero', 0, 0, 100],
    ['header-beyond-file', 93, 0, 100],
    ['header-too-long', MAX_HEADER_BYTES + 1, 0, 2 ** 40],
    ['header-too-long', 2, 1, 2 ** 40],
    ['header-too-long', 0xffffffff, 0xffffffff, 100],
  ])('is refused: %s', (reason, low, high, fileBytes) => {
    const actual = high * 2 ** 32 + low;
    const expected = { reason, file: FILE, byte: 0, actual };
    expect(problem(() => read(low, high, fileBytes))).toEqual(expected);
  });

  it.each([0, 7])('is refused in a file of %i bytes', (bytes) => {
    const run = () => readHeaderLength(new Uint8Array(bytes), FILE, bytes);
    expect(problem(run)).toEqual({ reason: 'header-cut-off', file: FILE, byte: bytes });
  });
});
