import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { findLanguage } from '../../core/languages';
import { targetGap } from '../../core/translation/read';
import type { Translation } from '../../core/translation/types';
import { previewPage } from '../../documents/preview/page';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useStores } from '../stores';
import type { ViewProps } from './SentencesView';
import { trustedPage } from './trustedPage';

/** Units on a page: more make a frame slow. */
const PAGE = 400;

/** The document in both languages, in a frame that runs nothing and reaches nothing. */
export function PreviewView({ item, units, translations }: ViewProps) {
  const { t, i18n } = useTranslation('documents');
  const isDark = useIsDark();
  const [first, setFirst] = useState(0);
  // While it is translated, each new sentence would take the reader back to the beginning.
  const [seen, setSeen] = useState(translations);
  const isMoving = item.phase === 'running';
  const current = isMoving ? seen : translations;
  const frame = useRef<HTMLIFrameElement>(null);
  const { name, from, to } = item;
  const title = t('previewOf', { name });
  const page = useMemo(
    () =>
      previewPage({
        ...{ title, isDark, interfaceTag: i18n.language },
        from: findLanguage(from)?.tag,
        to: findLanguage(to)?.tag,
        units: units.slice(first, first + PAGE).map((unit, at) => {
          const translation = current[first + at];
          return { unit, translation: translation && translationOf(translation, to) };
        }),
      }),
    [title, isDark, i18n.language, from, to, units, current, first],
  );
  useEffect(() => {
    // Types of the DOM know nothing of trusted markup.
    frame.current?.setAttribute('srcdoc', trustedPage(page) as string);
  }, [page]);
  const shown = (number: number) => new Intl.NumberFormat(i18n.language).format(number);
  const last = Math.min(first + PAGE, units.length);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-small text-soft">{t('previewNote')}</p>
        {isMoving && seen !== translations && (
          <Button onClick={() => setSeen(translations)}>{t('renew')}</Button>
        )}
      </div>
      <iframe
        ref={frame}
        title={title}
        sandbox=""
        className="h-[70dvh] min-h-80 w-full rounded-page border border-line"
      />
      {units.length > PAGE && (
        <nav aria-label={t('preview')} className="flex flex-wrap items-center gap-3">
          <Button paused={first === 0} onClick={() => setFirst(first - PAGE)}>
            {t('before')}
          </Button>
          <Button paused={last === units.length} onClick={() => setFirst(last)}>
            {t('after')}
          </Button>
          <span role="status" className="text-small text-soft tabular-nums">
            {t('part', { first: shown(first + 1), last: shown(last), total: shown(units.length) })}
          </span>
        </nav>
      )}
    </>
  );
}

/** What a unit becomes: of sentences that have no translation, the source. Undefined where none has one. */
function translationOf({ lead, segments }: Translation, to: string): string | undefined {
  const has = segments.map(({ state, target }) => state === 'done' && target !== '');
  if (!has.includes(true)) return undefined;
  const texts = segments.map(
    (segment, at) =>
      (has[at] === true ? segment.target : segment.source) +
      targetGap(segment, at === segments.length - 1, to),
  );
  return lead + texts.join('');
}

const dark = matchMedia('(prefers-color-scheme: dark)');

function useIsDark(): boolean {
  const theme = useStore(useStores().preferences, (state) => state.theme);
  const isSystemDark = useSyncExternalStore(
    (listener) => {
      dark.addEventListener('change', listener);
      return () => dark.removeEventListener('change', listener);
    },
    () => dark.matches,
  );
  return theme === 'system' ? isSystemDark : theme === 'dark';
}
