import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure';
import { execute, type Command, type Output } from './execute';
import {
  type Outcome,
  type ReadReport,
  playwrightOutcome,
  single,
  suite,
  vitestOutcome,
} from './outcome';
import { greenRunOf } from './recordFile';
import type { GreenRun } from './records';
import { suites } from './suites';

/** One step of the test run. */
export interface Check {
  readonly name: string;
  /** It keeps one core busy, and others may run beside it. */
  readonly light?: true;
  /** @param deep Runs a suite whatever its record says. */
  run(output: Output, deep: boolean): Promise<Outcome>;
}

/** Where suites leave their reports; ignored by git. */
const reports = 'test-results/reports';

/** Everything that must hold, quick checks first. */
export const checks: readonly Check[] = [
  command('build', 'npm run build'),
  // The longest first, so that none is left to run alone.
  light('lint', 'npx eslint .'),
  light('types', 'npx tsc -b'),
  light('size', 'npx size-limit'),
  light('format', 'npx prettier --check --log-level warn .'),
  light('arrows', 'npx depcruise src tools e2e testing demo/data compiler'),
  light('unused', 'npx knip'),
  light('python', 'npm run python'),
  light('libraries', 'npm run libs -- --check'),
  reporting('unit', vitestOutcome, (report) => ({
    line: `npx vitest run --reporter=default --reporter=json --outputFile.json=${report}`,
  })),
  inBrowser('browser', otherSpecs()),
  ...suites.map((suite) =>
    unlessGreen(inBrowser(suite.name, [suite.spec]), () => greenRunOf(suite)),
  ),
];

/** A check that is one test: a command that must end well. */
function command(name: string, line: string): Check {
  return { name, run: async (output) => single(await execute({ line }, output)) };
}

function light(name: string, line: string): Check {
  return { ...command(name, line), light: true };
}

/** A check with many tests, counted from the report that its program writes. */
function reporting(name: string, read: ReadReport, prepare: (report: string) => Command): Check {
  return {
    name,
    async run(output) {
      const report = join(reports, `${name}.json`);
      mkdirSync(reports, { recursive: true });
      // The report of an earlier run must not count for this one.
      rmSync(report, { force: true });
      const exitCode = await execute(prepare(report), output);
      return suite(exitCode, read(readIfThere(report)));
    },
  };
}

function inBrowser(name: string, specs: readonly string[]): Check {
  return reporting(name, playwrightOutcome, (report) => ({
    line: `npx playwright test --reporter=list,json ${specs.join(' ')}`,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, BAYLING_BROWSER: ensureBrowser() },
  }));
}

/** A check that does not run where there is a record that it passed on this tree. */
export function unlessGreen(check: Check, findRun: () => GreenRun | undefined): Check {
  return {
    ...check,
    async run(output, deep) {
      const run = deep ? undefined : findRun();
      if (run === undefined) return check.run(output, deep);
      return { passed: 0, failed: 0, skipped: `passed on this tree on ${run.on}` };
    },
  };
}

function otherSpecs(): readonly string[] {
  const specs = readdirSync('e2e').filter((name) => name.endsWith('.spec.ts'));
  const apart = new Set(suites.map(({ spec }) => spec));
  return specs.map((name) => `e2e/${name}`).filter((spec) => !apart.has(spec));
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
