import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DocumentWorkers } from '../../../testing/documents/workers';
import { ScriptedEngine, sentenceOf } from '../../../testing/engine/scriptedEngine';
import { seededRandom } from '../../core/random';
import { sampled, seed } from '../../../tools/test/cases';
import { AppError } from '../../core/errors';
import { setTimer } from '../../core/timer';
import { createDocumentFiles } from '../../documents/client';
import { connect } from '../../storage/database';
import { createDocuments, type Documents } from '../../storage/documents';
import { createMemory, type Memory } from '../../storage/memory';
import { planDocument } from '../../tasks/documents/plan';
import { translateDocument } from '../../tasks/documents/translate';
import { createDocumentsStore } from './store';
import type { DocumentsPorts, DocumentsStore, ResultForm } from './types';

const utf8 = (text: string) => new TextEncoder().encode(text);
const given = (name: string, text: string) => ({
  ...{ name, size: text.length, bytes: () => Promise.resolve(utf8(text)) },
});
const checker = {
  check: ({ target }: { readonly target: string }) =>
    target.includes('BAD') ? [{ kind: 'leftover' as const, about: ['BAD'] }] : [],
  checkConsistency: () => new Map(),
  mayRetry: () => false,
  compare: () => 0,
};

/** One tab: stores of its own over the same database. */
class Tab {
  readonly engine = new ScriptedEngine((prompt) => sentenceOf(prompt).toUpperCase());
  readonly done: string[] = [];
  readonly locks = new Set<string>();
  readonly documents: Documents = createDocuments(connect({ setTimer }));
  readonly memory: Memory = createMemory(connect({ setTimer }), () => ++now);
  readonly store: DocumentsStore;
  modelChanged: () => void = () => undefined;

  constructor(change: Partial<DocumentsPorts> = {}) {
    let id = 0;
    this.store = createDocumentsStore({
      documents: () => Promise.resolve(this.documents),
      files: createDocumentFiles(new DocumentWorkers().start),
      plan: (request) => planDocument(this.engine, request),
      translate: (request) => translateDocument(this.engine, request),
      model: () => 'demo',
      onModel: (listener) => (this.modelChanged = listener),
      glossary: () => Promise.resolve(undefined),
      checker: () => Promise.resolve(checker),
      memory: () => Promise.resolve(this.memory),
      exclusively: async (name, run) => {
        if (this.locks.has(name)) return undefined;
        this.locks.add(name);
        try {
          return await run();
        } finally {
          this.locks.delete(name);
        }
      },
      onDone: ({ name }) => this.done.push(name),
      languages: ['en'],
      newId: () => `d${++id}`,
      now: () => ++now,
      setTimer: (run) => setTimer(run, 0),
      ...change,
    });
  }

  get state() {
    return this.store.getState();
  }

  phase(name: string) {
    return this.state.documents?.find((each) => each.name === name)?.phase;
  }

  async until(name: string, phase: string) {
    await vi.waitFor(() => expect(this.phase(name)).toBe(phase), { timeout: 20_000 });
  }

