/**
 * Counts the marks that right translations get: the demo's phrases, in all pairs with English and one pair in ten
 * of the others.
 *
 *   npx tsx tools/checks/phrases.ts [--show <kind>]
 */
import { parseArgs } from 'node:util';
import { readLines } from '../../demo/data/phrasebook';
import { checkSegment } from '../../src/core/checks';
import { loadDetector } from '../../src/core/languages/detect';
import { languages } from '../../src/core/languages';

const { values } = parseArgs({ options: { show: { type: 'string' } } });
const detect = await loadDetector();
// What is parallel in all languages.
const files = ['phrases', 'forms', 'things'];
const books = languages
  .map((language) => {
    const lines = new Map(files.flatMap((name) => [...readLines(language.tag, name)]));
    return { language, lines };
  })
  .filter(({ lines }) => lines.size > 0);
const counts = new Map<string, number>();
let total = 0;
let milliseconds = 0;
books.forEach(({ language: from, lines }, i) => {
  books.forEach(({ language: to, lines: others }, j) => {
    const isTaken = from.code === 'eng' || to.code === 'eng' || (i * 31 + j) % 30 === 0;
    if (i === j || !isTaken) return;
    for (const [id, [source = '']] of lines) {
      const target = others.get(id)?.[0];
      if (target === undefined) continue;
      total++;
      const before = performance.now();
      const found = checkSegment({ source, target, from, to });
      milliseconds += performance.now() - before;
      const all = [...found, ...checkSegment({ source, target, from, to, detect }).filter(({ kind }) => kind === 'language')];
      for (const { kind, about } of all) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (values.show === kind || values.show === 'all') console.log(`${kind} | ${from.tag}>${to.tag} | ${source} | ${target} | ${about.join(', ')}`);
      }
    }
  });
});
console.log(`${total} pairs, ${(milliseconds / total).toFixed(3)} ms each without the detector`);
for (const [kind, count] of [...counts].sort(([, a], [, b]) => b - a)) {
  console.log(`${kind}: ${count}, ${((100 * count) / total).toFixed(3)} %`);
}
