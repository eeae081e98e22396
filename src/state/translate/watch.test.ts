import { describe, expect, it } from 'vitest';
import { TranslateBench } from '../../../testing/state/translateBench';
import type { Check, CheckKind, TranslationSegment } from '../../core/translation/types';
import { anotherWay } from './retry';
import { watchTranslation, type Checker } from './watch';

const check = (kind: CheckKind, ...about: readonly string[]): Check => ({ kind, about });
const usual = { quality: 'fast', wording: 'en', neighbours: false } as const;

describe('another way', () => {
  it('is one for each kind of fault', () => {
    const way = (...kinds: readonly CheckKind[]) =>
      anotherWay(
        kinds.map((kind) => check(kind)),
        [],
        usual,
      );
    for (const kind of ['cut-off', 'repetition', 'leftover', 'too-long', 'mark'] as const) {
      expect(way(kind)).toEqual({ quality: 'best' });
    }
    for (const kind of ['number', 'date', 'unit'] as const) {
      expect(way(kind)).toEqual({ quality: 'best', keepNumbers: true });
    }
    for (const kind of ['script', 'language'] as const) {
      expect(way(kind)).toEqual({ quality: 'best', wording: 'zh', neighbours: true });
    }
    expect(way('number', 'script')).toMatchObject({ keepNumbers: true, wording: 'zh' });
  });

  it('is another one than the usual', () => {
    const other = { quality: 'best', wording: 'zh', neighbours: true } as const;
    expect(anotherWay([check('script')], [], other)).toEqual({
      beams: 8,
      wording: 'en',
      neighbours: false,
    });
  });

  it('requires the terms that are missing, and keeps out those that are not wanted', () => {
    const term = (target: string, kind: 'term' | 'keep' | 'forbidden', kept: boolean) => ({
      ...{ source: 'x', target, kind, kept },
    });
    const terms = [
      term('verfügbar', 'term', false),
      term('BayLing', 'keep', false),
      term('da', 'term', true),
      term('dort', 'forbidden', false),
      term('hier', 'forbidden', true),
    ];
    expect(anotherWay([check('term-missing')], terms, usual)).toEqual({
      quality: 'best',
      required: ['verfügbar', 'BayLing'],
      forbidden: ['dort'],
    });
  });
});

/** Finds fault with what has a "!" for each, and with what is said of it. */
class Bench extends TranslateBench {
  readonly checked: string[] = [];
  idle: (() => void)[] = [];
  time = 0;
  /** Milliseconds that each check takes. */
  cost = 0;
  loads = 0;

  watch(checker: Partial<Checker> = {}): void {
    watchTranslation({
      store: this.store,
      checker: () => {
        this.loads++;
        return Promise.resolve({
          check: ({ target }: TranslationSegment) => {
            this.checked.push(target);
            this.time += this.cost;
            return target.includes('!') ? [check('repetition', ...(target.match(/!/g) ?? []))] : [];
          },
          checkConsistency: () => new Map(),
          mayRetry: (checks) => checks.length > 0,
          compare: (a, b) =>
            a.checks.flatMap(({ about }) => about).length -
            b.checks.flatMap(({ about }) => about).length,
          ...checker,
        });
      },
      usual: () => usual,
      onIdle: (run) => this.idle.push(run),
      now: () => this.time,
    });
  }

  /** Lets the page be idle until nothing waits for that. */
  async rest(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      const runs = this.idle.splice(0);
      for (const run of runs) run();
      quiet = runs.length === 0 && this.engine.open === 0 ? quiet + 1 : 0;
    }
  }

  checksOf(): readonly (readonly string[])[] {
    const { segments } = this.store.getState().translation;
    return segments.map(({ checks }) => checks.map(({ kind }) => kind));
  }
}

/** Answers badly at first, and otherwise when it is asked by another way. */
const answering =
  (bad: string, good: string) =>
  (prompt: string): string =>
    prompt.includes('One') ? 'un' : seen.has(prompt) ? good : (seen.add(prompt), bad);
let seen = new Set<string>();
const fresh = (bad: string, good: string) => {
  seen = new Set();
  return new Bench(answering(bad, good));
};

describe('checks', () => {
  it('are made of every segment that is finished or edited, once', async () => {
    const bench = new Bench(() => 'un');
    bench.watch({ mayRetry: () => false });
    expect(bench.loads).toBe(0);
    await bench.translate('One. Two.');
    await bench.rest();
    expect(bench.checked).toEqual(['un', 'un']);
    const [first] = bench.store.getState().translation.segments;
    bench.store.getState().setTarget(first!.id, 'une!', 'edited');
    await bench.rest();
    expect(bench.checked).toEqual(['un', 'un', 'une!']);
    expect(bench.checksOf()).toEqual([['repetition'], []]);
    bench.store.getState().setTarget(first!.id, 'une', 'edited');
    await bench.rest();
    expect(bench.checksOf()).toEqual([[], []]);
    expect(bench.loads).toBe(1);
  });

  it('are made in pieces, between which the page goes on', async () => {
    const bench = new Bench(() => 'un');
    bench.cost = 3;
    bench.watch({ mayRetry: () => false });
    await bench.translate('A one. A two. A three. A four. A five. A six. A seven.');
    const sizes: number[] = [];
    for (let i = 0; i < 10; i++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const before = bench.checked.length;
      for (const run of bench.idle.splice(0)) run();
      if (bench.checked.length > before) sizes.push(bench.checked.length - before);
    }
    expect(sizes.reduce((a, b) => a + b)).toBe(7);
    expect(Math.max(...sizes)).toBeLessThan(5);
  });

  it('tell of what is translated otherwise elsewhere, as long as it is', async () => {
    const bench = new Bench(() => 'un');
    bench.watch({
      mayRetry: () => false,
      checkConsistency: (all) =>
        new Set(all.map(({ target }) => target)).size === 1
          ? new Map()
          : new Map(all.map(({ id }) => [id, check('inconsistent')])),
    });
    await bench.translate('One. One.');
    const [first] = bench.store.getState().translation.segments;
    bench.store.getState().setTarget(first!.id, 'une', 'edited');
    await bench.rest();
    expect(bench.checksOf()).toEqual([['inconsistent'], ['inconsistent']]);
    bench.store.getState().setTarget(first!.id, 'un', 'edited');
    await bench.rest();
    expect(bench.checksOf()).toEqual([[], []]);
  });

  it('may be missing: then nothing is marked', async () => {
    const bench = new Bench(() => 'un!');
    watchTranslation({
      ...{ store: bench.store, usual: () => usual, now: () => 0 },
      checker: () => Promise.reject(new Error('offline')),
      onIdle: (run) => run(),
    });
    await bench.translate('Two.');
    await bench.rest();
    expect(bench.checksOf()).toEqual([[]]);
  });
});

