import { AppError, toWire } from '../core/errors';
import { measureBandwidth } from './bandwidth';
import { selfTest } from './selfTest';
import {
  measureDecode,
  measureFirstToken,
  measurePrefill,
  passBytes,
  prefillLengths,
  warmUp,
  type Runner,
} from './speed';
import type { BenchPorts, BenchProgress, DecodeSpeed, Measurement, PrefillSpeed } from './types';

const BATCHES = [1, 2, 4, 8];
/** A prompt that would take longer than this is not measured. */
const LONGEST_PREFILL_SECONDS = 10;

export interface MeasureOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BenchProgress) => void;
}

/**
 * Measures the loaded model and the GPU it runs on, in about a minute. The slower the GPU, the fewer rounds.
 * However it ends, no request of it is left in the engine.
 *
 * @throws AppError `aborted`, and what the engine throws.
 */
export async function measure(ports: BenchPorts, options: MeasureOptions): Promise<Measurement> {
  const asked: Promise<unknown>[] = [];
  const generate: BenchPorts['generate'] = (...request) => {
    const answer = ports.generate(...request);
    asked.push(answer);
    return answer;
  };
  try {
    return await measureAll({ ...ports, generate }, options);
  } finally {
    // When one of several concurrent requests fails, others may still be running.
    await Promise.allSettled(asked);
  }
}

async function measureAll(
  ports: BenchPorts,
  { signal, onProgress }: MeasureOptions,
): Promise<Measurement> {
  const subject = await ports.subject();
  const { model, quantization } = subject;
  const lengths = prefillLengths(model);
  const total = 4 + BATCHES.length + lengths.length;
  let done = 0;
  const step = async <T>(name: BenchProgress['step'], work: () => Promise<T>): Promise<T> => {
    if (signal.aborted) throw new AppError('aborted');
    onProgress({ step: name, fraction: done / total });
    const result = await work();
    done++;
    return result;
  };

  const tested = await step('selfTest', () => selfTest(subject, ports.generate, signal));
  const bandwidth = await step('memory', () => bandwidthOf(ports, signal));
  const runner: Runner = { ...ports, model, signal };
  const tokens = await step('warmUp', () => warmUp(runner));
  const bytesPerPass = passBytes(model, quantization);
  const bytesPerSecond = 'error' in bandwidth ? undefined : bandwidth.bytesPerSecond;
  const decode: DecodeSpeed[] = [];
  for (const sequences of BATCHES) {
    const traffic = { bytesPerPass, bytesPerSecond };
    decode.push(await step('decode', () => measureDecode(runner, sequences, tokens, traffic)));
  }
  const prefill: PrefillSpeed[] = [];
  for (const length of lengths) {
    const speed = prefill.at(-1)?.tokensPerSecond ?? Infinity;
    if (length / speed > LONGEST_PREFILL_SECONDS) break;
    prefill.push(await step('prefill', () => measurePrefill(runner, length)));
  }
  const firstToken = await step('firstToken', () => measureFirstToken(runner));
  const { id, contextLength, template } = model;
  return {
    model: { id, quantization, contextLength, template },
    selfTest: tested,
    ...{ bandwidth, bytesPerPass, decode, prefill, firstToken },
  };
}

/** The speeds are still useful without the bandwidth. */
async function bandwidthOf(
  { openMemory }: BenchPorts,
  signal: AbortSignal,
): Promise<Measurement['bandwidth']> {
  try {
    const memory = await openMemory();
    try {
      return await measureBandwidth(memory, signal);
    } finally {
      memory.close();
    }
  } catch (error) {
    if (signal.aborted) throw new AppError('aborted');
    return { error: toWire(error) };
  }
}
