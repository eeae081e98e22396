import { findLanguage, languages } from '../core/languages';
import { dominantScript } from '../core/languages/scripts';
import type { Unit } from './types';

/** How office programs sort scripts: each has a language and fonts of its own in a style. */
export type ScriptClass = 'western' | 'asian' | 'complex';

/** A language as office files name it. */
export interface Writing {
  readonly language: string;
  /** The one where most of its speakers live, unless the tag says another. */
  readonly region: string;
  readonly isRightToLeft: boolean;
  readonly scriptClass: ScriptClass;
}

const rightToLeft = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);
const asian = new Set(['Hans', 'Hant', 'Hani', 'Jpan', 'Kore', 'Hang', 'Hira', 'Kana', 'Bopo']);
const complex = new Set([
  ...rightToLeft,
  ...['Deva', 'Beng', 'Gujr', 'Guru', 'Knda', 'Mlym', 'Orya', 'Taml', 'Telu', 'Sinh'],
  ...['Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt', 'Mong'],
]);

/** @param tag BCP-47 */
export function writingOf(tag: string): Writing {
  const { language, region = '', script = '' } = maximized(findLanguage(tag)?.tag ?? tag);
  const scriptClass = asian.has(script) ? 'asian' : complex.has(script) ? 'complex' : 'western';
  return { language, region, isRightToLeft: rightToLeft.has(script), scriptClass };
}

function maximized(tag: string): Pick<Intl.Locale, 'language' | 'region' | 'script'> {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return { language: tag };
  }
}

/** Of a document: what most of its text is written in. */
export function scriptClassOf(units: readonly Unit[]): Omit<Writing, 'language' | 'region'> {
  const script = dominantScript(sample(units))?.script ?? '';
  const known = languages.find((each) => each.script === script);
  if (known !== undefined) return writingOf(known.tag);
  return {
    isRightToLeft: rightToLeft.has(script),
    scriptClass: asian.has(script) ? 'asian' : complex.has(script) ? 'complex' : 'western',
  };
}

// Enough to tell.
const SAMPLE = 20_000;

function sample(units: readonly Unit[]): string {
  const texts: string[] = [];
  let length = 0;
  for (const { text } of units) {
    if (length > SAMPLE) break;
    texts.push(text);
    length += text.length;
  }
  return texts.join('\n').slice(0, SAMPLE);
}
