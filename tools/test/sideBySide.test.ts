import { describe, expect, it } from 'vitest';
import type { Check } from './checks';
import type { Output } from './execute';
import { runChecks } from './sideBySide';

/** Ends when it is told to. */
class Step implements Check {
  readonly name: string;
  readonly light?: true;
  output: Output | undefined;
  #end: (error?: Error) => void = () => undefined;

  constructor(name: string, light = false) {
    this.name = name;
    if (light) this.light = true;
  }

  async run(output: Output) {
    this.output = output;
    if (output !== 'through') output(`${this.name} runs\n`);
    const error = await new Promise<Error | undefined>((resolve) => (this.#end = resolve));
    if (error) throw error;
    return { passed: 1, failed: 0 };
  }

  async end(error?: Error): Promise<void> {
    this.#end(error);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function start(checks: readonly Step[], width = 2) {
  const written: string[] = [];
  const write = (text: string) => void written.push(text.trim());
  const results = runChecks(checks, { deep: false, width, now: () => 0, write });
  const running = () => checks.filter(({ output }) => output !== undefined).map(({ name }) => name);
  return { results, written, running };
}

describe('checks', () => {
  it('run side by side where they are light, as many as there may be', async () => {
    const [a, b, c, d] = [
      new Step('a', true),
      new Step('b', true),
      new Step('c', true),
      new Step('d'),
    ];
    const { running } = start([a, b, c, d]);
    expect(running()).toEqual(['a', 'b']);
    await b.end();
    expect(running()).toEqual(['a', 'b', 'c']);
    await a.end();
    await c.end();
    expect(running()).toEqual(['a', 'b', 'c', 'd']);
    expect(d.output).toBe('through');
  });

  it('say what they have to in their order, each in one piece', async () => {
    const [a, b, c] = [new Step('a', true), new Step('b', true), new Step('c')];
    const { results, written } = start([a, b, c]);
    await b.end();
    expect(written).toEqual([]);
    await a.end();
    expect(written).toEqual(['── a\na runs', '── b\nb runs', '── c']);
    await c.end();
    expect((await results).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('fail when they cannot start, light or not, and the others still run', async () => {
    const [a, b, c] = [new Step('a', true), new Step('b'), new Step('c')];
    const { results, written } = start([a, b, c]);
    await a.end(new Error('no light'));
    await b.end(new Error('no browser'));
    await c.end();
    expect((await results).map(({ outcome }) => outcome.failed)).toEqual([1, 1, 0]);
    expect(written).toEqual(['── a\na runs\nno light', '── b', 'no browser', '── c']);
  });
});