  async saved(id = 'd1', form: ResultForm = 'translation') {
    const { name, bytes } = await this.state.save(id, form);
    return [name, new TextDecoder().decode(bytes)];
  }
}
let now = 0;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a document', () => {
  it('is translated, checked, and saved under the name of its language', async () => {
    const tab = new Tab();
    await tab.state.start();
    await tab.state.add([given('a.txt', 'One cat.\n\nA bad dog. 42\n')], 'eng', 'fra');
    await tab.until('a.txt', 'done');
    expect(tab.state.documents).toMatchObject([{ total: 3, done: 3, words: 6, from: 'eng' }]);
    expect(await tab.saved()).toEqual(['a.fr.txt', 'ONE CAT.\n\nA BAD DOG. 42\n']);
    await tab.state.open('d1');
    const checks = tab.state.opened?.translations.map(({ segments }) =>
      segments.map((each) => each.checks.length),
    );
    expect(checks).toEqual([[0], [1, 0]]);
    expect(tab.done).toEqual(['a.txt']);
  });

  it('that cannot be translated is refused with its reason, and the others are not', async () => {
    const tab = new Tab();
    await tab.state.start();
    const files = [given('a.exe', ''), given('b.txt', 'B.'), given('c.txt', '\0\0\0')];
    await tab.state.add(files, 'eng', 'fra');
    expect(tab.state.refused).toMatchObject([
      { name: 'a.exe', error: { code: 'document-unsupported' } },
    ]);
    await tab.until('b.txt', 'done');
    await tab.until('c.txt', 'failed');
    tab.state.forgetRefused();
    expect(tab.state.refused).toEqual([]);
  });

  it('waits for the one before it', async () => {
    const tab = new Tab();
    await tab.state.start();
    await tab.state.add([given('a.txt', 'A.'), given('b.txt', 'B.')], 'eng', 'fra');
    await tab.until('b.txt', 'done');
    expect(tab.done).toEqual(['a.txt', 'b.txt']);
  });

  it('pauses, goes on, and is removed with all that was kept of it', async () => {
    const tab = new Tab();
    let release: () => void = () => undefined;
    tab.engine.pause = () => new Promise<void>((resolve) => (release = resolve));
    await tab.state.start();
    await tab.state.add([given('a.txt', 'A cat.')], 'eng', 'fra');
    await vi.waitFor(() => expect(tab.engine.open).toBe(1));
    tab.state.pause('d1');
    release();
    expect(tab.phase('a.txt')).toBe('paused');
    tab.engine.pause = () => Promise.resolve();
    tab.state.resume('d1');
    await tab.until('a.txt', 'done');
    expect((await tab.saved())[1]).toBe('A CAT.');
    await tab.state.remove('d1');
    expect(tab.state.documents).toEqual([]);
    expect(await tab.documents.list()).toEqual([]);
    expect(await tab.documents.file('d1')).toBeUndefined();
  });

  it('that was paused or removed stays so, whatever comes late', async () => {
    const tab = new Tab();
    const text = Array.from({ length: 60 }, (_, i) => `Cat ${i}.`).join('\n');
    const { putUnits } = tab.documents;
    for (const end of ['pause', 'remove'] as const) {
      await tab.state.start();
      await tab.state.add([given('a.txt', text)], 'eng', 'fra');
      const id = tab.state.documents?.[0]?.id ?? '';
      // More is to come when it ends.
      let asked = 0;
      tab.engine.pause = () => new Promise((resolve) => setTimeout(resolve, ++asked > 60 ? 50 : 0));
      const late: (() => void)[] = [];
      const held = vi.spyOn(tab.documents, 'putUnits').mockImplementation(async (...all) => {
        if (all[1].size > 0) await new Promise<void>((go) => late.push(go));
        return putUnits(...all);
      });
      await vi.waitFor(() => expect(late.length).toBeGreaterThan(0));
      await Promise.resolve(tab.state[end](id));
      held.mockRestore();
      late.forEach((go) => go());
      await vi.waitFor(() => expect(tab.locks.size).toBe(0));
      tab.engine.pause = () => Promise.resolve();
      const [kept] = (await tab.documents.list()).filter((each) => each.id === id);
      expect(kept?.phase).toBe(end === 'pause' ? 'paused' : undefined);
      expect(tab.phase('a.txt')).toBe(end === 'pause' ? 'paused' : undefined);
      expect((await tab.documents.units(id)).size > 0).toBe(end === 'pause');
      await tab.state.remove(id);
    }
  });

  it('goes on at once after a pause', async () => {
    const tab = new Tab();
    await tab.state.start();
    await tab.state.add([given('a.txt', 'A cat.\nA dog.')], 'eng', 'fra');
    await vi.waitFor(() => expect(tab.locks.size).toBe(1));
    tab.state.pause('d1');
    tab.state.resume('d1');
    await tab.until('a.txt', 'done');
    expect((await tab.saved())[1]).toBe('A CAT.\nA DOG.');
  });

  it('goes on after a failure that passes, and says one that stays', async () => {
    const tab = new Tab();
    let failures = 2;
    const { generate } = tab.engine;
    vi.spyOn(tab.engine, 'generate').mockImplementation((request, options) =>
      failures-- > 0
        ? Promise.reject(new AppError('gpu-lost'))
        : generate.call(tab.engine, request, options),
    );
    await tab.state.start();
    await tab.state.add([given('a.txt', 'A cat.')], 'eng', 'fra');
    await tab.until('a.txt', 'done');
    failures = Infinity;
    await tab.state.add([given('b.txt', 'B.')], 'eng', 'fra');
    await tab.until('b.txt', 'failed');
    expect(tab.state.documents?.[0]?.error?.code).toBe('gpu-lost');
  });

  it('goes on with another model from where it was', async () => {
    const tab = new Tab();
    const text = Array.from({ length: 60 }, (_, i) => `Cat ${i}.`).join('\n');
    await tab.state.start();
    await tab.state.add([given('a.txt', text)], 'eng', 'fra');
    await vi.waitFor(() => expect(tab.state.documents?.[0]?.done).toBeGreaterThan(10));
    tab.modelChanged();
    await tab.until('a.txt', 'done');
    expect((await tab.saved())[1]).toBe(text.toUpperCase());
  });

  it('keeps what the user wrote, also of a unit that is under way', async () => {
    const tab = new Tab();
    const held = new Map<string, () => void>();
    await tab.state.start();
    vi.spyOn(tab.engine, 'generate').mockImplementation(async ({ prompt }) => {
      const text = sentenceOf(prompt);
      if (text.startsWith('Late')) await new Promise<void>((go) => held.set(text, go));
      const usage = { promptTokens: 1, reusedTokens: 0, completionTokens: 1 };
      const times = { prefillSeconds: 0, decodeSeconds: 0 };
      return { text: text.toUpperCase(), finishReason: 'stop', usage: { ...usage, ...times } };
    });
    await tab.state.add([given('a.txt', 'A cat. Late dog.')], 'eng', 'fra');
    await tab.state.open('d1');
    await vi.waitFor(() => expect(held.size).toBe(1));
    await vi.waitFor(() => expect(tab.state.opened?.translations).toHaveLength(1));
    await tab.state.setTargets('d1', [{ unit: 0, segment: '0.0', target: 'My own.' }]);
    held.get('Late dog.')?.();
    await tab.until('a.txt', 'done');
    expect((await tab.saved())[1]).toBe('My own. LATE DOG.');
    expect((await new Tab().documents.units('d1')).get(0)?.segments[0]?.origin).toBe('edited');
  });

  it('takes many texts of the user at once, and gives back what they were', async () => {
    const tab = new Tab();
    await tab.state.start();
    await tab.state.add([given('a.txt', 'One cat. Two cats.\n\nA dog.')], 'eng', 'fra');
    await tab.until('a.txt', 'done');
    await tab.state.open('d1');
    const remembered = async () =>
      (await tab.memory.list({})).entries.map(({ source, target }) => `${source} ${target}`);
    await tab.state.setTargets('d1', [{ unit: 0, segment: '0.0', target: 'First.' }]);
    const undo = await tab.state.setTargets('d1', [
      { unit: 0, segment: '0.0', target: 'A.' },
      { unit: 0, segment: '0.1', target: 'B.' },
      { unit: 1, segment: '1.0', target: 'C.' },
      { unit: 9, segment: '9.0', target: 'of none' },
    ]);
    expect((await tab.saved())[1]).toBe('A. B.\n\nC.');
    expect(await remembered()).toEqual(['A dog. C.', 'Two cats. B.', 'One cat. A.']);
    await tab.state.setTargets('d1', [{ unit: 1, segment: '1.0', target: 'Mine.' }]);
    await undo();
    expect((await tab.saved())[1]).toBe('First. TWO CATS.\n\nMine.');
    expect((await remembered()).sort()).toEqual(['A dog. Mine.', 'One cat. First.']);
    const [first, second] = tab.state.opened?.translations[0]?.segments ?? [];
    expect([first?.origin, second?.origin]).toEqual(['edited', 'model']);
    expect((await tab.documents.units('d1')).get(0)).toEqual(tab.state.opened?.translations[0]);
  });

  it('is saved in both languages, as a page where its format has no way of that', async () => {
    const tab = new Tab();
    await tab.state.start();
    await tab.state.add(
      [given('a.txt', 'A cat.\r\n\r\n42'), given('b.json', '{"k":"A dog & cat."}')],
      'eng',
      'fra',
    );
    await tab.until('b.json', 'done');
    expect(await tab.saved('d1', 'bilingual')).toEqual(['a.fr.txt', 'A cat.\r\nA CAT.\r\n\r\n42']);
    const [name, page] = await tab.saved('d2', 'bilingual');
    expect(name).toBe('b.json.fr.html');
    expect(page).toMatch(
      /<p lang="en"[^>]*>A dog &amp; cat\.<\/p><p lang="fr"[^>]*>A DOG &amp; CAT\.<\/p>/,
    );
  });

  it('goes to another tool as XLIFF, and takes what that made of it', async () => {
    const tab = new Tab();
    await tab.state.start();
    const html = '<p>A <b>bold cat</b>. A bad dog.</p><p>A fish. 42</p>';
    await tab.state.add([given('a.html', html)], 'eng', 'fra');
    await tab.until('a.html', 'done');
    await tab.state.open('d1');
    await tab.state.setTargets('d1', [{ unit: 1, segment: '1.0', target: 'Mine.' }]);
    const [name, xliff = ''] = await tab.saved('d1', 'xliff');
    expect(name).toBe('a.html.fr.xlf');
    expect(xliff).toContain('source-language="en" target-language="fr"');
    expect(xliff).toMatch(/<target state="needs-review-translation"[^>]*>A BAD DOG\./);
    expect(xliff).toContain('<note from="BayLing" annotates="target">leftover: BAD</note>');
    expect(xliff).toContain('<target state="translated">Mine.</target>');
    const changed = xliff
      .replace('A BAD DOG.', 'Un chien.')
      .replace(/(<target[^>]*>)A <g id="1"[^>]*>BOLD CAT<\/g>\./, '$1No marks.')
      .replace('Mine.', 'Le poisson.');
    const { taken, misfits, undo } = await tab.state.takeXliff('d1', given('a.xlf', changed));
    expect(taken).toBe(2);
    expect(misfits.map(({ why, entry }) => [why, entry.target])).toEqual([['marks', 'No marks.']]);
    const result = '<p>A <b>BOLD CAT</b>. Un chien.</p><p>Le poisson. 42</p>';
    expect((await tab.saved())[1]).toContain(result);
    await undo();
    expect((await tab.saved())[1]).toContain('A BAD DOG.</p><p>Mine. 42');
    await expect(tab.state.takeXliff('d1', given('a.xlf', '<a/>'))).rejects.toMatchObject({
      code: 'document-unsupported',
    });
    tab.state.close();
    await expect(tab.state.takeXliff('d1', given('a.xlf', xliff))).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('is left to the tab that translates it', async () => {
    const tab = new Tab({ exclusively: () => Promise.resolve(undefined) });
    await tab.state.start();
    await tab.state.add([given('a.txt', 'A.')], 'eng', 'fra');
    await tab.until('a.txt', 'paused');
    expect(tab.state.documents?.[0]?.isElsewhere).toBe(true);
  });

  it('ends where there is no room, with what was written before', async () => {
    const tab = new Tab();
    const full = new DOMException('full', 'QuotaExceededError');
    await tab.state.start();
    const { putUnits } = tab.documents;
    let writes = 0;
    vi.spyOn(tab.documents, 'putUnits').mockImplementation((...all) =>
      ++writes > 3 ? Promise.reject(full) : putUnits(...all),
    );
    const text = Array.from({ length: 200 }, (_, i) => `Cat ${i}.`).join('\n');
    await tab.state.add([given('a.txt', text)], 'eng', 'fra');
    await tab.until('a.txt', 'failed');
    vi.restoreAllMocks();
    tab.state.resume('d1');
    await tab.until('a.txt', 'done');
    expect((await tab.saved())[1]).toBe(text.toUpperCase());
  });
});

