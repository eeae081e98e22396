import { Pause, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { findLanguage } from '../../core/languages';
import type { DocumentItem } from '../../state/documents/types';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { formatBytes, formatDuration, formatNumber, formatPercent } from '../../ui/format';
import { languageName } from '../../ui/i18n/languageNames';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { problemOf } from './problem';
import { SaveButtons } from './SaveButtons';
import { useDocumentActions } from './useDocuments';

/** Of the element that opens a document. */
export const openButtonId = (id: string): string => `open-${id}`;

interface DocumentRowProps {
  readonly item: DocumentItem;
  /** Whether its sentences are below. */
  readonly isOpen?: boolean;
}

/** A document of the list: how far it is, and what can be done with it. */
export function DocumentRow({ item, isOpen = false }: DocumentRowProps) {
  const { t } = useTranslation('documents');
  const { t: common } = useTranslation();
  const { open } = useDocumentActions();
  const { id, name, error } = item;
  return (
    <article aria-label={name} className="flex flex-col gap-3 rounded-page border border-line p-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 font-medium break-words">
          <bdi>{name}</bdi>
        </h2>
        <Facts item={item} />
      </header>
      <State item={item} />
      {error !== undefined && <Notice look="bad">{problemOf(t, common, error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <RunButton item={item} />
        {!isOpen && (
          <Button id={openButtonId(id)} onClick={() => void open(id)}>
            {t('open')}
          </Button>
        )}
        {item.done > 0 && <SaveButtons id={id} forms={['translation', 'bilingual']} />}
        <RemoveButton id={id} name={name} />
      </div>
    </article>
  );
}

function Facts({ item }: { readonly item: DocumentItem }) {
  const { t, i18n } = useTranslation('documents');
  const nameOf = (code: string) => {
    const language = findLanguage(code);
    return language === undefined ? t('detect') : languageName(language, i18n.language);
  };
  const { from, to, words, size } = item;
  const amount = words > 0 ? t('words', { count: words }) : formatBytes(size, i18n.language);
  return (
    <p className="text-small text-soft">
      {nameOf(from)} <span className="inline-block rtl:-scale-x-100">→</span> {nameOf(to)} ·{' '}
      {amount}
    </p>
  );
}

function State({ item }: { readonly item: DocumentItem }) {
  const { t, i18n } = useTranslation('documents');
  const { name, phase, total, done, unknown, marked, secondsLeft, isElsewhere } = item;
  const locale = i18n.language;
  const fraction = total === 0 ? 0 : done / total;
  const parts = [
    isElsewhere === true
      ? t('elsewhere')
      : phase === 'running' && total === 0
        ? t('reading')
        : t(phase),
    ...(total > 0 ? [t('progress', { done, total }), formatPercent(fraction, locale)] : []),
    ...(unknown > 0 ? [t('unknownCount', { number: formatNumber(unknown, locale) })] : []),
    ...(marked > 0 ? [t('markedCount', { number: formatNumber(marked, locale) })] : []),
    ...(phase === 'running' && secondsLeft !== undefined
      ? [t('left', { time: formatDuration(secondsLeft, locale) })]
      : []),
  ];
  return (
    <div className="flex flex-col gap-1.5">
      {phase !== 'done' && total > 0 && <Progress label={name} fraction={fraction} />}
      <p className="text-small text-soft tabular-nums" role="status">
        {parts.join(' · ')}
      </p>
    </div>
  );
}

function RunButton({ item: { id, phase, error } }: { readonly item: DocumentItem }) {
  const { t } = useTranslation('documents');
  const { pause, resume } = useDocumentActions();
  if (phase === 'done' || (phase === 'failed' && error?.retry === 'never')) return null;
  if (phase === 'running' || phase === 'waiting') {
    return (
      <Button icon={<Pause size={16} aria-hidden />} onClick={() => pause(id)}>
        {t('pause')}
      </Button>
    );
  }
  return (
    <Button icon={<Play size={16} aria-hidden />} onClick={() => resume(id)}>
      {t(phase === 'failed' ? 'again' : 'resume')}
    </Button>
  );
}

function RemoveButton({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation('documents');
  const { remove } = useDocumentActions();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        icon={<Trash2 size={16} aria-hidden />}
        onClick={() => setIsAsking(true)}
        className="ms-auto"
      >
        {t('remove')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('remove')}
          text={t('removeAsk', { name })}
          action={t('remove')}
          onConfirm={() => remove(id)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
