import type { Model, Quantization } from '../core/catalog';
import { weightBytes } from '../core/compatibility';
import { renderChat } from '../core/prompts/index';
import type { GenerateRequest, GenerateResult } from '../engine/client';
import { median } from './median';
import type { BenchPorts, DecodeSpeed, FirstToken, PrefillSpeed } from './types';

/** What every single run is done with. */
export interface Runner extends Pick<BenchPorts, 'generate' | 'now' | 'newSalt'> {
  readonly model: Model;
  readonly signal: AbortSignal;
}

const ROUNDS = 3;
/** Of what takes longer there is but one round, or two. */
const PATIENCE_MS = 6_000;
/** A decode run is about so long; fewer tokens would be mostly noise. */
const DECODE_SECONDS = 1;
const FEWEST_TOKENS = 8;
const MOST_TOKENS = 64;
/** Below those after which the KV cache shares a beginning. */
const SHORT_PROMPT = 12;

/**
 * Digits and spaces, a token each to every tokenizer there is here; after their BOS no two prompts have
 * more in common than chance.
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

/** Greedy, and nothing ends it before its time. */
function run(runner: Runner, prompt: string, maxTokens: number): Promise<GenerateResult> {
  const { generate, model, signal } = runner;
  const logitBias = Object.fromEntries(model.stopTokenIds.map((id) => [id, -100]));
  const request: GenerateRequest = { prompt, maxTokens, temperature: 0, topP: 1, logitBias };
  return generate(request, { signal });
}

/** Several rounds, as long as they are quick. */
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
  // The first token of each is the prefill's.
  const decoded = results.reduce((sum, { usage }) => sum + usage.completionTokens - 1, 0);
  return decoded / Math.max(...results.map(({ usage }) => usage.decodeSeconds));
}

/** Lets programs be compiled and clocks go up. @returns How many tokens a decode run should have. */
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

/** Of the matrices, one pass reads all but the embedding's table: of that, a row for each token. */
export function passBytes(model: Model, quantization: Quantization): number {
  // The head's table has the shape of the embedding's.
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

/** How long the first token takes of a prompt never seen, and of one that goes on from it. */
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
