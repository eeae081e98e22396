import { useEffect, type RefObject } from 'react';
import { lit, litRange } from './lit';
import { useTranslateStore } from './store';

const name = 'aligned';

/**
 * Lights a sentence of a field. Fields cannot mark a part of their text, so a copy with the same metrics lies
 * behind it. It is there only while something is lit, and marked without a change of its elements, so that typing
 * pays for it nothing.
 */
export function useMirror(
  textarea: RefObject<HTMLTextAreaElement | null>,
  mirror: RefObject<HTMLElement | null>,
) {
  const store = useTranslateStore();
  useEffect(() => {
    const field = textarea.current;
    const copy = mirror.current;
    // Older browsers do without.
    const highlights = 'highlights' in CSS ? CSS.highlights : undefined;
    if (field === null || copy === null || highlights === undefined) return;
    const scroll = () => place(field, copy);
    const light = () => {
      const { source, translation, selected } = store.getState();
      const { id: at, by } = lit.getState();
      // The field's own caret needs no light there, and whoever types pays for none.
      const id = by === 'source' ? selected : (at ?? selected);
      const range = id === undefined ? undefined : litRange(translation, source, id);
      if (range === undefined) {
        highlights.delete(name);
        return;
      }
      fill(field, copy);
      const text = copy.firstChild;
      if (text === null) return;
      const marked = new Range();
      marked.setStart(text, range.start);
      marked.setEnd(text, range.end);
      highlights.set(name, new Highlight(marked));
    };
    const empty = () => {
      highlights.delete(name);
      copy.textContent = '';
    };
    const unsubscribe = [
      lit.subscribe(light),
      store.subscribe((state, before) => {
        if (state.source !== before.source) empty();
        else if (state.selected !== before.selected) light();
      }),
    ];
    field.addEventListener('scroll', scroll, { passive: true });
    return () => {
      for (const end of unsubscribe) end();
      field.removeEventListener('scroll', scroll);
      empty();
    };
  }, [store, textarea, mirror]);
}

function fill(field: HTMLTextAreaElement, copy: HTMLElement) {
  if (copy.textContent !== field.value) copy.textContent = field.value;
  copy.style.width = `${field.clientWidth}px`;
  place(field, copy);
}

function place(field: HTMLElement, copy: HTMLElement) {
  copy.style.transform = `translateY(${-field.scrollTop}px)`;
}

/**
 * The place of a field's text that is at a point of the window, which Chromium tells of the copy alone.
 *
 * @returns In UTF-16 code units; undefined beside the text.
 */
export function offsetAt(
  field: HTMLTextAreaElement,
  copy: HTMLElement,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): number | undefined {
  fill(field, copy);
  field.style.pointerEvents = 'none';
  copy.style.pointerEvents = 'auto';
  const found = document.caretPositionFromPoint(clientX, clientY);
  field.style.pointerEvents = '';
  copy.style.pointerEvents = '';
  return found !== null && found.offsetNode === copy.firstChild ? found.offset : undefined;
}
