export { gapAfter, isTranslatable, segmentText, type Segment, type Segmented } from './segment';
export { Buffered, compose, OneLine, transformWhole, type TextTransform } from './stream';
export { estimateTokens } from './tokens';
