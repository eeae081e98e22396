import { armenian, georgian } from './caucasus';
import { cyrillic } from './cyrillic';
import { greek, plainGreek } from './greek';
import { writeIndic } from './indic';
import { writeBy } from './table';

/**
 * A text in Latin letters, by the standard for its language, where a table of letters gives it honestly. Not for
 * scripts that leave vowels out (Arabic, Hebrew) or whose reading needs a dictionary.
 *
 * @param tag BCP 47 tag of the text's language, as in the table of languages.
 * @param script ISO 15924 of its writing.
 * @returns undefined where there is no table.
 */
export function transliterateByTable(
  text: string,
  tag: string,
  script: string,
): string | undefined {
  if (script === 'Cyrl') {
    const letters = cyrillic[tag];
    return letters && writeBy(letters, text);
  }
  if (script === 'Grek') return writeBy(greek, plainGreek(text));
  if (script === 'Geor') return writeBy(georgian, text);
  if (script === 'Armn') return writeBy(armenian, text);
  const indic = ['Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym'];
  return indic.includes(script) ? writeIndic(text) : undefined;
}
