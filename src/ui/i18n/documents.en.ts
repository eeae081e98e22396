/** Sentences of the documents page, which are fetched with it. */
export const documentsEn = {
  documents: {
    title: 'Documents',
    text: 'A later version will translate whole files. Until then, paste the text of a document into Translate.',
    open: 'Open Translate',
  },
} as const;
