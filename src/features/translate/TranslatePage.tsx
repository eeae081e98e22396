import { lazy, Suspense, use, useEffect, useRef, useState } from 'react';
import { maxSourceLength } from '../../state/translate';
import type { TranslationView } from '../../state/preferences';
import '../../ui/i18n/checks';
import '../../ui/i18n/languages';
import '../../ui/i18n/translate';
import '../../ui/i18n/workspace';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useSelect, useStores } from '../stores';
import { GlossariesInUse } from './GlossariesInUse';
import { ModelNote } from './ModelNote';
import { PageNote } from './reach/PageNote';
import { PrintView } from './reach/PrintView';
import { useFileDrop } from './reach/useFileDrop';
import { useTranslateCommands } from './reach/useTranslateCommands';
import { RecentPairs } from './RecentPairs';
import { RowsPage } from './RowsPage';
import { SourcePage } from './SourcePage';
import { SwapButton } from './SwapButton';
import { TranslateContext, useTranslate, useTranslateStore } from './store';
import { TargetPage } from './TargetPage';

/** Nobody needs it to read a translation. */
const TextTools = lazy(() => import('./context/TextTools'));

/** Waits for the translation, which is fetched with this page. */
export default function TranslatePage() {
  const { translate } = useStores();
  return (
    <TranslateContext value={use(translate())}>
      <Book />
    </TranslateContext>
  );
}

/** An open book: the source on one page, the translation on the other. */
function Book() {
  const { t } = useTranslation();
  const source = useRef<HTMLTextAreaElement>(null);
  useTranslateCommands(source);
  useFileDrop();
  useOpeningRun();
  const [view, setView] = useView();
  return (
    <>
      <div className="mx-auto flex w-full max-w-[84rem] flex-col gap-4 p-3 sm:p-5 lg:p-8 print:hidden">
        <h1 className="sr-only">{t('translate.title')}</h1>
        <RecentPairs source={source} />
        <div className="relative grid grid-cols-1 rounded-page border border-line bg-raised md:min-h-[clamp(24rem,68dvh,52rem)] md:grid-cols-2">
          {view === 'rows' ? (
            <RowsPage textarea={source} onView={setView} />
          ) : (
            <>
              <SourcePage textarea={source} />
              <SwapButton />
              <TargetPage source={source} onView={setView} />
            </>
          )}
        </div>
        <PageNote />
        <Suspense fallback={null}>
          <TextTools />
        </Suspense>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <ModelNote />
          <GlossariesInUse />
        </div>
      </div>
      <PrintView />
    </>
  );
}

/**
 * How the translation is shown. A new text is written in a field, whatever was chosen for the last one; a document
 * cannot be.
 */
function useView(): readonly [TranslationView, (view: TranslationView) => void] {
  const { preferences } = useStores();
  const isDocument = useTranslate(({ source }) => source.length > maxSourceLength);
  const isEmpty = useTranslate(({ source }) => source === '');
  const [view, setView] = useState(preferences.getState().translationView);
  if (isEmpty && view !== 'text') setView('text');
  const choose = (chosen: TranslationView) => {
    setView(chosen);
    preferences.getState().setTranslationView(chosen);
  };
  return [isDocument ? 'rows' : view, choose];
}

/** A text from the address or the last session is translated at once. */
function useOpeningRun() {
  const translate = useTranslateStore();
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok === true);
  useEffect(() => {
    const { source, phase, run } = translate.getState();
    if (usable && source !== '' && phase === 'idle') void run(false);
  }, [translate, usable]);
}
