export { gapAfter, OneLine } from './reassemble';
export { segmentText, type Segment, type Segmented } from './segment';
export { estimateTokens } from './tokens';
export { isTranslatable } from './translatable';
