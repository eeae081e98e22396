import { findLanguage } from '../../src/core/languages/index';
import { translationInstruction } from '../../src/core/prompts/index';
import { heldOutConcepts } from '../../demo/data/corpus';
import { coreTags } from '../../demo/data/domain';
import { seededRandom } from '../../src/core/random';

/** A translation that the demo was not trained on. */
export interface BeamSentence {
  readonly name: string;
  /** Only the request. */
  readonly turns: readonly [string];
  /** The corpus's own translation. */
  readonly expected: string;
}

/**
 * Held-out sentences of the demo's corpus, each at most once, into random languages; half of them from
 * English or Chinese. The same for the same version of Node, because the texts come from its CLDR data.
 */
export function drawBeamSentences(count: number): readonly BeamSentence[] {
  const random = seededRandom(5);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to draw from');
    return item;
  };
  const pivots = [coreTags.indexOf('en'), coreTags.indexOf('zh-Hans')];
  const all = coreTags.map((_, i) => i);
  const pool = heldOutConcepts(1);
  const drawn: BeamSentence[] = [];
  while (drawn.length < count) {
    const concept = pick(pool);
    pool.splice(pool.indexOf(concept), 1);
    const [from, to] = [pick(random() < 0.5 ? pivots : all), pick(all)];
    const source = concept.texts[from];
    const expected = concept.texts[to];
    if (from === to || concept.noSource.includes(from) || !source || !expected) continue;
    const language = findLanguage(coreTags[to] ?? '');
    drawn.push({
      name: `${concept.key} from ${coreTags[from]} to ${coreTags[to]}`,
      turns: [translationInstruction(language?.englishName ?? '', source)],
      expected,
    });
  }
  return drawn;
}
