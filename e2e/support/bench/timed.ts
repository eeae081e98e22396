/** What a number of prompts took together. */
export interface Timed {
  readonly seconds: number;
  readonly texts: readonly string[];
  /** Generated tokens. */
  readonly tokens: number;
  readonly promptTokens: number;
  readonly reusedTokens?: number;
  readonly prefillSeconds: number;
  readonly decodeSeconds: number;
}
