import i18next from 'i18next';
import { footnotesEn } from './footnotes.en';

/** Imported for its effect by what shows Markdown; the first paint does not need it. */
// Nothing is started where Markdown is rendered alone.
if (i18next.isInitialized) i18next.addResourceBundle('en', 'footnotes', footnotesEn);
