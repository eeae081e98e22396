import { useRef, useState } from 'react';
import type { GlossaryEntry } from '../../core/terms/types';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { TextField } from '../../ui/fields';
import { KindSelect } from './KindSelect';

interface EntryFormProps {
  /** FLORES codes. */
  readonly from: string;
  readonly to: string;
  readonly onAdd: (entry: GlossaryEntry) => void;
}

/** A new term; the next can be typed at once. */
export function EntryForm({ from, to, onAdd }: EntryFormProps) {
  const { t } = useTranslation('glossaries');
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<GlossaryEntry['kind']>('term');
  const [source, setSource] = useState('');
  const [target, setTarget] = useState('');
  const entry = cleanEntry({ source, target, kind });
  return (
    <form
      ref={form}
      aria-label={t('addTerm')}
      className="grid grid-cols-1 items-end gap-2 sm:grid-cols-[1fr_1fr_10rem_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        if (entry === undefined) return;
        onAdd(entry);
        setSource('');
        setTarget('');
        form.current?.querySelector('input')?.focus();
      }}
    >
      <TextField
        label={t('source')}
        value={source}
        maxLength={500}
        language={from}
        onChange={setSource}
      />
      <TextField
        label={t('target')}
        value={kind === 'keep' ? source : target}
        maxLength={500}
        language={to}
        disabled={kind === 'keep'}
        onChange={setTarget}
      />
      <KindSelect value={kind} onChange={setKind} />
      <Button type="submit" look="seal" disabled={entry === undefined}>
        {t('add')}
      </Button>
    </form>
  );
}

/** As it is stored; undefined for what asks for nothing. */
export function cleanEntry(entry: GlossaryEntry): GlossaryEntry | undefined {
  const { kind, note } = entry;
  const source = entry.source.trim();
  const target = kind === 'keep' ? source : entry.target.trim();
  if (target === '' || (source === '' && kind !== 'forbidden')) return undefined;
  return { source, target, kind, ...(note !== undefined && note !== '' && { note }) };
}
