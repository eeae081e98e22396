/** The keys of a shortcut. */
export interface Keys {
  /** As `KeyboardEvent.key` names it; letters in lower case. */
  readonly key: string;
  /** ⌘ on a Mac, Ctrl elsewhere. */
  readonly command?: boolean;
  /** Left out where the key itself may need it, as `?` does. */
  readonly shift?: boolean;
  /** Where somebody writes, it works in no field, as `?`, or in that of the source; left out: in all. */
  readonly fields?: 'none' | 'source';
  /** Whether it goes on as long as the keys are held. */
  readonly repeats?: boolean;
}

/** As much of a `KeyboardEvent` as tells which keys were pressed. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** On a layout without Latin letters, the key that would have the letter. */
function letterOf({ key, code }: Pressed): string {
  const isLatin = /^[\x20-\x7e]$/.test(key);
  return (isLatin || key.length > 1 ? key : code.replace(/^Key/, '')).toLowerCase();
}

/** Whether an event presses exactly these keys. */
export function arePressed(keys: Keys, event: Pressed, isMac: boolean): boolean {
  const isSign = keys.key.length === 1 && !/[a-z\d]/.test(keys.key);
  if (event.repeat && keys.repeats !== true) return false;
  // What Alt Graph writes is a sign, not a shortcut.
  if (event.altKey && !isSign) return false;
  const [wanted, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (wanted !== (keys.command ?? false) || other) return false;
  if (!isSign && event.shiftKey !== (keys.shift ?? false)) return false;
  return letterOf(event) === keys.key.toLowerCase();
}

const names: Readonly<Record<string, string>> = { Escape: 'Esc' };

/** What is written on the keys, in the order in which they are pressed. */
export function keyNames({ key, command, shift }: Keys, isMac: boolean): readonly string[] {
  const letter = key.length === 1 ? key.toUpperCase() : (names[key] ?? key);
  return [
    ...(command === true ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(shift === true ? [isMac ? '⇧' : 'Shift'] : []),
    letter,
  ];
}

/** What an element is to keys: a field in which somebody writes, that of the source, or neither. */
export type Field = 'other' | 'source' | undefined;

export function fieldOf(element: unknown): Field {
  if (!(element instanceof HTMLElement)) return undefined;
  if (element.matches('[data-source]')) return 'source';
  if (element.isContentEditable || element.matches('textarea, select')) return 'other';
  const isText = 'input:not([type=checkbox], [type=radio], [type=button], [type=file])';
  return element.matches(isText) ? 'other' : undefined;
}

/** Whether keys are meant for a shortcut, and not for the field that has the focus. */
export function worksIn({ fields }: Keys, field: Field): boolean {
  return fields === undefined || field === undefined || fields === field;
}
