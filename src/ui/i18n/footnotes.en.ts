/** What is said of footnotes, fetched with what shows Markdown. */
export const footnotesEn = {
  heading: 'Footnotes',
  back: 'Back to reference {{number}}',
} as const;
