import { createStore } from 'zustand/vanilla';

/** The sentence whose translation is being edited in its card. */
export const editing = createStore<{ readonly id: string | undefined }>(() => ({ id: undefined }));

/** Back to where a sentence's card was opened from. */
export function focusSentence(id: string): void {
  document.querySelector<HTMLElement>(`[data-segment="${CSS.escape(id)}"]`)?.focus();
}
