import type { Page } from '@playwright/test';
import { getModel } from '../../../src/core/catalog';
import { renderChat, translationInstruction } from '../../../src/core/prompts';
import { END } from './end';
import { baseline, place } from './place';

/** One result of one round. */
export interface Measured {
  readonly what: string;
  readonly who: string;
  readonly unit: string;
  readonly value: number;
}

/** Measures each contestant once, in turns on the page. */
type Scenario = (page: Page, round: number) => Promise<readonly Measured[]>;

const model = getModel('demo');
const MAX_TOKENS = 48;

function prompt(text: string, language = 'French'): string {
  const instruction = translationInstruction(language, text);
  return renderChat(model, [{ role: 'user', text: instruction }]);
}

/** Segments of a document: short sentences, all different, and different in each round. */
function segments(round: number): readonly string[] {
  return Array.from({ length: 50 }, (_, i) => {
    const number = 50 * round + i;
    const texts = [
      `in ${number} days`,
      `${number} hours ago`,
      `${number} kilometers`,
      `${number} euros`,
    ];
    return prompt(texts[i % texts.length] ?? '');
  });
}

/** A prompt of about this many tokens, unlike those of other rounds, so that nothing of it is in a cache. */
function promptOf(tokens: number, round: number): string {
  const words = Array.from({ length: tokens }, (_, i) => (i * 7 + round * 13) % 10);
  return `<s>${words.join(' ')}`;
}

