import { type Check, checks } from './checks';
import { type Outcome, single, total } from './outcome';

/**
 * Runs all checks, or those named on the command line, to the end; the last line on stdout is `N passed, N
 * failed`. Exits with 0 if none failed, 1 if some did, 2 for an unknown name.
 */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(`No such check: ${unknown.join(', ')}`);
    console.error(`Usage: npm test [-- ${checks.map(({ name }) => name).join(' | ')} …]`);
    return 2;
  }
  const outcomes: Outcome[] = [];
  const lines: string[] = [];
  for (const check of checks) {
    if (names.length > 0 && !names.includes(check.name)) continue;
    console.log(`\n── ${check.name}`);
    const start = performance.now();
    const outcome = await runSafely(check);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    outcomes.push(outcome);
    lines.push(`${check.name.padEnd(11)}${words(outcome)} (${seconds} s)`);
    // Repeated at the end, because what a long run printed before is soon out of sight.
    lines.push(...(outcome.failures ?? []).map((failure) => `  ✘ ${failure}`));
  }
  const sum = total(outcomes);
  console.log(['', ...lines, '', words(sum)].join('\n'));
  return sum.failed === 0 ? 0 : 1;
}

/** A check that cannot even start has failed; the others still run. */
async function runSafely(check: Check): Promise<Outcome> {
  try {
    return await check.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return single(1);
  }
}

function words({ passed, failed }: Outcome): string {
  return `${passed} passed, ${failed} failed`;
}

process.exitCode = await main(process.argv.slice(2));
