import type { Segment } from './segment';

/**
 * Turns a model's answer into one line while it streams: line breaks become spaces, as in BayLing's own
 * scripts, and space at both ends is dropped.
 */
export class OneLine {
  #text = '';
  #space = '';

  /** All that was given out so far. */
  get text(): string {
    return this.#text;
  }

  /** @returns What to show next; trailing space is held back until more follows. */
  push(delta: string): string {
    const pending = this.#space + delta;
    const content = pending.trimEnd();
    this.#space = pending.slice(content.length);
    const line = content.replace(/\s*[\n\r]\s*/g, ' ');
    const next = this.#text === '' ? line.trimStart() : line;
    this.#text += next;
    return next;
  }
}

// Scripts that set no space between sentences, and the full-width marks that go with them.
const unspacedEnd =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uff65…”’]$/u;
const unspacedScripts = new Set(['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr']);

/**
 * What goes between a translated segment and the next: the source's own spaces and line breaks. If the
 * target's script puts spaces between sentences and the source's does not, one space is added.
 *
 * @param targetScript ISO 15924.
 */
export function gapAfter(segment: Segment, isLast: boolean, targetScript: string): string {
  const addSpace =
    segment.after === '' &&
    !isLast &&
    !unspacedScripts.has(targetScript) &&
    unspacedEnd.test(segment.text);
  return addSpace ? ' ' : segment.after;
}
