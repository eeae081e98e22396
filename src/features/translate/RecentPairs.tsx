import { useEffect, type RefObject } from 'react';
import { findLanguage } from '../../core/languages';
import { languageName } from '../../ui/i18n/languageNames';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { usePick } from '../stores';
import { usePickTranslate, useTranslateStore } from './store';

/** Pairs that were translated between lately, each chosen by one press. */
export function RecentPairs({ source }: { readonly source: RefObject<HTMLElement | null> }) {
  const { t, i18n } = useTranslation('languages');
  const { recentPairs } = usePick('preferences', 'recentPairs');
  const { from, detected, to } = usePickTranslate('from', 'detected', 'to');
  const translate = useTranslateStore();
  useRemembering();
  const spoken = from ?? detected;
  const others = recentPairs.filter((pair) => pair.from !== spoken || pair.to !== to);
  if (others.length === 0) return null;

  const name = (code: string) => {
    const language = findLanguage(code);
    return language === undefined ? code : languageName(language, i18n.language);
  };
  return (
    <ul
      aria-label={t('pairs')}
      className="-mb-1 flex gap-1 overflow-x-auto overscroll-x-contain [scrollbar-width:none]"
    >
      {others.map((pair) => (
        <li key={`${pair.from} ${pair.to}`} className="shrink-0">
          <button
            type="button"
            onClick={() => {
              const { setFrom, setTo } = translate.getState();
              setFrom(pair.from);
              setTo(pair.to);
              // The button is gone now; and nobody who touched it wants a keyboard.
              if (!matchMedia('(pointer: coarse)').matches) source.current?.focus();
            }}
            className="h-8 rounded-control px-2.5 text-control whitespace-nowrap text-soft transition-colors hover:bg-sunk hover:text-ink pointer-coarse:h-11"
          >
            {t('pair', { from: name(pair.from), to: name(pair.to) })}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A pair counts once something was translated. */
function useRemembering() {
  const { rememberPair } = usePick('preferences', 'rememberPair');
  const { from, detected, to, phase } = usePickTranslate('from', 'detected', 'to', 'phase');
  const spoken = from ?? detected;
  useEffect(() => {
    if (phase === 'done' && spoken !== undefined && spoken !== to) {
      rememberPair({ from: spoken, to });
    }
  }, [phase, spoken, to, rememberPair]);
}
