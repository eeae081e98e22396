import { readTarget } from '../../core/translation/read';
import type { TranslationSegment } from '../../core/translation/types';
import type { SetTimer } from '../../core/timer';
import type { Memory } from '../../storage/memory';
import type { Translations } from '../../storage/translations';
import type { TranslateState, TranslateStore } from './types';

export interface RememberPorts {
  readonly translations: () => Promise<Pick<Translations, 'put'>>;
  readonly memory: () => Promise<Pick<Memory, 'add'>>;
  readonly modelId: () => string;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
}

/** What grows is written this often; a long text less often, since each time it is written as a whole. */
const intervalOf = (length: number): number => Math.max(2_000, length / 20);

/**
 * Writes the translation into the history as it grows, and what the user chose or wrote into the memory. Where
 * nothing can be kept, the page goes on without: `onFailure` hears of it.
 *
 * @returns What writes at once what waits to be written, for a page that goes.
 */
export function rememberTranslations(
  store: TranslateStore,
  ports: RememberPorts,
  onFailure: (cause: unknown) => void,
): () => void {
  let record: { readonly id: string; readonly createdAt: number } | undefined;
  let kept: TranslateState = store.getState();
  let cancel: (() => void) | undefined;

  const write = async () => {
    cancel = undefined;
    const state = store.getState();
    const { source, from, detected, to, translation } = state;
    const target = readTarget(translation, to);
    const previous = kept;
    kept = state;
    if (target.trim() === '' || !translation.segments.some((one) => one.language === to)) return;
    if (record === undefined || isOther(previous, state)) {
      record = { id: ports.newId(), createdAt: ports.now() };
    }
    const draft = {
      ...{ ...record, source, target, translation, to, from: from ?? detected ?? '' },
      ...{ modelId: ports.modelId(), changedAt: ports.now() },
    };
    await (await ports.translations()).put(draft);
  };

  const learn = async (state: TranslateState, segments: readonly TranslationSegment[]) => {
    const from = state.from ?? state.detected;
    if (from === undefined) return;
    const memory = await ports.memory();
    for (const { source, target, language, origin } of segments) {
      if (language !== state.to || target.trim() === '') continue;
      const how = origin === 'edited' ? 'edited' : 'accepted';
      await memory.add({ source, target, from, to: language, origin: how });
    }
  };

  store.subscribe((state, before) => {
    if (state.translation === before.translation) return;
    // What was taken from the memory is there already.
    const chosen = state.translation.segments.filter(
      (one, i) =>
        (one.origin === 'edited' || one.origin === 'pinned') &&
        one !== before.translation.segments[i] &&
        !isSame(one, before.translation.segments),
    );
    if (chosen.length > 0) void learn(state, chosen).catch(onFailure);
    cancel ??= ports.setTimer(() => void write().catch(onFailure), intervalOf(state.source.length));
  });
  return () => {
    if (cancel === undefined) return;
    cancel();
    void write().catch(onFailure);
  };
}

/** Whether nothing of a former text is in this one, or it is for another language. */
function isOther(before: TranslateState, now: TranslateState): boolean {
  if (before.to !== now.to) return true;
  const ids = new Set(before.translation.segments.map(({ id }) => id));
  return ids.size > 0 && !now.translation.segments.some(({ id }) => ids.has(id));
}

function isSame(one: TranslationSegment, others: readonly TranslationSegment[]): boolean {
  const other = others.find(({ id }) => id === one.id);
  return other?.target === one.target && other.origin === one.origin;
}
