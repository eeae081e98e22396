import { useLayoutEffect, type RefObject } from 'react';

/** Firefox and older Safari lack `field-sizing: content`, which grows a field with its text. */
const grows = CSS.supports('field-sizing', 'content');

function fit(field: HTMLTextAreaElement) {
  const around = field.parentElement;
  // Otherwise the page would shrink while the field is measured, and lose its scroll position.
  if (around !== null) around.style.minHeight = `${around.offsetHeight}px`;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
  if (around !== null) around.style.minHeight = '';
}

/** Makes a field as high as its text in browsers that do not do so themselves. */
export function useGrowingField(field: RefObject<HTMLTextAreaElement | null>, text: string) {
  useLayoutEffect(() => {
    if (!grows && field.current !== null) fit(field.current);
  }, [field, text]);
}
