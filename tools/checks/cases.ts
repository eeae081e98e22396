import { readdirSync, readFileSync } from 'node:fs';
import { findLanguage, type Language } from '../../src/core/languages';
import { checkKinds, type CheckKind } from '../../src/core/translation/types';

/** A sentence and a translation of it, which is to get a check of a kind, or not. */
export interface Case {
  readonly kind: CheckKind;
  readonly isFaulty: boolean;
  /** Written after the code was done. */
  readonly isHeldOut: boolean;
  readonly from: Language | undefined;
  readonly to: Language;
  readonly source: string;
  readonly target: string;
  /** What some kinds need besides: terms, a probability, why the model ended, another segment. */
  readonly extra: string;
}

const folder = new URL('../../src/core/checks/cases/', import.meta.url);

/**
 * Rows of `+ en>de | source | translation | extra`: `+` for a faulty one, `-` for a right one, `?` for an unknown
 * language; `# number` begins those of a kind.
 *
 * @throws Error that names a row of another form.
 */
function readCases(text: string, isHeldOut: boolean): Case[] {
  let kind: CheckKind | undefined;
  const cases: Case[] = [];
  for (const row of text.split('\n')) {
    if (row.startsWith('# ')) {
      kind = checkKinds.find((one) => one === row.slice(2).trim());
      continue;
    }
    if (row.trim() === '') continue;
    const [pair = '', source = '', target = '', extra = ''] = row.slice(2).split(' | ');
    const [from = '', code = ''] = pair.split('>');
    const to = findLanguage(code);
    if (kind === undefined || to === undefined || !/^[+-] /.test(row) || target === '') {
      throw new Error(`not a case: ${row}`);
    }
    const isFaulty = row.startsWith('+');
    cases.push({ kind, isFaulty, isHeldOut, from: findLanguage(from), to, source, target, extra });
  }
  return cases;
}

/** All cases: the first half, and the one that was held out. */
export const cases: readonly Case[] = ['first', 'second'].flatMap((half) =>
  readdirSync(new URL(`${half}/`, folder)).flatMap((name) =>
    readCases(readFileSync(new URL(`${half}/${name}`, folder), 'utf8'), half === 'second'),
  ),
);
