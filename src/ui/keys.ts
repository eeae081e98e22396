/** What tells a key that is meant for an input method. */
interface Key {
  readonly isComposing: boolean;
  /** Deprecated, and yet the only trace that Safari leaves. */
  readonly keyCode: number;
}

/** What browsers send for a key that an input method has taken. */
const TAKEN = 229;

/**
 * Whether an input method takes the key, as Enter to accept its suggestion. Safari ends the composition
 * before it sends that Enter, so `isComposing` alone does not tell.
 */
export function belongsToComposition({ isComposing, keyCode }: Key): boolean {
  return isComposing || keyCode === TAKEN;
}

/**
 * Keeps the keys of compositions from every handler of the page, in fields and shortcuts alike. What the
 * browser and the input method do with them stays as it is.
 */
export function shieldCompositions(page: EventTarget): void {
  const stop = (event: Event) => {
    if (belongsToComposition(event as KeyboardEvent)) event.stopImmediatePropagation();
  };
  for (const type of ['keydown', 'keyup']) page.addEventListener(type, stop, { capture: true });
}
