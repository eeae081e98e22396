import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryKeyValue } from '../../../testing/state/keyValue';
import { PendingTranslate, result, settle, sources } from '../../../testing/state/pendingTranslate';
import { readDraft } from './index';

const bench = new PendingTranslate();
const { create, draft, last, output, paint, pause, segments, state, translated, write } = bench;

beforeEach(() => bench.reset());

describe('the draft', () => {
  it('holds what a reload must not lose', () => {
    create({ from: 'eng', to: 'fra', text: 'hello' });
    expect(readDraft(draft)).toEqual({ source: 'hello', from: 'eng', to: 'fra' });
    state().setFrom(undefined);
    state().setTo('deu');
    state().setSource('hello there');
    expect(readDraft(draft)).toEqual({ source: 'hello there', to: 'deu' });
  });

  it('is empty at first, and ignores languages that it does not know', () => {
    expect(readDraft(memoryKeyValue())).toEqual({ source: '' });
    expect(readDraft(memoryKeyValue({ 'translate.to': 'klingon' }))).toEqual({ source: '' });
  });

  it('brings back both sides', async () => {
    create({ from: 'eng', to: 'fra' });
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setTarget(segments()[1]!.id, 'Mine.', 'edited');
    const before = segments();
    state().keep();
    create({ from: 'eng', to: 'fra', text: 'One. Two.' });
    expect(state().phase).toBe('done');
    expect(segments()).toEqual(before.map((one) => ({ ...one, spans: [] })));
  });

  it('goes on after a reload in the middle', async () => {
    state().setSource('One. Two.');
    await pause();
    last().request.onSegment?.(0, result('Un.'));
    write('De', 1);
    paint();
    state().keep();
    create({ to: 'fra', text: 'One. Two.' });
    expect(output()).toBe('Un. De');
    expect(state().phase).toBe('idle');
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Two.']);
  });

  it('brings back what was translated of a text that was being edited', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setSource('One. Two. Three.');
    state().keep();
    create({ to: 'fra', text: 'One. Two. Three.' });
    expect(output()).toBe('Un. Deux.');
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Three.']);
  });

  it('asks for nothing again after a reload where nothing is missing', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setSource('One.  Two.');
    state().keep();
    create({ to: 'fra', text: 'One.  Two.' });
    const before = bench.pending.length;
    await state().run(false);
    expect(bench.pending).toHaveLength(before);
    expect(state().phase).toBe('done');
    expect(segments().every((one) => one.state === 'done')).toBe(true);
  });

  it('is not used for another text', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().keep();
    create({ to: 'fra', text: 'One.' });
    expect(segments()).toEqual([]);
  });

  it('marks what was translated into another language', async () => {
    await translated('One.', 'Un.');
    state().keep();
    create({ to: 'deu', text: 'One.' });
    expect(segments()[0]).toMatchObject({ state: 'outdated', target: 'Un.' });
  });

  it.each([
    ['no JSON', () => '{"segments"'],
    ['two segments with one id', (json: string) => json.replaceAll('id 1', 'id 0')],
    ['what is no list', () => '{"lead":"","segments":{"0":1}}'],
  ])('is not used when it is of %s', async (_, spoil) => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().keep();
    draft.set('translate.segments', spoil(draft.get('translate.segments')!));
    create({ to: 'fra', text: 'One. Two.' });
    expect(segments()).toEqual([]);
  });

  it('is kept a while after something was written, and at most once meanwhile', async () => {
    await translated('One.', 'Un.');
    const set = vi.spyOn(draft, 'set');
    await pause();
    expect(set.mock.calls.filter(([key]) => key === 'translate.segments')).toHaveLength(1);
    expect(draft.get('translate.segments')).toContain('Un.');
  });
});
