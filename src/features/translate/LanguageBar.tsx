import type { RefObject } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { getModel, knowsLanguage } from '../../core/catalog';
import { findLanguage } from '../../core/languages';
import { languageName } from '../../ui/i18n/languageNames';
import { useSelect, useStores } from '../stores';
import { LanguagePicker } from './LanguagePicker';
import { useTranslate, useTranslateStore } from './store';

interface LanguageBarProps {
  readonly side: 'from' | 'to';
  /** For the source, which may be detected. */
  readonly detectLabel?: string;
  /** The field of the source text. */
  readonly source: RefObject<HTMLElement | null>;
}

/** The head of a page: its language, and the recent ones. */
export function LanguageBar({ side, detectLabel, source }: LanguageBarProps) {
  const { t, i18n } = useTranslation();
  const { preferences } = useStores();
  const translate = useTranslateStore();
  const list = side === 'from' ? 'recentSources' : 'recentTargets';
  const recent = useSelect('preferences', (state) => state[list]);
  const value = useTranslate((state) => state[side]);
  const model = getModel(useSelect('engine', ({ modelId }) => modelId));

  const choose = (code: string | undefined) => {
    const { setFrom, setTo } = translate.getState();
    if (code !== undefined) preferences.getState().remember(list, code);
    if (side === 'from') setFrom(code);
    else if (code !== undefined) setTo(code);
  };
  return (
    <div
      className={`relative flex h-14 items-center gap-1 px-1.5 sm:px-2.5 ${side === 'to' ? 'max-md:pe-16 md:ps-6.5' : 'md:pe-6.5'}`}
    >
      <LanguagePicker
        label={t(`translate.${side}`)}
        value={value}
        onChange={choose}
        {...(detectLabel !== undefined && { detectLabel })}
        recent={recent}
        next={source}
        knows={model.languages === 'all' ? undefined : (code) => knowsLanguage(model, code)}
      />
      <div className="flex h-9 min-w-0 flex-wrap gap-1 overflow-hidden max-sm:hidden">
        {recent
          .filter((code) => code !== value)
          .flatMap((code) => findLanguage(code) ?? [])
          .map((language) => (
            <button
              key={language.code}
              type="button"
              onClick={() => choose(language.code)}
              className="h-9 rounded-control px-2.5 text-control text-soft transition-colors hover:bg-sunk hover:text-ink"
            >
              {languageName(language, i18n.language)}
            </button>
          ))}
      </div>
    </div>
  );
}
