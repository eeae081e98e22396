import { Pattern } from './distance';
import { normalSource } from './normal';

/**
 * 0 to 100: the share of characters that need not be changed, of the longer text, rounded down. 100 only for
 * the same text.
 */
export function scoreOf(distance: number, longer: number): number {
  return longer === 0 ? 100 : Math.floor((100 * (longer - distance)) / longer);
}

/** The largest distance at which two texts still have that score. */
export function mostDistance(score: number, longer: number): number {
  return Math.floor(((100 - score) * longer) / 100);
}

/** The score of two sources, {@link normalSource} of each. */
export function scoreTexts(one: string, other: string): number {
  const [a, b] = [normalSource(one), normalSource(other)];
  const units = unitsOf(b);
  const longer = Math.max(a.length, b.length);
  return scoreOf(new Pattern(a).distance(units, 0, units.length, longer), longer);
}

/** The UTF-16 code units of a text. */
export function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
