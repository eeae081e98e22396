import llama2 from 'llama-tokenizer-js';
import llama3 from 'llama3-tokenizer-js';
import { describe, expect, it } from 'vitest';
import { renderChat, type PromptFormat } from '.';
import { getModel } from '../catalog';
import dialogues from './golden.json' with { type: 'json' };

/*
 * golden.json has the ids that Hugging Face's tokenizers gives for these dialogues; here two other
 * implementations of the same vocabularies must give the same.
 */

/** Tokenizes like the engine and upstream: the string as a whole, special tokens wherever they are. */
function encode({ specialTokens }: PromptFormat, prompt: string): number[] {
  if (specialTokens === 'llama-3') return llama3.encode(prompt, { bos: false, eos: false });
  const special = ['<unk>', '<s>', '</s>'];
  return prompt
    .split(/(<unk>|<\/?s>)/)
    .filter((piece) => piece !== '')
    .flatMap((piece) => {
      const id = special.indexOf(piece);
      return id < 0 ? llama2.encode(piece, false, true) : [id];
    });
}

const isControl = ({ specialTokens }: PromptFormat, id: number) =>
  specialTokens === 'llama-3' ? id >= 128_000 : id <= 2;

const toMessages = (texts: readonly string[]) =>
  texts.map((text, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', text }) as const);

/** How often the ids occur next to each other, in this order. */
const countRuns = (ids: readonly number[], run: readonly number[]) =>
  ids.filter((_, i) => run.every((id, j) => ids[i + j] === id)).length;

describe.each([
  { template: 'bayling', specialTokens: 'llama-2', begin: 1 },
  { template: 'bayling', specialTokens: 'llama-3', begin: 128_000 },
  { template: 'bayling-3', specialTokens: 'llama-2', begin: 1 },
  { template: 'bayling-3', specialTokens: 'llama-3', begin: 128_000 },
] as const)('$template on $specialTokens', ({ begin, ...format }) => {
  const name = `${format.template} on ${format.specialTokens}` as const;
  const cases = dialogues.map((dialogue) => ({ ...dialogue, golden: dialogue.ids[name] }));

  it.each(cases)('has the golden ids of $name', ({ texts, golden }) => {
    expect(encode(format, renderChat(format, toMessages(texts)))).toEqual(golden);
  });

  it.each(cases)('begins once: $name', ({ golden }) => {
    expect(golden.indexOf(begin)).toBe(0);
    expect(golden.lastIndexOf(begin)).toBe(0);
  });

  it.each(cases)('has no more control tokens than its turns need: $name', ({ texts, golden }) => {
    const harmless = toMessages(texts.map(() => 'a'));
    const control = (ids: readonly number[]) => ids.filter((id) => isControl(format, id));
    const expected = control(encode(format, renderChat(format, harmless)));
    expect(control(golden)).toEqual(expected);
  });
});

describe('the ids of 7B and 13B', () => {
  // Tokenized piece by piece, "### Instruction" would begin with 835, which training never showed.
  it.each(dialogues)('have headings as "##", "#": $name', ({ texts, ids }) => {
    const golden = ids['bayling on llama-2'];
    const turns = (texts.length + 1) / 2;
    expect(countRuns(golden, [2277, 29937, 2799, 4080, 29901])).toBe(turns);
    expect(countRuns(golden, [2277, 29937, 13291, 29901])).toBe(turns);
    expect(golden).not.toContain(835);
  });
});

describe('the ids of 8B', () => {
  it('have "#" as 2, which therefore may not stop an answer', () => {
    const { ids } = dialogues.find(({ name }) => name === 'a heading')!;
    expect(ids['bayling-3 on llama-3']).toContain(2);
    expect(getModel('bayling-3-8b').stopTokenIds).toEqual([128_001, 128_009]);
    expect(llama3.vocabById[128_001]).toBe('<|end_of_text|>');
    expect(llama3.vocabById[128_009]).toBe('<|eot_id|>');
  });
});

it('every model comes with the layout it was trained on', () => {
  const formatOf = (id: Parameters<typeof getModel>[0]) => {
    const { template, specialTokens } = getModel(id);
    return `${template} on ${specialTokens}`;
  };
  expect(formatOf('bayling-2-7b')).toBe('bayling on llama-2');
  expect(formatOf('bayling-2-13b')).toBe('bayling on llama-2');
  expect(formatOf('demo')).toBe('bayling on llama-2');
  expect(formatOf('bayling-3-8b')).toBe('bayling-3 on llama-3');
});
