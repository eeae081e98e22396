import { getModel, knowsLanguage, type ModelId } from '../core/catalog';
import { findLanguage, languages } from '../core/languages';
import { toSequence, toText } from './webidl';

const tagByCode = new Map(languages.map(({ code, tag }) => [code, tag]));

/**
 * A language tag in its canonical form. FLORES codes that are no tags (`zho_simpl`) are taken for the tags of
 * their languages.
 *
 * @throws RangeError for what is no tag.
 */
export function toTag(value: unknown): string {
  const text = toText(value);
  const ofCode = text.includes('_') ? tagByCode.get(text) : undefined;
  return ofCode ?? new Intl.Locale(text).toString();
}

/** {@link toTag} of each, once. */
export function toTags(value: unknown, name: string): readonly string[] {
  return [...new Set(toSequence(value, name).map(toTag))];
}

/** Whether the model was made for a language. */
export function modelKnows(modelId: ModelId, tag: string): boolean {
  const language = findLanguage(tag);
  return language !== undefined && knowsLanguage(getModel(modelId), language.code);
}

/** Whether a text in one is a text in the other: `en-GB` and `en`, but not `zh-Hans` and `zh-Hant`. */
export function isSameLanguage(one: string, other: string): boolean {
  const [first, second] = [one, other].map((tag) => {
    const { language, script } = new Intl.Locale(tag).maximize();
    return findLanguage(tag)?.code ?? `${language}-${script ?? ''}`;
  });
  return first === second;
}
