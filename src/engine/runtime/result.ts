import type { Completion } from '@mlc-ai/web-llm';
import type { GenerateResult, TokenLogprobs, Usage } from '../types';

type Choice = Completion['choices'][number];

/** What a finished completion leaves, streamed or not. */
export interface CompletionOutcome {
  readonly text: string;
  readonly finishReason: Choice['finish_reason'];
  readonly usage: Completion['usage'];
  readonly logprobs: Choice['logprobs'] | undefined;
}

export function readResult(outcome: CompletionOutcome): GenerateResult {
  const result = {
    text: outcome.text,
    finishReason: outcome.finishReason === 'length' ? 'length' : 'stop',
    usage: readUsage(outcome.usage),
  } as const;
  const tokens = outcome.logprobs?.content;
  return tokens ? { ...result, logprobs: tokens.map(readLogprobs) } : result;
}

function readUsage(usage: Completion['usage']): Usage {
  if (usage === undefined) {
    return { promptTokens: 0, completionTokens: 0, prefillSeconds: 0, decodeSeconds: 0 };
  }
  const decoded = Math.max(0, usage.completion_tokens - 1);
  return {
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
    // The first token comes with the prompt; each later one is a decoding step.
    prefillSeconds: usage.extra.time_to_first_token_s,
    decodeSeconds: usage.extra.time_per_output_token_s * decoded,
  };
}

function readLogprobs(
  token: NonNullable<NonNullable<Choice['logprobs']>['content']>[number],
): TokenLogprobs {
  return {
    token: token.token,
    logprob: token.logprob,
    top: token.top_logprobs.map((entry) => ({ token: entry.token, logprob: entry.logprob })),
  };
}
