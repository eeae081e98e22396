import { readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { AppError, type ErrorCode } from '../../src/core/errors';

/*
 * Files come from strangers. Whatever is in one, reading it must cost little and end well: with a value, or
 * with one of our errors that says why in a few words.
 */

/** Code that Stryker counts each step of is some thirty times slower. */
const COUNTED = process.env['STRYKER_MUTATOR_WORKER'] === undefined ? 1 : 100;

/** What reading one file of ordinary size may cost. */
export const BUDGET = { ms: 50 * COUNTED, bytes: 16 * 2 ** 20 };

/**
 * A busy machine may stop a run for any time, but a slow parser is slow every time. So what took too long is
 * tried again, and the fastest run counts. Retries are measured by the time that the thread ran, if the
 * system tells.
 */
const TRIES = 5;

/** A message shows the data; more would hide what matters. */
const MAX_DATA = 2_000;

interface Outcome {
  readonly ms: number;
  readonly bytes: number;
  readonly value?: unknown;
  readonly error?: unknown;
}

/**
 * Reads and checks time, memory, and that an error is one of `codes`.
 *
 * @returns What was read; undefined if it was refused.
 */
export async function readInBudget<T>(
  codes: readonly ErrorCode[],
  read: () => T | Promise<T>,
): Promise<T | undefined> {
  let outcome = await attempt(read, () => performance.now());
  for (let tries = 1; tries < TRIES && outcome.ms > BUDGET.ms; tries++) {
    const again = await attempt(read, threadTime);
    // Memory is what this thread took, whatever else the machine does, so the largest value counts.
    const bytes = Math.max(outcome.bytes, again.bytes);
    outcome = { ...again, ms: Math.min(outcome.ms, again.ms), bytes };
  }
  const { ms, bytes, error } = outcome;
  if (bytes > BUDGET.bytes) throw new Error(`took ${bytes} bytes`, { cause: error });
  if (ms > BUDGET.ms) throw new Error(`took ${ms.toFixed(1)} ms`, { cause: error });
  if ('error' in outcome) checkError(error, codes);
  return outcome.value as T | undefined;
}

/**
 * Garbage counts as well, until V8 collects it. That happens after some megabytes of small objects; larger
 * lists, texts and buffers show in any case.
 */
async function attempt(read: () => unknown, now: () => number): Promise<Outcome> {
  const before = usedBytes();
  const start = now();
  try {
    const value = await read();
    return { value, ms: now() - start, bytes: usedBytes() - before };
  } catch (error) {
    return { error, ms: now() - start, bytes: usedBytes() - before };
  }
}

/** Milliseconds that this thread has run: exact on Linux, elapsed time elsewhere. */
export function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** Only of this thread, unlike `process.memoryUsage().rss`. */
function usedBytes(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

function checkError(error: unknown, codes: readonly ErrorCode[]): void {
  if (!(error instanceof AppError)) throw new Error('not an error of ours', { cause: error });
  if (!codes.includes(error.code)) throw new Error(`of code ${error.code}`, { cause: error });
  if (typeof error.data['reason'] !== 'string')
    throw new Error('without a reason', { cause: error });
  const data = JSON.stringify(error.data);
  if (data.length > MAX_DATA) throw new Error(`with ${data.length} characters`, { cause: error });
}
