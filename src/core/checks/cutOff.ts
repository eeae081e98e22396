import type { Check } from '../translation/types';
import type { Pair } from './types';

// A comma, a dash or an opening sign asks for more.
const open =
  /(?:[,，、،፣；(（[［{｛「『【《„–—-]|(?<![\p{Script=Greek}\p{M}]);|(?:^|[\s:：])["“«])\s*$/u;
const isFull = /[.!?。！？।۔။។։…:：]["'”’»」』)）\]*_]*\s*$/u;

/** What the model did not finish: it was stopped, or the text asks for more. */
export function checkCutOff({ source, target, input }: Pair): Check | undefined {
  const text = target.text.trimEnd();
  const isCut = input.finishReason === 'length';
  const isOpen = open.test(text) && !open.test(source.text.trimEnd()) && isFull.test(source.text);
  if (!isCut && !isOpen) return undefined;
  const last = target.words.slice(-3).join(' ');
  return {
    kind: 'cut-off',
    about: [last.length > 0 && last.length < 40 ? `${last} …` : `${text.slice(-12)} …`],
  };
}
