import i18next from 'i18next';

interface FootnoteWords {
  readonly heading: string;
  /** @param number Of the footnote, from 1. */
  readonly back: (number: number) => string;
}

const english: FootnoteWords = {
  heading: 'Footnotes',
  back: (number) => `Back to reference ${number}`,
};

const chinese: FootnoteWords = {
  heading: '脚注',
  back: (number) => `返回引用处 ${number}`,
};

/** What is said of footnotes, in the language of the interface; apart, because the first paint does not need it. */
export function footnoteWords(): FootnoteWords {
  return i18next.language === 'zh-Hans' ? chinese : english;
}
