import type { Skipped } from '../../state/termFiles';
import { formatNumber } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';

const MOST_SHOWN = 100;

/** What of a file was not taken, and why. */
export function SkippedRows({ skipped }: { readonly skipped: readonly Skipped[] }) {
  const { t, i18n } = useTranslation('glossaries');
  const count = skipped.length;
  if (count === 0) return null;
  const format = (number: number) => formatNumber(number, i18n.language);
  return (
    <details>
      <summary className="min-h-9 py-2 text-warn">
        {t('skipped', { count, formatted: format(count) })}
      </summary>
      <ul className="max-h-40 overflow-auto text-small text-soft">
        {skipped.slice(0, MOST_SHOWN).map(({ row, reason, text }, i) => (
          <li key={i} className="py-0.5">
            {t('row_number', { row: format(row), reason: t(`reasons.${reason}`) })}{' '}
            <bdi className="text-ink">{text}</bdi>
          </li>
        ))}
        {count > MOST_SHOWN && <li>{t('more', { formatted: format(count - MOST_SHOWN) })}</li>}
      </ul>
    </details>
  );
}
