import { beforeEach, describe, expect, it } from 'vitest';
import { PendingTranslate, result, settle, sources } from '../../../testing/state/pendingTranslate';
import { AppError } from '../../core/errors';

const bench = new PendingTranslate();
const { finish, last, output, paint, pause, segments, state, translated, write } = bench;

beforeEach(() => bench.reset());

describe('segments', () => {
  it('come with confidence and alternatives', async () => {
    const confidence = { mean: -0.1, lowest: -0.3, trusted: true };
    const alternatives = [{ text: 'dans 3 jours', score: -0.1 }, { text: 'en 3 jours' }];
    state().setSource('in 3 days');
    await pause();
    await finish(result('dans 3 jours', { confidence, alternatives }));
    expect(segments()[0]).toMatchObject({ confidence, alternatives, origin: 'model' });
  });

  it('that are not known leave nothing, and are not asked for again by themselves', async () => {
    state().setSource('One. Two.');
    await pause();
    await finish(result('', { withheld: true }), 'Deux.');
    expect(segments().map((one) => one.state)).toEqual(['withheld', 'done']);
    expect(output()).toBe(' Deux.');
    state().setSource('One. Two. Three.');
    await pause();
    expect(sources(last())).toEqual(['Three.']);
  });

  it('that were edited or pinned stay when the text is translated again', async () => {
    await translated('One. Two. Three.', 'Un.', 'Deux.', 'Trois.');
    const [one, two] = segments().map(({ id }) => id);
    state().setTarget(one!, 'Le premier.', 'edited');
    state().pin(two!, true);
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Three.']);
    await finish('Troisième.');
    expect(output()).toBe('Le premier. Deux. Troisième.');
    state().pin(two!, false);
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Two.', 'Three.']);
  });

  it('that are edited while the text is being written keep the edit', async () => {
    state().setSource('One. Two.');
    await pause();
    last().request.onSegment?.(0, result('Un.'));
    write('De', 1);
    paint();
    state().setTarget(segments()[1]!.id, 'Mine.', 'edited');
    await finish('Un.', 'Deux.');
    expect(output()).toBe('Un. Mine.');
    expect(state().phase).toBe('done');
  });

  it('are translated again one by one, from a beginning if one is given', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    const { id } = segments()[1]!;
    void state().translateAgain(id, { prefix: 'Une', beams: 4 });
    expect(sources(last())).toEqual(['Two.']);
    expect(last().request.optionsOf?.(0)).toEqual({ prefix: 'Une', beams: 4 });
    write('Une paire');
    paint();
    expect(output()).toBe('Un. Une paire');
    await finish('Une paire.');
    expect(output()).toBe('Un. Une paire.');
    state().undo();
    expect(output()).toBe('Un. Deux.');
  });

  it('have other translations looked for without being changed', async () => {
    await translated('One.', 'Un.');
    const alternatives = [{ text: 'Un.' }, { text: 'Une.' }];
    void state().findAlternatives(segments()[0]!.id);
    expect(last().request.quality).toBe('best');
    write('Une');
    await finish(result('Une.', { alternatives }));
    expect(segments()[0]).toMatchObject({ target: 'Un.', alternatives });
  });

  it('asked of a model are given up when another is taken', async () => {
    await translated('in 3 days', 'dans 3 jours');
    const id = state().translation.segments[0]?.id ?? '';
    const asked = state().translateAgain(id);
    await settle();
    bench.modelId = 'bayling-3-8b';
    last().reject(new AppError('model-not-loaded'));
    await asked;
    expect(state().error).toBeUndefined();
    expect(output()).toBe('dans 3 jours');
    bench.modelId = 'demo';
    const again = state().translateAgain(id);
    await settle();
    last().reject(new AppError('gpu-lost'));
    await again;
    expect(state().error?.code).toBe('gpu-lost');
  });
});
