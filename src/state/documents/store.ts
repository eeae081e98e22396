import { createStore } from 'zustand/vanilla';
import { AppError } from '../../core/errors';
import type { Translation } from '../../core/translation/types';
import { isOf } from '../../tasks/documents/plan';
import { unitText } from '../../tasks/documents/translate';
import { matchEntries } from '../../documents/exchange/match';
import { extensions, isKnown, showsBoth } from '../../documents/formats';
import type { DocumentRecord } from '../../storage/documents';
import { findLanguage } from '../../core/languages';
import { exchangePlaces, tagOf } from './exchange';
import { toDocumentError } from './failure';
import { Editor } from './editor';
import { Runner } from './runner';
import type { DocumentItem, DocumentsPorts, DocumentsStore, GivenFile } from './types';

/** Documents on this device, of which one at a time is translated. */
export function createDocumentsStore(ports: DocumentsPorts): DocumentsStore {
  let current: { readonly id: string; readonly abort: AbortController } | undefined;
  /** One that was given up still has its lock until it has ended. */
  let ended: Promise<void> = Promise.resolve();

  const store: DocumentsStore = createStore((set, get) => {
    const change = (id: string, news: Partial<DocumentItem>) =>
      set(({ documents }) => ({
        documents: documents?.map((each) => (each.id === id ? { ...each, ...news } : each)),
      }));
    const itemOf = (id: string) => get().documents?.find((each) => each.id === id);
    const recordOf = ({ error: _, secondsLeft: _s, isElsewhere: _e, ...record }: DocumentItem) =>
      record satisfies DocumentRecord;
    const isOpen = (id: string) => get().opened?.id === id;
    const show = (units: ReadonlyMap<number, Translation>) =>
      set(({ opened }) =>
        opened === undefined ? {} : { opened: { ...opened, translations: merged(opened, units) } },
      );

    const runner = new Runner(ports, {
      onItem: change,
      onContent: (id, content, translations) => {
        if (isOpen(id)) set({ opened: { id, content, translations } });
      },
      onUnits: (id, units) => {
        if (isOpen(id)) show(units);
      },
    });

    const editor = new Editor(ports, {
      ...{ itemOf, onUnits: show, opened: () => get().opened },
      onSegment: (id, segment) => runner.edit(id, segment),
    });

    /** The document that was added first of those that wait. */
    const next = () => {
      if (current !== undefined) return;
      const waiting = get().documents?.findLast(({ phase }) => phase === 'waiting');
      if (waiting === undefined) return;
      const abort = new AbortController();
      current = { id: waiting.id, abort };
      change(waiting.id, { phase: 'running' });
      ended = ended.then(async () => {
        const item = itemOf(waiting.id);
        if (abort.signal.aborted || item === undefined) return;
        await runner.run(recordOf(item), abort.signal);
        if (current?.abort === abort) current = undefined;
        next();
      });
    };

    /** Ends the translation of a document, which is then another; nothing if it is not under way. */
    const halt = (id: string) => {
      if (current?.id !== id) return;
      current.abort.abort();
      current = undefined;
    };

    const setPhase = async (id: string, phase: DocumentRecord['phase']) => {
      change(id, { phase, secondsLeft: undefined, error: undefined, isElsewhere: false });
      const item = itemOf(id);
      if (item !== undefined) await (await ports.documents()).put(recordOf(item));
    };
    // What cannot be written now is written with the next sentence.
    const setPhaseSoon = (id: string, phase: DocumentRecord['phase']) =>
      void setPhase(id, phase).catch(() => undefined);

    ports.onModel(() => {
      if (current === undefined) return;
      const { id } = current;
      halt(id);
      change(id, { phase: 'waiting' });
      next();
    });

    const addOne = async (file: GivenFile, from: string | undefined, to: string) => {
      const { name, size } = file;
      if (!isKnown(name)) throw new AppError('document-unsupported', { reason: 'format' });
      const at = ports.now();
      const record: DocumentRecord = {
        ...{ id: ports.newId(), name, size, from: from ?? '', to, phase: 'waiting' },
        ...{ total: 0, done: 0, unknown: 0, marked: 0, words: 0, createdAt: at, changedAt: at },
      };
      await (await ports.documents()).add(record, await file.bytes());
      set(({ documents = [] }) => ({ documents: [record, ...documents] }));
    };

    const read = async (id: string) => {
      const item = itemOf(id);
      const storage = await ports.documents();
      const bytes = await storage.file(id);
      if (item === undefined || bytes === undefined) throw new AppError('file-unreadable');
      const file = { name: item.name, bytes, languages: ports.languages };
      return { item, file, content: await ports.files.open(file), known: await storage.units(id) };
    };

    const plan = async ({ item, content, known }: Awaited<ReturnType<typeof read>>) => {
      const { translations } = await ports.plan({
        ...{ units: content.units, to: item.to, model: ports.model(), known },
        from: item.from === '' ? undefined : item.from,
        signal: new AbortController().signal,
      });
      return translations;
    };

    return {
      extensions,
      documents: undefined,
      opened: undefined,
      refused: [],

      start: async () => {
        const listed = await (await ports.documents()).list().catch(() => []);
        const under = (phase: DocumentRecord['phase']) => (phase === 'running' ? 'waiting' : phase);
        set({ documents: listed.map((each) => ({ ...each, phase: under(each.phase) })) });
        next();
      },
      add: async (files, from, to) => {
        for (const file of files) {
          try {
            await addOne(file, from, to);
          } catch (cause) {
            const refusal = { name: file.name, error: toDocumentError(cause) };
            set(({ refused }) => ({ refused: [...refused, refusal] }));
          }
        }
        next();
      },
      resume: (id) => {
        setPhaseSoon(id, 'waiting');
        next();
      },
      pause: (id) => {
        halt(id);
        setPhaseSoon(id, 'paused');
        next();
      },
      remove: async (id) => {
        halt(id);
        if (isOpen(id)) set({ opened: undefined });
        set(({ documents }) => ({ documents: documents?.filter((each) => each.id !== id) }));
        await (await ports.documents()).remove(id).catch(() => undefined);
        next();
      },
      forgetRefused: () => set({ refused: [] }),

      open: async (id) => {
        set({ opened: { id, content: undefined, translations: [] } });
        try {
          const found = await read(id);
          const translations = await plan(found);
          const { opened } = get();
          if (opened?.id === id && opened.content === undefined) {
            set({ opened: { id, content: found.content, translations } });
          }
        } catch (cause) {
          change(id, { error: toDocumentError(cause) });
        }
      },
      close: () => set({ opened: undefined }),

      setTargets: (id, edits) => editor.set(id, edits),

      save: async (id, form) => {
        const found = await read(id);
        const { item, file, content, known } = found;
        const tag = tagOf(item.to);
        if (form === 'xliff') {
          const places = exchangePlaces(content.units, await plan(found), item.to);
          const bytes = await ports.files.toXliff({
            ...{ name: item.name, from: tagOf(item.from), to: tag },
            sentences: places.map(({ sentence }) => sentence),
          });
          return { name: `${item.name}.${tag}.xlf`, bytes };
        }
        const texts = content.units.flatMap((unit, at) => {
          const translation = known.get(at);
          if (translation === undefined || !isOf(translation, unit)) return [];
          const text = unitText(translation, item.to);
          return text === undefined ? [] : [[unit.id, text] as const];
        });
        const translations = new Map(texts);
        if (form === 'bilingual' && !showsBoth(content.format)) {
          const { bilingualPage } = await import('../../documents/preview/page');
          const page = bilingualPage({
            ...{ title: item.name, from: findLanguage(item.from)?.tag, to: tag },
            units: content.units.map((unit) => ({ unit, translation: translations.get(unit.id) })),
          });
          return { name: `${item.name}.${tag}.html`, bytes: new TextEncoder().encode(page) };
        }
        const written = await ports.files.write({
          ...{ file, translations },
          options: { language: tag, isBilingual: form === 'bilingual', takesEqual: true },
        });
        return { name: nameIn(item.name, tag, content.outputExtension), bytes: written };
      },

      takeXliff: async (id, given) => {
        const file = { name: given.name, bytes: await given.bytes(), languages: ports.languages };
        const entries = await ports.files.fromXliff(file);
        const [item, opened] = [itemOf(id), get().opened];
        if (item === undefined || opened?.id !== id || opened.content === undefined) {
          throw new AppError('aborted');
        }
        const { content, translations } = opened;
        const places = exchangePlaces(content.units, translations, item.to);
        const { targets, misfits } = matchEntries(
          places.map(({ sentence }) => sentence),
          entries,
        );
        const edits = places.flatMap(({ sentence, edit }) => {
          const target = targets.get(sentence.id);
          return target === undefined ? [] : [{ ...edit, target }];
        });
        return { taken: edits.length, misfits, undo: await editor.set(id, edits) };
      },
    };
  });
  return store;
}

function merged(
  { translations }: { readonly translations: readonly Translation[] },
  units: ReadonlyMap<number, Translation>,
): readonly Translation[] {
  return translations.map((each, at) => units.get(at) ?? each);
}

/** "report.docx" in French is "report.fr.docx"; what is written in another format has that one's extension. */
function nameIn(name: string, tag: string, other: string | undefined): string {
  return name.replace(/(\.[^.]*)?$/, (own) => `.${tag}${other === undefined ? own : `.${other}`}`);
}
