/**
 * Other wordings of the trained tasks, with the languages' names in English and Chinese. The trainer fills in
 * `{language}`, `{source}`, `{number}` and `{phrase}`.
 */

/** First requests besides the two trained task wordings of BayLing, by the language they are in. */
export const requests = {
  en: [
    'Translate into {language}: {source}',
    'Translate to {language}: {source}',
    '{source} in {language}',
    'How do you say “{source}” in {language}?',
  ],
  zh: [
    '翻译成{language}：{source}',
    '把“{source}”翻译成{language}',
    '“{source}”的{language}翻译是什么？',
  ],
} as const;

/** A second turn that asks for the same thing in another language. */
export const otherLanguage = {
  en: ['Now in {language}.', 'And in {language}?', 'In {language}, please.', 'Now in {language}'],
  zh: ['换成{language}。', '{language}呢？', '现在用{language}。', '再翻译成{language}。'],
} as const;

/** A second turn that changes the number. */
export const otherNumber = {
  en: ['Make it {phrase}.', 'Now {phrase}.', 'Change it to {phrase}.', 'With {number}.'],
  zh: ['换成{phrase}。', '改成{phrase}。', '换成{number}。', '改成{number}。'],
} as const;
