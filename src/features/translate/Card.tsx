import { X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { useStore } from 'zustand';
import { findLanguage } from '../../core/languages';
import type { TranslationSegment } from '../../core/translation/types';
import { IconButton } from '../../ui/Button';
import { formatPercent } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useKeptFocus } from '../../ui/useKeptFocus';
import { Alternatives } from './Alternatives';
import { CardActions } from './CardActions';
import { CardChecks } from './CardChecks';
import { CardEdit } from './CardEdit';
import { CardParts } from './CardParts';
import { editing, focusSentence } from './cardState';
import { useTranslate, useTranslateStore } from './store';

interface CardProps {
  readonly segment: TranslationSegment;
  readonly className: string;
}

/** All about one sentence: what else it could be, what may be wrong with it, and what to do with it. */
export function Card({ segment, className }: CardProps) {
  const { t } = useTranslation('workspace');
  const { select } = useTranslateStore().getState();
  const isEditing = useStore(editing, (state) => state.id === segment.id);
  const [isBusy, setBusy] = useState(false);
  const kept = useKeptFocus<HTMLDivElement>();
  const card = kept.ref;
  const { id } = segment;
  useEffect(() => {
    if (editing.getState().id !== id) card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: 'nearest' });
    return () => editing.setState({ id: undefined });
  }, [id, card]);
  useOutsidePress(card, () => select(undefined));

  const during = async (work: Promise<void>) => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  const close = () => {
    select(undefined);
    focusSentence(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // It would stop a translation as well.
    event.stopPropagation();
    close();
  };
  return (
    <div
      {...kept}
      role="dialog"
      aria-label={t('card')}
      aria-busy={isBusy}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className={`flex flex-col gap-3 border border-line bg-raised p-3 text-control text-ink outline-none ${className}`}
    >
      <CardHead segment={segment} onClose={close} />
      {isEditing ? (
        <CardEdit
          segment={segment}
          onEnd={() => {
            editing.setState({ id: undefined });
            card.current?.focus();
          }}
        />
      ) : (
        <>
          <CardChecks segment={segment} isBusy={isBusy} during={during} />
          <Alternatives segment={segment} />
          <CardActions segment={segment} isBusy={isBusy} during={during} />
          <CardParts segment={segment} />
          <Facts segment={segment} />
        </>
      )}
    </div>
  );
}

/** What the card is about: a sheet from below lies over the translation, and so says that as well. */
function CardHead({
  segment: { source, target, language: code },
  onClose,
}: {
  readonly segment: TranslationSegment;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const from = useTranslate((state) => findLanguage(state.from ?? state.detected ?? ''));
  const to = findLanguage(code);
  return (
    <div className="flex items-start gap-2">
      <div className="flex max-h-32 min-w-0 grow flex-col gap-1 overflow-y-auto break-words">
        <p lang={from?.tag} dir={from?.direction ?? 'auto'} className="text-soft">
          {source}
        </p>
        <p lang={to?.tag} dir={to?.direction ?? 'auto'} className="md:hidden">
          {target}
        </p>
      </div>
      <IconButton label={t('app.close')} onClick={onClose} className="-me-1.5 -mt-1.5 -mb-2">
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

/** Where the translation comes from, and how sure the model was. */
function Facts({
  segment: { origin, confidence, state },
}: {
  readonly segment: TranslationSegment;
}) {
  const { t, i18n } = useTranslation('workspace');
  if (state !== 'done') return null;
  const isModels = origin === 'model' && confidence !== undefined;
  return (
    <p className="figures flex flex-wrap gap-x-4 text-small text-soft">
      <span>{t(`origin.${origin}`)}</span>
      {isModels && (
        <span>
          {t('confidence', { percent: formatPercent(Math.exp(confidence.mean), i18n.language) })}
        </span>
      )}
    </p>
  );
}

/** A press beside the card ends it; one on another sentence opens that one's. */
function useOutsidePress(card: RefObject<HTMLElement | null>, onPress: () => void) {
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || card.current?.contains(target) === true) return;
      // A dialog of one of its parts lies over it.
      if (target.closest('[data-segment], dialog') === null) onPress();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  });
}
