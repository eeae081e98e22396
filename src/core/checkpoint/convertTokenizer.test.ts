import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import llama2 from 'llama-tokenizer-js';
import { describe, expect, it } from 'vitest';
import { runs, truncations } from '../../../testing/fuzz';
import { readInBudget } from '../../../testing/server/budget';
import {
  encodeJson,
  makeTinyCheckpoint,
  MemoryFiles,
  type Files,
} from '../../../testing/tinyCheckpoint';
import { createEncoder } from '../../../testing/tokenizer/encode';
import {
  encodeBytes,
  encodeModel,
  firstPieces,
  type ModelSpec,
  type PieceSpec,
} from '../../../testing/tokenizer/encodeModel';
import golden from '../../../testing/tokenizer/golden.json';
import { encodeTokenizer } from '../../../tools/synthetic/tokenizers';
import type { Bytes } from '../bytes';
import { openCheckpoint } from './checkpoint';
import { convertTokenizer } from './convertTokenizer';

type Described = Parameters<typeof createEncoder>[0];

const tiny = new Uint8Array(
  readFileSync(new URL('../../../testing/tokenizer/tiny.model', import.meta.url)),
);
const convert = (model: Bytes, added: Record<string, number> = {}) =>
  JSON.parse(
    new TextDecoder().decode(convertTokenizer(model, new Map(Object.entries(added)))),
  ) as Described;
const encode = createEncoder(convert(tiny));

describe('a converted tokenizer.model', () => {
  it.each(golden)('gives the tokens that SentencePiece gives: $text', ({ text, ids }) => {
    expect(encode(text)).toEqual(ids);
  });

  it('is, for Llama 2, the tokenizer.json that was published, but for runs of spaces', () => {
    const words = llama2.vocabById.slice(firstPieces.length);
    const pieces = words.map((text, n) => ({ text, score: /^▁+$/.test(text) ? -1e9 : -n }));
    const published = JSON.parse(new TextDecoder().decode(encodeTokenizer('llama-2'))) as Described;
    const converted = convert(encodeModel([...firstPieces, ...pieces]));
    const [ours, theirs] = [converted, published].map(({ model, ...rest }) => {
      const merges = model.merges.filter((pair) => !/^[▁ ]+$/.test(pair));
      const runs = model.merges.filter((pair) => /^[▁ ]+$/.test(pair)).sort();
      return JSON.stringify({ ...rest, ...model, merges, runs });
    });
    expect(converted.model.merges).toHaveLength(61_249);
    // Compared as texts: of lists so long, a difference would take minutes to show.
    expect(ours === theirs).toBe(true);
  });

  it('has the tokens of added_tokens.json, but none twice', () => {
    const { added_tokens: added } = convert(tiny, { '<pad>': 701, '<x>': 700, '</s>': 2 });
    expect(added.map(({ id }) => id)).toEqual([0, 1, 2, 3, 700, 701]);
    expect(added.slice(3)).toMatchObject([
      { content: '<sep>', special: false },
      { content: '<x>', special: true },
      { content: '<pad>', special: true },
    ]);
  });

  it('merges the best score first, whatever the order of the pieces', () => {
    const letters = ['a', 'b', 'c', '▁'].map((text, n) => ({ text, score: -10 - n }));
    const more = [
      { text: 'ab', score: -2 },
      { text: 'bc', score: -1 },
    ];
    const described = convert(encodeModel([...firstPieces, ...letters, ...more]));
    expect(described.model.merges).toEqual(['b c', 'a b']);
    expect(createEncoder(described)('abc').map((id) => id - firstPieces.length)).toEqual([3, 0, 5]);
  });
});

const open = (files: Files) => openCheckpoint(new MemoryFiles(files));
const { 'tokenizer.json': real, ...bare } = makeTinyCheckpoint();
const words: readonly PieceSpec[] = [...firstPieces, { text: 'a', score: -1 }];
/** A folder whose model has rows enough for a small vocabulary. */
const folder = (model: Bytes, more: Files = {}): Files => ({
  ...bare,
  'tokenizer.model': model,
  ...more,
});
const reason = async (files: Files): Promise<unknown> => {
  const error: unknown = await open(files).catch((thrown: unknown) => thrown);
  return (error as { data?: { reason?: unknown } }).data?.reason;
};

