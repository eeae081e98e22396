import { useId, useMemo, type InputHTMLAttributes } from 'react';
import { findLanguage, languages } from '../core/languages';
import { languageName } from './i18n/languageNames';
import { useTranslation } from './i18n/useTranslation';

const field =
  'min-h-9 w-full min-w-0 rounded-control border border-line bg-raised px-2.5 pointer-coarse:min-h-11';

interface LabelledProps {
  readonly label: string;
  /** Whether the label is for screen readers alone. */
  readonly quiet?: boolean;
}

interface TextFieldProps
  extends LabelledProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** FLORES code of what is written in it. */
  readonly language?: string | undefined;
}

export function TextField({ label, quiet = false, language, onChange, ...rest }: TextFieldProps) {
  const id = useId();
  const tag = language === undefined ? undefined : findLanguage(language)?.tag;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={quiet ? 'sr-only' : 'text-small text-soft'}>
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        lang={tag}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
        className={field}
        {...rest}
      />
    </div>
  );
}

interface SelectProps<T extends string> extends LabelledProps {
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, quiet = false, value, options, onChange } = props;
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={quiet ? 'sr-only' : 'text-small text-soft'}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((one) => one.value === target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className={field}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface LanguageSelectProps {
  readonly label: string;
  /** FLORES code. */
  readonly value: string;
  /** FLORES codes; all, unless said otherwise. */
  readonly among?: readonly string[] | undefined;
  /** What stands first for the empty value, as "Detect language"; left out, there is no such choice. */
  readonly none?: string | undefined;
  readonly onChange: (code: string) => void;
}

export function LanguageSelect({ label, value, among, none, onChange }: LanguageSelectProps) {
  const { i18n } = useTranslation();
  const options = useMemo(
    () =>
      languages
        .filter(({ code }) => among?.includes(code) !== false)
        .map((one) => ({ value: one.code, label: languageName(one, i18n.language) }))
        .sort((a, b) => a.label.localeCompare(b.label, i18n.language)),
    [among, i18n.language],
  );
  const all = none === undefined ? options : [{ value: '', label: none }, ...options];
  return <Select label={label} value={value} options={all} onChange={onChange} />;
}
