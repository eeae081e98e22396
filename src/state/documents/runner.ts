import { inPieces } from '../../core/breathe';
import { AppError } from '../../core/errors';
import { findLanguage } from '../../core/languages';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { DocumentContent } from '../../documents/protocol';
import type { DocumentRecord, Documents } from '../../storage/documents';
import { countAll, countWords, recount } from './counts';
import type { Checker } from '../translate/watch';
import { toDocumentError } from './failure';
import { judged } from './judge';
import type { DocumentItem, DocumentsPorts } from './types';

/** What a runner tells of the document that it translates. */
export interface RunnerListener {
  readonly onItem: (id: string, change: Partial<DocumentItem>) => void;
  readonly onContent: (
    id: string,
    content: DocumentContent,
    translations: readonly Translation[],
  ) => void;
  readonly onUnits: (id: string, units: ReadonlyMap<number, Translation>) => void;
}

/** Failures one after the other, without a sentence between them, before it is given up. */
const MOST_FAILURES = 3;
const PAUSE_MS = 2_000;

/**
 * Translates one document: reads it, takes what is kept of it, and keeps each sentence that is finished before it
 * goes on. A failure that another attempt may mend is followed by one.
 */
export class Runner {
  readonly #ports: DocumentsPorts;
  readonly #listener: RunnerListener;
  /** By id of the segment, of the document that is under way. */
  #edits:
    { readonly document: string; readonly segments: Map<string, TranslationSegment> } | undefined;

  constructor(ports: DocumentsPorts, listener: RunnerListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  /** What the user wrote meanwhile stays, whatever comes of the model. */
  edit(id: string, segment: TranslationSegment): void {
    if (this.#edits?.document === id) this.#edits.segments.set(segment.id, segment);
  }

  /** Never rejects: how it ended is told. */
  async run(record: DocumentRecord, signal: AbortSignal): Promise<void> {
    const { exclusively } = this.#ports;
    const { id } = record;
    this.#tell(id, { error: undefined, isElsewhere: false });
    try {
      const ended = await exclusively(`document ${id}`, async () => {
        await this.#attempts(record, signal);
        return true;
      });
      if (ended === undefined) this.#tell(id, { isElsewhere: true, phase: 'paused' });
    } catch (cause) {
      const error = toDocumentError(cause);
      if (error.code === 'aborted') return;
      this.#tell(id, { error, phase: 'failed', secondsLeft: undefined });
    }
  }

  async #attempts(record: DocumentRecord, signal: AbortSignal): Promise<void> {
    let failures = 0;
    for (;;) {
      try {
        await this.#attempt(record, signal, () => (failures = 0));
        return;
      } catch (cause) {
        const error = toDocumentError(cause);
        if (signal.aborted) throw new AppError('aborted');
        if (error.retry !== 'auto' || ++failures === MOST_FAILURES) throw error;
        await this.#pause(failures * PAUSE_MS, signal);
      }
    }
  }

  async #attempt(
    record: DocumentRecord,
    signal: AbortSignal,
    onProgress: () => void,
  ): Promise<void> {
    const ports = this.#ports;
    const { id, to } = record;
    const edits = new Map<string, TranslationSegment>();
    this.#edits = { document: id, segments: edits };
    const storage = await ports.documents();
    const { content, plan } = await this.#read(record, storage, signal);
    const translations = [...plan.translations];
    this.#listener.onContent(id, content, translations);
    const judge = {
      ...{ from: plan.from, to, glossary: await ports.glossary(plan.from, to) },
      // Without the checks, a translation is what it was.
      checker: await ports.checker().catch(() => undefined),
    };
    const facts = {
      words: record.words || (await this.#countWords(content, plan.from)),
      from: plan.from ?? record.from,
    };
    let counts = countAll(translations, to);
    const [began, missing] = [ports.now(), counts.missing];
    // What is written in between says nothing of the phase: it may come after the document was paused.
    const put = async (
      given: ReadonlyMap<number, Translation>,
      phase?: DocumentRecord['phase'],
    ) => {
      const units = new Map([...given].map(([at, unit]) => [at, withSegments(unit, edits)]));
      for (const [at, unit] of units) {
        counts = recount(counts, translations[at], unit, to);
        translations[at] = unit;
      }
      const { total, done, unknown, marked } = counts;
      const change = {
        ...facts,
        total,
        done,
        unknown,
        marked,
        changedAt: ports.now(),
        ...(phase && { phase }),
      };
      await storage.putUnits({ id, ...change }, units);
      this.#tell(id, change);
      if (units.size > 0) this.#listener.onUnits(id, units);
    };
    await put(new Map(), 'running');
    await ports.translate({
      ...{ translations: plan.translations, to, signal, model: ports.model() },
      glossary: judge.glossary,
      onUnits: async (changed) => {
        await put(judged(changed, judge));
        onProgress();
        if (signal.aborted) return;
        const done = missing - counts.missing;
        const seconds = (ports.now() - began) / 1000;
        this.#tell(id, { secondsLeft: done > 0 ? (counts.missing / done) * seconds : undefined });
      },
    });
    await put(inconsistent(translations, judge.checker), 'done');
    this.#tell(id, { secondsLeft: undefined });
    ports.onDone({ ...record, ...facts });
  }

  /** The file's units, and what is known of them. */
  async #read({ id, name, from, to }: DocumentRecord, storage: Documents, signal: AbortSignal) {
    const { files, plan, languages, model } = this.#ports;
    const bytes = await storage.file(id);
    if (bytes === undefined) throw new AppError('file-unreadable');
    const content = await files.open({ name, bytes, languages }, signal);
    const planned = await plan({
      ...{ units: content.units, to, model: model(), known: await storage.units(id), signal },
      from: from === '' ? languageOf(content.sourceLanguage) : from,
    });
    return { content, plan: planned };
  }

  #countWords({ units }: DocumentContent, from: string | undefined): Promise<number> {
    const texts = units.map(({ text }) => text);
    return inPieces(countWords(texts, findLanguage(from ?? '')?.tag), this.#ports.now);
  }

  #tell(id: string, change: Partial<DocumentItem>): void {
    this.#listener.onItem(id, change);
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#ports.setTimer(resolve, ms);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }
}

/** A unit with some of its segments in place of what they were. */
export function withSegments(
  unit: Translation,
  segments: ReadonlyMap<string, TranslationSegment>,
): Translation {
  if (segments.size === 0) return unit;
  return { ...unit, segments: unit.segments.map((each) => segments.get(each.id) ?? each) };
}

/** Units with the check that a sentence of theirs is translated otherwise elsewhere. */
function inconsistent(
  translations: readonly Translation[],
  checker: Checker | undefined,
): ReadonlyMap<number, Translation> {
  const segments = translations.flatMap((each) => each.segments);
  const found = checker?.checkConsistency(segments.filter(({ state }) => state === 'done'));
  if (found === undefined || found.size === 0) return new Map();
  return new Map(
    [...translations.entries()]
      .filter(([, unit]) => unit.segments.some(({ id }) => found.has(id)))
      .map(([at, unit]) => [at, { ...unit, segments: unit.segments.map(mark) }]),
  );

  function mark(segment: TranslationSegment): TranslationSegment {
    const check = found?.get(segment.id);
    const others = segment.checks.filter(({ kind }) => kind !== 'inconsistent');
    return check === undefined ? segment : { ...segment, checks: [...others, check] };
  }
}

/** FLORES code of what a file says that it is in. */
function languageOf(tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : findLanguage(tag)?.code;
}
