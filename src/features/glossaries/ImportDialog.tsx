import { useEffect, useState } from 'react';
import { findLanguage } from '../../core/languages';
import type { Glossary } from '../../core/terms/types';
import {
  readTerms,
  takeTerms,
  type Taken,
  type TermFile,
  type UnreadableReason,
} from '../../state/termFiles';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { formatNumber } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { LanguageSelect, TextField } from '../../ui/fields';
import { SkippedRows } from './SkippedRows';
import { useGlossaryActions } from './useGlossaries';
import { useUsualPair } from './useUsualPair';

interface ImportDialogProps {
  readonly file: File;
  /** The glossary that takes the terms; a new one without. */
  readonly into: Glossary | undefined;
  readonly onClose: () => void;
  readonly onImported: (id: string) => void;
}

/** Shows what is in a file, and takes the terms of one pair of languages. */
export function ImportDialog(props: ImportDialogProps) {
  const { t } = useTranslation('glossaries');
  const { file, into, onClose } = props;
  const usual = useUsualPair();
  const pair = into ?? usual;
  const [read, setRead] = useState<TermFile | UnreadableReason>();
  const tags = [pair.to, pair.from].map((code) => findLanguage(code)?.tag ?? 'en').join(' ');
  useEffect(() => {
    let isLate = false;
    void readTerms(file, tags.split(' ')).then((found) => isLate || setRead(found));
    return () => void (isLate = true);
  }, [file, tags]);
  return (
    <Dialog
      title={into === undefined ? t('importFile') : t('into', { name: into.name })}
      onClose={onClose}
    >
      <p dir="auto" className="truncate text-soft">
        {file.name}
      </p>
      {typeof read === 'string' && <Notice look="bad">{t(`unreadable.${read}`)}</Notice>}
      {typeof read === 'object' && <Choice {...props} read={read} usual={pair} />}
    </Dialog>
  );
}

interface ChoiceProps extends ImportDialogProps {
  readonly read: TermFile;
  readonly usual: Pick<Glossary, 'from' | 'to'>;
}

/** The languages of a file that can be chosen on one side; undefined for all, where the file does not say. */
const named = ({ languages }: TermFile, side: 'source' | 'target') =>
  languages.includes(side) || languages.length === 0 ? undefined : languages;

function Choice({ file, into, onClose, onImported, read, usual }: ChoiceProps) {
  const { t, i18n } = useTranslation('glossaries');
  const { create, addEntries } = useGlossaryActions();
  const sources = named(read, 'source');
  const targets = named(read, 'target');
  // Two columns say by their order which of them is the source, unless the page's pair is both of them.
  const isPair = sources?.includes(usual.from) === true && targets?.includes(usual.to) === true;
  const [first, second] =
    isPair || read.languages.length !== 2 ? [usual.from, usual.to] : read.languages;
  const pick = (among: readonly string[] | undefined, code: string, not?: string) =>
    among === undefined || (among.includes(code) && code !== not)
      ? code
      : (among.find((one) => one !== not && findLanguage(one) !== undefined) ?? code);
  const [name, setName] = useState(file.name.replace(/\.\w+$/u, ''));
  const [from, setFrom] = useState(into?.from ?? pick(sources, first ?? usual.from));
  const [to, setTo] = useState(into?.to ?? pick(targets, second ?? usual.to, from));
  const [taken, setTaken] = useState<Taken>();
  useEffect(() => {
    let isLate = false;
    void takeTerms(read, from, to).then((found) => isLate || setTaken(found));
    return () => void (isLate = true);
  }, [read, from, to]);
  const count = taken?.entries.length ?? 0;
  const isSame = from === to;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const id =
          into?.id ?? create({ name: name.trim() === '' ? t('newName') : name.trim(), from, to });
        addEntries(id, taken?.entries ?? []);
        onImported(id);
        onClose();
      }}
    >
      {into === undefined && (
        <>
          <TextField label={t('name')} value={name} maxLength={200} onChange={setName} />
          <div className="grid grid-cols-2 gap-3">
            <LanguageSelect label={t('from')} value={from} among={sources} onChange={setFrom} />
            <LanguageSelect label={t('to')} value={to} among={targets} onChange={setTo} />
          </div>
        </>
      )}
      {isSame && <p className="text-small text-bad">{t('samePair')}</p>}
      <p role="status">{t('found', { count, formatted: formatNumber(count, i18n.language) })}</p>
      {read.isGuessed && <Notice look="warn">{t('guessed', { encoding: read.encoding })}</Notice>}
      <SkippedRows skipped={taken?.skipped ?? []} />
      <div className="flex justify-end">
        <Button type="submit" look="seal" disabled={count === 0 || isSame}>
          {t('import')}
        </Button>
      </div>
    </form>
  );
}
