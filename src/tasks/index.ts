/** What is done with texts is fetched with the first of them: the first paint does without. */
import type { Segmented } from '../core/text/index';
import type { EngineClient } from '../engine/client';
import type { Answer, AnswerRequest } from './chat/answer';
import type { SegmentsRequest } from './translate/segments';
import type { CutRequest } from './translate/translate';
import type { TranslationRequest } from './translate/types';

/** See `translateText` in ./translate/translate. */
export async function translateText(
  engine: EngineClient,
  request: TranslationRequest,
): Promise<string> {
  return (await import('./translate/translate')).translateText(engine, request);
}

/** See `cutText` in ./translate/translate. */
export async function cutText(engine: EngineClient, request: CutRequest): Promise<Segmented> {
  return (await import('./translate/translate')).cutText(engine, request);
}

/** See `translateSegments` in ./translate/segments. */
export async function translateSegments(
  engine: EngineClient,
  request: SegmentsRequest,
): Promise<void> {
  return (await import('./translate/segments')).translateSegments(engine, request);
}

/** See `answer` in ./chat/answer. */
export async function answer(engine: EngineClient, request: AnswerRequest): Promise<Answer> {
  return (await import('./chat/answer')).answer(engine, request);
}
