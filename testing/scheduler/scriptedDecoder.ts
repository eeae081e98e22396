import type { Branch, Decoder } from '../../src/engine/scheduler/decoder';

/** Writes the same token after each of its branches, so many times. */
export class ScriptedDecoder implements Decoder {
  branches: readonly (readonly number[])[];
  completionTokens = 0;
  readonly #steps: number;

  constructor(branches: readonly (readonly number[])[], steps: number) {
    this.branches = branches;
    this.#steps = steps;
  }

  get width(): number {
    return this.branches.length;
  }

  choices() {
    const choice = { temperature: 0, topP: 1, topK: 0, uniform: 0, bias: new Map(), candidates: 0 };
    return this.branches.map(() => choice);
  }

  accept(): readonly Branch[] {
    if (++this.completionTokens === this.#steps) return [];
    this.branches = this.branches.map((tokens) => [...tokens, 1]);
    return this.branches.map((_, parent) => ({ parent, token: 1 }));
  }

  result() {
    return { text: String(this.completionTokens), finishReason: 'stop' as const };
  }
}
