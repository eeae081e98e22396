/**
 * How long each kernel of a model library takes in a browser.
 *
 *   npm run bench:kernels -- [--model demo|7b] [--library <.wasm>,…] [--rounds 5] [--context 32]
 *     [--decode 0,1,2,4,8] [--prefill 32,128,512] [--sampling 1,8] [--kernels] [--subgroups]
 *
 * --decode 0 is one row by `decode`, the others are by `batch_decode`. Several libraries take turns, each
 * with its own page, so that they have the same machine; with --subgroups, each takes part a second time with
 * its subgroup kernels. Without GPU timestamps, only whole steps are timed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { foldersOf, makePackage, shallowModels } from '../compiler/shallow';
import { getModel } from '../src/core/catalog';
import { ensureBrowser } from '../tools/browser/ensure';
import { buildPage } from './support/builtPage';
import type { Job } from './support/library/measure';
import type { StepTimes } from './support/library/times';

const root = join(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'demo' },
    library: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    context: { type: 'string', default: '32' },
    decode: { type: 'string', default: '0,1,2,4,8' },
    prefill: { type: 'string', default: '32,128,512' },
    sampling: { type: 'string', default: '1,8' },
    kernels: { type: 'boolean', default: false },
    subgroups: { type: 'boolean', default: false },
  },
});
const numbers = (list: string) => list.split(',').filter(Boolean).map(Number);

interface Source {
  readonly weights: string;
  readonly library: string;
  readonly vocabulary: number;
}

function findSource(): Source {
  if (options.model === 'demo') {
    const weights = join(root, 'public/models/demo/q4f32_1/resolve/main');
    const library = join(root, 'public/models/libs/bayling-demo-q4f32_1.wasm');
    return { weights, library, vocabulary: getModel('demo').shape.vocabulary };
  }
  const shallow = shallowModels.find(({ name }) => name.includes(options.model));
  if (shallow === undefined) throw new Error(`no model ${options.model}`);
  const { package: folder } = foldersOf(root, shallow);
  const weights = existsSync(join(folder, 'tensor-cache.json'))
    ? folder
    : makePackage(root, shallow);
  const library = join(root, 'compiler/testlibs', `${shallow.name}.wasm`);
  return { weights, library, vocabulary: shallow.model.shape.vocabulary };
}

function listJobs(vocabulary: number): Job[] {
  const context = Number(options.context);
  const rows = numbers(options.decode);
  const sampled = numbers(options.sampling);
  const kinds = ['argmax', 'confidence', 'sampling', 'logprobs'] as const;
  return [
    ...rows.map((count) =>
      count === 0
        ? ({ kind: 'decode', rows: 1, context } as const)
        : ({ kind: 'batch_decode', rows: count, context } as const),
    ),
    ...numbers(options.prefill).map((tokens) => ({ kind: 'prefill', tokens }) as const),
    ...kinds.flatMap((kind) => sampled.map((count) => ({ kind, rows: count, size: vocabulary }))),
  ];
}

function nameOf(job: Job): string {
  return job.kind === 'prefill' ? `prefill of ${job.tokens}` : `${job.kind} of ${job.rows}`;
}

interface Contestant {
  readonly name: string;
  readonly library: string;
  readonly subgroups: boolean;
}

function listContestants(libraries: readonly string[]): readonly Contestant[] {
  const ways = options.subgroups ? [false, true] : [false];
  return libraries.flatMap((library) =>
    ways.map((subgroups) => ({
      name: subgroups ? `${library} with subgroups` : library,
      library,
      subgroups,
    })),
  );
}

async function openPages(
  context: BrowserContext,
  address: string,
  contestants: readonly Contestant[],
): Promise<Page[]> {
  const pages: Page[] = [];
  for (const { library, subgroups } of contestants) {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction(() => 'library' in window);
    await page.evaluate(
      ([path, wanted]) => {
        window.library.watchKernels();
        return window.library.load('model', path, wanted);
      },
      [`libraries/${library}`, subgroups] as const,
    );
    pages.push(page);
  }
  return pages;
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Kernels of a step with their number of calls and their median time over all steps. */
function summarize(steps: readonly StepTimes[]) {
  const kernels = [...new Set(steps.flatMap((step) => step.dispatches.map((one) => one.kernel)))];
  const of = (step: StepTimes, kernel: string) =>
    step.dispatches.filter((one) => one.kernel === kernel).map((one) => one.milliseconds);
  const rows = kernels.map((kernel) => ({
    kernel,
    calls: of(steps[0]!, kernel).length,
    ms: middle(steps.map((step) => sum(of(step, kernel)))),
  }));
  const all = sum(rows.map(({ ms }) => ms));
  return {
    step: middle(steps.map(({ milliseconds }) => milliseconds)),
    gpu: middle(steps.map((step) => sum(step.dispatches.map((one) => one.milliseconds)))),
    rows: rows.map((row) => ({ ...row, share: row.ms / all })).sort((a, b) => b.ms - a.ms),
  };
}

function print(job: Job, measured: ReadonlyMap<string, readonly StepTimes[]>): void {
  let first: number | undefined;
  for (const [library, steps] of measured) {
    const { step, gpu, rows } = summarize(steps);
    first ??= gpu;
    const ratio = measured.size > 1 ? `, ${(first / gpu).toFixed(2)} times the first's speed` : '';
    console.log(
      `${nameOf(job)}, ${library}: ${step.toFixed(1)} ms, ${gpu.toFixed(1)} in kernels${ratio}`,
    );
    if (!options.kernels) continue;
    for (const { kernel, calls, ms, share } of rows) {
      const cells = [String(calls).padStart(4), ms.toFixed(2).padStart(9), percent(share)];
      console.log(`  ${kernel.padEnd(28)}${cells.join('  ')}`);
    }
  }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`.padStart(6);

const source = findSource();
const libraries = (options.library ?? source.library).split(',');
const scratch = mkdtempSync(join(tmpdir(), 'bayling-kernels-'));
mkdirSync(join(scratch, 'libraries'));
for (const library of libraries) cpSync(library, join(scratch, 'libraries', basename(library)));
const site = await buildPage(new URL('./support/library/', import.meta.url), {
  'model/resolve/main': source.weights,
  libraries: join(scratch, 'libraries'),
});
const context = await chromium.launchPersistentContext(join(scratch, 'profile'), {
  executablePath: ensureBrowser(),
  // Without developers' features Chromium rounds the GPU's clock to 0.1 ms.
  args: ['--no-sandbox', '--enable-unsafe-webgpu', '--enable-webgpu-developer-features'],
});
try {
  const contestants = listContestants(libraries.map((library) => basename(library)));
  const names = contestants.map(({ name }) => name);
  const pages = await openPages(context, site.address, contestants);
  for (const job of listJobs(source.vocabulary)) {
    const measured = new Map<string, StepTimes[]>(names.map((name) => [name, []]));
    // The first round only warms up.
    for (let round = 0; round <= Number(options.rounds); round++) {
      for (const [i, page] of pages.entries()) {
        const steps = await page.evaluate((asked) => window.library.measure(asked, 1), job);
        if (round > 0) measured.get(names[i]!)!.push(...steps);
      }
    }
    print(job, measured);
  }
} finally {
  await context.close();
  await site.stop();
  rmSync(scratch, { recursive: true, force: true });
}
