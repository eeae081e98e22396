import { useEffect, type RefObject } from 'react';
import { maxSourceLength } from '../../../state/translate';
import { insertText } from './insertText';

/** Longer HTML is a page with more than text in it; its plain text is taken. In UTF-16 code units. */
const maxHtmlLength = 5_000_000;

/**
 * Keeps the paragraphs, lists and tables of what is pasted into the source, or dropped there. Pasting without
 * formatting brings no HTML, so it stays as it is.
 */
export function useRichPaste(
  textarea: RefObject<HTMLTextAreaElement | null>,
  setSource: (source: string, isStep?: boolean) => void,
): void {
  useEffect(() => {
    const field = textarea.current;
    if (field === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const take = (event: ClipboardEvent | DragEvent, data: DataTransfer | null) => {
      const html = data?.getData('text/html') ?? '';
      if (data === null || html === '' || html.length > maxHtmlLength) return;
      event.preventDefault();
      const plain = data.getData('text/plain');
      void textOf(html, plain).then((text) => {
        const { value, selectionStart, selectionEnd } = field;
        const isShort = value.length + text.length <= maxSourceLength;
        // The field must not even see what is too long for it.
        if (isShort) insertText(field, text);
        else setSource(value.slice(0, selectionStart) + text + value.slice(selectionEnd), true);
      });
    };
    field.addEventListener('paste', (event) => take(event, event.clipboardData), { signal });
    field.addEventListener(
      'drop',
      (event) => {
        if (event.dataTransfer?.types.includes('Files') === true) return;
        putCaret(field, event);
        take(event, event.dataTransfer);
      },
      { signal },
    );
    return () => controller.abort();
  }, [textarea, setSource]);
}

async function textOf(html: string, plain: string): Promise<string> {
  try {
    const { htmlText } = await import('./htmlText');
    const text = htmlText(html);
    // A picture with a caption, for example, has HTML without any text.
    return text.trim() === '' ? plain : text;
  } catch {
    return plain;
  }
}

/** Where the pointer is, as far as the browser says; else where the caret was. */
function putCaret(field: HTMLTextAreaElement, { clientX, clientY }: DragEvent): void {
  field.focus();
  const place = (
    document as {
      caretPositionFromPoint?: (
        x: number,
        y: number,
      ) => { offsetNode: Node; offset: number } | null;
    }
  ).caretPositionFromPoint?.(clientX, clientY);
  if (place?.offsetNode === field) field.setSelectionRange(place.offset, place.offset);
}
