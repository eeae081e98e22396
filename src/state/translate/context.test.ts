import { beforeEach, describe, expect, it } from 'vitest';
import { TranslateBench } from '../../../testing/state/translateBench';
import { memoryKeyValue } from '../../../testing/state/keyValue';
import {
  contextOptions,
  createContextStore,
  isUsual,
  maxInstructionLength,
  noContext,
  withContext,
} from './context';

const stored = (text: string) => memoryKeyValue({ 'translate.context': text });

describe('what a model is told', () => {
  it('is at first what it was trained on', () => {
    const context = createContextStore(memoryKeyValue()).getState();
    expect(context).toMatchObject(noContext);
    expect(isUsual(context)).toBe(true);
    expect(contextOptions(context)).toBeUndefined();
  });

  it('is remembered', () => {
    const storage = memoryKeyValue();
    const chosen = { neighbours: true, register: 'formal', wording: 'zh' } as const;
    createContextStore(storage).getState().choose(chosen);
    createContextStore(storage).getState().choose({ instruction: 'Keep it short.' });
    const again = createContextStore(storage).getState();
    expect(again).toMatchObject({ ...chosen, instruction: 'Keep it short.' });
    expect(isUsual(again)).toBe(false);
  });

  it.each(['', '{', '[]', '{"neighbours":"yes","register":"rude","wording":7,"instruction":{}}'])(
    'is as at the first visit where it cannot be read: %s',
    (text) => {
      expect(createContextStore(stored(text)).getState()).toMatchObject(noContext);
    },
  );

  it('has no more of an instruction than fits', () => {
    const long = JSON.stringify({ instruction: 'x'.repeat(1_000) });
    const { instruction } = createContextStore(stored(long)).getState();
    expect(instruction).toHaveLength(maxInstructionLength);
  });

  it('has each wish in a line of its own, in the wording of the request', () => {
    expect(
      contextOptions({ ...noContext, register: 'formal', instruction: ' Keep\nit  short. ' }),
    ).toEqual({ wishes: ['Use formal language.', 'Keep it short.'], wording: 'en' });
    expect(contextOptions({ ...noContext, register: 'informal', wording: 'zh' })).toEqual({
      wishes: ['请使用非正式的语言。'],
      wording: 'zh',
    });
    expect(contextOptions({ ...noContext, instruction: ' \n' })).toBeUndefined();
  });

  it('stays where a sentence is asked for in another way', () => {
    const usual = { wishes: ['Use formal language.'], wording: 'zh' } as const;
    expect(withContext(usual, { prefix: 'Un', wishes: ['Keep it short.'] })).toEqual({
      prefix: 'Un',
      wishes: ['Use formal language.', 'Keep it short.'],
      wording: 'zh',
    });
    expect(withContext(usual, { wording: 'en' })?.wording).toBe('en');
    expect([withContext(usual, undefined), withContext(undefined, usual)]).toEqual([usual, usual]);
  });
});

describe('a text whose context changes', () => {
  let bench: TranslateBench;
  beforeEach(() => {
    bench = new TranslateBench((prompt) => (prompt.includes('formal') ? 'Vous.' : 'Toi.'));
  });

  it('is made anew, all but what the user wrote, and can be undone', async () => {
    await bench.translate('You. Me.');
    const { setTarget, askAnew, undo } = bench.store.getState();
    const [, second] = bench.store.getState().translation.segments;
    setTarget(second!.id, 'Moi.', 'edited');
    bench.context = { ...noContext, register: 'formal' };
    askAnew();
    const { translation } = bench.store.getState();
    expect(translation.segments.map(({ state }) => state)).toEqual(['outdated', 'done']);
    bench.pause();
    await expect.poll(() => bench.targets).toEqual(['Vous.', 'Moi.']);
    expect(bench.asked.at(-1)).toBe(
      'Provide the French translation for this sentence: You.\nUse formal language.',
    );
    undo();
    expect(bench.targets).toEqual(['Toi.', 'Moi.']);
  });

  it('is marked as outdated, and waits to be asked for, where it is long', async () => {
    const long = Array.from({ length: 150 }, (_, i) => `Sentence number ${i}.`).join(' ');
    await bench.translate(long);
    const before = bench.engine.requests.length;
    bench.store.getState().askAnew();
    bench.pause();
    await expect.poll(() => bench.store.getState().awaiting).toBeGreaterThan(2_000);
    const { segments } = bench.store.getState().translation;
    expect(new Set(segments.map(({ state }) => state))).toEqual(new Set(['outdated']));
    expect(bench.engine.requests).toHaveLength(before);
  });

  it('gives the sentences before with each, also where only one is asked for', async () => {
    bench.context = { ...noContext, neighbours: true };
    await bench.translate('You. Me.');
    const [, second] = bench.store.getState().translation.segments;
    await bench.store.getState().translateAgain(second!.id);
    const prompts = bench.engine.requests.map(({ prompt }) => prompt);
    expect(prompts).toHaveLength(3);
    expect(prompts[1]).toContain('sentence: You.\n### Response:\nToi.</s>');
    expect(prompts[2]).toBe(prompts[1]);
  });
});
