/** Why a translation is marked, by the kind of check. `about` is what the check names, `count` how many. */
export const checksEn = {
  script: 'In the wrong script: {{about, list}}.',
  language: 'This seems to be {{about, list}}.',
  leftover: 'Not translated: {{about, list}}.',
  number_one: 'Check this number: {{about, list}}.',
  number_other: 'Check these numbers: {{about, list}}.',
  date_one: 'Check this date or time: {{about, list}}.',
  date_other: 'Check these dates or times: {{about, list}}.',
  unit: 'The unit may be lost or changed: {{about, list}}.',
  placeholder: 'Lost, changed or added: {{about, list}}.',
  mark: 'These marks differ: {{about, list}}.',
  placed:
    'Formatting and placeholders were placed by rule: see whether they are where they belong.',
  'term-missing': 'The glossary asks for {{about, list}}.',
  'term-forbidden': 'The glossary forbids {{about, list}}.',
  'too-short': 'Unusually short: {{about, list}} of the usual length.',
  'too-long': 'Unusually long: {{about, list}} of the usual length.',
  'cut-off': 'Unfinished: it ends with “{{about, list}}”.',
  repetition: 'Repeated: “{{about, list}}”.',
  unsure: 'The model was unsure: {{about, list}} on average.',
  inconsistent_one: 'Elsewhere the same text is “{{about, list}}”.',
  inconsistent_other: 'Elsewhere the same text is translated as {{about, list}}.',
} as const;
