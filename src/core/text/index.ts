export type { Range } from './cells';
export { codeBlocks } from './fences';
export { joinLines } from './joinLines';
export {
  fillIn,
  isUnchanged,
  markSpans,
  markTarget,
  readMarks,
  unmark,
  type Marked,
  type Template,
} from './marks';
export { placeSpans } from './placeSpans';
export { gapAfter, isTranslatable, segmentText, type Segment, type Segmented } from './segment';
export { findSpans, firstEndingAfter, type SpanOptions } from './spans/index';
export { compose, OneLine, transformWhole, type TextTransform } from './stream';
export { estimateTokens } from './tokens';
