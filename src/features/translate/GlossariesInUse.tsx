import { BookOpen } from 'lucide-react';
import { use } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import '../../ui/i18n/glossaries';
import { buttonClass } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useStores } from '../stores';
import { useTranslate } from './store';

/** At the foot of the page: how many glossaries are in use for its languages, and the way to them. */
export function GlossariesInUse() {
  const { t, i18n } = useTranslation('glossaries');
  const from = useTranslate((state) => state.from ?? state.detected);
  const to = useTranslate((state) => state.to);
  const names = useStore(use(useStores().glossaries()), ({ glossaries }) =>
    glossaries
      .filter((one) => one.active && one.from === from && one.to === to)
      .map(({ name }) => name)
      .join(', '),
  );
  const count = useStore(
    use(useStores().glossaries()),
    ({ glossaries }) =>
      glossaries.filter((one) => one.active && one.from === from && one.to === to).length,
  );
  return (
    <Link href="/glossaries" className={buttonClass('quiet')} title={names}>
      <BookOpen size={16} aria-hidden />
      {count === 0
        ? t('noneInUse')
        : t('inUse', { count, formatted: formatNumber(count, i18n.language) })}
    </Link>
  );
}
