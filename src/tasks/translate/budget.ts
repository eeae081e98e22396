import type { Model } from '../../core/catalog';
import type { Language } from '../../core/languages/index';

/*
 * Tokens that a language takes where English takes one, at worst over the vocabularies of Llama 2
 * and Llama 3 (first clause of the Universal Declaration of Human Rights), by script.
 */
const fertilityOfScript: Readonly<Record<string, number>> = {
  Latn: 1.8,
  Cyrl: 2,
  Hans: 2,
  Hant: 2,
  Grek: 3.5,
  Jpan: 3.2,
  Kore: 4.1,
  Thai: 4.3,
  Hebr: 4.3,
  Arab: 5,
  Deva: 6.5,
  Beng: 6.5,
};
const fertilityOfOthers = 15;
const fertilityOfVietnamese = 3.7;

function fertility({ tag, script }: Language): number {
  if (tag === 'vi') return fertilityOfVietnamese;
  return fertilityOfScript[script] ?? fertilityOfOthers;
}

// The layout and the request around a sentence.
const FRAME_TOKENS = 80;
const SHORTEST_SEGMENT = 100;
const LONGEST_SEGMENT = 200;

/** Estimated tokens that a sentence may have so that it and its translation fit into the context. */
export function segmentBudget(model: Model, target: Language): number {
  const fitting = (model.contextLength - FRAME_TOKENS) / (1 + fertility(target));
  return Math.floor(Math.min(LONGEST_SEGMENT, Math.max(SHORTEST_SEGMENT, fitting)));
}

// An ideograph or a syllable says what takes four letters elsewhere.
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Tokens that a translation may take: twice what is likely, a guard against endless repetition. */
export function translationBudget(source: string, target: Language): number {
  const denseCount = source.match(dense)?.length ?? 0;
  const englishTokens = denseCount * 0.8 + (source.length - denseCount) * 0.25;
  return Math.ceil(32 + 2 * englishTokens * fertility(target));
}
