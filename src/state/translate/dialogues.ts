import { createStore, type StoreApi } from 'zustand/vanilla';
import { toAppError, type AppError } from '../../core/errors';
import {
  addWish,
  beginDialogue,
  changeTurn,
  dropTurn,
  isAbout,
  messagesUpTo,
  type RefineDialogue,
  type RefineTurn,
  type WishKind,
} from '../../core/translation/refine';
import type { RefineAnswer, RefineRequest } from '../../tasks/translate/refine';
import { oncePerFrame, type OnFrame } from '../frames';

/** What a dialogue is about: a segment, or the text as a whole. */
export interface Subject {
  /** A segment's id, or `wholeText`. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** FLORES code. */
  readonly to: string;
}

/** In place of a segment's id. */
export const wholeText = 'text';

/** What came of the latest wish of a dialogue that failed. */
export interface DialogueFailure {
  readonly turn: string;
  readonly error: AppError;
}

export interface DialoguesState {
  readonly dialogues: ReadonlyMap<string, RefineDialogue>;
  readonly failures: ReadonlyMap<string, DialogueFailure>;
}

export interface DialoguesActions {
  /** Settles when the answer is there, stopped or failed. Never rejects. */
  ask(subject: Subject, wish: string, kind: WishKind): Promise<void>;
  /** Asks once more for an answer that failed or was stopped. Never rejects. */
  retry(subject: Subject, turn: string): Promise<void>;
  /** Keeps what was written so far. */
  stop(id: string): void;
  /** Leaves an answer: the dialogue goes on as if it had not been asked for. */
  leave(id: string, turn: string): void;
  /** Ends a dialogue. */
  close(id: string): void;
}

export type DialogueStore = StoreApi<DialoguesState & DialoguesActions>;

export interface DialoguePorts {
  readonly refine: (
    subject: Subject,
    request: Pick<RefineRequest, 'target' | 'messages' | 'isTranslation' | 'signal' | 'onText'>,
  ) => Promise<RefineAnswer>;
  readonly onFrame: OnFrame;
  readonly newId: () => string;
}

/** Dialogues about translations, each about one segment or the text; they last as long as the page. */
export function createDialogueStore(ports: DialoguePorts): DialogueStore {
  const running = new Map<string, AbortController>();

  return createStore<DialoguesState & DialoguesActions>((set, get) => {
    const put = (id: string, dialogue: RefineDialogue | undefined) => {
      const dialogues = new Map(get().dialogues);
      if (dialogue === undefined) dialogues.delete(id);
      else dialogues.set(id, dialogue);
      set({ dialogues });
    };
    const change = (
      id: string,
      turn: string,
      what: Partial<Pick<RefineTurn, 'answer' | 'state'>>,
    ) => {
      const dialogue = get().dialogues.get(id);
      if (dialogue !== undefined) put(id, changeTurn(dialogue, turn, what));
    };
    const fail = (id: string, failure: DialogueFailure | undefined) => {
      const failures = new Map(get().failures);
      if (failure === undefined) failures.delete(id);
      else failures.set(id, failure);
      set({ failures });
    };
    const halt = (id: string) => {
      const controller = running.get(id);
      running.delete(id);
      controller?.abort();
      const open = get()
        .dialogues.get(id)
        ?.turns.find(({ state }) => state === 'running');
      if (open !== undefined) change(id, open.id, { state: 'stopped' });
    };

    const answer = async (subject: Subject, turn: RefineTurn): Promise<void> => {
      const { id } = subject;
      const dialogue = get().dialogues.get(id);
      if (dialogue === undefined) return;
      const controller = new AbortController();
      running.set(id, controller);
      fail(id, undefined);
      const isCurrent = () => running.get(id) === controller;
      const frames = oncePerFrame<string>(ports.onFrame, (text) => {
        if (isCurrent()) change(id, turn.id, { answer: text });
      });
      controller.signal.addEventListener('abort', () => frames.stop());
      let written = '';
      try {
        const { text, withheld } = await ports.refine(subject, {
          target: dialogue.target,
          messages: messagesUpTo(dialogue, turn.id),
          isTranslation: turn.kind === 'change',
          signal: controller.signal,
          onText: (so) => {
            written = so;
            frames.give(so);
          },
        });
        frames.stop();
        const state = withheld ? 'withheld' : 'done';
        if (isCurrent()) change(id, turn.id, { answer: text, state });
      } catch (cause) {
        frames.stop();
        if (!isCurrent()) return;
        change(id, turn.id, { answer: written, state: 'failed' });
        fail(id, { turn: turn.id, error: toAppError(cause) });
      } finally {
        if (isCurrent()) running.delete(id);
      }
    };

    return {
      dialogues: new Map(),
      failures: new Map(),
      ask: async (subject, wish, kind) => {
        const { id, source, target } = subject;
        if (wish.trim() === '') return;
        halt(id);
        const before = get().dialogues.get(id);
        const goesOn = before !== undefined && isAbout(before, source, target);
        const turn = { id: ports.newId(), kind, wish: wish.trim() };
        const dialogue = addWish(goesOn ? before : beginDialogue(source, target), turn);
        put(id, dialogue);
        const asked = dialogue.turns.at(-1);
        if (asked !== undefined) await answer(subject, asked);
      },
      retry: async (subject, turnId) => {
        halt(subject.id);
        const turn = get()
          .dialogues.get(subject.id)
          ?.turns.find((one) => one.id === turnId);
        if (turn === undefined) return;
        change(subject.id, turnId, { answer: '', state: 'running' });
        await answer(subject, turn);
      },
      stop: (id) => halt(id),
      leave: (id, turn) => {
        halt(id);
        const dialogue = get().dialogues.get(id);
        if (dialogue === undefined) return;
        const rest = dropTurn(dialogue, turn);
        put(id, rest.turns.length === 0 ? undefined : rest);
        if (get().failures.get(id)?.turn === turn) fail(id, undefined);
      },
      close: (id) => {
        halt(id);
        put(id, undefined);
        fail(id, undefined);
      },
    };
  });
}
