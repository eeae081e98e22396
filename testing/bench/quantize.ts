import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scaleFormat } from '../../src/core/quantize/format';
import { quantizeSlice } from '../../src/core/quantize/quantize';
import { createNormals } from '../random';
import { encodeFloats } from '../tinyCheckpoint';

/*
 * npm run bench:quantize: how fast the quantizer is beside absmax rounding in numpy, each on one thread. They
 * take turns, so that both have the same machine, and it is processor time that counts, as others may
 * use it. Give an interpreter that has numpy with --python.
 */

const ROUNDS = 7;
const RUNS = 5;

const { values: options } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    weights: { type: 'string', default: `${2 ** 22}` },
  },
});
const weights = Number(options.weights);
const bytes = encodeFloats('BF16', createNormals(weights, 1, 0.02));
const format = scaleFormat('q4f16_1');

function timeOurs(): number[] {
  return Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    quantizeSlice('BF16', bytes, format);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
}

function timeNumpy(file: string): number[] {
  const script = join(import.meta.dirname, 'absmax.py');
  const threads = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const printed = execFileSync(options.python, [script, file, `${RUNS}`], {
    env: { ...process.env, ...threads },
    encoding: 'utf8',
  });
  return printed.trim().split('\n').map(Number);
}

/** Millions of weights per second; the best of the runs has been disturbed least. */
const speed = (seconds: readonly number[]) => weights / Math.min(...seconds) / 1e6;
const middle = (seconds: readonly number[]) =>
  weights / ([...seconds].sort((a, b) => a - b)[seconds.length >> 1] ?? NaN) / 1e6;

const folder = mkdtempSync(join(tmpdir(), 'bayling-bench-'));
try {
  const file = join(folder, 'weights.bf16');
  writeFileSync(file, bytes);
  // Compiles the kernel with all optimizations before it counts.
  timeOurs();
  const ours: number[] = [];
  const numpy: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    numpy.push(...timeNumpy(file));
    ours.push(...timeOurs());
  }
  console.log(`${weights} bf16 weights to q4f16_1, millions per second on one core`);
  for (const [name, seconds] of Object.entries({ numpy, ours })) {
    console.log(
      `${name.padEnd(6)} best ${speed(seconds).toFixed(0)}, median ${middle(seconds).toFixed(0)}`,
    );
  }
  const ratios = [speed(ours) / speed(numpy), middle(ours) / middle(numpy)];
  console.log(`ratio  best ${ratios.map((ratio) => ratio.toFixed(1)).join(', median ')}`);
} finally {
  rmSync(folder, { recursive: true });
}
