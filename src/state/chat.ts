import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, AnswerRequest } from '../tasks/chat/answer';
import { toAppError, type AppError } from '../core/errors';
import type { ChatMessage } from '../core/prompts';
import { cutText } from '../core/text/cut';
import type { ConversationSummary, StoredMessage } from '../storage/history';
import type { KeyValue } from '../storage/keyValue';
import type { NotKept, PageHistory } from '../storage/pageHistory';
import { oncePerFrame, type OnFrame } from './frames';

export type ChatPhase = 'idle' | 'waiting' | 'running' | 'failed';

export interface ChatState {
  /** Latest first. */
  readonly conversations: readonly ConversationSummary[];
  /** Undefined for a new chat without messages. */
  readonly id: string | undefined;
  readonly messages: readonly StoredMessage[];
  /** The text in the composer. */
  readonly draft: string;
  readonly phase: ChatPhase;
  /** Whether the last answer was made without the oldest messages. */
  readonly forgot: boolean;
  /** Why there is no answer, or not all of it. */
  readonly error: AppError | undefined;
  /** Why conversations last no longer than the page. */
  readonly notKept: NotKept | undefined;
  /** How many stored conversations cannot be read. */
  readonly unreadable: number;
  /** Whether messages of this conversation cannot be read; what follows is kept as another one. */
  readonly damaged: boolean;
}

export interface ChatActions {
  /** Reads the list, and opens the conversation that was open before a reload. Never rejects. */
  restore(): Promise<void>;
  setDraft(draft: string): void;
  /** Settles when the answer is complete, stopped or failed. Never rejects. */
  send(text: string): Promise<void>;
  /** Asks again for the answer that failed; what there is of it stays until there is more. Never rejects. */
  retry(): Promise<void>;
  stop(): void;
  newChat(): void;
  open(id: string): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  remove(id: string): Promise<void>;
}

export type ChatStore = StoreApi<ChatState & ChatActions>;

export interface ChatPorts {
  readonly reply: (request: AnswerRequest) => Promise<Answer>;
  /** Made when it is first needed. */
  readonly history: () => Promise<PageHistory>;
  readonly draft: KeyValue;
  readonly onFrame: OnFrame;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type { ConversationSummary, StoredMessage } from '../storage/history';

const keys = { current: 'chat.current', draft: 'chat.draft' };
const maxTitleLength = 60;

/** The first line of the first message. */
function titleOf(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  const title = cutText(line, maxTitleLength);
  return title.length < line.length ? `${title.trimEnd()}…` : title;
}

/** The turns that a model can use: a question without an answer is left out. */
export function completeTurns(messages: readonly StoredMessage[]): ChatMessage[] {
  return messages.flatMap(({ role, text }, at): ChatMessage[] => {
    const next = messages[at + 1];
    if (role === 'assistant') return [{ role, text }];
    return next === undefined || next.role === 'assistant' ? [{ role, text }] : [];
  });
}

const nothing = {
  id: undefined,
  messages: [],
  phase: 'idle',
  forgot: false,
  error: undefined,
  damaged: false,
} as const;

/** One conversation at a time, and the list of all. */
export function createChatStore(ports: ChatPorts): ChatStore {
  const { draft, newId, now } = ports;
  let request: AbortController | undefined;

  const halt = () => {
    request?.abort();
    request = undefined;
  };

  return createStore((set, get) => {
    /** The history never rejects, but it may not be had: then all stays on the page. */
    const withHistory = async (action: (history: PageHistory) => Promise<unknown>) => {
      const history = await ports.history().catch(() => undefined);
      if (history === undefined) set({ notKept: 'refused' });
      else await action(history);
    };

    const refreshList = async (history: PageHistory) =>
      set({ ...(await history.list()), notKept: history.notKept() });

    /** Does something, and shows the list as it then is. */
    const change = (action: (history: PageHistory) => Promise<void>) =>
      withHistory(async (history) => {
        await action(history);
        await refreshList(history);
      });

    /** Saves what is on the page; the title stays as it was first made, or as the user named it. */
    const save = async () => {
      const { id, messages, conversations } = get();
      const first = messages[0];
      if (id === undefined || first === undefined) return;
      const given = conversations.find((one) => one.id === id)?.title ?? '';
      const title = given === '' ? titleOf(first.text) : given;
      await change((history) => history.put({ id, title, changedAt: now(), messages }));
    };

    const show = (id: string | undefined) => draft.set(keys.current, id ?? '');

    const answer = async () => {
      const before = get().messages;
      const asked = before.at(-1)?.role === 'assistant' ? before.slice(0, -1) : before;
      const controller = new AbortController();
      request = controller;
      const isCurrent = () => request === controller;
      const replyId = newId();
      const write = (text: string, end?: StoredMessage['end']) => {
        const message = { id: replyId, role: 'assistant', text, ...(end && { end }) } as const;
        set({ messages: text === '' ? before : [...asked, message], phase: 'running' });
      };
      let written = '';
      const frames = oncePerFrame(ports.onFrame, write);
      set({ phase: 'waiting', error: undefined });
      controller.signal.addEventListener('abort', () => {
        frames.stop();
        write(written, 'stopped');
        set({ phase: 'idle' });
      });
      try {
        const { text, finishReason, forgot } = await ports.reply({
          messages: completeTurns(asked),
          signal: controller.signal,
          onText: (text) => {
            if (!isCurrent()) return;
            written = text;
            frames.give(text);
          },
        });
        if (!isCurrent()) return;
        frames.stop();
        write(text, finishReason === 'length' ? 'length' : undefined);
        set({ phase: 'idle', forgot: forgot > 0 });
        await save();
      } catch (cause) {
        if (!isCurrent()) return;
        frames.stop();
        if (written !== '') write(written);
        set({ phase: 'failed', error: toAppError(cause) });
        await save();
      } finally {
        frames.stop();
        if (isCurrent()) request = undefined;
      }
    };

    return {
      ...nothing,
      conversations: [],
      notKept: undefined,
      unreadable: 0,
      draft: draft.get(keys.draft) ?? '',

      restore: async () => {
        await withHistory(refreshList);
        const current = draft.get(keys.current);
        if (current !== undefined && get().id === undefined) await get().open(current);
      },
      setDraft: (text) => {
        set({ draft: text });
        draft.set(keys.draft, text);
      },
      send: async (text) => {
        if (text.trim() === '') return;
        halt();
        const { id: current, damaged, messages } = get();
        // The record of a damaged conversation is left as it is.
        const id = current === undefined || damaged ? newId() : current;
        const message: StoredMessage = { id: newId(), role: 'user', text };
        set({ id, messages: [...messages, message], damaged: false });
        show(id);
        get().setDraft('');
        void save();
        await answer();
      },
      retry: async () => {
        if (get().phase === 'failed') await answer();
      },
      stop: () => {
        halt();
        void save();
      },
      newChat: () => {
        if (request !== undefined) get().stop();
        set(nothing);
        show(undefined);
      },
      open: async (id) => {
        if (request !== undefined) get().stop();
        await withHistory(async (history) => {
          const found = await history.get(id);
          const { messages = [], damaged = false } = found ?? {};
          set({ ...nothing, id: found?.id, messages, damaged, notKept: history.notKept() });
          show(found?.id);
        });
      },
      rename: async (id, title) => {
        if (title.trim() !== '') await change((history) => history.rename(id, title.trim()));
      },
      remove: async (id) => {
        if (get().id === id) {
          halt();
          set(nothing);
          show(undefined);
        }
        await change((history) => history.delete(id));
      },
    };
  });
}
