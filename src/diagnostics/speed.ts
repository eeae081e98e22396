import type { Model, Quantization } from '../core/catalog';
import { weightBytes } from '../core/compatibility';
import { renderChat } from '../core/prompts/index';
import type { GenerateRequest, GenerateResult } from '../engine/client';
import { median } from './median';
import type { BenchPorts, DecodeSpeed, FirstToken, PrefillSpeed } from './types';

/** What every run uses. */
export interface Runner extends Pick<BenchPorts, 'generate' | 'now' | 'newSalt'> {
  readonly model: Model;
  readonly signal: AbortSignal;
}

const ROUNDS = 3;
/** If a round takes longer, there are only one or two. */
const PATIENCE_MS = 6_000;
/** Approximate length of a decode run; fewer tokens would be mostly noise. */
const DECODE_SECONDS = 1;
const FEWEST_TOKENS = 8;
const MOST_TOKENS = 64;
/** Tokens; fewer than the KV cache shares as a common beginning. */
const SHORT_PROMPT = 12;

/**
 * Digits and spaces, each one token in all of our tokenizers; after BOS, two prompts have nothing in common
 * except by chance.
 */
function promptOf({ model, newSalt }: Runner, tokens: number): string {
  const [begin = ''] = /^<[^>]+>/.exec(renderChat(model, [{ role: 'user', text: '' }])) ?? [];
  let state = newSalt() >>> 0;
  const digits = Array.from({ length: Math.ceil(tokens / 2) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * 10);
  });
  return `${begin}${digits.join(' ')}`;
}

/** Greedy; nothing ends it early. */
function run(runner: Runner, prompt: string, maxTokens: number): Promise<GenerateResult> {
  const { generate, model, signal } = runner;
  const logitBias = Object.fromEntries(model.stopTokenIds.map((id) => [id, -100]));
  const request: GenerateRequest = { prompt, maxTokens, temperature: 0, topP: 1, logitBias };
  return generate(request, { signal });
}

/** Several rounds, as long as they are fast. */
async function rounds<T>({ now }: Runner, measure: () => Promise<T>): Promise<readonly T[]> {
  const start = now();
  const results: T[] = [];
  do results.push(await measure());
  while (results.length < ROUNDS && now() - start < PATIENCE_MS);
  return results;
}

async function decodeOnce(runner: Runner, sequences: number, tokens: number): Promise<number> {
  const prompts = Array.from({ length: sequences }, () => promptOf(runner, SHORT_PROMPT));
  const results = await Promise.all(prompts.map((prompt) => run(runner, prompt, tokens)));
  // The first token of each comes from the prefill.
  const decoded = results.reduce((sum, { usage }) => sum + usage.completionTokens - 1, 0);
  return decoded / Math.max(...results.map(({ usage }) => usage.decodeSeconds));
}

/**
 * Gives shaders time to compile and clocks time to rise. @returns How many tokens a decode run should have.
 */
export async function warmUp(runner: Runner): Promise<number> {
  await decodeOnce(runner, 8, 4);
  await decodeOnce(runner, 1, 4);
  await run(runner, promptOf(runner, 64), 1);
  const speed = await decodeOnce(runner, 1, FEWEST_TOKENS);
  const tokens = Math.round(speed * DECODE_SECONDS);
  return Math.min(MOST_TOKENS, Math.max(FEWEST_TOKENS, tokens));
}

export async function measureDecode(
  runner: Runner,
  sequences: number,
  tokens: number,
  { bytesPerPass, bytesPerSecond }: { bytesPerPass: number; bytesPerSecond: number | undefined },
): Promise<DecodeSpeed> {
  const samples = await rounds(runner, () => decodeOnce(runner, sequences, tokens));
  const tokensPerSecond = median(samples);
  const read = (tokensPerSecond / sequences) * bytesPerPass;
  const bandwidthShare = bytesPerSecond === undefined ? undefined : read / bytesPerSecond;
  return { sequences, tokens, tokensPerSecond, samples, bandwidthShare };
}

/** One pass reads all matrices except the embedding, of which it reads one row per token. */
export function passBytes(model: Model, quantization: Quantization): number {
  // The output matrix has the shape of the embedding.
  const withoutTables = { ...model, shape: { ...model.shape, vocabulary: 0 } };
  return (weightBytes(model, quantization) + weightBytes(withoutTables, quantization)) / 2;
}

/** Lengths of prompts that fit the context, with room for an answer. */
export function prefillLengths({ contextLength }: Model): readonly number[] {
  return [64, 256, 1024].filter((length) => length + 32 <= contextLength);
}

export async function measurePrefill(runner: Runner, length: number): Promise<PrefillSpeed> {
  const runs = await rounds(runner, async () => {
    const { usage } = await run(runner, promptOf(runner, length), 1);
    const tokens = usage.promptTokens - usage.reusedTokens;
    return { tokens, speed: tokens / usage.prefillSeconds };
  });
  const samples = runs.map(({ speed }) => speed);
  const tokens = median(runs.map((one) => one.tokens));
  return { tokens, tokensPerSecond: median(samples), samples };
}

/** How long the first token takes for a new prompt, and for one that continues it. */
export async function measureFirstToken(
  runner: Runner,
): Promise<{ readonly fresh: FirstToken; readonly reused: FirstToken }> {
  const length = Math.min(256, Math.floor(runner.model.contextLength / 2));
  const timed = async (prompt: string) => {
    const start = runner.now();
    const { usage } = await run(runner, prompt, 1);
    return { usage, seconds: (runner.now() - start) / 1000 };
  };
  const pairs = await rounds(runner, async () => {
    const prompt = promptOf(runner, length);
    return { fresh: await timed(prompt), reused: await timed(`${prompt} 1 2 3 4`) };
  });
  const summary = (kind: 'fresh' | 'reused'): FirstToken => {
    const samples = pairs.map((pair) => pair[kind].seconds);
    const of = (name: 'promptTokens' | 'reusedTokens') =>
      median(pairs.map((pair) => pair[kind].usage[name]));
    return {
      promptTokens: of('promptTokens'),
      reusedTokens: of('reusedTokens'),
      seconds: median(samples),
      samples,
    };
  };
  return { fresh: summary('fresh'), reused: summary('reused') };
}
