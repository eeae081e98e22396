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
    const scroll = () => {
      copy.style.transform = `translateY(${-field.scrollTop}px)`;
    };
    const light = () => {
      const { source, translation, selected } = store.getState();
      // The caret in the field itself needs no light there.
      const id =
        document.activeElement === field ? hovered(field) : (lit.getState().id ?? selected);
      const range = id === undefined ? undefined : litRange(translation, source, id);
      if (range === undefined) {
        highlights.delete(name);
        return;
      }
      if (copy.textContent !== source) copy.textContent = source;
      copy.style.width = `${field.clientWidth}px`;
      scroll();
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

/** With the caret in the field, only a pointer that is somewhere else lights a sentence there. */
function hovered(field: HTMLElement): string | undefined {
  return field.matches(':hover') ? undefined : lit.getState().id;
}
