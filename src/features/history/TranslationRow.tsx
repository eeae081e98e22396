import { ArrowUpRight, Check, Copy, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { TranslationSummary } from '../../state/history';
import { IconButton } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useHistoryActions } from '../useHistory';
import { Row, Text } from './Texts';
import { usePairName } from './usePairName';

export function TranslationRow({ translation }: { readonly translation: TranslationSummary }) {
  const { t, i18n } = useTranslation('history');
  const { id, from, to, source, target, starred, changedAt } = translation;
  const [, navigate] = useLocation();
  const { star, open, removeTranslation } = useHistoryActions();
  const nameOf = usePairName();
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Row
      about={`${nameOf(from, to)} · ${date.format(changedAt)}`}
      actions={
        <>
          <IconButton
            label={t(starred ? 'unstar' : 'star')}
            aria-pressed={starred}
            onClick={() => void star(id, !starred)}
          >
            <Star size={16} aria-hidden className={starred ? 'fill-current text-seal' : ''} />
          </IconButton>
          <CopyTarget id={id} />
          <IconButton
            label={t('open')}
            onClick={() => void open(id).then((opened) => opened && navigate('/translate'))}
          >
            <ArrowUpRight size={16} aria-hidden className="rtl:-scale-x-100" />
          </IconButton>
          <IconButton label={t('delete')} onClick={() => void removeTranslation(id)}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </>
      }
    >
      <Text code={from} soft>
        {source}
      </Text>
      <Text code={to}>{target}</Text>
    </Row>
  );
}

/** The list has only the beginning of a long text. */
function CopyTarget({ id }: { readonly id: string }) {
  const { t } = useTranslation('history');
  const [done, setDone] = useState(false);
  const { targetOf } = useHistoryActions();
  const copy = async () => {
    await navigator.clipboard.writeText(await targetOf(id));
    setDone(true);
  };
  return (
    <IconButton
      label={t(done ? 'copied' : 'copy')}
      onClick={() => void copy().catch(() => setDone(false))}
      onBlur={() => setDone(false)}
    >
      {done ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
    </IconButton>
  );
}
