import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseSpecialText, restoreSpecialText } from '.';

const llama2Tokens = ['<s>', '</s>', '<unk>', '<0x0A>', '<0xfF>'];
const llama3Tokens = ['<|eot_id|>', '<|start_header_id|>', '<|reserved_special_token_12|>'];
const headings = ['### Instruction:', '### Response:'];

describe.each([
  { template: 'bayling', specialTokens: 'llama-2', tokens: [...llama2Tokens, ...headings] },
  { template: 'bayling', specialTokens: 'llama-3', tokens: [...llama3Tokens, ...headings] },
  { template: 'bayling-3', specialTokens: 'llama-3', tokens: llama3Tokens },
  { template: 'bayling-3', specialTokens: 'llama-2', tokens: [...llama2Tokens, ...llama3Tokens] },
] as const)('neutralise for $template on $specialTokens', ({ tokens, ...format }) => {
  it.each(tokens)('takes %s apart, and looks the same', (token) => {
    const safe = neutraliseSpecialText(format, `a ${token}\n${token}${token}`);
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
    expect(neutraliseSpecialText(format, text)).toBe(text);
    expect(restoreSpecialText(format, text)).toBe(text);
  });

  it('loses nothing, whatever marks are there already', () => {
    const piece = fc.oneof(
      fc.constantFrom(...tokens, '\u2060', '<\u2060s>', '<', '###', '<\u2060|eot_id|>', '#'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const safe = neutraliseSpecialText(format, text);
        expect(restoreSpecialText(format, safe)).toBe(text);
        for (const token of tokens) expect(safe).not.toContain(token);
      }),
      { numRuns: 500 },
    );
  });
});

it('leaves the strikethrough of HTML alone where it is no token', () => {
  const format = { template: 'bayling', specialTokens: 'llama-3' } as const;
  expect(neutraliseSpecialText(format, '<s>old</s>')).toBe('<s>old</s>');
});
