import { findLanguage } from '../../src/core/languages';
import { segmentText } from '../../src/core/text';
import { isKept, matchSegments } from '../../src/core/translation/match';
import { readTarget } from '../../src/core/translation/read';
import type { Translation, TranslationSegment } from '../../src/core/translation/types';
import type { Look } from './workspace';

/** Sentences that the scripted engine knows, in each of its languages. */
export const words = ['red', 'green', 'blue', 'one', 'two', 'three', 'north', 'south', 'yes', 'no'];
export const textOf = (word: string) => `The word is ${word}.`;

const languages = { English: 'The word is', French: 'Le mot est', German: 'Das Wort ist' };

/** What the user writes at the end of a translation. */
export const mine = ' Mine.';

export const answers = words.flatMap((word) =>
  Object.entries(languages).flatMap(([name, into]) =>
    Object.values(languages).map(
      (from) =>
        [`${name} translation for this sentence: ${from} ${word}.`, `${into} ${word}.`] as const,
    ),
  ),
);

/** What the scripted engine says of a sentence; undefined of one that it does not know, which it echoes. */
export function answerTo(sentence: string, code: string): string | undefined {
  const name = findLanguage(code)?.englishName;
  const asked = `${name} translation for this sentence: ${sentence}`;
  return answers.find(([part]) => asked.includes(part))?.[1];
}

/** Whether a translation is what the engine said of another sentence, or in another language. */
function isAmiss({ source, target, language }: TranslationSegment): boolean {
  const isAnswer = answers.some(([, answer]) => answer === target);
  return isAnswer && target !== answerTo(source, language);
}

/** @returns What is wrong with what a page shows, whatever was done in it; undefined if nothing is. */
export function faultOf({ source, translation, to, kept }: Look): string | undefined {
  const { segments } = kept;
  const text = segments.length === 0 ? '' : readTarget(kept, to);
  if (translation !== text) return `the page shows ${translation}, the segments are ${text}`;
  if (source.trim() === '' && segments.length > 0) return `without a source: ${text}`;
  if (new Set(segments.map(({ id }) => id)).size < segments.length) return 'an id comes twice';
  for (const one of segments.filter(({ state }) => state === 'done')) {
    if (one.language !== to) return `in ${one.language}, not ${to}: ${one.target}`;
    if (one.origin === 'model' && isAmiss(one)) return `late: “${one.target}” for “${one.source}”`;
  }
  return undefined;
}

/**
 * @param except Id of the segment that the user changed.
 * @returns What of the user's own a change of something else took away, or made.
 */
export function strayOf(before: Look, after: Look, except: unknown): string | undefined {
  const old = new Map(before.kept.segments.map((one) => [one.id, one]));
  for (const now of after.kept.segments) {
    const was = old.get(now.id);
    if (was === undefined || now.id === except) continue;
    if (!isKept(was, before.to) && !isKept(now, after.to)) continue;
    if (was.target === now.target && was.origin === now.origin) continue;
    return `the user's own: “${was.target}” (${was.origin}) became “${now.target}” (${now.origin})`;
  }
  return undefined;
}

const finished: ReadonlySet<string> = new Set(['done', 'verbatim', 'withheld']);

/** @returns What was finished in a translation and is so no more, or is otherwise. */
export function lossOf(before: Translation, after: Translation): string | undefined {
  const now = new Map(after.segments.map((one) => [one.id, one]));
  return before.segments.find(({ id, state, target }) => {
    const one = now.get(id);
    return finished.has(state) && (one?.target !== target || one.state !== state);
  })?.target;
}

/** What stays of a translation in the text as it is now, which may have changed since it was cut. */
export function cutAnew({ source, from, kept }: Look): Translation {
  const ids = new Set(kept.segments.map(({ id }) => id));
  const segmented = segmentText(source, findLanguage(from)?.tag);
  const { lead, segments } = matchSegments(kept, segmented, () => '');
  return { lead, segments: segments.filter(({ id }) => ids.has(id)) };
}
