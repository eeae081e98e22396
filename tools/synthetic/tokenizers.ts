import type { Bytes } from '../../src/core/bytes';
import llama2 from 'llama-tokenizer-js';
import llama3 from 'llama3-tokenizer-js';

/*
 * tokenizer.json of the two families, in the format of Hugging Face's tokenizers. Vocabularies and merges
 * come from two packages that the tests use anyway, so none of them are kept here.
 */

const FIRST_SPECIAL = 128_000;

/** How Llama 3 splits a text before it merges. */
const LLAMA_3_WORDS =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}" +
  '| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';

export type TokenizerFamily = 'llama-2' | 'llama-3';

/** The bytes of tokenizer.json. Without a line feed at the end, Llama 2's is as long as the hub's. */
export function encodeTokenizer(family: TokenizerFamily): Bytes {
  const tokenizer = family === 'llama-2' ? describeLlama2() : describeLlama3();
  return new TextEncoder().encode(JSON.stringify(tokenizer, null, 2));
}

function describeLlama2(): object {
  const space = '\u2581';
  return {
    ...{ version: '1.0', truncation: null, padding: null },
    added_tokens: ['<unk>', '<s>', '</s>'].map((content, id) => describeAdded(id, content)),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: space },
        { type: 'Replace', pattern: { String: ' ' }, content: space },
      ],
    },
    pre_tokenizer: null,
    post_processor: beginWith('<s>', 1),
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: space }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: 1, stop: 0 },
      ],
    },
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: '<unk>' },
      ...{ continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: true, byte_fallback: true },
      vocab: toVocabulary(llama2.vocabById),
      merges: [...llama2.merges.keys()],
    },
  };
}

function describeLlama3(): object {
  const bytes = (addPrefix: boolean, trim: boolean, regex: boolean) => ({
    ...{ type: 'ByteLevel', add_prefix_space: addPrefix, trim_offsets: trim, use_regex: regex },
  });
  const words = { type: 'Split', pattern: { Regex: LLAMA_3_WORDS } };
  return {
    ...{ version: '1.0', truncation: null, padding: null },
    added_tokens: llama3Specials().map((content, i) => describeAdded(FIRST_SPECIAL + i, content)),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [{ ...words, behavior: 'Isolated', invert: false }, bytes(false, true, false)],
    },
    post_processor: {
      type: 'Sequence',
      processors: [bytes(true, false, true), beginWith('<|begin_of_text|>', FIRST_SPECIAL)],
    },
    decoder: bytes(true, true, true),
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: null },
      ...{ continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: false, byte_fallback: false, ignore_merges: true },
      vocab: toVocabulary(llama3.vocabById.slice(0, FIRST_SPECIAL)),
      merges: [...llama3.merges.keys()],
    },
  };
}

/** Those of Llama 3; the package has those of 3.1, which names three more of the reserved ones. */
function llama3Specials(): string[] {
  const named: Readonly<Record<number, string>> = {
    ...{ 0: 'begin_of_text', 1: 'end_of_text', 6: 'start_header_id', 7: 'end_header_id' },
    9: 'eot_id',
  };
  let reserved = 0;
  return Array.from(
    { length: 256 },
    (_, i) => `<|${named[i] ?? `reserved_special_token_${reserved++}`}|>`,
  );
}

/** The post-processor that puts one token in front. */
function beginWith(token: string, id: number): object {
  const start = (type: number) => ({ SpecialToken: { id: token, type_id: type } });
  const text = (name: string, type: number) => ({ Sequence: { id: name, type_id: type } });
  return {
    type: 'TemplateProcessing',
    single: [start(0), text('A', 0)],
    pair: [start(0), text('A', 0), start(1), text('B', 1)],
    special_tokens: { [token]: { id: token, ids: [id], tokens: [token] } },
  };
}

function describeAdded(id: number, content: string): object {
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  return { id, content, ...flags, special: true };
}

function toVocabulary(tokens: readonly string[]): object {
  return Object.fromEntries(tokens.map((token, id) => [token, id]));
}
