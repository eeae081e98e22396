import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseSpecialText, restoreSpecialText } from '.';

const templates = ['bayling', 'bayling-3'] as const;
const tokens = {
  bayling: ['<s>', '</s>', '<unk>', '<0x0A>', '<0xfF>', '### Instruction:', '### Response:'],
  'bayling-3': ['<|eot_id|>', '<|start_header_id|>', '<|reserved_special_token_12|>'],
};

describe.each(templates)('neutralise for %s', (template) => {
  it.each(tokens[template])('takes %s apart, and looks the same', (token) => {
    const safe = neutraliseSpecialText(template, `a ${token}\n${token}${token}`);
    expect(safe).not.toContain(token);
    expect(safe.replaceAll('\u2060', '')).toBe(`a ${token}\n${token}${token}`);
  });

  it.each([
    'a < b',
    '<span>x</span>',
    '## Response:',
    '###',
    'price $$5 $& <3',
    'word\u2060joiner',
  ])('leaves %j alone', (text) => {
    expect(neutraliseSpecialText(template, text)).toBe(text);
    expect(restoreSpecialText(template, text)).toBe(text);
  });

  it('loses nothing, whatever marks are there already', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...tokens[template],
        '\u2060',
        '<\u2060s>',
        '<',
        '###',
        '<\u2060|eot_id|>',
        '#',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const safe = neutraliseSpecialText(template, text);
        expect(restoreSpecialText(template, safe)).toBe(text);
        for (const token of tokens[template]) expect(safe).not.toContain(token);
      }),
      { numRuns: 500 },
    );
  });
});

it('leaves the strikethrough of HTML alone where it is no token', () => {
  expect(neutraliseSpecialText('bayling-3', '<s>old</s>')).toBe('<s>old</s>');
});
