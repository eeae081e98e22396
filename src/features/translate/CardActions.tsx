import { Languages, ListPlus, Pencil, Pin, Search } from 'lucide-react';
import { useState } from 'react';
import type { TranslationSegment } from '../../core/translation/types';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { editing } from './cardState';
import { useTranslateStore } from './store';

/** The most that a search compares. */
const WIDE = 8;

interface CardActionsProps {
  readonly segment: TranslationSegment;
  readonly isBusy: boolean;
  readonly during: (work: Promise<void>) => Promise<void>;
}

/** What a user can do with a sentence. */
export function CardActions({ segment, isBusy, during }: CardActionsProps) {
  const { t } = useTranslation('workspace');
  const { pin, translateAgain, findAlternatives } = useTranslateStore().getState();
  const [isSearched, setSearched] = useState(false);
  const { id, state, origin, alternatives, target } = segment;
  const others = alternatives.filter(({ text }) => text !== target).length;
  const isKept = origin === 'pinned' || origin === 'edited';
  const search = async () => {
    await findAlternatives(id, others > 0 ? { beams: WIDE } : {});
    setSearched(true);
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-1.5">
        <Button
          icon={<Pencil size={14} aria-hidden />}
          paused={isBusy}
          aria-keyshortcuts="F2"
          onClick={() => editing.setState({ id })}
        >
          {t('edit')}
        </Button>
        <Button
          icon={<ListPlus size={14} aria-hidden />}
          paused={isBusy}
          onClick={() => void during(search())}
        >
          {others > 0 ? t('findMore') : t('findOthers')}
        </Button>
        <Button
          icon={<Languages size={14} aria-hidden />}
          paused={isBusy}
          title={t('wordingHint')}
          onClick={() => void during(translateAgain(id, { wording: 'zh' }))}
        >
          {t('wording')}
        </Button>
        <Button
          icon={<Search size={14} aria-hidden />}
          paused={isBusy}
          title={t('widerHint')}
          onClick={() => void during(translateAgain(id, { beams: WIDE }))}
        >
          {t('wider')}
        </Button>
        <Button
          icon={<Pin size={14} aria-hidden fill={isKept ? 'currentColor' : 'none'} />}
          disabled={state !== 'done' && !isBusy}
          paused={isBusy}
          aria-pressed={isKept}
          title={t('pinHint')}
          onClick={() => pin(id, !isKept)}
        >
          {t('pin')}
        </Button>
      </div>
      <p role="status" className="text-soft empty:hidden">
        {isBusy ? t('working') : isSearched && others === 0 ? t('noOthers') : ''}
      </p>
    </div>
  );
}