describe('a document of 300 sentences', () => {
  const text = Array.from({ length: 300 }, (_, i) => `Sentence number ${i}.`).join('\n');

  it('whose tab is closed at any moment has each of them once, and loses none', async () => {
    const random = seededRandom(seed);
    for (let round = 0; round < sampled(20, 3); round++) {
      globalThis.indexedDB = new IDBFactory();
      const asked: string[] = [];
      const kept = new Set<string>();
      let tab = new Tab();
      await tab.state.start();
      await tab.state.add([given('a.txt', text)], 'eng', 'fra');
      for (let closed = 0; closed < 5; closed++) {
        const until = Math.floor(random() * 300);
        await vi.waitFor(() => expect(tab.state.documents?.[0]?.done).toBeGreaterThan(until - 60), {
          timeout: 20_000,
          interval: 1,
        });
        // Nothing more of this tab comes through: neither an answer, nor a write.
        tab.engine.pause = () => new Promise(() => undefined);
        vi.spyOn(tab.documents, 'putUnits').mockImplementation(() => new Promise(() => undefined));
        await new Promise((resolve) => setTimeout(resolve, 5));
        for (const unit of (await tab.documents.units('d1')).values()) {
          for (const { state, source } of unit.segments) if (state === 'done') kept.add(source);
        }
        tab = new Tab();
        const before = new Set(kept);
        const { generate } = tab.engine;
        vi.spyOn(tab.engine, 'generate').mockImplementation((request, options) => {
          const sentence = sentenceOf(request.prompt);
          if (before.has(sentence)) asked.push(sentence);
          return generate.call(tab.engine, request, options);
        });
        await tab.state.start();
      }
      await tab.until('a.txt', 'done');
      expect((await tab.saved())[1]).toBe(text.toUpperCase());
      expect(asked).toEqual([]);
    }
  });
});
