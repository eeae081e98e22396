import type { GoldenAnswer } from '../../src/diagnostics/selfTest';
import type { Golden, GoldenPrompt } from '../../compiler/golden/read';

/** Short prompts, in several scripts and both writing directions. */
const chosen = [
  'relative time to French',
  'relative time to Chinese',
  'measure to Arabic, right to left',
  'Thai source',
];

/** The answers that the app's self-test compares with. */
export function selfTestAnswers({ prompts }: Golden<GoldenPrompt>): readonly GoldenAnswer[] {
  return chosen.map((name) => {
    const found = prompts.find((prompt) => prompt.name === name);
    if (found === undefined) throw new Error(`no golden prompt ${name}`);
    const { prompt, text, steps } = found;
    return { prompt, text, logprobs: steps.map(({ top }) => top.map(({ logprob }) => logprob)) };
  });
}
