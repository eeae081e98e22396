/**
 * Which signs the demo copies best, and where: asks it for sentences with a mark in the place of a word that its
 * patterns leave open, and for what it knows with a mark in the middle or at the end. Prints how often the mark
 * comes back once, how often the rest is what it should be, and how often the model is sure of something wrong.
 *
 *   npm run build && npm run demo:marks
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { demoExamples } from '../src/core/demo';
import { findLanguage } from '../src/core/languages';
import { createSiteServer } from '../tools/serve/server';
import { listen } from '../tools/serve/listen';
import { withProfile } from '../testing/browser/profile';

const tags = ['en', 'zh-Hans', 'fr', 'de', 'es', 'ja', 'ru', 'pt', 'it', 'ko', 'ar', 'hi'];
const marks = ['{1}', '[1]', '<1>', '⟦1⟧'];
const places = ['slot', 'middle', 'end'] as const;
const PER_LANGUAGE = { slot: 4, middle: 3, end: 3 };

interface Case {
  readonly place: (typeof places)[number];
  readonly mark: string;
  readonly source: string;
  readonly target: string;
  /** What a right answer is without its mark; undefined if the model has to say. */
  readonly expected?: string;
  readonly plain?: string;
}

/** Sentences with one slot, first way to say each. */
function patterns(tag: string): ReadonlyMap<string, string> {
  const lines = readFileSync(`demo/phrasebook/${tag}/patterns.txt`, 'utf8').split('\n');
  const found = lines.flatMap((line) => {
    const [key, ways = ''] = line.split(' = ');
    const first = ways.split(' | ')[0] ?? '';
    return first.split('{').length === 2 ? [[key ?? '', first] as const] : [];
  });
  return new Map(found);
}

function withMark(text: string, mark: string, place: Case['place'], tag: string): string {
  if (place === 'end') return `${text} ${mark}`;
  const words = [...new Intl.Segmenter(tag, { granularity: 'word' }).segment(text)];
  const at = words.filter(({ isWordLike }) => isWordLike)[1]?.index ?? text.length;
  return `${text.slice(0, at)}${mark}${text.charAt(at - 1) === ' ' ? ' ' : ''}${text.slice(at)}`;
}

const filled = (way: string, mark: string) => way.replace(/\{[^}]*\}/, mark);

function casesOf(tag: string, index: number, mark: string): readonly Case[] {
  const target = (i: number) => tags[(index + i + 1) % tags.length] ?? 'en';
  const slots = [...patterns(tag)].slice(0, PER_LANGUAGE.slot).flatMap(([key, way], i) => {
    const expected = patterns(target(i)).get(key);
    const one = { place: 'slot', mark, source: filled(way, mark), target: target(i) } as const;
    return expected === undefined ? [] : [{ ...one, expected: filled(expected, mark) }];
  });
  const others = (['middle', 'end'] as const).flatMap((place) =>
    demoExamples(tag)
      .texts.slice(0, PER_LANGUAGE[place])
      .map((plain, i) => ({
        ...{ place, mark, plain, target: target(i) },
        source: withMark(plain, mark, place, tag),
      })),
  );
  return [...slots, ...others];
}

interface Answer {
  readonly text: string;
  readonly trusted: boolean;
}

/** The model's own answer, without the app's care for marks. */
async function answer(page: Page, source: string, target: string): Promise<Answer> {
  const language = findLanguage(target)?.englishName ?? '';
  const prompt = `Provide the ${language} translation for this sentence: ${source}`;
  return page.evaluate(async (text) => {
    const session = await window.bayling.LanguageModel.create({ temperature: 0 });
    const said = await session.prompt(text);
    return { text: said, trusted: window.bayling.stats()?.confidence?.trusted !== false };
  }, prompt);
}

const bare = (text: string, mark: string) => text.replace(mark, '').replace(/[\s.。،।,]+/gu, '');

async function measure(page: Page): Promise<void> {
  console.log('| mark | place | asked | copied once | of these right | sure but wrong |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const mark of marks) {
    const cases = tags.flatMap((tag, i) => casesOf(tag, i, mark));
    for (const place of places) {
      const figures = { asked: 0, copied: 0, right: 0, wrong: 0 };
      for (const one of cases.filter((each) => each.place === place)) {
        const plain =
          one.plain === undefined ? undefined : await answer(page, one.plain, one.target);
        const { text, trusted } = await answer(page, one.source, one.target);
        const isCopied = text.split(mark).length === 2;
        const expected = one.expected ?? plain?.text ?? '';
        const isRight = isCopied && bare(text, mark) === bare(expected, mark);
        figures.asked++;
        figures.copied += Number(isCopied);
        figures.right += Number(isRight);
        figures.wrong += Number(isCopied && !isRight && trusted);
        if (process.argv.includes('--show')) console.log(`  ${one.source} → ${text} ${trusted}`);
      }
      const { asked, copied, right, wrong } = figures;
      console.log(`| ${mark} | ${place} | ${asked} | ${copied} | ${right} | ${wrong} |`);
    }
  }
}

const server = createSiteServer({ folder: 'dist', base: '/' });
const address = `http://127.0.0.1:${await listen(server)}/`;
try {
  await withProfile(async (context) => {
    const page = await context.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(`${address}chat`);
    await page.waitForFunction(() => 'bayling' in window);
    await page.evaluate(() => window.bayling.ready());
    await measure(page);
  });
} finally {
  server.closeAllConnections();
  server.close();
}
