import { expect, test } from './support/fixtures';

/** With the real demo model: what is no language comes out of a translation as it went in. */

const texts = [
  // Marks around a sentence
  ['- in 3 days\n- in 2 weeks', '- dans 3 jours\n- dans 2 semaines'],
  ['1. in 3 days\n2. in 2 weeks', '1. dans 3 jours\n2. dans 2 semaines'],
  ['"in 3 days"', '"dans 3 jours"'],
  ['Monday 😀', 'lundi 😀'],
  ['<p>Monday</p>', '<p>lundi</p>'],
  ['> **in 3 days**', '> **dans 3 jours**'],
  // What holds no words
  ['example.com', 'example.com'],
  ['ftp://example.com/x', 'ftp://example.com/x'],
  ['%s', '%s'],
  ['{{name}}', '{{name}}'],
  ['<br>', '<br>'],
  ['in 3 days https://example.com/a?b=c', 'dans 3 jours https://example.com/a?b=c'],
  ['in 3 days {0}', 'dans 3 jours {0}'],
  // Cells of a line
  ['Monday\tin 3 days', 'lundi\tdans 3 jours'],
  ['| Monday | in 3 days |', '| lundi | dans 3 jours |'],
  // The same text, encoded otherwise
  ['in\u00a03 days', 'dans 3 jours'],
  ['in ３ da\u00adys', 'dans 3 jours'],
  // Half a character
  ['in 3 days \ud83d', 'dans 3 jours \ufffd'],
] as const;

const wrapped = [
  ['in 3\ndays', 'dans 3 jours'],
  ['in\n3 days', 'dans 3 jours'],
  ['5 kilo-\nmeters', '5 kilomètres'],
] as const;

test('the demo is given language, and all else stays', async ({ page }) => {
  await page.goto('translate?from=en&to=fr');
  await page.waitForFunction(() => 'bayling' in window);
  const results = await page.evaluate(
    async ([plain, joined]) => {
      const { Translator } = window.bayling;
      const translator = await Translator.create({ sourceLanguage: 'en', targetLanguage: 'fr' });
      return Promise.all([
        ...plain.map(([text]) => translator.translate(text)),
        ...joined.map(([text]) => translator.translate(text, { joinLines: true })),
      ]);
    },
    [texts, wrapped] as const,
  );
  const all = [...texts, ...wrapped];
  const expected = all.map(([text, translation]) => [text, translation]);
  expect(all.map(([text], i) => [text, results[i]])).toEqual(expected);
});

test('a span within a sentence is there once, whatever the demo makes of it', async ({ page }) => {
  await page.goto('translate?from=en&to=fr');
  await page.waitForFunction(() => 'bayling' in window);
  const sentences = [
    'Where is {place}, please?',
    'I will be back at https://a.org/x.',
    'Thank <b>you</b> very much.',
  ];
  const spans = [['{place}'], ['https://a.org/x'], ['<b>', '</b>']];
  const results = await page.evaluate(async (given) => {
    const { Translator } = window.bayling;
    const translator = await Translator.create({ sourceLanguage: 'en', targetLanguage: 'fr' });
    return Promise.all(given.map((text) => translator.translate(text)));
  }, sentences);
  results.forEach((text, i) => {
    for (const span of spans[i] ?? []) expect(text.split(span)).toHaveLength(2);
  });
});

test('wrapped lines are joined on demand, and the field takes it back', async ({ page }) => {
  await page.goto('translate?from=en&to=fr');
  const source = page.getByRole('textbox', { name: 'Source text' });
  const join = page.getByRole('button', { name: 'Join wrapped lines' });
  await source.fill('in 3\ndays');
  await join.click();
  await expect(source).toHaveValue('in 3 days');
  await expect(join).toBeHidden();
  await expect(page.getByRole('region', { name: 'Translation' })).toHaveText('dans 3 jours', {
    timeout: 120_000,
  });
  await page.keyboard.press('Control+z');
  await expect(source).toHaveValue('in 3\ndays');
  await source.fill('in 3 days\nin 2 weeks');
  await expect(join).toBeHidden();
});
