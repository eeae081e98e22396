import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { rulesOf } from '../../src/core/text/abbreviations';
import { sentenceEnds } from '../../src/core/text/sentences';
import { readSuite, type SuiteCase } from './suites';

/*
 * Counts the cases of others' suites that our sentences get right, beside Intl.Segmenter's and
 * sentencex-wasm's. None of them is part of this repository: fetch them and say where they are.
 *
 *   npm run sentences -- --pysbd <folder> --pragmatic <folder> --sentencex <folder> --wasm <package>
 *     [--failures] [--untagged]
 */

const { values } = parseArgs({
  options: {
    pysbd: { type: 'string' },
    pragmatic: { type: 'string' },
    sentencex: { type: 'string' },
    wasm: { type: 'string' },
    failures: { type: 'boolean', default: false },
    untagged: { type: 'boolean', default: false },
  },
});

type Cut = (text: string, language: string) => string[];

const trimmed = (sentences: readonly string[]): string[] =>
  sentences.map((one) => one.trim()).filter((one) => one !== '');

const ours: Cut = (text, language) => {
  const rules = rulesOf(values.untagged ? undefined : language);
  return trimmed(
    text.split(/[\n\r]+/).flatMap((line) => {
      const ends = sentenceEnds(line, rules);
      return ends.map((end, i) => line.slice(ends[i - 1] ?? 0, end));
    }),
  );
};

const intl: Cut = (text, language) =>
  trimmed(
    Array.from(
      new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text),
      ({ segment }) => segment,
    ),
  );

interface Sentencex {
  initSync(options: { module: Uint8Array }): void;
  segment(language: string, text: string): string[];
}

async function sentencexOf(folder: string): Promise<Cut> {
  const module = (await import(
    pathToFileURL(resolve(folder, 'sentencex_wasm.js')).href
  )) as Sentencex;
  module.initSync({ module: readFileSync(join(folder, 'sentencex_wasm_bg.wasm')) });
  return (text, language) => trimmed(module.segment(language.split('-')[0] ?? '', text));
}

const columns: [string, Cut][] = [
  ['ours', ours],
  ['Intl', intl],
];
if (values.wasm !== undefined) columns.push(['sentencex', await sentencexOf(values.wasm)]);

const isRight = (cut: Cut, { text, language, sentences }: SuiteCase): boolean =>
  JSON.stringify(trimmed(cut(text, language))) === JSON.stringify(trimmed(sentences));

for (const name of ['pysbd', 'pragmatic', 'sentencex'] as const) {
  const folder = values[name];
  if (folder === undefined) continue;
  const { cases, left } = readSuite(name, folder);
  const languages = [...new Set(cases.map(({ language }) => language))].sort();
  console.log(`\n${name}: ${cases.length} cases; ${left} ask for other text\n`);
  console.log(`| | cases | ${columns.map(([title]) => title).join(' | ')} |`);
  console.log(`| --- | --- | ${columns.map(() => '---').join(' | ')} |`);
  for (const language of [...languages, '']) {
    const some = cases.filter((one) => language === '' || one.language === language);
    const right = columns.map(([, cut]) => some.filter((one) => isRight(cut, one)).length);
    console.log(
      `| ${language === '' ? 'all' : language} | ${some.length} | ${right.join(' | ')} |`,
    );
  }
  if (!values.failures) continue;
  for (const one of cases.filter((each) => !isRight(ours, each))) {
    console.log(
      `\n${one.language}  ${one.sentences.join(' ¦ ')}\n    ${ours(one.text, one.language).join(' ¦ ')}`,
    );
  }
}
