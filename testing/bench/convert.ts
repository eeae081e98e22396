import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, statSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runWeights } from '../../tools/weights/run';
import { verifyFolder } from '../../tools/weights/verify';
import type { Taken } from './once';

/*
 * npm run bench:convert: compares a conversion with copying the same files, and with absmax rounding in numpy
 * on one thread, tensor by tensor and block by block. They take turns, so that all have the same machine.
 * Name an interpreter that has numpy with --python.
 */

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: 'bayling-3-8b' },
    /** For all: --layers 32. */
    layers: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    workers: { type: 'string', default: String(availableParallelism()) },
    python: { type: 'string', default: 'python3' },
    folder: { type: 'string', default: '.cache/bench' },
    json: { type: 'boolean', default: false },
  },
});
const { model, layers, workers, folder } = options;
const checkpoint = join(folder, `${model}-${layers}`);
const out = join(folder, 'out');

const contestants: Readonly<Record<string, () => string>> = {
  convert: () => runNode('convert', workers),
  copy: () => runNode('copy'),
  'numpy, tensors': () => runNumpy('tensors'),
  'numpy, blocks': () => runNumpy('blocks'),
};

function runNode(what: string, ...more: readonly string[]): string {
  const program = ['--import', 'tsx', 'testing/bench/once.ts'];
  return execute(process.execPath, [...program, what, checkpoint, out, ...more]);
}

function runNumpy(by: 'tensors' | 'blocks'): string {
  return execute(options.python, ['testing/bench/absmax_convert.py', checkpoint, out, by]);
}

function execute(program: string, args: readonly string[]): string {
  // Pending writes of the previous run would slow this one down.
  execFileSync('sync');
  const threads = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  return execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, ...threads } });
}

async function prepare(): Promise<number> {
  if (!existsSync(checkpoint)) {
    const args = ['synthetic', model, '--layers', layers, '--out', checkpoint];
    const code = await runWeights(args, { result: console.log, say: console.error });
    if (code !== 0) process.exit(code);
  }
  const sizes = readdirSync(checkpoint).map((name) => statSync(join(checkpoint, name)).size);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** For each program, the run with the median processor time. */
async function compare(rounds: number): Promise<Readonly<Record<string, Taken>>> {
  const runs = new Map<string, Taken[]>();
  for (let round = 1; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      rmSync(out, { recursive: true, force: true });
      const taken = JSON.parse(run()) as Taken;
      console.error(`${round}/${rounds} ${name}: ${JSON.stringify(taken)}`);
      runs.set(name, [...(runs.get(name) ?? []), taken]);
      if (name === 'convert') await verifyFolder(out);
    }
  }
  rmSync(out, { recursive: true, force: true });
  return Object.fromEntries([...runs].map(([name, taken]) => [name, median(taken)]));
}

function median(taken: readonly Taken[]): Taken {
  const sorted = taken.toSorted((a, b) => a.cpuSeconds - b.cpuSeconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('no rounds');
  return middle;
}

const bytes = await prepare();
const results = await compare(Number(options.rounds));
const { convert, copy, 'numpy, tensors': tensors, 'numpy, blocks': blocks } = results;
if (convert === undefined || copy === undefined || tensors === undefined || blocks === undefined) {
  throw new RangeError('no results');
}
const perCore = ({ weights, cpuSeconds }: Taken) => weights / cpuSeconds / 1e6;
const summary = {
  ...{ model, layers: Number(layers), checkpointBytes: bytes, cores: availableParallelism() },
  workers: Number(workers),
  results,
  /** In weights per second of processor time. */
  perCoreToNumpy: {
    tensors: perCore(convert) / perCore(tensors),
    blocks: perCore(convert) / perCore(blocks),
  },
  /** In bytes of the checkpoint per second of elapsed time. */
  speedToCopy: copy.seconds / convert.seconds,
};
if (options.json) console.log(JSON.stringify(summary));
else {
  const row = (...cells: readonly (string | number)[]) =>
    console.log(`| ${cells.map((cell) => String(cell).padStart(16)).join(' | ')} |`);
  row('', 'seconds', 'cpu seconds', 'GB/s read', 'M weights/s/core', 'peak MB');
  for (const [name, taken] of Object.entries(results)) {
    row(
      name,
      taken.seconds.toFixed(1),
      taken.cpuSeconds.toFixed(1),
      (bytes / taken.seconds / 1e9).toFixed(2),
      name === 'copy' ? '' : perCore(taken).toFixed(0),
      (taken.peakBytes / 1e6).toFixed(0),
    );
  }
  for (const [by, ratio] of Object.entries(summary.perCoreToNumpy)) {
    console.log(`Per core, this is ${ratio.toFixed(2)} times as fast as numpy by ${by}.`);
  }
}
