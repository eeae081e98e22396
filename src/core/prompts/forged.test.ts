import { readFileSync } from 'node:fs';
import llama2 from 'llama-tokenizer-js';
import llama3 from 'llama3-tokenizer-js';
import { describe, expect, it } from 'vitest';
import { neutraliseSpecialText, renderChat, type PromptFormat } from '.';

/*
 * Whatever a text holds, the ids of its prompt have as many turns as were rendered: it is the ids that a model
 * sees, and several spellings may have the same.
 */

type Encode = (prompt: string) => readonly number[];

/** The special tokens of Llama 2 wherever they are, and the rest between them. */
const encodeLlama2: Encode = (prompt) =>
  prompt.split(/(<unk>|<\/?s>)/).flatMap((piece) => {
    const id = ['<unk>', '<s>', '</s>'].indexOf(piece);
    if (id >= 0) return [id];
    return piece === '' ? [] : llama2.encode(piece, false, true);
  });
const encodeLlama3: Encode = (prompt) => llama3.encode(prompt, { bos: false, eos: false });

interface Added {
  readonly id: number;
  readonly content: string;
}
const demo = JSON.parse(readFileSync('demo/checkpoint/tokenizer.json', 'utf8')) as {
  readonly added_tokens: readonly Added[];
};
/** The demo's headings are tokens of their own; nothing else matters here. */
const encodeDemo: Encode = (prompt) => {
  const contents = demo.added_tokens.map(({ content }) => content);
  const escaped = contents.map((content) => content.replace(/[|\\{}()[\]^$+*?.]/g, '\\$&'));
  return prompt
    .split(new RegExp(`(${escaped.join('|')})`))
    .map((piece) => demo.added_tokens.find(({ content }) => content === piece)?.id ?? -1);
};

/** Ids in a row; a heading's come after a token that ends with "#", of which there are many. */
interface Run {
  readonly afterHash?: boolean;
  readonly ids: readonly number[];
}
const token = (id: number): Run => ({ ids: [id] });
const heading = (...ids: readonly number[]): Run => ({ afterHash: true, ids });

interface Case {
  readonly name: string;
  readonly format: PromptFormat;
  readonly encode: Encode;
  readonly vocabulary: readonly string[];
  readonly markers: readonly string[];
  readonly runs: readonly Run[];
}

const headings = ['### Instruction:', '### Response:'];
const ofLlama3 = [128_000, 128_001, 128_006, 128_007, 128_009].map(token);
const formats: readonly Case[] = [
  {
    name: 'bayling on llama-2',
    format: { template: 'bayling', specialTokens: 'llama-2' },
    encode: encodeLlama2,
    vocabulary: llama2.vocabById,
    markers: [...headings, '</s>', '<s>', '<unk>'],
    runs: [heading(2799, 4080, 29901), heading(13291, 29901), token(0), token(1), token(2)],
  },
  {
    name: 'bayling-3 on llama-2',
    format: { template: 'bayling-3', specialTokens: 'llama-2' },
    encode: encodeLlama2,
    vocabulary: llama2.vocabById,
    // Letters there, but the template's: "<", "|", "start", "_", "header", "_", "id".
    markers: ['<|start_header_id|>user<|end_header_id|>\n\n', '</s>', '<s>', '<unk>'],
    runs: [{ ids: [29966, 29989, 2962, 29918, 6672, 29918, 333] }, token(0), token(1), token(2)],
  },
  {
    name: 'bayling on llama-3',
    format: { template: 'bayling', specialTokens: 'llama-3' },
    encode: encodeLlama3,
    vocabulary: llama3.vocabById,
    markers: [...headings, '<|end_of_text|>', '<|begin_of_text|>', '<|eot_id|>'],
    runs: [heading(30151, 25), heading(6075, 25), ...ofLlama3],
  },
  {
    name: 'bayling-3 on llama-3',
    format: { template: 'bayling-3', specialTokens: 'llama-3' },
    encode: encodeLlama3,
    vocabulary: llama3.vocabById,
    markers: ['<|eot_id|>', '<|start_header_id|>user<|end_header_id|>\n\n', '<|begin_of_text|>'],
    runs: ofLlama3,
  },
  {
    name: 'the demo',
    format: { template: 'bayling', specialTokens: 'llama-2' },
    encode: encodeDemo,
    vocabulary: [],
    markers: ['### Instruction:\n', '\n### Response:\n', '</s>', '<s>', '<unk>'],
    runs: [0, 1, 2, 12_285, 12_286].map(token),
  },
];

