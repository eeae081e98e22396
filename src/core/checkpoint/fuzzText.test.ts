import type { Bytes } from '../bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeModel } from '../../../tools/synthetic/models';
import { encodeTokenizer } from '../../../tools/synthetic/tokenizers';
import { readInBudget } from '../../../testing/server/budget';
import { hostile, runs, truncations } from '../../../testing/fuzz';
import { encodeJson } from '../../../testing/tinyCheckpoint';
import { parseConfig } from './config';
import { parseTokenizer } from './tokenizer';

const model = describeModel('bayling-2-7b');
const config = encodeJson(model.config);
const generation = encodeJson(model.generation);
const codes = ['checkpoint-invalid', 'checkpoint-unsupported'] as const;

async function readConfig(bytes: Bytes, more: Bytes) {
  const parsed = await readInBudget(codes, () => parseConfig(bytes, more));
  if (parsed === undefined) return undefined;
  // Whatever was not refused can be multiplied and looked up without further checks.
  const { ropeTheta, epsilon, ...sizes } = parsed.shape;
  const sound = (size: number) => Number.isSafeInteger(size) && size > 0 && size <= 2 ** 24;
  if (!Object.values(sizes).every(sound)) throw new Error('a size that is none');
  if (!(ropeTheta > 0 && ropeTheta < Infinity && epsilon > 0)) throw new Error('no number');
  if (sizes.heads % sizes.kvHeads !== 0) throw new Error('heads do not share evenly');
  const ids = [...parsed.eosTokenIds, parsed.bosTokenId ?? 0];
  if (!(parsed.eosTokenIds.length > 0 && ids.every((id) => id >= 0 && id < sizes.vocabulary))) {
    throw new Error('no end, or one that is no token');
  }
  return parsed;
}

/** Like a real one, but with a hundred tokens: reading the 32,000 of the real one would take long. */
const tokenizer = (() => {
  const text = new TextDecoder().decode(encodeTokenizer('llama-2'));
  const real = JSON.parse(text) as { model: { vocab: object; merges: string[] } };
  const vocab = Object.fromEntries(Object.entries(real.model.vocab).slice(0, 100)) as object;
  const merges = real.model.merges.slice(0, 20);
  return encodeJson({ ...real, model: { ...real.model, vocab, merges } });
})();

async function readTokenizer(bytes: Bytes) {
  const parsed = await readInBudget(codes, () => parseTokenizer(bytes, model.shape.vocabulary));
  if (parsed === undefined) return undefined;
  // Whatever was not refused has a row for each of its tokens.
  const { model: inner, added_tokens: added } = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly model: { readonly vocab: Record<string, number> };
    readonly added_tokens?: readonly { readonly id: number }[] | null;
  };
  const ids = [...Object.values(inner.vocab), ...(added ?? []).map(({ id }) => id)];
  if (!ids.every((id) => id >= 0 && id < model.shape.vocabulary)) throw new Error('no row');
  return parsed;
}

describe.each([
  ['a configuration', config, (bytes: Bytes) => readConfig(bytes, generation)],
  ['a configuration of how to generate', generation, (bytes: Bytes) => readConfig(config, bytes)],
  ['a tokenizer', tokenizer, readTokenizer],
])('%s', (_, real, read) => {
  it('is read when it is real', async () => {
    expect(await read(real)).toBeDefined();
  });

  it('is refused wherever it is cut off', async () => {
    for (const cut of truncations(real)) expect(await read(cut)).toBeUndefined();
  });

  it.each(Object.entries(hostile(real)))('costs little, be it %s', async (_kind, bytes) => {
    const property = fc.asyncProperty(bytes, async (content) => {
      await read(content);
    });
    await fc.assert(property, runs);
  });
});
