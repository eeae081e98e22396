import { Trash2 } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { VList } from 'virtua';
import { conflictsOf, type Conflict } from '../../core/terms/conflicts';
import type { Glossary, GlossaryEntry } from '../../core/terms/types';
import { IconButton } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { cleanEntry } from './EntryForm';
import { TextField } from '../../ui/fields';
import { KindSelect } from './KindSelect';
import { useGlossaries, useGlossaryActions } from './useGlossaries';

/** The terms of a glossary, each to be changed where it stands. */
export function EntryTable({ glossary }: { readonly glossary: Glossary }) {
  const { t, i18n } = useTranslation('glossaries');
  const { entries } = glossary;
  const all = useGlossaries((state) => state.glossaries);
  const conflicts = useMemo(() => conflictsOf(glossary, all), [glossary, all]);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const shown = useMemo(() => findEntries(entries, wanted), [entries, wanted]);
  const count = entries.length;
  return (
    <section className="flex flex-col gap-2" aria-label={glossary.name}>
      <div className="flex items-end justify-between gap-3">
        <div className="w-full max-w-72">
          <TextField label={t('search')} type="search" value={search} onChange={setSearch} />
        </div>
        <span className="figures text-small text-soft">
          {t('terms', { count, formatted: formatNumber(count, i18n.language) })}
        </span>
      </div>
      {shown.length === 0 && wanted !== '' && <p className="text-soft">{t('noneFound')}</p>}
      {shown.length > 0 && (
        <VList
          data={shown}
          className="rounded-page border border-line bg-raised"
          style={{ height: `min(65dvh, ${shown.length * 3.5 + 2}rem)`, contain: 'strict' }}
        >
          {(index) => {
            const entry = entries[index];
            return entry === undefined ? (
              <div key={index} />
            ) : (
              <EntryRow
                key={index}
                {...{ glossary, index, entry }}
                conflict={conflicts.get(index)}
              />
            );
          }}
        </VList>
      )}
    </section>
  );
}

/** Indices of the entries that have a text in them. */
function findEntries(entries: readonly GlossaryEntry[], search: string): readonly number[] {
  const wanted = search.trim().toLowerCase();
  const has = (text = '') => text.toLowerCase().includes(wanted);
  return entries.flatMap(({ source, target, note }, i) =>
    wanted === '' || has(source) || has(target) || has(note) ? [i] : [],
  );
}

interface EntryRowProps {
  readonly glossary: Glossary;
  readonly index: number;
  readonly entry: GlossaryEntry;
  readonly conflict: Conflict | undefined;
}

function EntryRow({ glossary, index, entry, conflict }: EntryRowProps) {
  const { t } = useTranslation('glossaries');
  const { changeEntry, removeEntry } = useGlossaryActions();
  const [draft, setDraft] = useState(entry);
  const [before, setBefore] = useState(entry);
  // Changed elsewhere, as by an undo.
  if (before !== entry) {
    setBefore(entry);
    setDraft(entry);
  }
  const { id, from, to } = glossary;
  const { source, target, kind, note = '' } = draft;
  const keep = (changed: GlossaryEntry) => {
    const clean = cleanEntry(changed);
    if (clean === undefined) setDraft(entry);
    else if (JSON.stringify(clean) !== JSON.stringify(entry)) changeEntry(id, index, clean);
  };
  const events = {
    maxLength: 500,
    onBlur: () => keep(draft),
    onKeyDown: ({ key }: { key: string }) => {
      if (key === 'Enter') keep(draft);
      if (key === 'Escape') setDraft(entry);
    },
  };
  const edit = (name: 'source' | 'target' | 'note') => (value: string) =>
    setDraft({ ...draft, [name]: value });
  return (
    <div
      role="group"
      aria-label={t('row', { source: entry.source, target: entry.target })}
      className="flex items-start gap-2 border-b border-line p-2"
    >
      <div className="grid min-w-0 grow grid-cols-2 gap-2 sm:grid-cols-[1fr_1fr_9rem_1fr]">
        <TextField
          quiet
          label={t('source')}
          value={source}
          language={from}
          onChange={edit('source')}
          {...events}
        />
        <TextField
          quiet
          label={t('target')}
          value={kind === 'keep' ? source : target}
          language={to}
          disabled={kind === 'keep'}
          onChange={edit('target')}
          {...events}
        />
        <KindSelect
          quiet
          value={kind}
          onChange={(changed) => {
            setDraft({ ...draft, kind: changed });
            keep({ ...draft, kind: changed });
          }}
        />
        <TextField
          quiet
          label={t('note')}
          placeholder={t('note')}
          value={note}
          onChange={edit('note')}
          {...events}
          maxLength={2000}
        />
        {conflict !== undefined && (
          <p className="col-span-full text-small text-warn">
            {conflict.glossary === undefined
              ? t('conflict', { target: conflict.target })
              : t('conflictIn', { target: conflict.target, glossary: conflict.glossary })}
          </p>
        )}
      </div>
      <IconButton
        label={t('deleteTerm', { source: entry.source })}
        onClick={() => removeEntry(id, index)}
      >
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
