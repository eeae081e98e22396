/**
 * Writes the demo's parallel corpus as JSON: one row per concept with its text in every language. The trainer
 * draws pairs and dialogues from the rows. Also writes what the app needs to know about the demo.
 *
 *   npm run demo:data -- --out .cache/demo/corpus.json [--seed 1]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCorpus } from './corpus';
import { makeKnowledge } from './knowledge';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.cache/demo/corpus.json' },
    seed: { type: 'string', default: '1' },
  },
});
writeFileSync(
  new URL('../../src/core/demo/knowledge.json', import.meta.url),
  `${JSON.stringify(makeKnowledge(), undefined, 1)}\n`,
);
const corpus = makeCorpus(Number(values.seed));
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, JSON.stringify(corpus));
console.error(
  `${values.out}: ${String(corpus.concepts.length)} concepts in ${String(corpus.languages.length)} languages, ` +
    `${String(corpus.concepts.filter((row) => row.heldOut).length)} held out`,
);
