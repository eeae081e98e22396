import { AnswerText } from '../../core/text/stream';
import type { TextToken } from '../types';

type Decode = (tokens: readonly number[]) => string;

/** Tokens before another that its spelling may depend on. */
export const CONTEXT = 8;

/** What a token adds to a text that ends with others: a tokenizer drops a space at the beginning of a text. */
export function spellAfter(before: readonly number[], decode: Decode): (token: number) => string {
  const context = before.slice(-CONTEXT);
  const start = decode(context).length;
  return (token) => decode([...context, token]).slice(start);
}

/** Each token with its part of the text that all of them make. */
export function spellTokens(tokens: readonly number[], decode: Decode): readonly TextToken[] {
  const text = new AnswerText({ decode, stops: [] });
  return tokens.map((id, at) => {
    const added = text.push(id);
    return { id, text: at === tokens.length - 1 ? added + text.flush() : added };
  });
}
