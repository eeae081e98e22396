/*
 * Tokens per UTF-16 code unit, by block. Measured on sentences in the vocabularies of Llama 2, of
 * Llama 3 and of the demo, the costliest of the three: an estimate that is rather too high cuts a
 * sentence early, one that is too low overflows the context. [first code unit, tokens]
 */
const costs: readonly (readonly [number, number])[] = [
  [0x0000, 0.45], // ASCII: letters and spaces cost half of what digits and signs do
  [0x0021, 1],
  [0x0041, 0.45],
  [0x005b, 1],
  [0x0061, 0.45],
  [0x007b, 1],
  [0x0080, 1], // Latin with diacritics
  [0x0370, 1.2], // Greek
  [0x0400, 0.8], // Cyrillic
  [0x0530, 2], // Armenian, Hebrew
  [0x0600, 1.2], // Arabic
  [0x0700, 2],
  [0x0900, 1.8], // Devanagari
  [0x0980, 3], // the other scripts of India; Lao, Burmese, Georgian, Ethiopic, Khmer
  [0x0e00, 1.8], // Thai
  [0x0e80, 3],
  [0x1e00, 2], // Vietnamese, Greek with diacritics
  [0x2000, 1.5], // punctuation and symbols
  [0x3000, 1.6], // CJK punctuation, kana
  [0x3100, 2],
  [0x4e00, 2], // Han
  [0xa000, 3],
  [0xac00, 2.5], // Hangul
  [0xd800, 2], // surrogates: four bytes in two units
  [0xe000, 2],
];

const costOfBlock = new Float32Array(256);
for (const [first, cost] of costs) costOfBlock.fill(cost, first >> 8);
// The table by its upper eight bits is exact from U+0700 on; below, blocks are smaller than 256.
const costOfLow = new Float32Array(0x1000);
for (const [first, cost] of costs) costOfLow.fill(cost, Math.min(first, 0x1000));

/** Estimated tokens of one UTF-16 code unit. */
export function unitCost(unit: number): number {
  return (unit < 0x1000 ? costOfLow[unit] : costOfBlock[unit >> 8]) ?? 2;
}

/** Estimated tokens of a text: rather too many than too few. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (let i = 0; i < text.length; i++) tokens += unitCost(text.charCodeAt(i));
  return Math.ceil(tokens);
}
