import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseSpecialText, SpecialTextRestorer } from '../prompts';
import {
  compose,
  OneLine,
  SkipFirst,
  StopStrings,
  transformWhole,
  untilStop,
  type TextTransform,
} from './stream';

const format = { template: 'bayling', specialTokens: 'llama-3' } as const;
// Some begin or end within others.
const stops = ['</s>', '\n### Instruction:', 'abcd', 'bc', 'aab'];
const longName = `<|${'a_'.repeat(30)}|>`;

const transforms: Readonly<Record<string, () => TextTransform>> = {
  SkipFirst: () => new SkipFirst(5),
  OneLine: () => new OneLine(),
  StopStrings: () => new StopStrings(stops),
  'SpecialTextRestorer, BayLing': () =>
    new SpecialTextRestorer({ template: 'bayling', specialTokens: 'llama-2' }),
  'SpecialTextRestorer, BayLing on Llama 3': () => new SpecialTextRestorer(format),
  'SpecialTextRestorer, BayLing 3': () =>
    new SpecialTextRestorer({ template: 'bayling-3', specialTokens: 'llama-3' }),
  'a sentence': () => compose(new SpecialTextRestorer(format), new OneLine()),
  'all of them': () =>
    compose(new StopStrings(stops), new SpecialTextRestorer(format), new OneLine()),
  none: () => compose(),
};

const marked = ['</s>', '<s>', '<0x0A>', '### Response:', '<|eot_id|>', longName].map((text) =>
  neutraliseSpecialText(
    format,
    neutraliseSpecialText({ ...format, specialTokens: 'llama-2' }, text),
  ),
);
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom('<', '#', '###', '\u2060', '|', '>', ' ', '\n', '\r\n', '\u3000', 'a', 'b'),
    fc.constantFrom('😀', '好', 'c', 'd', ...stops, ...marked),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
  { maxLength: 24 },
);

/** A text and one way to cut it into deltas. */
const cuttings = pieces
  .map((all) => all.join(''))
  .chain((text) =>
    fc.array(fc.nat(text.length), { maxLength: 12 }).map((cuts) => {
      const bounds = [0, ...cuts.sort((a, b) => a - b), text.length];
      return { text, deltas: bounds.slice(1).map((end, i) => text.slice(bounds[i], end)) };
    }),
  );

function run(transform: TextTransform, deltas: readonly string[]): string {
  return deltas.map((delta) => transform.push(delta)).join('') + transform.flush();
}

describe.each(Object.entries(transforms))('%s', (_, open) => {
  it('gives the same, wherever the text is cut', () => {
    fc.assert(
      fc.property(cuttings, ({ text, deltas }) => {
        const whole = transformWhole(open(), text);
        expect(run(open(), deltas)).toBe(whole);
        expect(
          run(
            open(),
            Array.from({ length: text.length }, (_, i) => text.charAt(i)),
          ),
        ).toBe(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('gives nothing more after its end', () => {
    fc.assert(
      fc.property(cuttings, ({ deltas }) => {
        const transform = open();
        run(transform, deltas);
        expect(transform.flush()).toBe('');
      }),
    );
  });
});

describe('compose', () => {
  it('puts the first on the input', () => {
    const both = compose(new OneLine(), new StopStrings(['a b']));
    expect(run(both, ['xa', '\n', 'b'])).toBe('x');
    expect(run(compose(new StopStrings(['a b']), new OneLine()), ['xa', '\n', 'b'])).toBe('xa b');
  });

  it('takes what one holds back through those after it', () => {
    expect(run(compose(new StopStrings(['b c']), new OneLine()), [' a\n', 'b '])).toBe('a b');
  });
});

it('leaves the beginning out, and no more', () => {
  const skip = new SkipFirst(3);
  expect([skip.push('ab'), skip.push('cd'), skip.push('ef')]).toEqual(['', 'd', 'ef']);
});

describe('untilStop', () => {
  it.each([
    ['abcd', 'a'],
    ['xaab', 'x'],
    ['xabd', 'xabd'],
    ['bc</s>', ''],
    ['a</s>bc', 'a'],
  ])('of %j is %j', (text, shown) => {
    expect(untilStop(text, stops)).toBe(shown);
  });

  it('takes the longer of two that end together', () => {
    expect(untilStop('xab', ['b', 'ab'])).toBe('x');
    expect(untilStop('xab', ['ab', 'b'])).toBe('x');
  });
});