describe('a segment with a fault', () => {
  it('is tried once more by another way, and the better one stays, with the other beside it', async () => {
    const bench = fresh('deux!', 'deux');
    bench.watch();
    await bench.translate('One. Two.');
    expect(bench.targets).toEqual(['un', 'deux!']);
    await bench.rest();
    expect(bench.targets).toEqual(['un', 'deux']);
    expect(bench.checksOf()).toEqual([[], []]);
    const [, second] = bench.store.getState().translation.segments;
    expect(second?.alternatives.map(({ text }) => text)).toEqual(['deux', 'deux!']);
    const [, , third] = bench.engine.requests;
    expect(third).toMatchObject({ priority: 'background', beam: { width: 5 } });
    expect(bench.store.getState().changes.past).toHaveLength(1);
  });

  it.each(['deux!', 'deux!!'])('is left as it was where that is no better: %s', async (other) => {
    const bench = fresh('deux!', other);
    bench.watch();
    await bench.translate('Two.');
    await bench.rest();
    expect(bench.targets).toEqual(['deux!']);
    expect(bench.engine.requests).toHaveLength(2);
  });

  it('is tried only after the first pass of the text', async () => {
    const bench = fresh('deux!', 'deux');
    bench.watch();
    bench.engine.pause = () => new Promise((resolve) => setTimeout(resolve, 2));
    const done = bench.translate('Two. One.');
    await bench.rest();
    await done;
    await bench.rest();
    expect(bench.asked.map((text) => text.replace(/.*: /, ''))).toEqual(['Two.', 'One.', 'Two.']);
  });

  it('stays if it was there before, as after a reload, and is marked', async () => {
    const bench = fresh('deux!', 'deux');
    await bench.translate('Two.');
    bench.watch();
    await bench.rest();
    expect(bench.targets).toEqual(['deux!']);
    expect(bench.checksOf()).toEqual([['repetition']]);
    expect(bench.engine.requests).toHaveLength(1);
  });

  it.each(['edited', 'pinned', 'memory'] as const)('stays if it is %s', async (origin) => {
    const bench = new Bench(() => 'deux');
    bench.watch();
    await bench.translate('Two.');
    const [only] = bench.store.getState().translation.segments;
    bench.store.getState().setTarget(only!.id, 'deux!', origin);
    await bench.rest();
    expect(bench.checksOf()).toEqual([['repetition']]);
    expect(bench.engine.requests).toHaveLength(1);
  });

  it('is the user’s who changes it meanwhile', async () => {
    const bench = fresh('deux!', 'deux');
    bench.watch();
    await bench.translate('Two.');
    bench.engine.pause = () => new Promise((resolve) => setTimeout(resolve, 10));
    const resting = bench.rest();
    await expect.poll(() => bench.engine.open, { interval: 1 }).toBe(1);
    const [only] = bench.store.getState().translation.segments;
    bench.store.getState().setTarget(only!.id, 'zwei!!', 'edited');
    await resting;
    expect(bench.targets).toEqual(['zwei!!']);
  });

  it('is given up with everything else when the text changes, and shows nothing late', async () => {
    const bench = fresh('deux!', 'deux');
    bench.watch();
    await bench.translate('Two.');
    bench.engine.pause = () => new Promise((resolve) => setTimeout(resolve, 10));
    const resting = bench.rest();
    await expect.poll(() => bench.engine.open, { interval: 1 }).toBe(1);
    bench.store.getState().setSource('Three.');
    await resting;
    expect(bench.engine.open).toBe(0);
    expect(bench.targets).toEqual(['deux!']);
    expect(bench.store.getState().error).toBeUndefined();
  });

  it('says nothing of an attempt that fails', async () => {
    const bench = fresh('deux!', 'deux');
    bench.watch();
    await bench.translate('Two.');
    bench.engine.pause = () => Promise.reject(new Error('boom'));
    await bench.rest();
    expect(bench.store.getState()).toMatchObject({ phase: 'done', error: undefined });
    expect(bench.targets).toEqual(['deux!']);
  });

  it('has its numbers kept as they are, where they were lost', async () => {
    const bench = new Bench((prompt) => (prompt.includes('{1}') ? '{1} jours' : 'des jours'));
    bench.watch({
      check: ({ target }) => (target.includes('3') ? [] : [check('number', '3')]),
    });
    await bench.translate('In 3 days');
    await bench.rest();
    expect(bench.targets).toEqual(['3 jours']);
  });
});
