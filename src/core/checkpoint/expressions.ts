import type { JsonObject } from './json';

/** The parts of a tokenizer.json that may hold regular expressions. */
const PARTS = ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder'] as const;

/** The longest expression of a published Llama has 110 characters. */
const MAX_LENGTH = 500;

const escapes = /\\[pPx]\{[^}]*\}|\\./gu;
const classes = /\[[^\]]*\]/gu;
const repeatedGroup = /\)[*+{]/u;
const backreference = /\\(?:[1-9]|k<)/u;

/**
 * Whether an expression takes no more than a small power of a text's length: no group is repeated, and none
 * referred back to. The tokenizer's engine (Oniguruma) gives up on others after some time, and ends with it.
 */
export function isBounded(expression: string): boolean {
  if (expression.length > MAX_LENGTH || backreference.test(expression)) return false;
  return !repeatedGroup.test(expression.replace(escapes, 'x').replace(classes, 'x'));
}

function* expressionsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'Regex' && typeof inner === 'string') yield inner;
    else yield* expressionsIn(inner);
  }
}

/** The first regular expression of a tokenizer.json that may not end within reasonable time. */
export function unboundedExpression(tokenizer: JsonObject): string | undefined {
  for (const part of PARTS) {
    for (const expression of expressionsIn(tokenizer[part])) {
      if (!isBounded(expression)) return expression;
    }
  }
  return undefined;
}
