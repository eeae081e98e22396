import { ArrowLeft, Download, Pencil, Upload } from 'lucide-react';
import { useState } from 'react';
import type { Glossary } from '../../core/terms/types';
import { writeTerms, type TermFormat } from '../../state/termFiles';
import { Button, IconButton } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { saveFile } from '../../ui/saveFile';
import { EntryForm } from './EntryForm';
import { EntryTable } from './EntryTable';
import { TermFilePicker } from './TermFilePicker';
import { TextField } from '../../ui/fields';
import { pairName } from './pairs';
import { useGlossaryActions } from './useGlossaries';

interface GlossaryDetailProps {
  readonly glossary: Glossary;
  readonly onClose: () => void;
  readonly onImport: (file: File) => void;
}

/** One glossary with its terms. */
export function GlossaryDetail({ glossary, onClose, onImport }: GlossaryDetailProps) {
  const { t, i18n } = useTranslation('glossaries');
  const { setActive, addEntry } = useGlossaryActions();
  const { id, name, active, from, to } = glossary;
  return (
    <div className="flex flex-col gap-4">
      <Button
        look="quiet"
        className="self-start"
        icon={<ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />}
        onClick={onClose}
      >
        {t('back')}
      </Button>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Name glossary={glossary} />
        <span className="text-soft">{pairName(glossary, i18n.language)}</span>
        <label className="flex min-h-9 cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={active}
            onChange={({ target }) => setActive(id, target.checked)}
            className="size-4"
          />
          {t('active', { name })}
        </label>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <TermFilePicker
          label={t('import')}
          icon={<Upload size={16} aria-hidden />}
          onFile={onImport}
        />
        {(['csv', 'tsv', 'tbx'] as const).map((format) => (
          <Button
            key={format}
            icon={<Download size={16} aria-hidden />}
            onClick={() => void download(glossary, format)}
          >
            <span className="sr-only">{t('export')}</span> {format.toUpperCase()}
          </Button>
        ))}
      </div>
      <EntryForm from={from} to={to} onAdd={(entry) => addEntry(id, entry)} />
      <EntryTable key={id} glossary={glossary} />
    </div>
  );
}

function Name({ glossary: { id, name } }: { readonly glossary: Glossary }) {
  const { t } = useTranslation('glossaries');
  const { rename } = useGlossaryActions();
  const [draft, setDraft] = useState<string>();
  if (draft === undefined) {
    return (
      <h2 className="flex min-w-0 items-center gap-1 text-heading font-semibold">
        <span dir="auto" className="truncate">
          {name}
        </span>
        <IconButton label={t('rename', { name })} onClick={() => setDraft(name)}>
          <Pencil size={16} aria-hidden />
        </IconButton>
      </h2>
    );
  }
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.trim() !== '') rename(id, draft.trim());
        setDraft(undefined);
      }}
    >
      <TextField
        label={t('name')}
        quiet
        value={draft}
        maxLength={200}
        onChange={setDraft}
        autoFocus
        onKeyDown={(event) => event.key === 'Escape' && setDraft(undefined)}
      />
      <Button type="submit">{t('save')}</Button>
    </form>
  );
}

async function download(glossary: Glossary, format: TermFormat): Promise<void> {
  const name = glossary.name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim() || 'terms';
  saveFile(await writeTerms(glossary, format), `${name}.${format}`);
}
