import type { Conversation, History } from '../../src/storage/history';

/** A history in memory whose actions fail as it is told. */
export function createFailing() {
  const kept = new Map<string, Conversation>();
  const state: { failure: (() => Promise<never>) | undefined } = { failure: undefined };
  const act = async <T>(action: () => T): Promise<T> => {
    await state.failure?.();
    return action();
  };
  const history: History = {
    list: () => act(() => ({ conversations: [...kept.values()], unreadable: 0 })),
    get: (id) =>
      act(() => {
        const found = kept.get(id);
        return found && { ...found, damaged: false };
      }),
    put: (one) => act(() => void kept.set(one.id, one)),
    rename: (id, title) => act(() => void kept.set(id, { ...kept.get(id)!, title })),
    delete: (id) => act(() => void kept.delete(id)),
    clear: () => act(() => kept.clear()),
  };
  return { history, kept, state };
}
