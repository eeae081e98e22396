/** What is done with texts is fetched with the first of them: the first paint does without. */
import type { Segmented } from '../core/text/index';
import type { EngineClient } from '../engine/client';
import type { Answer, AnswerRequest } from './chat/answer';
import type { InspectedPrompt, InspectRequest, MeasuredWord } from './translate/inspect';
import type { RefineAnswer, RefineRequest } from './translate/refine';
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

/** See `inspectPrompt` in ./translate/inspect. */
export async function inspectPrompt(
  engine: EngineClient,
  request: InspectRequest,
): Promise<InspectedPrompt> {
  return (await import('./translate/inspect')).inspectPrompt(engine, request);
}

/** See `measureWords` in ./translate/inspect. */
export async function measureWords(
  engine: EngineClient,
  request: InspectRequest & { readonly translation: string },
): Promise<readonly MeasuredWord[]> {
  return (await import('./translate/inspect')).measureWords(engine, request);
}

/** See `refine` in ./translate/refine. */
export async function refine(engine: EngineClient, request: RefineRequest): Promise<RefineAnswer> {
  return (await import('./translate/refine')).refine(engine, request);
}
