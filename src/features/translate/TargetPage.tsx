import { ArrowDown, Rows3 } from 'lucide-react';
import { useRef, type RefObject } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { findLanguage } from '../../core/languages';
import { readTarget, shownSegments } from '../../core/translation/read';
import { IconButton } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { errorText } from '../../ui/errorText';
import { FailureAction } from '../../ui/FailureAction';
import { formatPercent } from '../../ui/format';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import type { TranslationView } from '../../state/preferences';
import { maxSourceLength } from '../../state/translate';
import { useSelect } from '../stores';
import { OnlyAlternatives } from './Alternatives';
import { LanguageBar } from './LanguageBar';
import { PageBody, PageFoot } from './PageBody';
import { QualityChoice } from './QualityChoice';
import { SelectedCard } from './SelectedCard';
import { TargetNote } from './TargetNote';
import { TargetText } from './TargetText';
import { UnknownNotice } from './UnknownNotice';
import { useReader } from './useReader';
import { usePickTranslate, useTranslate, useTranslateStore } from './store';

interface TargetPageProps {
  readonly source: RefObject<HTMLElement | null>;
  readonly onView: (view: TranslationView) => void;
}

/** Of its parts only those that show the text are drawn with each piece of it. */
export function TargetPage({ source, onView }: TargetPageProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <LanguageBar side="to" source={source} />
      <PageBody>
        <Translation />
        <PageFoot side="to">
          <TargetTools view="text" onView={onView} />
        </PageFoot>
      </PageBody>
    </div>
  );
}

/** What stands at the foot of the translation, however it is shown. */
export function TargetTools(props: ViewSwitchProps) {
  return (
    <>
      <CopyTranslation />
      <ViewSwitch {...props} />
      <Position />
      <div className="shrink-0">
        <QualityChoice />
      </div>
    </>
  );
}

function Translation() {
  const { t } = useTranslation();
  const text = useRef<HTMLElement>(null);
  const { to, phase } = usePickTranslate('to', 'phase');
  const isEmpty = useTranslate(
    ({ translation, awaiting }) => awaiting === 0 && shownSegments(translation.segments) === 0,
  );
  const language = findLanguage(to);
  const running = phase === 'running';
  return (
    <div className="relative grow px-4 pb-2 sm:px-5 md:ps-9">
      <section
        ref={text}
        aria-label={t('translate.translation')}
        aria-busy={running || phase === 'waiting'}
        lang={language?.tag}
        dir={language?.direction}
        className={`reading transition-opacity ${phase === 'waiting' ? 'opacity-50' : ''} ${phase === 'failed' ? '' : 'min-h-20 sm:min-h-32'}`}
      >
        <TargetText />
      </section>
      {isEmpty && phase !== 'failed' && <Placeholder />}
      <SelectedCard text={text} />
      <OnlyAlternatives />
      <TargetNotices />
      <Follow text={text} />
    </div>
  );
}

/** What there is to say about a translation, however it is shown. */
export function TargetNotices() {
  return (
    <>
      <TargetNote />
      <UnknownNotice />
      <Failure />
    </>
  );
}

/** Leads back to what is being written. */
function Follow({ text }: { readonly text: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation('workspace');
  const { isAway, back } = useReader(text);
  if (!isAway) return null;
  return (
    <IconButton
      label={t('follow')}
      onClick={back}
      className="sticky inset-x-0 bottom-16 mx-auto rounded-full border border-line bg-raised"
    >
      <ArrowDown size={16} aria-hidden />
    </IconButton>
  );
}

function CopyTranslation() {
  const { t } = useTranslation();
  const store = useTranslateStore();
  const isEmpty = useTranslate(({ translation: { segments } }) =>
    segments.every(({ target }) => target === ''),
  );
  return (
    <CopyButton
      text={() => readTarget(store.getState().translation, store.getState().to)}
      label={t('translate.copy')}
      doneLabel={t('translate.copied')}
      disabled={isEmpty}
    />
  );
}

interface ViewSwitchProps {
  readonly view: TranslationView;
  readonly onView: (view: TranslationView) => void;
}

/** Flowing text, or sentence beside sentence. A document has no other way to be shown. */
function ViewSwitch({ view, onView }: ViewSwitchProps) {
  const { t } = useTranslation('workspace');
  const isOpen = useTranslate(
    ({ translation, source }) =>
      translation.segments.length > 0 && source.length <= maxSourceLength,
  );
  if (!isOpen) return null;
  const isRows = view === 'rows';
  return (
    <IconButton
      label={t('rows')}
      aria-pressed={isRows}
      onClick={() => onView(isRows ? 'text' : 'rows')}
      className="aria-pressed:bg-sunk aria-pressed:text-ink forced-colors:aria-pressed:outline"
    >
      <Rows3 size={16} aria-hidden />
    </IconButton>
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
