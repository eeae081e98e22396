import { availableParallelism } from 'node:os';
import { deepEnvironment, isDeep } from './cases';
import { checks } from './checks';
import { total, type Outcome } from './outcome';
import { runChecks, type Result } from './sideBySide';

/**
 * Runs all checks, or those named on the command line, to the end; the last line on stdout is
 * `N passed, N failed`. Exits 0 when none failed, 1 when some did, 2 for a name that is no check.
 * With --deep the random tests try all that they can, and no suite is left out by its record.
 */
async function main(words: readonly string[]): Promise<number> {
  const names = words.filter((word) => word !== '--deep');
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(`No such check: ${unknown.join(', ')}`);
    console.error(`Usage: npm test [-- ${checks.map(({ name }) => name).join(' | ')} …]`);
    return 2;
  }
  const deep = isDeep || words.includes('--deep');
  if (deep) Object.assign(process.env, deepEnvironment());
  const chosen = checks.filter(({ name }) => names.length === 0 || names.includes(name));
  const results = await runChecks(chosen, {
    deep,
    width: availableParallelism(),
    now: () => performance.now(),
    write: (text) => process.stdout.write(text),
  });
  const sum = total(results.map(({ outcome }) => outcome));
  console.log(['', ...results.flatMap(describe), '', count(sum)].join('\n'));
  return sum.failed === 0 ? 0 : 1;
}

function describe({ name, outcome, seconds }: Result): readonly string[] {
  const { skipped, failures = [], near = [] } = outcome;
  if (skipped !== undefined) return [`${name.padEnd(WIDTH)}skipped: ${skipped}`];
  return [
    `${name.padEnd(WIDTH)}${count(outcome)} (${seconds.toFixed(1)} s)`,
    // Once more at the end: what a long run printed on its way is soon out of sight.
    ...failures.map((failure) => `  ✘ ${failure}`),
    ...near.map((test) => `  ! near its limit: ${test}`),
  ];
}

/** The longest name of a check, and a space. */
const WIDTH = 1 + Math.max(...checks.map(({ name }) => name.length));

function count({ passed, failed }: Outcome): string {
  return `${passed} passed, ${failed} failed`;
}

process.exitCode = await main(process.argv.slice(2));
