import { isWithinWord } from '../../core/terms/tokens';
import type { Tokenizer } from './executor';
import { ANCHOR } from './forbidden';
import type { Joins } from './requiredTerms';
import { CONTEXT, spellAfter } from './spelling';

/** Of a token that is a part of a character, and of a text that ends within one. */
const PART = '\ufffd';
/** What a character that is not known yet is taken for, so that no term counts that it might go on with. */
const LETTER = 'x';

/**
 * Finds where words go on between tokens.
 *
 * @param prefix Tokens before the answer that are part of its text.
 */
export function wordBorders(
  { encode, decode }: Pick<Tokenizer, 'encode' | 'decode'>,
  prefix: readonly number[],
): Joins {
  const spell = remember(spellAfter(encode(ANCHOR), decode), String);
  const read = remember(decode, (tokens: readonly number[]) => tokens.join());
  return (before, token) => {
    const last = before.slice(-CONTEXT);
    const text = read([...prefix.slice(last.length - CONTEXT), ...last]);
    if (text.endsWith(PART)) return true;
    return isWithinWord(text, spell(token).replace(PART, LETTER));
  };
}

/** A search asks the same again and again. */
function remember<In>(spell: (from: In) => string, key: (from: In) => string): typeof spell {
  const known = new Map<string, string>();
  return (from) => {
    const name = key(from);
    const text = known.get(name) ?? spell(from);
    known.set(name, text);
    return text;
  };
}
