import { readFileSync } from 'node:fs';

/** One of the most probable tokens at a step. */
export interface GoldenToken {
  readonly token: number;
  readonly logprob: number;
}

/** What the numerical reference decodes after some tokens. */
export interface GoldenTokens {
  readonly name: string;
  readonly promptIds: readonly number[];
  /** Best first; the best one was taken. */
  readonly steps: readonly { readonly token: number; readonly top: readonly GoldenToken[] }[];
}

/** The same of a dialogue, with its texts. The last token is the stop token, unless the limit came first. */
export interface GoldenPrompt extends GoldenTokens {
  readonly turns: readonly string[];
  readonly prompt: string;
  /** Without the stop token. */
  readonly text: string;
  readonly steps: readonly {
    readonly token: number;
    /** `text` is the token decoded alone; U+FFFD where it is part of a character. */
    readonly top: readonly (GoldenToken & { readonly text: string })[];
  }[];
}

/** Made by `npm run golden`. */
export interface Golden<Prompt> {
  readonly quantization: string;
  /** sha256 over the shards in order. */
  readonly weights: string;
  readonly prompts: readonly Prompt[];
}

export const goldenStop = 2;

/** Of the demo. */
export function readGolden(): Golden<GoldenPrompt> {
  return readFile('demo-q4f32_1');
}

/** Of a library with the layers cut, by the library's name. */
export function readTokens(name: string): Golden<GoldenTokens> {
  return readFile(name);
}

function readFile<Prompt>(name: string): Golden<Prompt> {
  const file = new URL(`${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Golden<Prompt>;
}