export const scenarios: Readonly<Record<string, Scenario>> = {
  /** From the cache to ready, one after the other, because they would slow each other down. */
  async load(page, round) {
    const bare = () => page.evaluate((where) => window.comparison.bare.load(where), place);
    const ours = () => page.evaluate(() => window.comparison.load());
    if (round === 1) {
      // The first load fetches, the second finds everything in the cache.
      await bare();
      await ours();
    }
    await page.evaluate(() => window.comparison.bare.unload());
    await page.evaluate(() => window.comparison.engine.unload());
    const first = await bare();
    await page.evaluate(() => window.comparison.bare.unload());
    const second = await ours();
    // Loaded for the following scenarios.
    await bare();
    const row = (who: string, value: number) => ({
      what: 'load from cache',
      who,
      unit: 's',
      value,
    });
    const phases = (who: string, times: Readonly<Record<string, number>>) =>
      Object.entries(times).map(([phase, value]) => ({
        ...{ what: `${who}: ${phase} begins`, who, unit: 's', value },
      }));
    return [
      ...[row('web-llm', first.seconds), row('ours', second.seconds)],
      ...[...phases('web-llm', first.phases), ...phases('ours', second.phases)],
    ];
  },

  /** 50 segments, end to end. */
  async document(page, round) {
    const bare = await page.evaluate(
      ([prompts, max]) => window.comparison.bare.complete(prompts, max),
      [segments(round), MAX_TOKENS] as const,
    );
    const ours = await page.evaluate(
      ([prompts, max]) => window.comparison.complete(prompts, max, 16, { priority: 'background' }),
      [segments(round), MAX_TOKENS] as const,
    );
    if (JSON.stringify(bare.texts) !== JSON.stringify(ours.texts)) {
      throw new Error(`other texts: ${JSON.stringify([bare.texts, ours.texts])}`);
    }
    const row = (who: string, { tokens, seconds }: { tokens: number; seconds: number }) => ({
      ...{ what: '50 segments', who, unit: 'tokens/s', value: tokens / seconds },
    });
    return [
      row('web-llm', bare),
      row('ours', ours),
      {
        ...{ what: '50 segments, prompt tokens computed', who: 'web-llm', unit: '' },
        value: bare.promptTokens,
      },
      {
        ...{ what: '50 segments, prompt tokens computed', who: 'ours', unit: '' },
        value: ours.promptTokens - (ours.reusedTokens ?? 0),
      },
    ];
  },

  /** One sequence, 64 tokens without an early end. */
  async decode(page, round) {
    const [asked] = [prompt(`in ${round + 60} days`)];
    const bare = await page.evaluate(
      ([text]) => window.comparison.bare.complete([text], 64, true),
      [asked] as const,
    );
    const ours = await page.evaluate(
      ([text, end]) => window.comparison.complete([text], 64, 1, { logitBias: { [end]: -100 } }),
      [asked, END] as const,
    );
    const row = (who: string, { tokens, decodeSeconds }: typeof bare) => ({
      ...{
        what: 'decode, one sequence',
        who,
        unit: 'tokens/s',
        value: (tokens - 1) / decodeSeconds,
      },
    });
    return [row('web-llm', bare), row('ours', ours)];
  },

  /** Several sequences at once: what a batch gains. */
  async batch(page, round) {
    const rows: Measured[] = [];
    for (const size of [1, 2, 4, 8]) {
      const prompts = Array.from({ length: size }, (_, i) =>
        prompt(`in ${100 * size + 10 * round + i} days`),
      );
      const { tokens, seconds } = await page.evaluate(
        ([texts, end]) =>
          window.comparison.complete(texts, 48, texts.length, { logitBias: { [end]: -100 } }),
        [prompts, END] as const,
      );
      const value = tokens / seconds;
      rows.push({ what: 'batch', who: `ours, ${size}`, unit: 'tokens/s', value });
    }
    return rows;
  },

  /** Prompts that are in no cache. */
  async prefill(page, round) {
    const rows: Measured[] = [];
    for (const length of [32, 64, 128, 256, 512, 1024]) {
      const asked = promptOf(length / 2, round * 1_000 + length);
      const bare = await page.evaluate((text) => window.comparison.bare.complete([text], 1), asked);
      const ours = await page.evaluate((text) => window.comparison.complete([text], 1, 1), asked);
      const what = `prefill, ${length} tokens`;
      rows.push({
        what,
        who: 'web-llm',
        unit: 'tokens/s',
        value: bare.promptTokens / bare.prefillSeconds,
      });
      rows.push({
        what,
        who: 'ours',
        unit: 'tokens/s',
        value: ours.promptTokens / ours.prefillSeconds,
      });
    }
    return rows;
  },

  /** Ten turns; each prompt is the dialogue so far. */
  async chat(page, round) {
    const texts = Array.from({ length: 10 }, (_, i) => `in ${round * 10 + i} days`);
    const ask = [texts, 12] as const;
    const ours = await page.evaluate((asked) => window.comparison.dialogue(...asked), ask);
    const chat = await page.evaluate((asked) => window.comparison.bare.chat(...asked), ask);
    // Later ones differ: web-llm splits a dialogue into tokens piece by piece.
    const said = [ours, chat].map(([first]) => first?.text.trim());
    if (said[0] !== said[1]) throw new Error(`answers differ: ${said.join(', ')}`);
    const rows: Measured[] = [];
    for (const at of [1, ours.length - 1]) {
      const { prompt: asked, seconds } = ours[at]!;
      const bare = await page.evaluate((text) => window.comparison.bare.firstText(text, 2), asked);
      const row = (who: string, value: number) => ({
        ...{ what: `first text of turn ${at + 1}`, who, unit: 's', value },
      });
      rows.push(row('web-llm, completions', bare.seconds));
      rows.push(row('web-llm, chat', chat[at]!.seconds));
      rows.push(row('ours', seconds));
    }
    return rows;
  },

  /** The same model compiled with TVM's own schedules, both under bare web-llm. */
  async schedules(page, round) {
    const rows: Measured[] = [];
    for (const [who, where] of [
      ['ours', place],
      ["TVM's", baseline.place],
    ] as const) {
      await page.evaluate(() => window.comparison.bare.unload());
      await page.evaluate((at) => window.comparison.bare.load(at), where);
      const timed = await page.evaluate(
        ([text]) => window.comparison.bare.complete([text], 4, true),
        [promptOf(64, round)] as const,
      );
      const row = (what: string, value: number) => ({ what, who, unit: 'tokens/s', value });
      rows.push(row('prefill by schedules', timed.promptTokens / timed.prefillSeconds));
      rows.push(row('decode by schedules', (timed.tokens - 1) / timed.decodeSeconds));
    }
    await page.evaluate(() => window.comparison.bare.unload());
    await page.evaluate((at) => window.comparison.bare.load(at), place);
    return rows;
  },
};
