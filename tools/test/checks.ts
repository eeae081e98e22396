import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure';
import {
  type Outcome,
  type ReadReport,
  playwrightOutcome,
  single,
  suite,
  vitestOutcome,
} from './outcome';

/** One step of the test run. */
export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** Where suites leave their reports; ignored by git. */
const reports = 'test-results/reports';

/** Everything that must hold, quick checks first. */
export const checks: readonly Check[] = [
  command('format', 'npx prettier --check --log-level warn .'),
  command('types', 'npx tsc -b'),
  command('lint', 'npx eslint .'),
  command('arrows', 'npx depcruise src tools e2e testing demo/data compiler'),
  command('unused', 'npx knip'),
  command('python', 'npm run python'),
  reporting('unit', vitestOutcome, (report) => ({
    line: `npx vitest run --reporter=default --reporter=json --outputFile.json=${report}`,
  })),
  command('libraries', 'npm run libs -- --check'),
  command('build', 'npm run build'),
  command('size', 'npx size-limit'),
  reporting('browser', playwrightOutcome, (report) => ({
    line: 'npx playwright test --reporter=list,json',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, BAYLING_BROWSER: ensureBrowser() },
  })),
];

interface Command {
  readonly line: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A check that is one test: a command that must succeed. */
function command(name: string, line: string): Check {
  return { name, run: async () => single(await execute({ line })) };
}

/** A check with many tests, counted from the report that its program writes. */
function reporting(name: string, read: ReadReport, prepare: (report: string) => Command): Check {
  return {
    name,
    async run() {
      const report = join(reports, `${name}.json`);
      mkdirSync(reports, { recursive: true });
      // The report of an earlier run must not count for this one.
      rmSync(report, { force: true });
      const exitCode = await execute(prepare(report));
      return suite(exitCode, read(readIfThere(report)));
    },
  };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Runs a command with this process's output, so that it streams; returns its exit code. */
function execute({ line, env = {} }: Command): Promise<number> {
  const [program = '', ...args] = line.split(' ');
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}
