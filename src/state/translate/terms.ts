import { findLanguage } from '../../core/languages';
import { GlossaryIndex, type TermDemand } from '../../core/terms/glossaryIndex';
import { demandsOf } from '../../core/terms/keptSpans';
import type { SetTimer } from '../../core/timer';
import type { TranslationSegment } from '../../core/translation/types';
import { glossariesFor, type GlossariesStore } from '../glossaries';
import type { TranslateStore } from './types';

export interface TermsPorts {
  readonly translate: TranslateStore;
  readonly glossaries: GlossariesStore;
  readonly setTimer: SetTimer;
}

/** With more to translate anew than this, it is done only on request. */
const MOST_AT_ONCE = 2_000;

/** Whoever translates asks it. */
export interface TermsInUse {
  /** The glossaries in use for the languages of the translation, once they are read; undefined if there are none. */
  readonly glossary: () => Promise<GlossaryIndex | undefined>;
}

/**
 * Keeps what stands beside each segment about its terms, and has those translated anew whose terms were changed.
 */
export function followTerms({ translate, glossaries, setTimer }: TermsPorts): TermsInUse {
  const pause = () => new Promise<void>((resolve) => void setTimer(resolve, 0));
  let index: GlossaryIndex | undefined;
  let name = '';
  let opening = Promise.resolve();
  const noted = new WeakMap<TranslationSegment, GlossaryIndex>();

  const wanted = () => {
    const { from, detected, to } = translate.getState();
    const [one, other] = [findLanguage(from ?? detected ?? ''), findLanguage(to)];
    const active = glossariesFor(glossaries.getState().glossaries, one?.code, to);
    return { one, other, active };
  };

  const open = async () => {
    const { one, other, active } = wanted();
    const now = active.map(({ id, changedAt }) => `${id} ${changedAt}`).join('\n');
    const pairNow = `${one?.code ?? ''} ${other?.code ?? ''}\n${now}`;
    if (pairNow === name) return;
    const before = index;
    const wasSamePair = name.split('\n')[0] === pairNow.split('\n')[0];
    name = pairNow;
    index =
      one === undefined || other === undefined || active.length === 0
        ? undefined
        : await GlossaryIndex.open(active, { from: one, to: other }, pause);
    if (wasSamePair) renew(before);
    note();
  };
  const update = () => (opening = opening.then(open));

  /** Marks the segments of which something else is asked now, and has them translated. */
  const renew = (before: GlossaryIndex | undefined) => {
    const { translation, phase, to } = translate.getState();
    const concerned = translation.segments.filter(
      (segment) =>
        segment.state === 'done' &&
        segment.origin === 'model' &&
        segment.language === to &&
        ask(before, segment) !== ask(index, segment),
    );
    if (concerned.length === 0) return;
    translate.getState().annotate(new Map(concerned.map(({ id }) => [id, { state: 'outdated' }])));
    const length = concerned.reduce((sum, { source }) => sum + source.length, 0);
    if (phase === 'done' && length <= MOST_AT_ONCE) void translate.getState().run();
  };

  /** Puts beside each segment whether its terms were kept. */
  const note = () => {
    const { translation } = translate.getState();
    const notes = new Map<string, Partial<TranslationSegment>>();
    for (const segment of translation.segments) {
      if (index === undefined && segment.terms.length === 0) continue;
      if (index !== undefined && noted.get(segment) === index) continue;
      const isWritten = segment.state === 'done' || segment.state === 'outdated';
      const terms =
        index !== undefined && isWritten
          ? index.uses(demandsOf(index, segment.source, segment.spans), segment.target)
          : [];
      if (index !== undefined) noted.set(segment, index);
      if (JSON.stringify(terms) !== JSON.stringify(segment.terms)) notes.set(segment.id, { terms });
    }
    if (notes.size > 0) translate.getState().annotate(notes);
  };

  translate.subscribe((state, before) => {
    const isOther = (['from', 'detected', 'to'] as const).some((key) => state[key] !== before[key]);
    if (isOther) void update();
    if (state.translation !== before.translation) note();
  });
  glossaries.subscribe((state, before) => {
    if (state.glossaries !== before.glossaries) void update();
  });
  void update();

  return {
    glossary: async () => {
      await update();
      return index;
    },
  };
}

/** What is asked of a segment, to be compared. */
const ask = (index: GlossaryIndex | undefined, segment: TranslationSegment): string => {
  const demands: readonly TermDemand[] =
    index === undefined ? [] : demandsOf(index, segment.source, segment.spans);
  return JSON.stringify(demands.map(({ kind, targets }) => [kind, targets]));
};
