import { WrapText } from 'lucide-react';
import { useDeferredValue, useEffect, useState, type RefObject } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { useTranslate } from './store';

interface JoinLinesProps {
  readonly textarea: RefObject<HTMLTextAreaElement | null>;
}

/** Offers to join the lines of a mail or a PDF, whose sentences would be translated in pieces. */
export function JoinLines({ textarea }: JoinLinesProps) {
  const { t } = useTranslation();
  const source = useDeferredValue(useTranslate((state) => state.source));
  const setSource = useTranslate((state) => state.setSource);
  const joined = useJoined(source);
  if (joined === undefined || joined === source) return null;
  return (
    <div className="px-2 pb-1 sm:px-3">
      <Button
        look="quiet"
        icon={<WrapText size={16} aria-hidden />}
        onClick={() => {
          const field = textarea.current;
          if (field === null || !replaceText(field, joined)) setSource(joined);
        }}
      >
        {t('translate.joinLines')}
      </Button>
    </div>
  );
}

/** The text with its wrapped lines joined, once it is known. */
function useJoined(source: string): string | undefined {
  const [found, setFound] = useState<{ readonly source: string; readonly joined: string }>();
  useEffect(() => {
    let isCurrent = true;
    void import('../../core/text/joinLines').then(({ joinLines }) => {
      if (isCurrent) setFound({ source, joined: joinLines(source) });
    });
    return () => {
      isCurrent = false;
    };
  }, [source]);
  return found?.source === source ? found.joined : undefined;
}

/** Puts a text into a field so that the field's own undo takes it back. */
function replaceText(field: HTMLTextAreaElement, text: string): boolean {
  field.focus();
  field.select();
  // Deprecated, but the only way in which a browser remembers what was there.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.execCommand('insertText', false, text);
}
