import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { noChanges } from '../../core/translation/changes';
import { newSegment } from '../../core/translation/match';
import type { TranslationSegment } from '../../core/translation/types';
import type { NewEntry } from '../../storage/memory';
import type { TranslationDraft } from '../../storage/translations';
import { rememberTranslations } from './remember';
import type { TranslateStore } from './types';

let drafts: TranslationDraft[];
let entries: NewEntry[];
let timers: { readonly run: () => void; readonly after: number }[];
let ids: number;
let store: TranslateStore;
let writeNow: () => void;
const onFailure = vi.fn();
const put = vi.fn(async (draft: TranslationDraft) => void drafts.push(draft));

const segment = (id: string, more: Partial<TranslationSegment> = {}): TranslationSegment => ({
  ...newSegment(id, { text: `Source ${id}.`, after: ' ' }),
  ...{ state: 'done', target: `Target ${id}.`, language: 'fra', ...more },
});
const show = (...segments: TranslationSegment[]) =>
  store.setState({ translation: { lead: '', segments } });
const settle = () => new Promise((resolve) => setTimeout(resolve));
const pass = async () => {
  for (const { run } of timers.splice(0)) run();
  await settle();
};

beforeEach(() => {
  [drafts, entries, timers, ids] = [[], [], [], 0];
  onFailure.mockClear();
  put.mockClear();
  store = createStore(() => ({
    ...{ source: 'Source.', from: undefined, detected: 'eng', to: 'fra', changes: noChanges },
    translation: { lead: '', segments: [] },
  })) as unknown as TranslateStore;
  writeNow = rememberTranslations(
    store,
    {
      translations: async () => ({ put }),
      memory: async () => ({ add: async (entry) => void entries.push(entry) }),
      modelId: () => 'demo',
      newId: () => `record ${ids++}`,
      now: () => 7,
      setTimer: (run, after) => {
        timers.push({ run, after });
        return () => (timers = timers.filter((timer) => timer.run !== run));
      },
    },
    onFailure,
  );
});

describe('a translation', () => {
  it('is kept as it grows, as one', async () => {
    show(segment('a'));
    show(segment('a'), segment('b', { target: 'Tar', state: 'running' }));
    expect(timers).toHaveLength(1);
    await pass();
    show(segment('a'), segment('b'));
    await pass();
    expect(drafts.map(({ id, target }) => [id, target])).toEqual([
      ['record 0', 'Target a. Tar '],
      ['record 0', 'Target a. Target b. '],
    ]);
    expect(drafts[0]).toMatchObject({ from: 'eng', to: 'fra', modelId: 'demo', createdAt: 7 });
  });

  it('is written at once when the page goes, and only if something waits', async () => {
    writeNow();
    show(segment('a'));
    writeNow();
    writeNow();
    await pass();
    expect(drafts.map(({ target }) => target)).toEqual(['Target a. ']);
  });

  it('is another one when nothing is left of the former, or in another language', async () => {
    show(segment('a'));
    await pass();
    show(segment('b'));
    await pass();
    store.setState({ to: 'deu' });
    show(segment('b', { language: 'deu' }));
    await pass();
    expect(drafts.map(({ id, to }) => [id, to])).toEqual([
      ['record 0', 'fra'],
      ['record 1', 'fra'],
      ['record 2', 'deu'],
    ]);
  });

  it('is not kept while there is none, or only one of before', async () => {
    show(segment('a', { target: '', state: 'running' }));
    await pass();
    store.setState({ to: 'deu' });
    show(segment('a', { state: 'outdated' }));
    await pass();
    expect(drafts).toEqual([]);
  });

  it('is written less often when it is long', () => {
    store.setState({ source: 'x'.repeat(1_000_000) });
    show(segment('a'));
    expect(timers[0]?.after).toBe(50_000);
  });

  it('that cannot be kept is told of, and tried again', async () => {
    put.mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    show(segment('a'));
    await pass();
    expect(onFailure).toHaveBeenCalledTimes(1);
    show(segment('a', { target: 'More.' }));
    await pass();
    expect(drafts).toHaveLength(1);
  });
});

describe('the memory', () => {
  it('learns what the user wrote or chose, once', async () => {
    show(segment('a'), segment('b'));
    show(segment('a', { target: 'Mine.', origin: 'edited' }), segment('b'));
    show(segment('a', { target: 'Mine.', origin: 'edited' }), segment('b', { origin: 'pinned' }));
    await settle();
    expect(entries).toEqual([
      {
        ...{ source: 'Source a.', target: 'Mine.', from: 'eng', to: 'fra', origin: 'edited' },
      },
      {
        ...{ source: 'Source b.', target: 'Target b.', from: 'eng', to: 'fra', origin: 'accepted' },
      },
    ]);
  });

  it('learns nothing of the model’s, of itself, or of an unknown language', async () => {
    show(segment('a'), segment('b', { origin: 'memory' }));
    store.setState({ detected: undefined });
    show(segment('a', { origin: 'edited' }));
    await settle();
    expect(entries).toEqual([]);
  });
});
