import { coreTags, demoTags } from './domain';
import { readLines } from './phrasebook';
import { relativeTime } from './render';
import { counted } from './written';

/** What the app needs to know about the demo; kept in `src/core/demo/knowledge.json`. */
export interface Knowledge {
  /** Tag → the sentence by which the demo refuses what it does not know. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Tag → texts that it translates into every core language, most common first. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
}

const phrases = [
  'greet.hello-how-are-you',
  'way.where-train-station',
  'polite.thank-you-very-much',
  'family.i-love-you',
];

function examplesOf(tag: string): readonly string[] {
  const lines = readLines(tag, 'phrases');
  return [
    ...phrases.map((id) => lines.get(id)?.[0]),
    relativeTime(3, 'day')(tag),
    counted(5, 'apple')(tag),
  ].filter((text) => text !== undefined);
}

export function makeKnowledge(): Knowledge {
  const refusals = readLines('.', 'refusals');
  return {
    refusals: Object.fromEntries(demoTags.map((tag) => [tag, refusals.get(tag)?.[0] ?? ''])),
    examples: Object.fromEntries(coreTags.map((tag) => [tag, examplesOf(tag)])),
  };
}
