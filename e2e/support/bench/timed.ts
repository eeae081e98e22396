/** What some prompts took together. */
export interface Timed {
  readonly seconds: number;
  readonly texts: readonly string[];
  /** That were written. */
  readonly tokens: number;
  readonly promptTokens: number;
  readonly reusedTokens?: number;
  readonly prefillSeconds: number;
  readonly decodeSeconds: number;
}
