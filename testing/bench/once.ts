import { cp } from 'node:fs/promises';
import { openCheckpoint } from '../../src/core/checkpoint/checkpoint';
import { Buffers } from '../../tools/weights/buffers';
import { convertFolder } from '../../tools/weights/convert';
import { folderFiles } from '../../tools/weights/folder';

/*
 * One run, in a process of its own so that its processor time and memory can be told: `convert` or
 * `copy`, from, to, threads. Prints a Taken as a line of JSON.
 */

export interface Taken {
  readonly seconds: number;
  /** Of all threads, and of the system on their behalf; from the start of the process. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly weights: number;
}

async function convert(checkpoint: string, out: string, workers: number): Promise<void> {
  await convertFolder({ checkpoint, quantization: 'q4f16_1', out, workers });
}

async function countWeights(checkpoint: string): Promise<number> {
  const { plan } = await openCheckpoint(folderFiles(checkpoint, new Buffers()));
  return plan.reduce(
    (sum, tensor) => sum + (tensor.kind === 'matrix' ? tensor.rows * tensor.cols : tensor.size),
    0,
  );
}

const [what, from = '', to = '', workers = '1'] = process.argv.slice(2);
const start = performance.now();
if (what === 'convert') await convert(from, to, Number(workers));
else await cp(from, to, { recursive: true });
const seconds = (performance.now() - start) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const taken: Taken = {
  seconds,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakBytes: maxRSS * 1024,
  weights: await countWeights(from),
};
console.log(JSON.stringify(taken));
