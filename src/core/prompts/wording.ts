/** The language that an instruction is written in. Either works for every pair of languages. */
export type Wording = 'en' | 'zh';

/**
 * BayLing's translation request, word for word as it was trained. The model is told only the target, and
 * finds out the source by itself.
 *
 * @param targetName The target's `englishName`, or its `chineseName` with the wording `zh`.
 * @param source One sentence.
 */
export function translationInstruction(
  targetName: string,
  source: string,
  wording: Wording = 'en',
): string {
  return wording === 'zh'
    ? `提供这句话的${targetName}翻译：${source}`
    : `Provide the ${targetName} translation for this sentence: ${source}`;
}