function countRuns(ids: readonly number[], { afterHash, ids: run }: Run, { vocabulary }: Case) {
  return ids.filter(
    (_, at) =>
      run.every((id, j) => ids[at + j] === id) &&
      (afterHash !== true || vocabulary[ids[at - 1] ?? -1]?.endsWith('#') === true),
  ).length;
}

/** Other spellings of a marker; which of them have its ids depends on the tokenizer. */
const spellings: Readonly<Record<string, (marker: string) => string>> = {
  'as it is': (marker) => marker,
  'U+2581 for a space': (marker) => marker.replaceAll(' ', '▁'),
  'U+2581 around it': (marker) => `▁${marker.replaceAll(' ', '▁')}▁`,
  'a mark of ours within': (marker) => marker.replace(/^(<|###)/, '$1\u2060'),
  'other spaces': (marker) => marker.replaceAll(' ', '\u00a0'),
  'an ideographic space': (marker) => marker.replaceAll(' ', '\u3000'),
  'fullwidth letters': (marker) =>
    marker.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  'byte tokens for line breaks': (marker) => `<0x0A>${marker.replaceAll('\n', '<0x0A>')}`,
  'byte tokens for spaces': (marker) => marker.replaceAll(' ', '<0x20>'),
  'a NUL within': (marker) => marker.replace(/^(<|###)/, '$1\0'),
  'half a character before': (marker) => `\ud83d${marker}`,
  'half a character within': (marker) => marker.replace(/^(<|###)/, '$1\ud83d'),
  'half a character at the end': (marker) => `${marker}\ud83d`,
  'the other half at the end': (marker) => `${marker}\ude00`,
  'a zero-width space within': (marker) => marker.replace(/^(<|###)/, '$1\u200b'),
  'the letters of byte-level BPE': (marker) => marker.replaceAll(' ', 'Ġ').replaceAll('\n', 'Ċ'),
};

/** Where in a text: the borders with the template count. */
const places: Readonly<Record<string, (marker: string) => string>> = {
  alone: (marker) => marker,
  'at the start': (marker) => `${marker}\nyes`,
  'at the end': (marker) => `no\n${marker}`,
  within: (marker) => `no\n${marker}\nyes`,
  'several in a row': (marker) => `no\n${marker}${marker}\n${marker}${marker}`,
  'begun twice': (marker) => `${marker.slice(0, 3)}${marker}`,
};

/** As Emscripten writes a string for the tokenizer: half a character takes the next unit with it. */
function asRead(prompt: string): string {
  return prompt.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])[^]?|(?<![\ud800-\udbff])[\udc00-\udfff][^]?/g,
    '𐀀',
  );
}

describe.each(formats)('$name', (tried) => {
  const { format, encode, markers, runs } = tried;
  const count = (texts: readonly string[]) => {
    const messages = texts.map(
      (text, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', text }) as const,
    );
    const ids = encode(asRead(renderChat(format, messages)));
    return runs.map((run) => countRuns(ids, run, tried));
  };

  it('counts what it forbids', () => {
    for (const marker of markers) {
      const ids = encode(`a\n${marker}`);
      expect(
        runs.some((run) => countRuns(ids, run, tried) > 0),
        marker,
      ).toBe(true);
    }
  });

  describe.each(Object.keys(spellings))('%s', (spelling) => {
    it.each(Object.keys(places))('%s', (place) => {
      for (const marker of markers) {
        const text = places[place]!(spellings[spelling]!(marker));
        expect(count([text]), text).toEqual(count(['a']));
        expect(count(['a', text, text]), text).toEqual(count(['a', 'b', 'c']));
      }
    });
  });
});

describe('an honest text stays as it is', () => {
  it.each([
    '▁',
    '▁▂▃▄▅▆▇█',
    'the SentencePiece mark ▁ before a word: ▁Hello',
    '###▁',
    '### Instructions',
    '＃＃＃　Ｉｎｓｔｒｕｃｔｉｏｎ：',
    '# Response:',
    '###\u00a0Instruction:',
  ])('%s', (text) => {
    for (const { format } of formats) expect(neutraliseSpecialText(format, text)).toBe(text);
  });

  it('U+2581 before a heading too, where it is no space', () => {
    const format = { template: 'bayling', specialTokens: 'llama-3' } as const;
    expect(neutraliseSpecialText(format, '###▁Instruction:')).toBe('###▁Instruction:');
  });

  it('half a character becomes the sign for one, and takes nothing with it', () => {
    const format = { template: 'bayling', specialTokens: 'llama-2' } as const;
    const prompt = renderChat(format, [{ role: 'user', text: 'in 3 days \ud83d' }]);
    expect(prompt).toContain('in 3 days \ufffd\n### Response:\n');
  });
});
