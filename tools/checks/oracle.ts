import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkSegment } from '../../src/core/checks';
import { findLanguage, type Language } from '../../src/core/languages';
import type { Check } from '../../src/core/translation/types';
import { cases } from './cases';

/*
 * Counts where our checks and those of translate-toolkit's pofilter agree: on the cases, and on the PO files of a
 * folder with one folder for each language (`<locale>/LC_MESSAGES/django.po`). Neither is part of this repository.
 *
 *   npm run checks:pofilter -- --pofilter <program> [--po <folder>] [--show <test>]
 */

interface Unit {
  readonly to: Language;
  readonly source: string;
  readonly target: string;
}

const ends = /^[.?!:…。？！：；؟।۔။։]+$|^\.{3}$/u;
const brackets = /^[([{] [)\]}]$/;
const isAbout = (check: Check, kind: Check['kind'], form?: RegExp): boolean =>
  check.kind === kind && (form === undefined || check.about.some((one) => form.test(one)));
/** pofilter's test → what of ours looks for the same. */
const tests: Readonly<Record<string, (check: Check) => boolean>> = {
  numbers: ({ kind }) => kind === 'number' || kind === 'date',
  endpunc: (check) => isAbout(check, 'mark', ends),
  brackets: (check) => isAbout(check, 'mark', brackets),
  doublequoting: (check) => isAbout(check, 'mark', /["“”«»「」『』„]/u),
  printf: (check) => isAbout(check, 'placeholder', /^%/),
  pythonbraceformat: (check) => isAbout(check, 'placeholder', /^\{/),
  xmltags: (check) => isAbout(check, 'placeholder', /^</),
  urls: (check) => isAbout(check, 'placeholder', /^(?:https?:|www\.)/),
  emails: (check) => isAbout(check, 'placeholder', /@/),
  unchanged: ({ kind }) => kind === 'leftover',
  long: ({ kind }) => kind === 'too-long',
  short: ({ kind }) => kind === 'too-short',
  doublewords: ({ kind }) => kind === 'repetition',
};

const quote = (text: string): string =>
  `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
const unquote = (lines: string): string =>
  [...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .map(([, one = '']) => one)
    .join('')
    .replace(/\\n/g, '\n')
    .replace(/\\(.)/g, '$1');

/** Units of a PO file without plurals, each as its comments, source and translation. */
function readPo(text: string): { comments: string; source: string; target: string }[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const [, source, target] =
      /^msgid ((?:"[^\n]*"\s*)+)msgstr ((?:"[^\n]*"\s*)+)/m.exec(`${block}\n`) ?? [];
    if (source === undefined || target === undefined) return [];
    const comments = block
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .join('\n');
    return [{ comments, source: unquote(source), target: unquote(target) }];
  });
}

/** Tests of pofilter that each unit fails. */
function filter(units: readonly Unit[], language: Language, program: string): Set<string>[] {
  const folder = mkdtempSync(join(tmpdir(), 'checks-'));
  for (const name of ['in', 'out']) mkdirSync(join(folder, name));
  const header = `msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ${language.tag}\\n"`;
  const blocks = units.map(
    ({ source, target }, i) => `msgctxt "${i}"\nmsgid ${quote(source)}\nmsgstr ${quote(target)}`,
  );
  writeFileSync(join(folder, 'in', 'a.po'), [header, ...blocks, ''].join('\n\n'));
  const chosen = Object.keys(tests).flatMap((test) => ['-t', test]);
  const options = ['--progress=none', `--language=${language.tag.split('-')[0]}`, ...chosen];
  execFileSync(program, [...options, join(folder, 'in'), join(folder, 'out')], { stdio: 'ignore' });
  const failed = units.map(() => new Set<string>());
  for (const name of readdirSync(join(folder, 'out'))) {
    for (const block of readFileSync(join(folder, 'out', name), 'utf8').split(/\n\s*\n/)) {
      const at = Number(/^msgctxt "(\d+)"/m.exec(block)?.[1] ?? NaN);
      for (const test of Object.keys(tests)) {
        if (new RegExp(`\\(pofilter\\) ${test}:`).test(block.replace(/\n# /g, ' ')))
          failed[at]?.add(test);
      }
    }
  }
  rmSync(folder, { recursive: true });
  return failed;
}

const { values } = parseArgs({
  options: { pofilter: { type: 'string' }, po: { type: 'string' }, show: { type: 'string' } },
});
const program = values.pofilter;
if (program === undefined) throw new Error('--pofilter <program> is missing');

function unitsOfFolder(folder: string): Unit[] {
  return readdirSync(folder).flatMap((name) => {
    const to = findLanguage(name);
    if (to === undefined || to.code === 'eng') return [];
    try {
      const text = readFileSync(join(folder, name, 'LC_MESSAGES', 'django.po'), 'utf8');
      return readPo(text).flatMap(({ comments, source, target }) =>
        target === '' || source === '' || comments.includes('fuzzy')
          ? []
          : [{ to, source, target }],
      );
    } catch {
      return [];
    }
  });
}

const fromEnglish = cases.filter(
  ({ from, kind }) => from?.code === 'eng' && kind !== 'inconsistent',
);
const units: readonly Unit[] = values.po === undefined ? fromEnglish : unitsOfFolder(values.po);
const english = findLanguage('en');
const counts = new Map(Object.keys(tests).map((test) => [test, [0, 0, 0, 0]]));
for (const to of new Set(units.map((unit) => unit.to))) {
  const own = units.filter((unit) => unit.to === to);
  const failed = filter(own, to, program);
  own.forEach(({ source, target }, i) => {
    const checks = checkSegment({ source, target, from: english, to });
    for (const [test, matches] of Object.entries(tests)) {
      const [theirs, ours] = [failed[i]?.has(test) ?? false, checks.some(matches)];
      const count = counts.get(test) ?? [];
      const place = theirs ? (ours ? 0 : 1) : ours ? 2 : 3;
      count[place] = (count[place] ?? 0) + 1;
      if (values.show === test || (values.show === 'all' && (theirs || ours))) {
        const who = theirs ? (ours ? 'both' : 'pofilter') : ours ? 'ours' : 'neither';
        const about = checks.map((check) => [check.kind, ...check.about].join(' ')).join('; ');
        console.log(
          `${test} | ${who} | ${to.tag} | ${JSON.stringify([source, target])} | ${about}`,
        );
      }
    }
  });
}
console.log(`${units.length} units\n\n| test | both | pofilter alone | ours alone | neither |`);
console.log('| --- | --- | --- | --- | --- |');
for (const [test, count] of counts) console.log(`| ${test} | ${count.join(' | ')} |`);
