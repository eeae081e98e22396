import { useId, useState } from 'react';
import './i18n/settings';
import { useTranslation } from './i18n/useTranslation';
import { placeAddress } from '../core/site';
import { Button } from './Button';

interface AddressFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** The user's own address; undefined for the app's default. */
  readonly value: string | undefined;
  readonly usual?: string | undefined;
  /** Undefined restores the default. */
  readonly onSave: (address: string | undefined) => void;
}

/** The address of a place that files come from; accepted only if nobody on the way can alter them. */
export function AddressField({ label, hint, value, usual, onSave }: AddressFieldProps) {
  const { t } = useTranslation('settings');
  const id = useId();
  const [text, setText] = useState(value ?? '');
  const [bad, setBad] = useState(false);
  const [kept, setKept] = useState(value);
  // Changed elsewhere, for example by a reset.
  if (kept !== value) {
    setKept(value);
    setText(value ?? '');
  }
  const save = () => {
    const address = placeAddress(text);
    const isEmpty = text.trim() === '';
    setBad(address === undefined && !isEmpty);
    if (address !== undefined || isEmpty) onSave(address);
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor={id} className="text-small text-soft">
        {label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          type="url"
          dir="ltr"
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          value={text}
          placeholder={usual ?? 'https://'}
          aria-invalid={bad}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => {
            setText(target.value);
            setBad(false);
          }}
          className="min-h-9 min-w-0 grow basis-60 rounded-control border border-line bg-raised px-3 aria-invalid:border-bad pointer-coarse:min-h-11"
        />
        <Button type="submit" disabled={text.trim() === (value ?? '')}>
          {t('save')}
        </Button>
        {value !== undefined && (
          <Button look="quiet" onClick={() => onSave(undefined)}>
            {t('reset')}
          </Button>
        )}
      </div>
      <p id={`${id}-hint`} className="text-small text-soft" role={bad ? 'alert' : undefined}>
        {bad ? <span className="text-bad">{t('badAddress')}</span> : hint}
      </p>
    </form>
  );
}
