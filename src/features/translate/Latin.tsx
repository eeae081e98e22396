import { CaseSensitive } from 'lucide-react';
import { useEffect, useState } from 'react';
import { findLanguage, type Language } from '../../core/languages';
import { readTarget } from '../../core/translation/read';
import { setTimer } from '../../core/timer';
import { IconButton } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { usePick, useSelect } from '../stores';
import { canRomanize, romanize } from './romanize';
import { useTranslate } from './store';

interface LatinProps {
  readonly text: string;
  readonly language: Language | undefined;
}

/** Not for every letter that is typed or comes. */
const pauseMilliseconds = 150;

export function SourceLatin() {
  const code = useTranslate(({ from, detected }) => from ?? detected);
  const source = useTranslate((state) => state.source);
  return <LatinLine text={source} language={findLanguage(code ?? '')} />;
}

export function TargetLatin() {
  const to = useTranslate((state) => state.to);
  const wanted = useSelect('preferences', ({ transliteration }) => transliteration);
  // Joining a long translation at each piece of it costs something.
  const output = useTranslate(({ translation }) => (wanted ? readTarget(translation, to) : ''));
  return <LatinLine text={output} language={findLanguage(to)} />;
}

/** A text in Latin letters below it, where the reader wants that and its writing allows it. */
function LatinLine({ text, language }: LatinProps) {
  const { t } = useTranslation('languages');
  const wanted = useSelect('preferences', ({ transliteration }) => transliteration);
  const written = useRomanized(text, wanted ? language : undefined);
  if (written === '') return null;
  return (
    <p
      data-latin
      lang={language && `${language.tag}-Latn`}
      dir="ltr"
      className="pt-1 pb-2 text-start text-control whitespace-pre-wrap text-soft wrap-anywhere"
    >
      <span className="sr-only">{t('latin')}: </span>
      {written}
    </p>
  );
}

function useRomanized(text: string, language: Language | undefined): string {
  const [written, setWritten] = useState('');
  const possible = language !== undefined && canRomanize(language) && text.trim() !== '';
  useEffect(() => {
    if (!possible) return;
    let current = true;
    const stop = setTimer(() => {
      // Without it there is nothing to tell: the line is an extra.
      romanize(text, language).then(
        (latin) => current && setWritten(latin),
        () => undefined,
      );
    }, pauseMilliseconds);
    return () => {
      current = false;
      stop();
    };
  }, [possible, text, language]);
  return possible ? written : '';
}

/** Shows or hides the Latin letters of both texts. */
export function LatinButton({ language }: Pick<LatinProps, 'language'>) {
  const { t } = useTranslation('languages');
  const { transliteration, setTransliteration } = usePick(
    'preferences',
    'transliteration',
    'setTransliteration',
  );
  if (language === undefined || !canRomanize(language)) return null;
  return (
    <IconButton
      label={t('showLatin')}
      aria-pressed={transliteration}
      onClick={() => setTransliteration(!transliteration)}
      className="aria-pressed:bg-sunk aria-pressed:text-ink"
    >
      <CaseSensitive size={20} aria-hidden />
    </IconButton>
  );
}
