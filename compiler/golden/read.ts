import { readFileSync } from 'node:fs';
import type { Quantization } from '../../src/core/catalog';

/** One of the most probable tokens at a step. */
export interface GoldenToken {
  readonly token: number;
  readonly logprob: number;
}

/** What the numerical reference decodes after some tokens. */
export interface GoldenTokens {
  readonly name: string;
  readonly promptIds: readonly number[];
  /** How far a GPU's log-probabilities may be off, in nats. */
  readonly tolerance: number;
  /** Best first; the best one was taken. In half precision they end before a GPU could take another token. */
  readonly steps: readonly { readonly token: number; readonly top: readonly GoldenToken[] }[];
}

/** The same for a dialogue, with its texts. The last token is the stop token, unless the end came before. */
export interface GoldenPrompt extends GoldenTokens {
  readonly turns: readonly string[];
  readonly prompt: string;
  /** Without the stop token. */
  readonly text: string;
  readonly steps: readonly {
    readonly token: number;
    /** `text` is the token decoded alone; U+FFFD if it is part of a character. */
    readonly top: readonly (GoldenToken & { readonly text: string })[];
  }[];
}

/** Made by `npm run golden`. */
export interface Golden<Prompt> {
  readonly quantization: Quantization;
  /** sha256 over the shards in order. */
  readonly weights: string;
  readonly prompts: readonly Prompt[];
}

/** What a beam search of the reference answers for sentences that the demo was not trained on. */
export interface GoldenBeams {
  readonly name: string;
  /** The request alone. */
  readonly turns: readonly string[];
  /** The corpus's own translation. */
  readonly expected: string;
  readonly prompt: string;
  readonly promptIds: readonly number[];
  /** How far a GPU's scores may be off, in nats. */
  readonly tolerance: number;
  /** Best first, without their stop tokens. */
  readonly answers: readonly {
    readonly tokens: readonly number[];
    readonly text: string;
    /** Sum of the log-probabilities over length ** lengthPenalty; the stop token counts in both. */
    readonly score: number;
    readonly finished: 'stop' | 'length';
  }[];
  /** For a few sentences: by step and beam, the likeliest tokens, [token, log-probability], best first. */
  readonly trace?: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

export interface GoldenBeamSearch extends Golden<GoldenBeams> {
  readonly width: number;
  readonly lengthPenalty: number;
  readonly maxTokens: number;
}

export const goldenStop = 2;

/** Whether the reference came to the end of the answer. */
export function isWhole({ steps }: GoldenPrompt): boolean {
  return steps.at(-1)?.token === goldenStop;
}

/** Of the demo. */
export function readGolden(quantization: Quantization = 'q4f32_1'): Golden<GoldenPrompt> {
  return readFile(`demo-${quantization}`) as Golden<GoldenPrompt>;
}

/** Beam search on the demo. */
export function readBeams(quantization: Quantization = 'q4f32_1'): GoldenBeamSearch {
  return readFile(`demo-beam-${quantization}`) as GoldenBeamSearch;
}

/** Of a library with fewer layers, by the library's name. */
export function readTokens(name: string): Golden<GoldenTokens> {
  return readFile(name) as Golden<GoldenTokens>;
}

function readFile(name: string): unknown {
  const file = new URL(`${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}
