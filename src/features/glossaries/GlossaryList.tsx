import { ChevronRight, Trash2 } from 'lucide-react';
import type { Glossary } from '../../core/terms/types';
import { IconButton } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { pairName } from './pairs';
import { useGlossaries, useGlossaryActions } from './useGlossaries';

/** All glossaries, by the pair of languages that they are for. */
export function GlossaryList({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation('glossaries');
  const glossaries = useGlossaries((state) => state.glossaries);
  if (glossaries.length === 0) return <p className="text-soft">{t('none')}</p>;
  const pairs = [...new Set(glossaries.map((one) => pairName(one, i18n.language)))];
  const of = (pair: string) => glossaries.filter((one) => pairName(one, i18n.language) === pair);
  return pairs.sort().map((pair) => (
    <section key={pair} aria-label={pair} className="flex flex-col gap-2">
      <h2 className="text-control font-semibold text-soft">{pair}</h2>
      <ul className="flex flex-col divide-y divide-line rounded-page border border-line bg-raised">
        {of(pair).map((glossary) => (
          <Item key={glossary.id} glossary={glossary} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  ));
}

interface ItemProps {
  readonly glossary: Glossary;
  readonly onOpen: (id: string) => void;
}

function Item({ glossary, onOpen }: ItemProps) {
  const { t, i18n } = useTranslation('glossaries');
  const { setActive, remove } = useGlossaryActions();
  const { id, name, active, entries } = glossary;
  const count = entries.length;
  return (
    <li className="flex items-center gap-1 ps-3 pe-1">
      <label className="grid size-9 shrink-0 cursor-pointer place-items-center pointer-coarse:size-11">
        <input
          type="checkbox"
          aria-label={t('active', { name })}
          checked={active}
          onChange={({ target }) => setActive(id, target.checked)}
          className="size-4"
        />
      </label>
      <button
        type="button"
        aria-label={t('open', { name })}
        onClick={() => onOpen(id)}
        className="flex min-h-12 min-w-0 grow items-center gap-3 rounded-control px-2 text-start hover:bg-sunk"
      >
        <span dir="auto" className={`min-w-0 grow truncate ${active ? '' : 'text-soft'}`}>
          {name}
        </span>
        <span className="figures shrink-0 text-small text-soft">
          {t('terms', { count, formatted: formatNumber(count, i18n.language) })}
        </span>
        <ChevronRight size={16} aria-hidden className="shrink-0 text-soft rtl:-scale-x-100" />
      </button>
      <IconButton label={t('delete', { name })} onClick={() => remove(id)}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </li>
  );
}
