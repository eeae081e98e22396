import type { Model, SpecialTokens } from '../catalog';

/** What decides how a dialogue is written. Either template works with either tokenizer. */
export type PromptFormat = Pick<Model, 'template' | 'specialTokens'>;

/** The tokens that begin a prompt and end a turn. */
export interface Frame {
  readonly begin: string;
  /** Ends a text, and an answer in the Alpaca-like layout. */
  readonly end: string;
  /** Ends every turn in the layout of Llama 3. */
  readonly endOfTurn: string;
}

/**
 * With the other tokenizer, a template ends turns with that tokenizer's tokens: its own would be read as
 * letters there, and no model stops at letters.
 */
export const frames: Readonly<Record<SpecialTokens, Frame>> = {
  'llama-2': { begin: '<s>', end: '</s>', endOfTurn: '</s>' },
  'llama-3': { begin: '<|begin_of_text|>', end: '<|end_of_text|>', endOfTurn: '<|eot_id|>' },
};
