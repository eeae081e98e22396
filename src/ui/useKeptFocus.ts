import { useLayoutEffect, useRef, type FocusEvent } from 'react';

/**
 * Keeps the focus inside an element whose parts come and go: when the focused part goes, the element itself
 * gets the focus, so that the next Tab continues from here.
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
      // An element that is removed loses the focus to nothing, without the user wanting it.
      if (target.isConnected && !currentTarget.contains(relatedTarget)) had.current = false;
    },
  };
}
