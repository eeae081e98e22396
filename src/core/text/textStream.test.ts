import { describe, expect, it } from 'vitest';
import { TextStream } from './stream';

interface Token {
  readonly token: number;
}

/** A stream with a clock and one timer to turn by hand. */
function open() {
  const sent: string[] = [];
  const written: (readonly Token[])[] = [];
  let time = 0;
  let timer: { at: number; run: () => void } | undefined;
  const stream = new TextStream<Token>({
    send: (delta, chosen) => {
      sent.push(delta);
      written.push(chosen);
    },
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
  return { stream, sent, written, pass };
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
    stream.flush();
    expect(sent).toEqual(['a', 'b']);
    stream.push('d');
    stream.close();
    pass(100);
    expect(sent).toEqual(['a', 'b']);
  });
});

it('sends nothing where there is nothing to send', () => {
  const { stream, sent } = open();
  stream.flush();
  stream.push('a');
  stream.flush();
  expect(sent).toEqual(['a']);
});

describe('tokens', () => {
  const token = (id: number): Token => ({ token: id });

  it('come with their text, each once; those without any come with the next', () => {
    const { stream, sent, written, pass } = open();
    stream.push('a', token(1));
    stream.push('', token(2));
    pass(100);
    stream.push('b', token(3));
    stream.push('c');
    stream.flush();
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(written).toEqual([[token(1)], [token(2), token(3)], []]);
  });
});
