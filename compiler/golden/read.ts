import { readFileSync } from 'node:fs';

/** One of the most probable tokens at a step. */
export interface GoldenToken {
  readonly token: number;
  /** The token decoded alone; U+FFFD where it is part of a character. */
  readonly text: string;
  readonly logprob: number;
}

/** What the numerical reference decodes for one prompt. */
export interface GoldenPrompt {
  readonly name: string;
  readonly turns: readonly string[];
  readonly prompt: string;
  readonly promptIds: readonly number[];
  /** Without the stop token. */
  readonly text: string;
  /** The last one is the stop token, unless the limit came first. */
  readonly steps: readonly { readonly token: number; readonly top: readonly GoldenToken[] }[];
}

/** Made by compiler/reference/golden.py. */
export interface Golden {
  readonly quantization: string;
  /** sha256 over the shards in order. */
  readonly weights: string;
  readonly prompts: readonly GoldenPrompt[];
}

export const goldenStop = 2;

export function readGolden(): Golden {
  const file = new URL('demo-q4f32_1.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Golden;
}
