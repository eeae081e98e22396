/**
 * Runs the suites whose record is not of this tree, or those named on the command line, and records those that
 * pass. They run in full, by a seed of their own.
 *
 *   npm run record [-- full-width …]
 */
import { checks, type Check } from './checks';
import { deepEnvironment } from './cases';
import { greenRunOf, record, treeOf } from './recordFile';
import { suites, type Suite } from './suites';

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`No such suite: ${unknown.join(', ')}`);
    console.error(`Usage: npm run record [-- ${suites.map(({ name }) => name).join(' | ')} …]`);
    return 2;
  }
  const due = suites.filter((suite) =>
    names.length > 0 ? names.includes(suite.name) : greenRunOf(suite) === undefined,
  );
  if (due.length === 0) {
    console.log('Every record is of this tree.');
    return 0;
  }
  Object.assign(process.env, deepEnvironment());
  if (!(await passes('build'))) return 1;
  let failed = 0;
  for (const suite of due) if (!(await runAndRecord(suite))) failed++;
  return failed === 0 ? 0 : 1;
}

async function runAndRecord(suite: Suite): Promise<boolean> {
  const { name } = suite;
  const tree = treeOf(suite);
  if (!(await passes(name))) return false;
  if (treeOf(suite) !== tree) {
    console.error(`${name}: a file has changed meanwhile; nothing is recorded.`);
    return false;
  }
  record(name, { tree, on: new Date().toISOString().slice(0, 10) });
  console.log(`${name}: recorded.`);
  return true;
}

async function passes(name: string): Promise<boolean> {
  const check = checks.find((one): one is Check => one.name === name);
  const outcome = await check?.run('through', true);
  return outcome !== undefined && outcome.passed > 0 && outcome.failed === 0;
}

process.exitCode = await main(process.argv.slice(2));
