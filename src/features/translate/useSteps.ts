import { useMemo, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { TranslateStore } from '../../state/translate';
import { caretAfter } from './caretAfter';
import { useTranslateStore } from './store';

interface Steps {
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Undo and redo, with the caret of the source where it changed. */
export function useSteps(textarea: RefObject<HTMLTextAreaElement | null>): Steps {
  const store = useTranslateStore();
  return useMemo(
    () => ({
      undo: () => step(store, 'undo', textarea),
      redo: () => step(store, 'redo', textarea),
    }),
    [store, textarea],
  );
}

function step(
  store: TranslateStore,
  way: 'undo' | 'redo',
  textarea: RefObject<HTMLTextAreaElement | null>,
) {
  const before = store.getState().source;
  flushSync(() => store.getState()[way]());
  const { source } = store.getState();
  const field = textarea.current;
  if (field === null || source === before) return;
  const at = caretAfter(before, source);
  field.focus();
  field.setSelectionRange(at, at);
}
