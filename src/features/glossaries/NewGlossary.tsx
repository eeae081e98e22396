import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { LanguageSelect, TextField } from '../../ui/fields';
import { useGlossaryActions } from './useGlossaries';
import { useUsualPair } from './useUsualPair';

interface NewGlossaryProps {
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

/** Asks for a name and a pair of languages. */
export function NewGlossary({ onClose, onCreated }: NewGlossaryProps) {
  const { t } = useTranslation('glossaries');
  const { create } = useGlossaryActions();
  const usual = useUsualPair();
  const [name, setName] = useState<string>(t('newName'));
  const [from, setFrom] = useState(usual.from);
  const [to, setTo] = useState(usual.to);
  const isSame = from === to;
  return (
    <Dialog title={t('create')} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onCreated(create({ name: name.trim() === '' ? t('newName') : name.trim(), from, to }));
          onClose();
        }}
      >
        <TextField label={t('name')} value={name} maxLength={200} onChange={setName} autoFocus />
        <div className="grid grid-cols-2 gap-3">
          <LanguageSelect label={t('from')} value={from} onChange={setFrom} />
          <LanguageSelect label={t('to')} value={to} onChange={setTo} />
        </div>
        <p role="alert" className="text-small text-bad empty:hidden">
          {isSame && t('samePair')}
        </p>
        <div className="flex justify-end">
          <Button type="submit" look="seal" disabled={isSame}>
            {t('createNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
