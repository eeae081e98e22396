import { ChevronDown } from 'lucide-react';
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { LanguageList, type PickerGroup, type PickerOption } from './LanguageList';
import { searchableLanguages, searchLanguages } from './languageSearch';

interface LanguagePickerProps {
  readonly label: string;
  /** FLORES code; undefined means detect. */
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
  /** What to show for `undefined`; without it, that cannot be chosen. */
  readonly detectLabel?: string;
  /** FLORES codes, latest first. */
  readonly recent: readonly string[];
  /** Whether the chosen model was made for a language; undefined when it knows them all. */
  readonly knows: ((code: string) => boolean) | undefined;
  /** Where typing goes on after a choice. */
  readonly next: RefObject<HTMLElement | null>;
}

/** The editable combobox with a list of the ARIA Authoring Practices. */
export function LanguagePicker(props: LanguagePickerProps) {
  const { label, value, onChange, detectLabel, next } = props;
  const { t, i18n } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);

  const all = useMemo(
    () => searchableLanguages(i18n.language, navigator.languages),
    [i18n.language],
  );
  const groups = usePickerGroups(props, all, open ? typed : '');
  const options = groups.flatMap(({ options }) => options);
  const name =
    value === undefined
      ? (detectLabel ?? '')
      : (all.find(({ language }) => language.code === value)?.name ?? '');

  useEffect(() => {
    // Selected, so that what is typed next replaces the name.
    if (!open && document.activeElement === input.current) input.current?.select();
  }, [open]);

  const show = () => {
    if (open) return;
    setTyped('');
    setActive(
      Math.max(
        0,
        options.findIndex(({ code }) => code === value),
      ),
    );
    setOpen(true);
    input.current?.select();
  };
  const choose = (option: PickerOption | undefined) => {
    if (option === undefined) return;
    setOpen(false);
    if (option.code !== value) onChange(option.code);
    next.current?.focus();
  };
  const chooseByPointer = (option: PickerOption) => {
    choose(option);
    // Nobody who touched a list wants a keyboard over the translation.
    if (matchMedia('(pointer: coarse)').matches) next.current?.blur();
  };
  const move = (to: number) => {
    if (!open) show();
    else setActive((to + options.length) % Math.max(1, options.length));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Partial<Record<string, () => void>> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      PageDown: () => move(Math.min(active + 10, options.length - 1)),
      PageUp: () => move(Math.max(active - 10, 0)),
      ...(open && {
        Enter: () => choose(options[active]),
        Escape: () => setOpen(false),
      }),
    };
    const action = event.ctrlKey || event.metaKey ? undefined : actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  return (
    <div className="min-w-0 shrink">
      <div className="relative flex items-center">
        <input
          ref={input}
          role="combobox"
          aria-label={label}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(open && options.length > 0 && { 'aria-activedescendant': `${id}-${active}` })}
          autoComplete="off"
          spellCheck={false}
          value={open ? typed : name}
          placeholder={name}
          onClick={show}
          onBlur={() => setOpen(false)}
          // While it is closed, what is typed or composed replaces the whole name.
          onFocus={() => input.current?.select()}
          onSelect={() => !open && input.current?.select()}
          onChange={({ target, nativeEvent }) => {
            // The closed field has the language's name; a search begins with what was typed.
            const { data } = nativeEvent as InputEvent;
            setTyped(open ? target.value : (data ?? ''));
            setActive(0);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
          className="h-9 field-sizing-content max-w-full min-w-28 cursor-pointer rounded-control bg-transparent ps-2.5 pe-8 text-control font-medium text-ellipsis hover:bg-sunk focus:bg-sunk pointer-coarse:h-11"
        />
        <ChevronDown
          size={16}
          aria-hidden
          className="pointer-events-none absolute end-2 text-soft"
        />
      </div>
      <span role="status" className="sr-only">
        {open &&
          typed !== '' &&
          (options.length === 0
            ? t('picker.none')
            : t('picker.results', { count: options.length }))}
      </span>
      {open && (
        <LanguageList
          id={id}
          label={label}
          field={input}
          groups={groups}
          active={active}
          value={value}
          onChoose={chooseByPointer}
          onActive={setActive}
        />
      )}
    </div>
  );
}

/** Detect first, then the recent ones, then what the model knows and what it does not. */
function usePickerGroups(
  { detectLabel, recent, knows }: LanguagePickerProps,
  all: ReturnType<typeof searchableLanguages>,
  typed: string,
): readonly PickerGroup[] {
  const { t } = useTranslation();
  const toOption = ({ language, name }: (typeof all)[number]): PickerOption => ({
    code: language.code,
    name,
    language,
    marked: knows?.(language.code) ?? false,
  });
  const nonEmpty = (groups: readonly PickerGroup[]) =>
    groups.filter(({ options }) => options.length > 0);
  if (typed !== '') return nonEmpty([{ options: searchLanguages(all, typed).map(toOption) }]);

  const byCode = new Map(all.map((one) => [one.language.code, one]));
  const recentOnes = recent.flatMap((code) => byCode.get(code) ?? []).map(toOption);
  const others = all.filter(({ language }) => !recent.includes(language.code)).map(toOption);
  const known = others.filter(({ marked }) => marked);
  const groups: PickerGroup[] = [
    {
      options:
        detectLabel === undefined ? [] : [{ code: undefined, name: detectLabel, marked: false }],
    },
    { title: t('picker.recent'), options: recentOnes },
    ...(knows === undefined
      ? [{ title: t('picker.all'), options: others }]
      : [
          { title: t('picker.known'), marked: true, options: known },
          { title: t('picker.other'), options: others.filter(({ marked }) => !marked) },
        ]),
  ];
  return nonEmpty(groups);
}
