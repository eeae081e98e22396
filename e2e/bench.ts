/**
 * npm run bench: compares the app's engine with bare web-llm, using the same library and weights, in turns on
 * one page of one browser. Prints medians, and the smallest and largest.
 *
 *   npm run build && npm run bench [-- --rounds 5 --only document,decode --json]
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { buildPage } from './support/builtPage';
import { withProfile } from '../testing/browser/profile';
import { baseline } from './support/bench/place';
import { scenarios, type Measured } from './support/bench/scenarios';
import { median } from '../src/diagnostics/median';
import { spread } from './support/bench/statistics';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const root = join(import.meta.dirname, '..');
const hasBaseline = existsSync(join(root, baseline.file));
if (!hasBaseline)
  console.error(
    "No library with TVM's schedules: `npm run libs -- --baseline bayling-demo-q4f32_1` builds it.",
  );
const all = Object.keys(scenarios).filter((name) => hasBaseline || name !== 'schedules');
const names = options.only === '' ? all : options.only.split(',');

interface Row {
  readonly what: string;
  readonly who: string;
  readonly unit: string;
  readonly values: readonly number[];
}

async function measure(page: Page): Promise<readonly Row[]> {
  const rows = new Map<string, Row>();
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      const scenario = scenarios[name];
      if (scenario === undefined) throw new Error(`no scenario ${name}`);
      console.error(`${round}/${rounds} ${name}`);
      for (const measured of await scenario(page, round)) add(rows, measured);
    }
  }
  return [...rows.values()];
}

function add(rows: Map<string, Row>, { what, who, unit, value }: Measured): void {
  const key = `${what} ${who}`;
  const values = [...(rows.get(key)?.values ?? []), value];
  rows.set(key, { what, who, unit, values });
}

/** Compares each row with the first for the same thing. */
function print(rows: readonly Row[]): void {
  const first = new Map<string, number>();
  console.log('| what | who | median | smallest to largest | × the first |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const { what, who, unit, values } of rows) {
    const middle = median(values);
    const base = first.get(what) ?? middle;
    first.set(what, base);
    const [low, high] = spread(values).map((value) => value.toPrecision(3));
    const ratio = (middle / base).toFixed(2);
    console.log(
      `| ${what} | ${who} | ${middle.toPrecision(3)} ${unit} | ${low} to ${high} | ${ratio} |`,
    );
  }
}

const site = await buildPage(
  new URL('./support/bench/', import.meta.url),
  hasBaseline ? { [dirname(baseline.place.library)]: dirname(join(root, baseline.file)) } : {},
);
try {
  await withProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(site.address);
    await page.waitForFunction(() => 'comparison' in window);
    const rows = await measure(page);
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
    }).trim();
    const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`;
    const gpu = await page.evaluate(async () => {
      const info = (await navigator.gpu.requestAdapter())?.info;
      return `${info?.vendor ?? ''} ${info?.architecture ?? ''} ${info?.description ?? ''}`.trim();
    });
    if (options.json)
      console.log(JSON.stringify({ commit, machine, gpu, rounds, rows }, undefined, 1));
    else {
      console.log(`${commit}, ${machine}, ${gpu}, ${rounds} rounds\n`);
      print(rows);
    }
  });
} finally {
  await site.stop();
}
