import { use, useId, useState } from 'react';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useStores } from '../stores';
import type { SelectedWords } from './selectedWords';
import { useTranslate } from './store';

interface TermFormProps {
  readonly words: SelectedWords;
  readonly onClose: () => void;
}

/** A new term for the languages of the page; it goes into the first glossary that is in use, or into a new one. */
export function TermForm({ words, onClose }: TermFormProps) {
  const { t } = useTranslation('glossaries');
  const { t: common } = useTranslation();
  const glossaries = use(useStores().glossaries());
  const from = useTranslate((state) => state.from ?? state.detected);
  const to = useTranslate((state) => state.to);
  const [source, setSource] = useState(words.source);
  const [target, setTarget] = useState(words.target);
  const [one, other] = [source.trim(), target.trim()];
  const add = () => {
    if (from === undefined || one === '' || other === '') return;
    const { glossaries: all, create, addEntry } = glossaries.getState();
    const inUse = all.find((each) => each.active && each.from === from && each.to === to);
    const id = inUse?.id ?? create({ name: t('newName'), from, to });
    addEntry(id, { source: one, target: other, kind: one === other ? 'keep' : 'term' });
    onClose();
  };
  return (
    <form
      aria-label={t('addTerm')}
      className="flex w-full flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Field label={t('source')} value={source} onChange={setSource} autoFocus={source === ''} />
      <Field label={t('target')} value={target} onChange={setTarget} autoFocus={source !== ''} />
      <Button type="submit" disabled={one === '' || other === '' || from === undefined}>
        {t('add')}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {common('app.cancel')}
      </Button>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly autoFocus: boolean;
  readonly onChange: (value: string) => void;
}

function Field({ label, value, autoFocus, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 grow basis-32 flex-col gap-1">
      <label htmlFor={id} className="text-small text-soft">
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        autoComplete="off"
        autoFocus={autoFocus}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-9 w-full min-w-0 rounded-control border border-line bg-raised px-2.5 pointer-coarse:min-h-11"
      />
    </div>
  );
}
