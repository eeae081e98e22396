import type { Check } from '../translation/types';
import { areRelated, areTwins } from './relatives';
import type { Pair } from './types';

/** Letters that a text must have for its language to be told. */
const LETTERS = 18;
const SURE = 0.9;
/** Of a relative. */
const SURER = 0.95;
/** Of the source's own language. */
const LIKELY = 0.6;
/** What the right language may have at most, if another is found. */
const LITTLE = 0.05;
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** Written with ideographs alone, Chinese shows in words that Japanese has not. */
const chinese = /[的了吗吧呢们这那哪说没很您你我她它是在]/gu;

function countLetters(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters + 2 * (text.match(dense)?.length ?? 0);
}

/** What is in another language than it should be, as the detector says. */
export function checkLanguage({ source, target, input }: Pair): Check | undefined {
  const { code } = target.language;
  if (code === 'jpn' && isChinese(target.prose)) return { kind: 'language', about: ['中文'] };
  if (input.detect === undefined || countLetters(target.prose) < LETTERS) return undefined;
  const found = input.detect(target.prose);
  const [best] = found;
  if (best === undefined || best.language.code === code) return undefined;
  const own = found.find(({ language }) => language.code === code)?.confidence ?? 0;
  const isSource = best.language.code === source.language?.code;
  if (areTwins(best.language.code, code)) return undefined;
  const isNear = areRelated(best.language.code, code);
  // Names alone are in any language.
  const isNames = target.words.every((word) => /^\p{Lu}/u.test(word));
  if (isNames || own > LITTLE) return undefined;
  const least = isNear ? SURER : isSource ? LIKELY : SURE;
  return best.confidence >= least
    ? { kind: 'language', about: [best.language.autonym] }
    : undefined;
}

function isChinese(text: string): boolean {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return false;
  return (text.match(chinese)?.length ?? 0) >= 2;
}