describe('a folder with tokenizer.model', () => {
  it('takes tokenizer.json where both are there', async () => {
    const { tokenizer } = await open({ ...folder(tiny), 'tokenizer.json': real! });
    expect(tokenizer.bytes).toEqual(real);
  });

  it('is converted where there is no tokenizer.json, if the model has the rows', async () => {
    expect(await reason(folder(tiny))).toBe('tokenizer-too-large');
  });

  it.each<[reason: string, what: string, model: Bytes]>([
    ['tokenizer-tiktoken', 'of Llama 3', encodeJson('IQ== 0\nIg== 1\nIw== 2\n')],
    ['tokenizer-model-malformed', 'of something else', encodeJson('\u0007\u0007\u0007 no model')],
    ['tokenizer-model-malformed', 'without pieces', encodeModel([])],
    ['tokenizer-model-malformed', 'with a piece twice', encodeModel([...words, ...words])],
    ['tokenizer-model-malformed', 'with an empty piece', encodeModel([...words, { text: '' }])],
    [
      'tokenizer-model-malformed',
      'with an endless piece',
      encodeModel([...words, { text: 'a'.repeat(257) }]),
    ],
    ['tokenizer-model-malformed', 'with half a letter', encodeBytes(1, Uint8Array.of(10, 1, 0xe4))],
    ['tokenizer-kind', 'without bytes', encodeModel([{ text: 'a' }])],
    ['file-is-pointer', 'not fetched', encodeJson('version https://git-lfs.github.com/spec/v1\n')],
  ])('is refused as %s: %s', async (expected, _, model) => {
    expect(await reason(folder(model))).toBe(expected);
  });

  it.each<[field: string, spec: ModelSpec]>([
    ['model_type', { trainer: { 3: 1 } }],
    ['treat_whitespace_as_suffix', { trainer: { 24: 1 } }],
    ['precompiled_charsmap', { normalizer: { 2: new Uint8Array(8) } }],
    ['add_dummy_prefix', { normalizer: { 3: 0 } }],
    ['remove_extra_whitespaces', { normalizer: { 4: 1 } }],
    ['escape_whitespaces', { normalizer: { 5: 0 } }],
  ])('is refused for a rule of its own: %s', async (field, spec) => {
    const data = { reason: 'tokenizer-kind', field, file: 'tokenizer.model' };
    const files = folder(encodeModel(words, spec));
    await expect(open(files)).rejects.toMatchObject({ code: 'checkpoint-unsupported', data });
  });

  it('needs an added_tokens.json that names tokens', async () => {
    for (const value of [[], { '<pad>': 'x' }, { '<pad>': -1 }]) {
      const files = folder(tiny, { 'added_tokens.json': encodeJson(value) });
      expect(await reason(files)).toBe('tokenizer-malformed');
    }
  });

  const codes = ['checkpoint-invalid', 'checkpoint-unsupported'] as const;
  const small = encodeModel(words);

  it('is refused wherever it is cut off', async () => {
    for (const cut of truncations(small.subarray(0, 400))) {
      expect(await readInBudget(codes, () => openCut(cut))).toBeUndefined();
    }
  });

  const openCut = (model: Bytes) => convertTokenizer(model, new Map());

  it('costs little, whatever it is', async () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const changed = edits.map((list) => {
      const bytes = small.slice();
      for (const [at, byte] of list) bytes[at % bytes.length] = byte;
      return bytes;
    });
    const any = fc.oneof(fc.uint8Array({ maxLength: 200 }), changed);
    const property = fc.asyncProperty(any, async (bytes) => {
      await readInBudget(codes, () => openCut(new Uint8Array(bytes)));
    });
    await fc.assert(property, runs);
  });
});
