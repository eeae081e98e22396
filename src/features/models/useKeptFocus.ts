import { useLayoutEffect, useRef, type FocusEvent } from 'react';

/**
 * Keeps the focus inside an element whose parts come and go: when the focused one goes, the element
 * itself has it, so that the next Tab goes on from here.
 */
export function useKeptFocus<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  const had = useRef(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || !had.current || element.contains(document.activeElement)) return;
    element.focus({ preventScroll: true });
  });
  return {
    ref,
    onFocus: () => {
      had.current = true;
    },
    onBlur: ({ relatedTarget, currentTarget, target }: FocusEvent<E>) => {
      // An element that is taken away loses the focus to nothing, and not by the reader's will.
      if (target.isConnected && !currentTarget.contains(relatedTarget)) had.current = false;
    },
  };
}
