import { findSpans } from '../../core/text/index';
import { readSource } from '../../core/translation/read';
import type { TranslationSegment } from '../../core/translation/types';
import { resultPatch } from '../../tasks/translate/resultPatch';
import type { SegmentResult } from '../../tasks/translate/types';
import type { SegmentIndex } from './segmentIndex';
import type { AttemptOptions, TranslateActions, TranslateState } from './types';
import type { Work, Workers } from './work';

/** What is done with single segments, beside whatever else is going on. */
export type SegmentActions = Pick<
  TranslateActions,
  | 'setTarget'
  | 'setTargets'
  | 'editSource'
  | 'pin'
  | 'translateAgain'
  | 'findAlternatives'
  | 'attempt'
  | 'annotate'
>;

/** What they need of the store. */
export interface SegmentPorts {
  readonly get: () => TranslateState;
  readonly set: (change: Partial<TranslateState>) => void;
  readonly index: SegmentIndex;
  readonly workers: Workers;
  /** Remembers what is there, to be undone to. */
  readonly record: () => void;
  /** Takes another source; what is missing then is translated after a pause. */
  readonly takeSource: (text: string) => void;
}

export function segmentActions(ports: SegmentPorts): SegmentActions {
  const { get, set, index, workers, record } = ports;
  const { find, patch } = index;

  const asked = (segment: TranslationSegment, attempt: AttemptOptions) => {
    const { quality, neighbours, keepNumbers = false, ...options } = attempt;
    const spans = keepNumbers ? findSpans(segment.source, { numbers: true }) : segment.spans;
    const segments = [{ ...segment, spans }];
    return { segments, to: get().to, optionsOf: () => options, quality, neighbours };
  };

  const translateOne = async (
    id: string,
    attempt: AttemptOptions,
    work: Pick<Work, 'onResult' | 'streams'>,
  ): Promise<void> => {
    const segment = find(id);
    if (segment === undefined) return;
    const onPaint: Work['onPaint'] = (patches) => set({ translation: patch(patches) });
    const ended = await workers.start({ ...asked(segment, attempt), ...work, onPaint });
    // Who takes another model meanwhile gives up what was asked of the one before.
    if (ended?.error === undefined || ended.isOfFormerModel === true) return;
    set({ error: ended.error });
  };

  const setTargets: SegmentActions['setTargets'] = (targets, origin) => {
    const known = [...targets].filter(([id]) => find(id) !== undefined);
    if (known.length === 0) return;
    record();
    const { to: language } = get();
    const patches = known.map(([id, target]) => {
      workers.release(id);
      return [id, { target, origin, state: 'done', language, checks: [] }] as const;
    });
    set({ translation: patch(new Map(patches)) });
  };

  return {
    setTargets,
    setTarget: (id, target, origin) => setTargets(new Map([[id, target]]), origin),
    pin: (id, pinned) => {
      if (find(id)?.state !== 'done') return;
      record();
      workers.release(id);
      set({ translation: patch(new Map([[id, { origin: pinned ? 'pinned' : 'model' }]])) });
    },
    editSource: (id, text) => {
      const segment = find(id);
      const { translation, source } = get();
      // While a text that was typed is not cut yet, its sentences are not these.
      if (segment === undefined || segment.source === text) return;
      if (readSource(translation) !== source) return;
      record();
      const state = segment.target === '' ? 'untranslated' : 'outdated';
      workers.release(id);
      const edited = patch(new Map([[id, { source: text, spans: [], state, origin: 'model' }]]));
      set({ translation: edited });
      ports.takeSource(readSource(edited));
    },
    translateAgain: async (id, options = {}) => {
      const segment = find(id);
      if (segment === undefined) return;
      record();
      const { to } = get();
      const { target, state, language } = segment;
      // What the user wrote stays the user's, whatever follows it.
      const origin = options.prefix === undefined ? 'model' : 'edited';
      await translateOne(id, options, {
        streams: () => true,
        onResult: (result) =>
          result.withheld ? { target, state, language } : { ...resultPatch(to, result), origin },
      });
    },
    findAlternatives: (id, options = {}) =>
      translateOne(
        id,
        { quality: 'best', ...options },
        { streams: () => false, onResult: ({ alternatives }) => ({ alternatives }) },
      ),
    attempt: async (id, options) => {
      const segment = find(id);
      if (segment === undefined) return undefined;
      let result: SegmentResult | undefined;
      const ended = await workers.start({
        ...{ ...asked(segment, options), priority: 'background', streams: () => false },
        onResult: (given) => {
          result = given;
          return {};
        },
        onPaint: () => undefined,
      });
      return ended === undefined || ended.error !== undefined ? undefined : result;
    },
    annotate: (notes) => set({ translation: patch(notes) }),
  };
}
