import { WrapText } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import { setTimer } from '../../core/timer';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { useTranslate } from './store';

interface JoinLinesProps {
  readonly textarea: RefObject<HTMLTextAreaElement | null>;
}

/** A text is looked at when nobody has typed for so long: it takes longer than a keystroke may. */
const pauseMilliseconds = 500;

/** Offers to join the lines of a mail or a PDF, whose sentences would be translated in pieces. */
export function JoinLines({ textarea }: JoinLinesProps) {
  const { t } = useTranslation();
  const source = useTranslate((state) => state.source);
  const setSource = useTranslate((state) => state.setSource);
  const joined = useJoined(source);
  if (joined === undefined || joined === source) return null;
  return (
    <div className="px-2 pb-1 sm:px-3">
      <Button
        look="quiet"
        icon={<WrapText size={16} aria-hidden />}
        onClick={() => {
          setSource(joined, true);
          textarea.current?.focus();
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
    if (!source.includes('\n')) return;
    let isCurrent = true;
    const cancel = setTimer(() => {
      void import('../../core/text/joinLines').then(({ joinLines }) => {
        if (isCurrent) setFound({ source, joined: joinLines(source) });
      });
    }, pauseMilliseconds);
    return () => {
      isCurrent = false;
      cancel();
    };
  }, [source]);
  return found?.source === source ? found.joined : undefined;
}
