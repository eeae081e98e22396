import type { Model, SpecialTokens } from '../catalog';

/** What decides on how a dialogue is written. Either template may be put on either tokenizer. */
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
 * A template that is put on the other tokenizer ends turns with that one's tokens: its own would be
 * read as letters there, and no model stops at letters.
 */
export const frames: Readonly<Record<SpecialTokens, Frame>> = {
  'llama-2': { begin: '<s>', end: '</s>', endOfTurn: '</s>' },
  'llama-3': { begin: '<|begin_of_text|>', end: '<|end_of_text|>', endOfTurn: '<|eot_id|>' },
};
