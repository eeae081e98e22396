/** Speaking, dictating, Latin letters and pairs of languages, fetched with the page that translates. */
export const languagesEn = {
  listen: 'Listen',
  stopListening: 'Stop reading aloud',
  dictate: 'Dictate',
  stopDictating: 'Stop dictating',
  dictationFailed: 'Dictation stopped. Check that this page may use the microphone.',
  latin: 'In Latin letters',
  showLatin: 'Show Latin letters',
  pairs: 'Recent language pairs',
  pair: '{{from}} → {{to}}',
} as const;
