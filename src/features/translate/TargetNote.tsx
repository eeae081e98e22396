import { findLanguage } from '../../core/languages';
import { shownSegments } from '../../core/translation/read';
import { formatDuration } from '../../ui/format';
import { languageName } from '../../ui/i18n/languageNames';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useTranslate } from './store';

/** What of the translation is not that of the text now, and what is left to do and how long it takes. */
export function TargetNote() {
  return (
    <div role="status" className="flex flex-col gap-1 py-1 text-control text-soft empty:hidden">
      <Outdated />
      <Awaiting />
    </div>
  );
}

/** FLORES code of what is dimmed, `same` if that is in the target's language; undefined if nothing is. */
function useOutdated(): string | undefined {
  return useTranslate(({ translation, to, phase }) => {
    if (phase === 'running' || phase === 'waiting') return undefined;
    const { segments } = translation;
    const old = segments.find(({ state, target }) => state === 'outdated' && target !== '');
    return old === undefined ? undefined : old.language === to ? 'same' : old.language;
  });
}

function Outdated() {
  const { t, i18n } = useTranslation('workspace');
  const code = useOutdated();
  const language = findLanguage(code ?? '');
  if (language !== undefined) {
    return <p>{t('otherLanguage', { language: languageName(language, i18n.language) })}</p>;
  }
  return code === undefined ? null : <p>{t('outdated')}</p>;
}

/** Before anything is translated, this stands in the place of the translation. */
function Awaiting() {
  const { t, i18n } = useTranslation('workspace');
  const awaiting = useTranslate((state) => state.awaiting);
  const speed = useTranslate((state) => state.speed);
  const isEmpty = useTranslate(({ translation }) => shownSegments(translation.segments) === 0);
  if (awaiting === 0) return null;
  const time = speed === undefined ? undefined : formatDuration(awaiting / speed, i18n.language);
  return (
    <p className={isEmpty ? 'text-reading' : ''}>
      {time === undefined ? t('long') : t('longTime', { time })}
    </p>
  );
}
