import type { Language } from '../languages';
import { findSpans } from '../text/spans/index';
import type { Span } from '../text/spans/types';
import type { CheckInput, Pair, Side } from './types';

const word = /[\p{L}\p{M}]+(?:['’ʼʻ‑-][\p{L}\p{M}]+)*/gu;

const points = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0655\u0670\u0640\u200c-\u200f]/gu;

function side<L extends Language | undefined>(
  text: string,
  language: L,
  spans: readonly Span[],
): Side & { readonly language: L } {
  let prose = '';
  let at = 0;
  for (const { start, end } of spans) {
    prose += text.slice(at, start) + ' '.repeat(Math.max(0, end - Math.max(at, start)));
    at = Math.max(at, end);
  }
  // Without vowel points and joiners, so that a folded text has its signs at the same places.
  prose = (prose + text.slice(at)).replace(points, '');
  return { text, language, spans, prose, words: prose.match(word) ?? [] };
}

/** What the checks look at, found once. */
export function readPair(input: CheckInput): Pair {
  const source = input.source.normalize('NFC');
  const target = input.target.normalize('NFC');
  const known = source === input.source ? input.spans : undefined;
  return {
    source: side(source, input.from, known ?? findSpans(source)),
    target: side(target, input.to, findSpans(target)),
    input,
  };
}
