import type { RefObject } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { findLanguage } from '../../core/languages';
import { Caret } from '../../ui/Caret';
import { CopyButton } from '../../ui/CopyButton';
import { errorText } from '../../ui/errorText';
import { FailureAction } from '../../ui/FailureAction';
import { formatPercent } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { usePick, useSelect } from '../stores';
import { Alternatives } from './Alternatives';
import { LanguageBar } from './LanguageBar';
import { PageBody, PageFoot } from './PageBody';
import { QualityChoice } from './QualityChoice';
import { countWithheld, UnknownNotice } from './UnknownNotice';

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
  const { output, outputLanguage, phase } = usePick(
    'translate',
    'output',
    'outputLanguage',
    'phase',
  );
  const unknown = useSelect('translate', ({ segments }) => countWithheld(segments));
  const language = findLanguage(outputLanguage);
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
        {output}
        {running && <Caret />}
      </section>
      {output === '' && phase !== 'failed' && unknown === 0 && <Placeholder />}
      <UnknownNotice />
      <Alternatives />
      <Failure />
    </div>
  );
}

function CopyTranslation() {
  const { t } = useTranslation();
  const output = useSelect('translate', (state) => state.output);
  return (
    <CopyButton
      text={output}
      label={t('translate.copy')}
      doneLabel={t('translate.copied')}
      disabled={output === ''}
    />
  );
}

/** How far a long text is, or that it ends here because somebody stopped it. */
function Position() {
  const { t } = useTranslation();
  const stopped = useSelect(
    'translate',
    ({ phase, output }) => phase === 'stopped' && output !== '',
  );
  const segment = useSelect('translate', (state) =>
    state.phase === 'running' ? state.segment : undefined,
  );
  return (
    <span className="figures min-w-0 grow px-2 text-end text-small text-soft">
      {stopped && t('translate.stopped')}
      {segment !== undefined &&
        segment.total > 1 &&
        t('translate.sentences', { index: segment.index + 1, total: segment.total })}
    </span>
  );
}

/** In place of a translation: that there will be one, or how far the model is. */
function Placeholder() {
  const { t, i18n } = useTranslation();
  const waiting = useSelect('translate', ({ phase }) => phase === 'waiting');
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
  const error = useSelect('translate', (state) => state.error);
  const run = useSelect('translate', (state) => state.run);
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
