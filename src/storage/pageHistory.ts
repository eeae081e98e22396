import { AppError } from '../core/errors';
import type { SetTimer } from '../core/timer';
import type { Conversation, History } from './history';

/**
 * Why conversations are not kept: there is no room left, the browser does not let them be stored, or the user does
 * not want them to be.
 */
export type NotKept = 'full' | 'refused' | 'private';

/** Which conversations stay on this page only. */
export interface PageHistory extends History {
  /** Of the last action; undefined: everything is kept. */
  notKept(): NotKept | undefined;
}

/** Storage that does not answer, as while another tab blocks it, is as good as none. */
const PATIENCE_MS = 5_000;

/**
 * Keeps on the page what the browser refuses to store, and stores it once that works again. Never rejects: what
 * was written is there, and {@link PageHistory.notKept} says whether it lasts.
 */
export function keepOnPage(
  stored: History,
  setTimer: SetTimer,
  isPrivate: () => boolean = () => false,
): PageHistory {
  const onPage = new Map<string, Conversation>();
  /** What was said in private is not stored later. */
  const secret = new Set<string>();
  let trouble: NotKept | undefined;

  /** One after the other: a question must not be stored over its answer. */
  let turn: Promise<unknown> = Promise.resolve();
  const attempt = <T>(action: () => Promise<T>): Promise<T | undefined> => {
    const mine = turn.then(() => attemptNow(action));
    turn = mine;
    return mine;
  };

  const attemptNow = async <T>(action: () => Promise<T>): Promise<T | undefined> => {
    let cancel: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = setTimer(() => reject(new AppError('storage-denied')), PATIENCE_MS);
    });
    try {
      const result = await Promise.race([action(), late]);
      if (onPage.size === secret.size) trouble = undefined;
      return result;
    } catch (cause) {
      trouble = cause instanceof Error && cause.name === 'QuotaExceededError' ? 'full' : 'refused';
      return undefined;
    } finally {
      cancel?.();
    }
  };

  const put = async (conversation: Conversation) => {
    const { id } = conversation;
    onPage.set(id, conversation);
    if (isPrivate()) secret.add(id);
    if (secret.has(id)) return;
    await attempt(async () => {
      await stored.put(conversation);
      if (onPage.get(id) === conversation) onPage.delete(id);
    });
  };

  return {
    notKept: () => (isPrivate() || secret.size > 0 ? 'private' : trouble),
    list: async () => {
      const found = await attempt(() => stored.list());
      const { conversations = [], unreadable = 0 } = found ?? {};
      const others = conversations.filter(({ id }) => !onPage.has(id));
      const all = [...onPage.values(), ...others].sort((a, b) => b.changedAt - a.changedAt);
      return { conversations: all, unreadable };
    },
    get: async (id) => {
      const here = onPage.get(id);
      return here === undefined ? attempt(() => stored.get(id)) : { ...here, damaged: false };
    },
    put: async (conversation) => {
      const waiting = [...onPage.values()].filter(
        ({ id }) => id !== conversation.id && !secret.has(id),
      );
      await put(conversation);
      // What found no room before may find it now.
      if (!onPage.has(conversation.id)) for (const one of waiting) await put(one);
    },
    rename: async (id, title) => {
      const here = onPage.get(id);
      if (here === undefined) await attempt(() => stored.rename(id, title));
      else await put({ ...here, title });
    },
    delete: async (id) => {
      onPage.delete(id);
      secret.delete(id);
      await attempt(() => stored.delete(id));
    },
    clear: async () => {
      onPage.clear();
      secret.clear();
      await stored.clear();
    },
  };
}
