import type { Bytes } from '../bytes';
import { expect, it } from 'vitest';
import { refusalOf } from '../../../testing/server/refusal';
import {
  encodeJson,
  joinFile,
  makeTinyCheckpoint,
  SINGLE,
  splitFile,
  type Files,
} from '../../../testing/tinyCheckpoint';

type Entries = Record<string, Record<string, unknown>>;
type Lie = (files: Files) => void;

const HEAD = 'lm_head.weight';
const NORM = 'model.norm.weight';

/** The first bytes of the file give another length. */
const length =
  (value: bigint | ((bytes: number) => number)): Lie =>
  (files) => {
    const bytes = files[SINGLE]!.slice();
    const said = typeof value === 'bigint' ? value : BigInt(value(bytes.length));
    new DataView(bytes.buffer).setBigUint64(0, said, true);
    files[SINGLE] = bytes;
  };

/** The header describes the same weights differently. */
const header =
  (lie: (entries: Entries) => unknown): Lie =>
  (files) => {
    const { header: text, data } = splitFile(files[SINGLE]!);
    files[SINGLE] = joinFile(encodeJson(lie(JSON.parse(text) as Entries)), data);
  };

const tensor = (name: string, lie: object) =>
  header((entries) => ({ ...entries, [name]: { ...entries[name], ...lie } }));

const file =
  (text: string | Bytes, dataBytes = 0): Lie =>
  (files) => {
    const bytes = typeof text === 'string' ? encodeJson(text) : text;
    files[SINGLE] = joinFile(bytes, new Uint8Array(dataBytes));
  };

/** What a header can lie about, and how the lie is told. */
const lies: readonly (readonly [lie: string, reason: string, tell: Lie])[] = [
  ['2⁶⁴ − 1 bytes of header', 'header-too-long', length(2n ** 64n - 1n)],
  ['2⁶³ bytes, which are negative for some', 'header-too-long', length(2n ** 63n)],
  ['2³² + 2 bytes, which are two for some', 'header-too-long', length(2n ** 32n + 2n)],
  ['a byte more than the file has', 'header-beyond-file', length((bytes) => bytes - 7)],
  ['no bytes', 'header-length-zero', length(0n)],
  ['fewer bytes than its JSON has', 'text-not-json', length(90n)],
  ['an overlong zero', 'text-not-utf8', file(Uint8Array.of(0x7b, 0xc0, 0x80, 0x7d))],
  ['weights inside the header', 'offsets-malformed', tensor(HEAD, { data_offsets: [-8, 3064] })],
  ['an end before the beginning', 'offsets-malformed', tensor(HEAD, { data_offsets: [9, 1] })],
  [
    'weights beyond the file',
    'offsets-beyond-file',
    tensor(HEAD, { data_offsets: [2e9, 2e9 + 3072] }),
  ],
  ['two tensors in one place', 'tensors-overlap', header((e) => ({ ...e, again: e[NORM] }))],
  [
    'a product that wraps around to the size',
    'shape-too-large',
    tensor(NORM, { shape: [2 ** 33, 2 ** 31, 32] }),
  ],
  ['two negative sizes', 'shape-malformed', tensor(NORM, { shape: [-4, -8] })],
  ['a size beyond the exact integers', 'shape-malformed', tensor(NORM, { shape: [2 ** 60] })],
  ['a size just below a whole number', 'shape-malformed', tensor(NORM, { shape: [31.999999999] })],
  ['a dtype that every object has', 'dtype-unknown', tensor(NORM, { dtype: 'constructor' })],
  ['a dtype in a list', 'dtype-unknown', tensor(NORM, { dtype: ['BF16'] })],
  [
    'a name twice, once in escapes',
    'key-duplicated',
    header((e) => JSON.stringify(e).replace('}}', '},"\\u006dodel.norm.weight":{}}')),
  ],
  [
    'a tensor that is a prototype',
    'bytes-trailing',
    file('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 2),
  ],
  [
    'objects as metadata',
    'metadata-not-strings',
    header((e) => ({ ...e, __metadata__: { a: {} } })),
  ],
];

it.each(lies)('a header says: %s (%s)', async (_, reason, tell) => {
  const files = makeTinyCheckpoint();
  tell(files);
  expect(await refusalOf(files)).toBe(reason);
});
