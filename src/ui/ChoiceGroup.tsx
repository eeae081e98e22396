import { useId, type ReactNode } from 'react';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Language of the label, if it is not the interface's. */
  readonly lang?: string;
  /** What the choice means, shown as the tooltip. */
  readonly hint?: string;
}

interface ChoiceGroupProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  /** Shows the label only to screen readers. */
  readonly hideLabel?: boolean;
}

/** One of a few choices, all visible: radio buttons that look like one segmented control. */
export function ChoiceGroup<T extends string>({
  label,
  value,
  choices,
  onChange,
  hideLabel = false,
}: ChoiceGroupProps<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend className={hideLabel ? 'sr-only' : 'pb-1.5 text-small text-soft'}>{label}</legend>
      <div className="inline-flex flex-wrap gap-0.5 rounded-[10px] bg-sunk p-0.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            lang={choice.lang}
            title={choice.hint}
            className="relative inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-control border border-transparent px-3 text-control text-soft transition-colors hover:text-ink has-checked:border-line has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-seal pointer-coarse:min-h-11 forced-colors:border-[Canvas] forced-colors:has-checked:border-[Highlight]"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {choice.icon}
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
