import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { untilStop, visiblePart } from './stopStrings';
import { TextStream } from './textStream';

/** A stream with a clock and one timer to turn by hand. */
function open(stops: readonly string[] = []) {
  const sent: string[] = [];
  let time = 0;
  let timer: { at: number; run: () => void } | undefined;
  const stream = new TextStream({
    stops,
    send: (delta) => sent.push(delta),
    now: () => time,
    setTimer: (run, ms) => {
      timer = { at: time + ms, run };
      return () => (timer = undefined);
    },
  });
  const pass = (ms: number) => {
    time += ms;
    if (timer !== undefined && timer.at <= time) timer.run();
  };
  return { stream, sent, pass };
}

describe('pace', () => {
  it('shows the first piece at once and then one a frame', () => {
    const { stream, sent, pass } = open();
    stream.push('a');
    expect(sent).toEqual(['a']);
    stream.push('b');
    stream.push('c');
    expect(sent).toEqual(['a']);
    pass(16);
    expect(sent).toEqual(['a', 'bc']);
    pass(100);
    stream.push('d');
    expect(sent).toEqual(['a', 'bc', 'd']);
  });

  it('shows the rest at the end, and nothing after it is closed', () => {
    const { stream, sent, pass } = open();
    stream.push('a');
    stream.push('b');
    expect(stream.end('abc')).toBe('abc');
    expect(sent).toEqual(['a', 'bc']);
    stream.push('d');
    stream.close();
    pass(100);
    expect(sent).toEqual(['a', 'bc']);
  });
});

describe('stop strings', () => {
  const stops = ['\n### Instruction:', '</s>'];

  it('hold back what may become one, and no more', () => {
    expect(visiblePart('yes\n##', stops)).toBe('yes');
    expect(visiblePart('yes\n## no', stops)).toBe('yes\n## no');
    expect(visiblePart('a < b', stops)).toBe('a < b');
    expect(visiblePart('a <', stops)).toBe('a ');
    expect(visiblePart('a</s>b', stops)).toBe('a');
  });

  it('are never shown in part, however the text is cut', () => {
    const letters = fc.constantFrom('a', '\n', '#', ' ', ...stops, ...stops);
    const pieces = fc.array(fc.array(letters, { maxLength: 3 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.flat().join('');
        const expected = untilStop(text, stops);
        const { stream, sent, pass } = open(stops);
        for (const part of text.match(/.{1,3}/gsu) ?? []) {
          stream.push(part);
          pass(16);
          expect(expected.startsWith(sent.join(''))).toBe(true);
        }
        expect(stream.end(text)).toBe(expected);
        expect(sent.join('')).toBe(expected);
        expect(stops.some((stop) => expected.includes(stop))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
