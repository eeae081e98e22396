import llama2 from 'llama-tokenizer-js';
import llama3 from 'llama3-tokenizer-js';
import { describe, expect, it } from 'vitest';
import { renderChat, translationInstruction } from '.';
import { instructionExamples, registerWish, wishPresets } from './wishes';

const alpaca = { template: 'bayling', specialTokens: 'llama-2' } as const;
const start =
  '<s>I am an intelligent language assistant developed by the NLP Group of ICT/CAS.\n' +
  'Below is a dialog consisting of instructions and responses. ' +
  'Write a response that completes the request.\n\n';

describe('wishes stand in lines of their own after the instruction', () => {
  it.each([
    [
      'en',
      'French',
      '### Instruction:\nProvide the French translation for this sentence: in 3 days\n' +
        'Use formal language.\nKeep it short.\n### Response:\n',
      [
        ...[2277, 29937, 2799, 4080, 29901, 13, 1184, 29894, 680, 278, 5176, 13962, 363, 445],
        ...[10541, 29901, 297, 29871, 29941, 3841, 13, 11403, 11595, 4086, 29889, 13, 9598],
        ...[1022, 372, 3273, 29889, 13, 2277, 29937, 13291, 29901, 13],
      ],
    ],
    [
      'zh',
      '法语',
      '### Instruction:\n提供这句话的法语翻译：in 3 days\n请使用正式的语言。\n请尽量简短。\n### Response:\n',
      undefined,
    ],
  ] as const)('%s', (wording, name, expected, ids) => {
    const instruction = [
      translationInstruction(name, 'in 3 days', wording),
      registerWish('formal', wording),
      instructionExamples[wording][0],
    ].join('\n');
    const prompt = renderChat(alpaca, [{ role: 'user', text: instruction }]);
    expect(prompt).toBe(start + expected);
    if (ids !== undefined)
      expect(llama2.encode(prompt.slice(3), false, true).slice(-ids.length)).toEqual(ids);
  });
});

it('the wordings stay word for word', () => {
  expect([registerWish('formal'), registerWish('informal')]).toEqual([
    'Use formal language.',
    'Use informal language.',
  ]);
  expect([registerWish('formal', 'zh'), registerWish('informal', 'zh')]).toEqual([
    '请使用正式的语言。',
    '请使用非正式的语言。',
  ]);
  expect(wishPresets.map(({ name, kind, text }) => [name, kind, text.en, text.zh]))
    .toMatchInlineSnapshot(`
    [
      [
        "formal",
        "change",
        "Make the translation more formal.",
        "请把译文改得更正式。",
      ],
      [
        "shorter",
        "change",
        "Make the translation shorter.",
        "请把译文改得更短。",
      ],
      [
        "simpler",
        "change",
        "Use simpler words in the translation.",
        "请在译文里用更简单的词。",
      ],
      [
        "names",
        "change",
        "Keep the names in English in the translation.",
        "译文里的名称请保留英文。",
      ],
      [
        "add",
        "change",
        "Add to “…” that it is “…”.",
        "请给“…”加上修饰语“…”。",
      ],
      [
        "meaning",
        "question",
        "What is this sentence about?",
        "这句话说的是什么？",
      ],
    ]
  `);
});

it('neither tokenizer reads a special token in a wording', () => {
  const all = [
    ...wishPresets.flatMap(({ text }) => [text.en, text.zh]),
    ...Object.values(instructionExamples).flat(),
    ...(['formal', 'informal'] as const).flatMap((one) => [
      registerWish(one),
      registerWish(one, 'zh'),
    ]),
  ];
  for (const text of all) {
    expect(llama2.encode(text, false, true).every((id) => id > 2)).toBe(true);
    expect(llama3.encode(text, { bos: false, eos: false }).every((id) => id < 128_000)).toBe(true);
    expect(text).not.toMatch(/[\n{}]/);
  }
});
