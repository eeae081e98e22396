import { useEffect, useRef } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useSelect, useStores } from '../stores';
import { ModelNote } from './ModelNote';
import { SourcePage } from './SourcePage';
import { SwapButton } from './SwapButton';
import { TargetPage } from './TargetPage';

/** An open book: the source on one page, the translation on the other. */
export default function TranslatePage() {
  const { t } = useTranslation();
  const source = useRef<HTMLTextAreaElement>(null);
  useShortcuts();
  useOpeningRun();
  return (
    <div className="mx-auto flex w-full max-w-[84rem] flex-col gap-4 p-3 sm:p-5 lg:p-8">
      <h1 className="sr-only">{t('translate.title')}</h1>
      <div className="relative grid grid-cols-1 rounded-page border border-line bg-raised md:min-h-[clamp(24rem,68dvh,52rem)] md:grid-cols-2">
        <SourcePage textarea={source} />
        <SwapButton />
        <TargetPage source={source} />
      </div>
      <ModelNote />
    </div>
  );
}

/** Keys that work anywhere on this page. */
function useShortcuts() {
  const { translate } = useStores();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { run, stop, swap, phase } = translate.getState();
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key === 'Enter') void run();
      else if (command && event.shiftKey && event.code === 'KeyS') swap();
      else if (event.key === 'Escape' && (phase === 'running' || phase === 'waiting')) stop();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [translate]);
}

/** A text from the address or the last session is translated at once. */
function useOpeningRun() {
  const { translate } = useStores();
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok === true);
  useEffect(() => {
    const { source, phase, run } = translate.getState();
    if (usable && source !== '' && phase === 'idle') void run();
  }, [translate, usable]);
}
