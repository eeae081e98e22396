/**
 * For embedders: `createApi`, the object at `window.bayling`. For this app's own state:
 * `translateText` and `answer`, the one way a text is translated and a dialogue is continued, which
 * reject with AppError.
 */
export type { Answer, AnswerRequest } from './answer';
export { createApi } from './api';
export { answer, translateText } from './lazy';
export type {
  Quality,
  SentenceAlternatives,
  TranslatedSegment,
  TranslationProgress,
  TranslationRequest,
} from './translate';
export type * from './types';
