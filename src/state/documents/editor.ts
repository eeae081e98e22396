import type { Translation, TranslationSegment } from '../../core/translation/types';
import { withSegments } from './runner';
import type { DocumentItem, DocumentsPorts, OpenedDocument, SentenceEdit } from './types';

/** The document that is looked at, and who shows it. */
export interface EditorHost {
  readonly opened: () => OpenedDocument | undefined;
  readonly itemOf: (id: string) => DocumentItem | undefined;
  /** Told first, as the document may be under way. */
  readonly onSegment: (id: string, segment: TranslationSegment) => void;
  readonly onUnits: (units: ReadonlyMap<number, Translation>) => void;
}

interface Change {
  readonly unit: number;
  readonly before: TranslationSegment;
  readonly after: TranslationSegment;
}

/** Puts a user's texts into the document that is looked at, into its storage, and into the memory. */
export class Editor {
  readonly #ports: Pick<DocumentsPorts, 'documents' | 'memory'>;
  readonly #host: EditorHost;

  constructor(ports: Pick<DocumentsPorts, 'documents' | 'memory'>, host: EditorHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** @returns What brings back the sentences that are still as this left them. */
  async set(id: string, edits: readonly SentenceEdit[]): Promise<() => Promise<void>> {
    const item = this.#host.itemOf(id);
    if (item === undefined) return () => Promise.resolve();
    const changes = edits.flatMap(({ unit, segment, target }): readonly Change[] => {
      const before = this.#segmentOf(id, unit, segment);
      if (before === undefined) return [];
      const after: TranslationSegment = {
        ...{ ...before, target, language: item.to, state: 'done', origin: 'edited' },
        ...{ checks: [], alternatives: [], confidence: undefined },
      };
      return [{ unit, before, after }];
    });
    await this.#put(id, changes);
    await this.#remember(
      item,
      changes.map(({ after }) => after),
    );
    return () => this.#undo(item, changes);
  }

  async #undo(item: DocumentItem, changes: readonly Change[]): Promise<void> {
    const back = changes.filter(
      ({ unit, after }) => this.#segmentOf(item.id, unit, after.id)?.target === after.target,
    );
    await this.#put(
      item.id,
      back.map(({ unit, before, after }) => ({ unit, before: after, after: before })),
    );
    for (const { after } of back) await this.#forget(item, after);
    const former = back.map(({ before }) => before).filter(({ origin }) => origin === 'edited');
    await this.#remember(item, former);
  }

  #segmentOf(id: string, unit: number, segment: string): TranslationSegment | undefined {
    const opened = this.#host.opened();
    if (opened?.id !== id) return undefined;
    return opened.translations[unit]?.segments.find((each) => each.id === segment);
  }

  async #put(id: string, changes: readonly Change[]): Promise<void> {
    const units = new Map<number, Translation>();
    for (const { unit, after } of changes) {
      const before = units.get(unit) ?? this.#host.opened()?.translations[unit];
      if (before === undefined) continue;
      units.set(unit, withSegments(before, new Map([[after.id, after]])));
    }
    if (units.size === 0) return;
    for (const { after } of changes) this.#host.onSegment(id, after);
    this.#host.onUnits(units);
    await (await this.#ports.documents()).putUnits({ id }, units).catch(() => undefined);
  }

  async #remember(
    { from, to }: DocumentItem,
    segments: readonly TranslationSegment[],
  ): Promise<void> {
    if (from === '') return;
    const entries = segments
      .filter(({ target }) => target !== '')
      .map(({ source, target }) => ({ from, to, source, target, origin: 'edited' }) as const);
    await (await this.#ports.memory()).addAll(entries).catch(() => undefined);
  }

  async #forget({ from, to }: DocumentItem, { source, target }: TranslationSegment) {
    const memory = await this.#ports.memory();
    const found = await memory.find({ from, to, source, least: 100 }).catch(() => []);
    for (const { entry } of found) {
      if (entry.source !== source || entry.target !== target) continue;
      await memory.delete(entry.id).catch(() => undefined);
    }
  }
}
