import i18next from 'i18next';
import './reach';
import type { reachEn } from './reach.en';

type Commands = typeof reachEn.command;
type Words = typeof reachEn.words;

/** The commands that are called the same whatever they are about. */
export type CommandName = keyof Commands & keyof Words;

/** What a command is called in a language, and the other words for it, as a command has them. */
export function commandTexts(name: CommandName): {
  readonly name: (language: string) => string;
  readonly words: () => readonly string[];
} {
  const wordsIn = (language: string) => i18next.getFixedT(language, 'reach')(`words.${name}`);
  return {
    name: (language) => i18next.getFixedT(language, 'reach')(`command.${name}`),
    words: () => [wordsIn(i18next.language), wordsIn('en')],
  };
}
