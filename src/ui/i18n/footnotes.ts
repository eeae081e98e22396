import i18next from 'i18next';
import { footnotesEn } from './footnotes.en';

// The first paint does not need it. Where Markdown is rendered alone, nothing is started.
if (i18next.isInitialized) i18next.addResourceBundle('en', 'footnotes', footnotesEn);

interface FootnoteWords {
  readonly heading: string;
  /** @param number Of the footnote, from 1. */
  readonly back: (number: number) => string;
}

/** What is said of footnotes, in the language of the interface. */
export function footnoteWords(): FootnoteWords {
  if (!i18next.isInitialized) return { heading: footnotesEn.heading, back: String };
  const t = i18next.getFixedT(i18next.language, 'footnotes');
  return { heading: t('heading'), back: (number) => t('back', { number }) };
}
