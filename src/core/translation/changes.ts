/** States before the present one, and after it where changes were undone. */
export interface Changes<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
}

export const noChanges: Changes<never> = { past: [], future: [] };

/** Steps that can be undone; the oldest are forgotten. */
const MOST = 500;

/**
 * Remembers a state that is about to change. What was undone cannot be redone after it.
 *
 * @param most States that there is room for.
 */
export function remember<T>({ past }: Changes<T>, present: T, most = MOST): Changes<T> {
  return { past: [...past, present].slice(-Math.min(MOST, most)), future: [] };
}

/** The state before the present one, and what is remembered then; undefined if there is none. */
export function stepBack<T>(
  { past, future }: Changes<T>,
  present: T,
): { readonly state: T; readonly changes: Changes<T> } | undefined {
  const state = past.at(-1);
  if (state === undefined) return undefined;
  return { state, changes: { past: past.slice(0, -1), future: [present, ...future] } };
}

/** The state that was undone last, and what is remembered then; undefined if there is none. */
export function stepForward<T>(
  { past, future }: Changes<T>,
  present: T,
): { readonly state: T; readonly changes: Changes<T> } | undefined {
  const [state, ...later] = future;
  if (state === undefined) return undefined;
  return { state, changes: { past: [...past, present], future: later } };
}
