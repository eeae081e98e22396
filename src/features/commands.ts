import { useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';
import { arePressed, worksIn, type Field, type Keys, type Pressed } from '../ui/shortcuts';

export const commandGroups = ['page', 'recent', 'open', 'languages', 'models', 'look'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Something that the user can ask for by name, and perhaps by keys. */
export interface Command {
  /** Unique among all. */
  readonly id: string;
  readonly group: CommandGroup;
  /** Its name in a language of the interface. */
  readonly name: (language: string) => string;
  /** Other words to find it by. */
  readonly words?: () => readonly string[];
  /** The usual ones first. */
  readonly keys?: readonly Keys[];
  /** Whether it would do anything now; left out: always. */
  readonly enabled?: () => boolean;
  /** Whether it is what is chosen already. */
  readonly isCurrent?: () => boolean;
  readonly run: () => void;
}

/** What the user can ask for on the page that is open, in the order in which it was added. */
export const commands = createStore<{ readonly added: readonly Command[] }>(() => ({ added: [] }));

/** Adds commands until the returned function is called. */
export function addCommands(some: readonly Command[]): () => void {
  commands.setState(({ added }) => ({ added: [...added, ...some] }));
  return () => {
    commands.setState(({ added }) => ({ added: added.filter((one) => !some.includes(one)) }));
  };
}

/** Adds the commands of a component while it is mounted. They are made once, and read the stores when asked. */
export function useCommands(make: () => readonly Command[]): void {
  const first = useRef(make);
  useEffect(() => addCommands(first.current()), []);
}

export function isEnabled({ enabled }: Command): boolean {
  return enabled?.() ?? true;
}

/** The command that keys mean in a field, or outside; what was added last comes first. */
export function commandOf(event: Pressed, field: Field, isMac: boolean): Command | undefined {
  const isMeant = (keys: Keys) => arePressed(keys, event, isMac) && worksIn(keys, field);
  const { added } = commands.getState();
  return added.findLast((command) => command.keys?.some(isMeant) === true && isEnabled(command));
}
