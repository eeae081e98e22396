import { useEffect, useRef, type RefObject } from 'react';
import { findLanguage } from '../../core/languages';
import { maxSourceLength } from '../../state/translate';
import { useGrowingField } from '../../ui/growingField';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { lit, litAt } from './lit';
import { useMirror } from './useMirror';
import { usePickTranslate, useTranslateStore } from './store';
import { useSteps } from './useSteps';

interface SourceFieldProps {
  readonly textarea: RefObject<HTMLTextAreaElement | null>;
}

/** Where the source is written. Behind it, the sentence is lit that the translation's reader is at. */
export function SourceField({ textarea }: SourceFieldProps) {
  const { t } = useTranslation();
  const { source, from, detected, setSource } = usePickTranslate(
    'source',
    'from',
    'detected',
    'setSource',
  );
  const mirror = useRef<HTMLDivElement>(null);
  useGuard(textarea);
  useGrowingField(textarea, source);
  useMirror(textarea, mirror);
  useCaret(textarea);
  const spoken = findLanguage(from ?? detected ?? '');
  const direction = spoken?.direction ?? 'auto';
  return (
    <div className="relative flex grow flex-col overflow-hidden">
      <div
        ref={mirror}
        aria-hidden
        lang={spoken?.tag}
        dir={direction}
        className="reading pointer-events-none absolute start-0 top-0 text-transparent select-none [&[dir=auto]]:[unicode-bidi:plaintext]"
      />
      <textarea
        ref={textarea}
        data-source
        aria-label={t('translate.source')}
        placeholder={t('translate.sourcePlaceholder')}
        value={source}
        lang={spoken?.tag}
        dir={direction}
        // The browser's spelling checker knows the user's languages, not the text's.
        spellCheck={from !== undefined}
        autoFocus={source === ''}
        onChange={(event) => setSource(event.target.value)}
        className="reading relative field-sizing-content block min-h-24 w-full grow resize-none bg-transparent pb-2 outline-none max-md:max-h-[45dvh] max-md:overscroll-contain sm:min-h-32"
      />
    </div>
  );
}

/** The caret, and a pointer that passes, light the sentence's translation. */
function useCaret(textarea: RefObject<HTMLTextAreaElement | null>) {
  const store = useTranslateStore();
  useEffect(() => {
    const field = textarea.current;
    if (field === null) return;
    const light = (offset: number | undefined) => {
      const { translation, source } = store.getState();
      const id = offset === undefined ? undefined : litAt(translation, source, offset);
      if (id !== lit.getState().id) lit.setState({ id });
    };
    const atCaret = () => {
      const isHere = document.activeElement === field && field.value !== '';
      light(isHere ? field.selectionStart : undefined);
    };
    const onSelect = () => {
      if (document.activeElement === field) atCaret();
    };
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      const place = document.caretPositionFromPoint(clientX, clientY);
      if (place?.offsetNode === field) light(place.offset);
    };
    const ends = new AbortController();
    const { signal } = ends;
    document.addEventListener('selectionchange', onSelect, { signal });
    field.addEventListener('selectionchange', onSelect, { signal });
    field.addEventListener('pointermove', onMove, { signal, passive: true });
    field.addEventListener('pointerleave', atCaret, { signal });
    field.addEventListener('blur', atCaret, { signal });
    return () => ends.abort();
  }, [store, textarea]);
}

/**
 * Takes over insertions that are too long. A pasted book must not even reach the field: laying it out would
 * block the page for seconds. React's own `onBeforeInput` does not see pasted text. The undo of the browser's
 * menus is the page's own, which knows of the translation too.
 */
function useGuard(textarea: RefObject<HTMLTextAreaElement | null>) {
  const store = useTranslateStore();
  const steps = useSteps(textarea);
  useEffect(() => {
    const field = textarea.current;
    const onBeforeInput = (event: InputEvent) => {
      if (event.inputType === 'historyUndo') steps.undo();
      else if (event.inputType === 'historyRedo') steps.redo();
      else {
        const inserted = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
        if (field === null || field.value.length + inserted.length <= maxSourceLength) return;
        const { value, selectionStart, selectionEnd } = field;
        const text = value.slice(0, selectionStart) + inserted + value.slice(selectionEnd);
        // Over a selection, it may fit.
        if (text.length <= maxSourceLength) return;
        store.getState().setSource(text, true);
      }
      event.preventDefault();
    };
    field?.addEventListener('beforeinput', onBeforeInput);
    return () => field?.removeEventListener('beforeinput', onBeforeInput);
  }, [textarea, store, steps]);
}
