import type { JudgedConfidence } from '../../core/confidence';
import type { Check, TranslationSegment } from '../../core/translation/types';
import { resultChecks } from '../../tasks/translate/resultPatch';
import { anotherWay } from './retry';
import type { TranslateStore } from './types';

/** A translation, as far as it is judged. */
export interface CheckedResult {
  readonly checks: readonly Check[];
  readonly confidence?: JudgedConfidence | undefined;
}

/** Looks for faults in translations. */
export interface Checker {
  /** @param from FLORES code, as `to` is; undefined if it is unknown. */
  check(segment: TranslationSegment, from: string | undefined, to: string): readonly Check[];
  /** Segment id → that its source is translated otherwise elsewhere. */
  checkConsistency(segments: readonly TranslationSegment[]): ReadonlyMap<string, Check>;
  /** Whether a segment is worth an attempt that nobody asked for. */
  mayRetry(checks: readonly Check[]): boolean;
  /** Below 0 if `a` is the better one. */
  compare(a: CheckedResult, b: CheckedResult): number;
}

export interface WatchPorts {
  readonly store: TranslateStore;
  /** Fetched for the first translation. */
  readonly checker: () => Promise<Checker>;
  /** How segments are asked for, now. */
  readonly usual: () => Parameters<typeof anotherWay>[2];
  /** Runs once when nothing more urgent does. */
  readonly onIdle: (run: () => void) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** Milliseconds of a piece of work, between which the page goes on. */
const PIECE = 8;

/** What a check was made of. */
type Judged = Pick<TranslationSegment, 'source' | 'target' | 'language' | 'terms'>;

const isSame = (a: Judged | undefined, b: Judged): boolean =>
  a?.source === b.source &&
  a.target === b.target &&
  a.language === b.language &&
  a.terms === b.terms;

/** Segments that are translated, and into the language that is wanted. */
const isWritten = ({ state, language, target }: TranslationSegment, to: string): boolean =>
  state === 'done' && language === to && target !== '';

/** Checks every segment that is finished or edited, and has those tried once more that a fault can be mended of. */
export function watchTranslation(ports: WatchPorts): void {
  new Watch(ports).start();
}

class Watch {
  readonly #ports: WatchPorts;
  /** By id, of what the last check of a segment was made. */
  readonly #judged = new Map<string, Judged>();
  /** Sources, with their targets, that were tried once more. */
  readonly #tried = new Set<string>();
  #checker: Checker | undefined;
  #scheduled = false;
  #trying = false;
  /** The segments whose consistency was looked at. */
  #compared: readonly TranslationSegment[] = [];

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  start(): void {
    // What a reload brought back was tried before it, and is not to change under its reader.
    const { translation, to } = this.#ports.store.getState();
    for (const one of translation.segments) if (isWritten(one, to)) this.#tried.add(nameOf(one));
    this.#ports.store.subscribe((state, before) => {
      if (state.translation !== before.translation || state.phase !== before.phase) this.#soon();
    });
    this.#soon();
  }

  #soon(): void {
    if (this.#scheduled || !this.#hasWork) return;
    this.#scheduled = true;
    void this.#load().then(
      () =>
        this.#ports.onIdle(() => {
          this.#scheduled = false;
          this.#piece();
        }),
      // Without the checks, a translation is what it was.
      () => (this.#scheduled = false),
    );
  }

  get #hasWork(): boolean {
    const { translation, to } = this.#ports.store.getState();
    return translation.segments.some((segment) => isWritten(segment, to));
  }

  async #load(): Promise<void> {
    this.#checker ??= await this.#ports.checker();
  }

  #piece(): void {
    const { store, now } = this.#ports;
    const checker = this.#checker;
    const { translation, to, from, detected, phase } = store.getState();
    if (checker === undefined) return;
    const end = now() + PIECE;
    const notes = new Map<string, Partial<TranslationSegment>>();
    let isWhole = true;
    for (const segment of translation.segments) {
      const { id, source, target, language, terms } = segment;
      if (!isWritten(segment, to) || isSame(this.#judged.get(id), segment)) continue;
      if (now() > end) {
        isWhole = false;
        break;
      }
      this.#judged.set(id, { source, target, language, terms });
      const checks = checker.check(segment, from ?? detected, to);
      if (checks.length > 0 || segment.checks.length > 0) notes.set(id, { checks });
    }
    if (notes.size > 0) store.getState().annotate(notes);
    if (!isWhole) this.#soon();
    else if (phase === 'done') this.#conclude(checker);
  }

  /** What needs the text as a whole. */
  #conclude(checker: Checker): void {
    const { store } = this.#ports;
    const { translation, to } = store.getState();
    const written = translation.segments.filter((segment) => isWritten(segment, to));
    const isNew = written.some((segment, i) => !isUnchanged(this.#compared[i], segment));
    if (isNew || written.length !== this.#compared.length) {
      this.#compared = written;
      const found = checker.checkConsistency(written);
      const notes = written.flatMap(({ id, checks }) => {
        const others = checks.filter(({ kind }) => kind !== 'inconsistent');
        const check = found.get(id);
        const had = others.length < checks.length;
        if (check === undefined && !had) return [];
        return [[id, { checks: check === undefined ? others : [...others, check] }] as const];
      });
      if (notes.length > 0) store.getState().annotate(new Map(notes));
    }
    this.#forget(translation.segments);
    void this.#retry(checker);
  }

  /** What is known of segments that are gone, once there are many. */
  #forget(segments: readonly TranslationSegment[]): void {
    if (this.#judged.size <= 2 * segments.length) return;
    const ids = new Set(segments.map(({ id }) => id));
    for (const id of this.#judged.keys()) if (!ids.has(id)) this.#judged.delete(id);
  }

  /** One at a time, as long as nothing else is being translated. */
  async #retry(checker: Checker): Promise<void> {
    if (this.#trying) return;
    this.#trying = true;
    try {
      for (;;) {
        const segment = this.#next(checker);
        if (segment === undefined) return;
        this.#tried.add(nameOf(segment));
        await this.#try(segment, checker);
      }
    } finally {
      this.#trying = false;
    }
  }

  #next(checker: Checker): TranslationSegment | undefined {
    const { translation, to, phase } = this.#ports.store.getState();
    if (phase !== 'done') return undefined;
    return translation.segments.find(
      (segment) =>
        segment.origin === 'model' &&
        isWritten(segment, to) &&
        !this.#tried.has(nameOf(segment)) &&
        checker.mayRetry(segment.checks),
    );
  }

  async #try(segment: TranslationSegment, checker: Checker): Promise<void> {
    const { store, usual } = this.#ports;
    const { id, checks, terms } = segment;
    const { to } = store.getState();
    const result = await store.getState().attempt(id, anotherWay(checks, terms, usual()));
    const now = store.getState().translation.segments.find((one) => one.id === id);
    if (result === undefined || result.withheld || result.text === '') return;
    // Whoever changed it meanwhile knows better.
    if (now === undefined || store.getState().to !== to || !isUnchanged(segment, now)) return;
    const { text: target, confidence } = result;
    const noted = { target, confidence, checks: resultChecks(result) };
    const other: TranslationSegment = { ...now, ...noted, origin: 'model' };
    const { from, detected } = store.getState();
    const better = { ...other, checks: checker.check(other, from ?? detected, to) };
    if (target === now.target || checker.compare(better, now) >= 0) return;
    this.#tried.add(nameOf(better));
    const alternatives = [{ text: target }, { text: now.target }];
    store.getState().annotate(new Map([[id, { ...better, alternatives }]]));
  }
}

const nameOf = ({ source, target, language }: TranslationSegment): string =>
  [language, source, target].join('\n');

/** Whether a segment is still what it was, whatever was noted of it since. */
function isUnchanged(before: TranslationSegment | undefined, now: TranslationSegment): boolean {
  return (
    before?.id === now.id &&
    isSame(before, { ...now, terms: before.terms }) &&
    before.origin === now.origin &&
    before.state === now.state
  );
}
