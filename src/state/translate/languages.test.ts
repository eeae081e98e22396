import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingTranslate, settle, sources } from '../../../testing/state/pendingTranslate';

const bench = new PendingTranslate();
const { create, finish, last, output, pause, segments, state, translated } = bench;

beforeEach(() => bench.reset());

describe('languages', () => {
  it('are detected from the text', async () => {
    state().setSource('fünf');
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().clear();
    expect(state().detected).toBeUndefined();
  });

  it('swap, and the translation becomes the source', async () => {
    create({ from: 'eng', to: 'fra' });
    await translated('in 3 days', 'dans 3 jours');
    state().swap();
    expect(state()).toMatchObject({ from: 'fra', to: 'eng', source: 'dans 3 jours' });
    expect(output()).toBe('');
    await pause();
    expect(sources(last())).toEqual(['dans 3 jours']);
    expect(last().request.to).toBe('eng');
  });

  it('swap with the detected one', async () => {
    state().setSource('fünf');
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().swap();
    expect(state()).toMatchObject({ from: 'fra', to: 'deu', source: 'fünf' });
  });

  it('do not swap while the source is unknown', () => {
    state().swap();
    expect(state()).toMatchObject({ from: undefined, to: 'fra' });
  });

  it('never become the same by choosing', () => {
    create({ from: 'eng', to: 'fra' });
    state().setTo('eng');
    expect(state()).toMatchObject({ from: 'fra', to: 'eng' });
    state().setFrom('eng');
    expect(state()).toMatchObject({ from: 'eng', to: 'fra' });
  });

  it('never become the same by choosing what is detected', async () => {
    create({ to: 'fra', text: 'fünf' });
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().setFrom('fra');
    expect(state()).toMatchObject({ from: 'fra', to: 'deu' });
    create({ to: 'eng' });
    state().setFrom('eng');
    expect(state()).toMatchObject({ from: 'eng', to: 'zho_simpl' });
  });

  it('differ when a text is in the target: another one is proposed until it is not', async () => {
    create({ to: 'deu' });
    state().setSource('fünf');
    await vi.waitFor(() => expect(state()).toMatchObject({ detected: 'deu', to: 'eng' }));
    await pause();
    expect(last().request.to).toBe('eng');
    expect(sources(last())).toEqual(['fünf']);
    state().setSource('five');
    await vi.waitFor(() => expect(state()).toMatchObject({ detected: 'eng', to: 'deu' }));
    state().setSource('fünf');
    await vi.waitFor(() => expect(state().to).toBe('eng'));
    state().clear();
    expect(state().to).toBe('deu');
  });

  it('differ for what began before the text was recognised', async () => {
    create({ to: 'deu', text: 'fünf' });
    void state().run();
    await vi.waitFor(() => expect(last().request.to).toBe('eng'));
    expect(bench.pending.filter(({ request }) => request.to === 'deu')).toEqual([]);
  });

  it('differ in an echo that is done, which is translated again', async () => {
    create({ to: 'deu', text: 'five' });
    await vi.waitFor(() => expect(state().detected).toBe('eng'));
    await pause();
    bench.store.setState({ source: 'fünf', phase: 'done' });
    state().setFrom('fra');
    bench.store.setState({ detected: 'deu' });
    state().setFrom(undefined);
    expect(state().to).toBe('eng');
    await pause();
    expect(last().request.to).toBe('eng');
    expect(sources(last())).toEqual(['fünf']);
  });

  it('may be the same if the user insists', async () => {
    create({ to: 'fra', text: 'fünf' });
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().setTo('deu');
    state().setSource('fünf!');
    await settle();
    expect(state().to).toBe('deu');
  });

  it('a new target translates again, and marks what is in the former one until then', async () => {
    await translated('in 3 days', 'dans 3 jours');
    state().setTo('deu');
    expect(segments()[0]).toMatchObject({ state: 'outdated', language: 'fra' });
    await pause();
    expect(last().request.to).toBe('deu');
    await finish('in 3 Tagen');
    expect(segments()[0]).toMatchObject({ state: 'done', language: 'deu' });
    expect(output()).toBe('in 3 Tagen');
  });

  it('a new target of a long text is translated only on request', async () => {
    const long = Array.from({ length: 200 }, (_, i) => `This is sentence number ${i}.`);
    state().setSource(long.join(' '));
    await pause();
    void state().run();
    await settle();
    await finish(...long.map((_, i) => `Phrase ${i}.`));
    state().setTo('deu');
    await pause();
    expect(bench.pending).toHaveLength(1);
    expect(state()).toMatchObject({ phase: 'idle', awaiting: expect.any(Number) as number });
    expect(segments().every((one) => one.state === 'outdated')).toBe(true);
  });
});
