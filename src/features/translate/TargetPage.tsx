import type { RefObject } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { findLanguage } from '../../core/languages';
import { readTarget, shownSegments } from '../../core/translation/read';
import { Caret } from '../../ui/Caret';
import { CopyButton } from '../../ui/CopyButton';
import { errorText } from '../../ui/errorText';
import { FailureAction } from '../../ui/FailureAction';
import { formatPercent } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { useSelect } from '../stores';
import { LanguageBar } from './LanguageBar';
import { LatinLine } from './Latin';
import { PageBody, PageFoot } from './PageBody';
import { QualityChoice } from './QualityChoice';
import { TargetText } from './TargetText';
import { TargetTools } from './TextTools';
import { UnknownNotice } from './UnknownNotice';
import { useTranslate, usePickTranslate } from './store';

/** Of its parts only those that show the text are drawn with each piece of it. */
export function TargetPage({ source }: { readonly source: RefObject<HTMLElement | null> }) {
  return (
    <div className="flex min-w-0 flex-col">
      <LanguageBar side="to" source={source} />
      <PageBody>
        <Translation />
        <PageFoot side="to">
          <CopyTranslation />
          <Position />
          <div className="shrink-0">
            <QualityChoice />
          </div>
        </PageFoot>
      </PageBody>
    </div>
  );
}

function Translation() {
  const { t } = useTranslation();
  const { to, phase } = usePickTranslate('to', 'phase');
  const isEmpty = useTranslate(({ translation }) => shownSegments(translation.segments) === 0);
  const language = findLanguage(to);
  const running = phase === 'running';
  return (
    <div className="relative grow px-4 pb-2 sm:px-5 md:ps-9">
      <section
        aria-label={t('translate.translation')}
        aria-busy={running || phase === 'waiting'}
        lang={language?.tag}
        dir={language?.direction}
        className={`reading transition-opacity ${phase === 'waiting' ? 'opacity-50' : ''} ${phase === 'failed' ? '' : 'min-h-20 sm:min-h-32'}`}
      >
        <TargetText />
        {running && <Caret />}
      </section>
      <TargetLatin />
      {isEmpty && phase !== 'failed' && <Placeholder />}
      <UnknownNotice />
      <Failure />
    </div>
  );
}

function TargetLatin() {
  const output = useTranslate(({ translation, to }) => readTarget(translation, to));
  const to = useTranslate((state) => state.to);
  return <LatinLine text={output} language={findLanguage(to)} />;
}

function CopyTranslation() {
  const { t } = useTranslation();
  const output = useTranslate(({ translation, to }) => readTarget(translation, to));
  return (
    <>
      <CopyButton
        text={output}
        label={t('translate.copy')}
        doneLabel={t('translate.copied')}
        disabled={output === ''}
      />
      <TargetTools isEmpty={output === ''} />
    </>
  );
}

/** How far a long text is, or that it ends here because somebody stopped it. */
function Position() {
  const { t } = useTranslation();
  const stopped = useTranslate(
    ({ phase, translation }) => phase === 'stopped' && shownSegments(translation.segments) > 0,
  );
  const position = useTranslate((state) =>
    state.phase === 'running' ? state.position : undefined,
  );
  return (
    <span className="figures min-w-0 grow px-2 text-end text-small text-soft">
      {stopped && t('translate.stopped')}
      {position !== undefined &&
        position.total > 1 &&
        t('translate.sentences', {
          index: Math.min(position.done + 1, position.total),
          total: position.total,
        })}
    </span>
  );
}

/** In place of a translation: that there will be one, or how far the model is. */
function Placeholder() {
  const { t, i18n } = useTranslation();
  const waiting = useTranslate(({ phase }) => phase === 'waiting');
  const status = useSelect('engine', (state) => state.status);
  if (waiting && status.kind === 'loading') {
    const { fraction } = status.progress;
    return (
      <div className="absolute inset-x-4 top-1 flex max-w-96 flex-col gap-2.5 text-soft sm:inset-x-5 md:inset-x-9">
        <p>{t('translate.loading')}</p>
        <Progress
          label={t('status.loading', { percent: formatPercent(fraction, i18n.language) })}
          fraction={fraction}
        />
      </div>
    );
  }
  return (
    <p className="pointer-events-none absolute inset-x-4 top-0 text-reading text-soft sm:inset-x-5 md:inset-x-9">
      {!waiting && t('translate.empty')}
    </p>
  );
}

function Failure() {
  const { t } = useTranslation();
  const error = useTranslate((state) => state.error);
  const run = useTranslate((state) => state.run);
  if (error === undefined) return null;
  return (
    <div className="py-1">
      <Notice look="bad" action={<FailureAction error={error} onRetry={() => void run()} />}>
        {errorText(t, error)}
        {t('app.betweenSentences')}
        <span className="text-soft">{t('errors.kept')}</span>
      </Notice>
    </div>
  );
}
