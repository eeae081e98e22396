import { parseArgs } from 'node:util';
import { cases, type Case } from './cases';
import { loadDetector } from '../../src/core/languages/detect';
import { checksOf, scoreCases } from './score';

/*
 * Prints how the checks fare on the cases beside them.
 *
 *   npm run checks -- [--held-out] [--failures]
 */

const { values } = parseArgs({
  options: {
    'held-out': { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
  },
});
const detect = await loadDetector();
const taken = values['held-out'] ? cases.filter(({ isHeldOut }) => isHeldOut) : cases;
const scores = scoreCases(taken, detect);
const percent = (share: number): string => (100 * share).toFixed(1);

console.log('| kind | true | false | precision | recall |');
console.log('| --- | --- | --- | --- | --- |');
for (const { kind, faulty, right, precision, recall } of scores) {
  console.log(`| \`${kind}\` | ${faulty} | ${right} | ${percent(precision)} % | ${percent(recall)} % |`);
}
const right = taken.filter(({ isFaulty }) => !isFaulty);
const marked = right.filter((one) => checksOf(one, detect).length > 0);
console.log(`\n${marked.length} of ${right.length} right translations have a mark of any kind.`);

const tell = (one: Case): string =>
  `${one.from?.tag ?? '?'}>${one.to.tag} | ${one.source} | ${one.target} | ${JSON.stringify(checksOf(one, detect).map((check) => [check.kind, ...check.about]))}`;
if (values.failures) {
  for (const { kind, missed, alarms } of scores) {
    for (const one of missed) console.log(`missed ${kind}: ${tell(one)}`);
    for (const one of alarms) console.log(`alarm ${kind}: ${tell(one)}`);
  }
  for (const one of marked) console.log(`marked (${one.kind}): ${tell(one)}`);
}
