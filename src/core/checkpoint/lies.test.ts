import { expect, it } from 'vitest';
import { fillText, refusalOf } from '../../../testing/server/refusal';
import {
  encodeJson,
  INDEX,
  joinFile,
  makeTinyCheckpoint,
  SINGLE,
} from '../../../testing/tinyCheckpoint';
import { MAX_CONFIG_BYTES, MAX_HEADER_BYTES, MAX_INDEX_BYTES, MAX_JSON_PARTS } from './limits';

type Lies = readonly (readonly [lie: string, reason: string, said: string])[];

const single = makeTinyCheckpoint();
const sharded = makeTinyCheckpoint({ shards: 2 });
const config = JSON.parse(new TextDecoder().decode(single['config.json'])) as object;
const changed = (lie: object) => JSON.stringify({ ...config, ...lie });

const ofConfigs: Lies = [
  ['four layers, of which one is there', 'tensor-missing', changed({ num_hidden_layers: 4 })],
  ['more layers than can be listed', 'config-field', changed({ num_hidden_layers: 2 ** 40 })],
  [
    'heads that cannot share evenly',
    'config-contradiction',
    changed({ num_attention_heads: 5, head_dim: 16, num_key_value_heads: 2 }),
  ],
  ['a row more than there is', 'tensor-shape', changed({ vocab_size: 49 })],
  ['infinity', 'config-field', '{"model_type":"llama","num_attention_heads":1e999}'],
  ['nothing, at length', 'file-too-large', ' '.repeat(MAX_CONFIG_BYTES + 1)],
];

it.each(ofConfigs)('a configuration says: %s (%s)', async (_, reason, said) => {
  expect(await refusalOf({ ...single, 'config.json': encodeJson(said) })).toBe(reason);
});

const ofTokenizers: Lies = [
  ['a token without a row', 'tokenizer-too-large', '{"model":{"vocab":{"a":47,"b":4294967295}}}'],
  ['a token of a negative row', 'tokenizer-malformed', '{"model":{"vocab":{"a":-1}}}'],
  [
    'a vocabulary that every object has',
    'tokenizer-malformed',
    '{"__proto__":{"model":{"vocab":{"a":1}}}}',
  ],
  ['more than there is to say', 'text-too-complex', '{}'.repeat(MAX_JSON_PARTS + 1)],
];

it.each(ofTokenizers)('a tokenizer says: %s (%s)', async (_, reason, said) => {
  expect(await refusalOf({ ...single, 'tokenizer.json': encodeJson(said) })).toBe(reason);
});

const files = fillText(
  MAX_INDEX_BYTES,
  '{"weight_map":{"":"0.safetensors"',
  (n) => `,"${n}":"${n}.safetensors"`,
  '}}',
);
const ofIndexes: Lies = [
  ['a file of the folder above', 'index-file-name', '{"weight_map":{"a":"../x.safetensors"}}'],
  ['a file of another drive', 'index-file-name', '{"weight_map":{"a":"C:\\\\x.safetensors"}}'],
  ['a name with a zero in it', 'index-file-name', '{"weight_map":{"a":"x\\u0000.safetensors"}}'],
  ['a file that holds no weights', 'index-file-name', '{"weight_map":{"a":"config.json"}}'],
  ['one file of two', 'tensor-missing', '{"weight_map":{"a":"model-1-of-2.safetensors"}}'],
  ['thousands of files', 'too-many-files', files],
];

it.each(ofIndexes)('an index says: %s (%s)', async (_, reason, said) => {
  expect(await refusalOf({ ...sharded, [INDEX]: encodeJson(said) })).toBe(reason);
});

/** JSON of a header, with as many of its parts as are allowed. */
const bomb = (start: string, part: (n: number) => string, end = '') =>
  fillText(MAX_HEADER_BYTES, start, part, end);
const nothing = '{"dtype":"U8","shape":[0],"data_offsets":[0,0]}';
const bombs: Lies = [
  ['lists in lists', 'text-too-deep', bomb('', () => '[')],
  ['objects in lists in objects', 'text-too-deep', bomb('', () => '{"a":[')],
  ['a string that never ends', 'text-not-json', bomb('["', () => '\\\\')],
  ['keys', 'tensor-entry', bomb('{"":0', (n) => `,"${n}":0`, '}')],
  ['one key, in escapes', 'key-duplicated', bomb('{"":0', () => ',"\\u0061":0', '}')],
  ['metadata', 'header-empty', bomb('{"__metadata__":{"":""', (n) => `,"${n}":""`, '}}')],
  ['empty lists', 'header-not-object', bomb('[0', () => ',[]', ']')],
  [
    'sizes in one shape',
    'size-mismatch',
    bomb('{"a":{"dtype":"U8","data_offsets":[0,9],"shape":[1', () => ',1', ']}}'),
  ],
  [
    'tensors of nothing',
    'too-many-tensors',
    bomb(`{"":${nothing}`, (n) => `,"${n.toString(36)}":${nothing}`, '}'),
  ],
];

it.each(bombs)('a header is full of %s (%s)', async (_, reason, said) => {
  const file = joinFile(encodeJson(said), new Uint8Array());
  expect(await refusalOf({ ...single, [SINGLE]: file })).toBe(reason);
});
