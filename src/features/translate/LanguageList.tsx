import { Check } from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Language } from '../../core/languages';
import { useListRoom } from './listRoom';

export interface PickerOption {
  readonly code: string | undefined;
  /** In the interface language. */
  readonly name: string;
  /** Absent for "detect". */
  readonly language?: Language;
  /** Whether a model that knows only some languages knows this one. */
  readonly marked: boolean;
}

export interface PickerGroup {
  readonly title?: string;
  /** All of its languages are marked: the title has the mark instead of them. */
  readonly marked?: boolean;
  readonly options: readonly PickerOption[];
}

interface LanguageListProps {
  readonly id: string;
  readonly label: string;
  /** What the list stands under. */
  readonly field: RefObject<HTMLElement | null>;
  readonly groups: readonly PickerGroup[];
  /** Index over all groups. */
  readonly active: number;
  readonly value: string | undefined;
  readonly onChoose: (option: PickerOption) => void;
  readonly onActive: (index: number) => void;
}

/** The list under a language picker. The focus stays in the picker's field. */
export function LanguageList({ id, label, field, groups, active, ...rest }: LanguageListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useListRoom(list, field);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  const starts = groups.map((_, at) =>
    groups.slice(0, at).reduce((sum, { options }) => sum + options.length, 0),
  );
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      // Pressing anything here must not take the focus from the field, which would close the list.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-2 top-full z-20 max-h-[min(26rem,60dvh,var(--room))] overflow-y-auto overscroll-contain rounded-page border border-line bg-raised p-1.5 shadow-[0_8px_24px_-12px_rgb(0_0_0/0.35)]"
    >
      {groups.length === 0 && (
        // A list box holds options only; the picker tells this to screen readers.
        <p aria-hidden className="px-2.5 py-2 text-soft">
          {t('picker.none')}
        </p>
      )}
      {groups.map(({ title, marked, options }, at) => (
        <div key={title ?? 'first'} role="group" aria-label={title ?? label} className="pb-1">
          {title !== undefined && (
            <div
              aria-hidden
              className="flex items-center gap-1.5 px-2.5 pt-2 pb-1 text-small text-soft"
            >
              {marked === true && <span className="size-1.5 rounded-full bg-good drawn" />}
              {title}
            </div>
          )}
          <div className="gap-x-1 sm:columns-2">
            {options.map((option, offset) => {
              const index = (starts[at] ?? 0) + offset;
              return (
                <Option
                  key={option.code ?? 'detect'}
                  id={`${id}-${index}`}
                  option={option}
                  showMark={option.marked && marked !== true}
                  active={index === active}
                  chosen={option.code === rest.value}
                  onChoose={() => rest.onChoose(option)}
                  onActive={() => rest.onActive(index)}
                />
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly option: PickerOption;
  readonly showMark: boolean;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onActive: () => void;
}

function Option({ id, option, showMark, active, chosen, onChoose, onActive }: OptionProps) {
  const { t } = useTranslation();
  const { name, language } = option;
  const autonym = language?.autonym;
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      onClick={onChoose}
      onPointerMove={active ? undefined : onActive}
      className={`flex min-h-8 break-inside-avoid items-center gap-2 rounded-[6px] px-2.5 py-1 pointer-coarse:min-h-11 ${active ? 'bg-sunk outline-1 -outline-offset-1 outline-line forced-colors:outline-2 forced-colors:outline-[Highlight]' : ''}`}
    >
      <span className="min-w-0 grow truncate">
        <span className={chosen ? 'font-medium text-seal' : ''}>{name}</span>
        {autonym !== undefined && autonym !== name && (
          <>
            {' '}
            <bdi lang={language?.tag} className="text-soft">
              {autonym}
            </bdi>
          </>
        )}
      </span>
      {showMark && (
        <span title={t('picker.marked')} className="shrink-0">
          <span aria-hidden className="block size-1.5 rounded-full bg-good drawn" />
          <span className="sr-only">, {t('picker.marked')}</span>
        </span>
      )}
      {chosen && <Check size={14} aria-hidden className="shrink-0 text-seal" />}
    </div>
  );
}
