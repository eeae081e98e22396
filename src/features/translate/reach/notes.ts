import { createStore } from 'zustand/vanilla';

/** What came of a copy, or of a file: to be said, and then gone. */
export type Note =
  | { readonly kind: 'copied' | 'refused' | 'linkCopied' | 'linkTooLong' }
  | { readonly kind: 'notText' | 'tooLarge' | 'unreadable'; readonly name: string }
  | { readonly kind: 'encoding'; readonly encoding: string };

export const notes = createStore<{ readonly note: Note | undefined }>(() => ({ note: undefined }));

export function say(note: Note | undefined): void {
  notes.setState({ note });
}
