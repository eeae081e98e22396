import type { Quantization } from '../core/catalog';
import { renderChat, translationInstruction } from '../core/prompts/index';
import type { GenerateResult, TokenLogprobs } from '../engine/client';
import golden from './golden.json';
import type { BenchPorts, SelfTest, Subject } from './types';

/** A prompt with the answer of the numerical reference. */
export interface GoldenAnswer {
  readonly prompt: string;
  readonly text: string;
  /** For each step, including the end of the answer: the best log-probabilities, best first. */
  readonly logprobs: readonly (readonly number[])[];
}

/**
 * With f32, every GPU so far agrees with the reference to 1e-3. Half precision has three digits, for logits
 * around ten.
 */
const tolerances: Readonly<Record<Quantization, number>> = { q4f32_1: 0.01, q4f16_1: 0.5 };

const BATCH_TOKENS = 16;
const sentences = ['in 3 days', '250 euros', 'Tuesday', '5 kilometers'];

/**
 * Checks that the GPU computes correctly. Only the demo has golden answers; none could be made from the real
 * weights of the large models, so those are compared with themselves.
 */
export function selfTest(
  { model, quantization }: Subject,
  generate: BenchPorts['generate'],
  signal: AbortSignal,
): Promise<SelfTest> {
  const ask = (prompt: string, maxTokens: number) =>
    generate({ prompt, maxTokens, temperature: 0, topP: 1, topLogprobs: 5 }, { signal });
  const tolerance = tolerances[quantization];
  if (model.id === 'demo') return testGolden(golden, ask, tolerance);
  const prompts = sentences.map((sentence) =>
    renderChat(model, [{ role: 'user', text: translationInstruction('French', sentence) }]),
  );
  return testBatch(prompts, ask, tolerance);
}

type Ask = (prompt: string, maxTokens: number) => Promise<GenerateResult>;

/** How an answer compares with what it should be. */
interface Comparison {
  readonly same: boolean;
  readonly deviation: number;
}

async function testGolden(
  answers: readonly GoldenAnswer[],
  ask: Ask,
  tolerance: number,
): Promise<SelfTest> {
  const compared = await Promise.all(
    answers.map(async ({ prompt, text, logprobs }): Promise<Comparison> => {
      const result = await ask(prompt, logprobs.length);
      const got = (result.logprobs ?? []).map(({ top }) => top.map(({ logprob }) => logprob));
      const same = result.text === text && got.length === logprobs.length;
      return { same, deviation: largestDeviation(got, logprobs) };
    }),
  );
  return summary('golden', compared, tolerance);
}

async function testBatch(
  prompts: readonly string[],
  ask: Ask,
  tolerance: number,
): Promise<SelfTest> {
  const alone: GenerateResult[] = [];
  for (const prompt of prompts) alone.push(await ask(prompt, BATCH_TOKENS));
  const together = await Promise.all(prompts.map((prompt) => ask(prompt, BATCH_TOKENS)));
  const compared = together.map((result, i) =>
    compareSteps(result.logprobs ?? [], alone[i]?.logprobs ?? [], tolerance),
  );
  return summary('batch', compared, tolerance);
}

/**
 * A batch sums in another order than a single sequence, so where two tokens are equally good the answers may
 * diverge, and have nothing in common from there on.
 */
function compareSteps(
  got: readonly TokenLogprobs[],
  wanted: readonly TokenLogprobs[],
  tolerance: number,
): Comparison {
  const found = got.findIndex(({ token }, i) => token !== wanted[i]?.token);
  const parted = found >= 0 ? found : got.length < wanted.length ? got.length : -1;
  const until = parted < 0 ? got.length : parted + 1;
  const numbers = (steps: readonly TokenLogprobs[]) =>
    steps.slice(0, until).map(({ top }) => top.map(({ logprob }) => logprob));
  const [first, second] = wanted[parted]?.top ?? [];
  const tied =
    first !== undefined &&
    second !== undefined &&
    got[parted] !== undefined &&
    first.logprob - second.logprob < tolerance;
  return {
    same: got.length > 0 && (parted < 0 || tied),
    deviation: largestDeviation(numbers(got), numbers(wanted)),
  };
}

/** By rank, because two equally good tokens may change places. */
function largestDeviation(
  got: readonly (readonly number[])[],
  wanted: readonly (readonly number[])[],
): number {
  let largest = 0;
  for (const [step, row] of wanted.entries()) {
    for (const [rank, value] of row.entries()) {
      const other = got[step]?.[rank];
      if (other !== undefined) largest = Math.max(largest, Math.abs(other - value));
    }
  }
  return largest;
}

function summary(
  kind: SelfTest['kind'],
  compared: readonly Comparison[],
  tolerance: number,
): SelfTest {
  const wrong = compared.filter(({ same }) => !same).length;
  const deviation = Math.max(...compared.map((one) => one.deviation));
  return {
    kind,
    passed: wrong === 0 && deviation <= tolerance,
    prompts: compared.length,
    wrong,
    largestDeviation: deviation,
    tolerance,
  };
}
