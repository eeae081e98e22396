import { defaultModelId } from '../../core/catalog';
import { AppError } from '../../core/errors';
import { findLanguage, type Language } from '../../core/languages/index';
import type { GlossaryIndex } from '../../core/terms/glossaryIndex';
import { fillIn, type Segment } from '../../core/text/index';
import type { EngineClient, Priority } from '../../engine/client';
import { holdLoaded } from '../ensureLoaded';
import { TranslationAssembly, type SegmentListeners } from './assembly';
import { Neighbours, type Surroundings } from './neighbours';
import { sentenceInstruction, translateSentence } from './sentence';
import { findTerms, translateWithTerms } from './terms';
import type { SentenceOptions, TranslationSettings } from './types';

export type { SegmentListeners } from './assembly';

/** Requests under way: what the engine runs at once, and as many again so that it need not wait for them. */
const WINDOW = 16;

/**
 * Sentences that somebody waits for: the engine takes so many at once, and what comes meanwhile waits for
 * one sentence at most. A longer text is read while it is being written, so others may go before it.
 */
const WAITED_FOR = 8;

/** Sentences to translate, and who listens. */
export interface SegmentsRequest extends TranslationSettings, SegmentListeners {
  readonly segments: readonly Segment[];
  /** How a sentence is asked for, by its index; left out, the usual way. */
  readonly optionsOf?: ((index: number) => SentenceOptions | undefined) | undefined;
  /** What words are to become, and which are to stay. */
  readonly glossary?: GlossaryIndex | undefined;
  /** The text around the sentences: what is before each in it is then given as the dialogue before. */
  readonly around?: Surroundings | undefined;
  /** Left out, as many as somebody waits for are interactive, and more are not. */
  readonly priority?: Priority | undefined;
}

/**
 * Translates sentences, several at a time; nothing is told after the signal. Sentences that look the same to the
 * model are translated once. Loads the model when it is not loaded.
 *
 * @throws AppError `unsupported-language`, `aborted`, and what the engine throws, as soon as one sentence
 *   fails. The listeners have been told what was written until then.
 */
export async function translateSegments(
  engine: EngineClient,
  request: SegmentsRequest,
): Promise<void> {
  const { to, model: modelId = defaultModelId, quality = 'fast', mayShow, glossary } = request;
  const terms = glossary && findTerms(request.segments, glossary);
  const segments = terms?.segments ?? request.segments;
  const model = engine.model(modelId);
  const target = requireLanguage(to);
  const failed = new AbortController();
  const signal =
    request.signal === undefined ? failed.signal : AbortSignal.any([failed.signal, request.signal]);
  const assembly = new TranslationAssembly(segments, quietAfter(signal, request));
  const common = {
    ...{ model, target, quality, mayShow, signal, partOf: {} },
    priority: request.priority ?? (segments.length > WAITED_FOR ? 'background' : 'interactive'),
  } as const;
  const neighbours = request.around && new Neighbours(request.around);
  // In turn, so that the engine is asked in the order of the text.
  const load = holdLoaded(engine, modelId, { signal });
  const work = async (): Promise<void> => {
    for (;;) {
      if (signal.aborted) throw new AppError('aborted');
      const taken = assembly.take();
      assembly.advance();
      if (taken === undefined) return;
      const { sentence, segment, index } = taken;
      await load();
      const onDelta = (delta: string): void => assembly.write(sentence, delta);
      const given = request.optionsOf?.(index);
      const ask = (text: string) => sentenceInstruction(target, text, given);
      const before = await neighbours?.before(index, ask);
      const options = before === undefined ? given : { ...given, before };
      const asked = { ...common, sentence, segment, options, onDelta };
      const demands = terms?.demands[index] ?? [];
      const end =
        glossary !== undefined && demands.length > 0
          ? await translateWithTerms(engine, { ...asked, glossary, demands })
          : await translateSentence(engine, asked);
      neighbours?.note(sentence, fillIn(end.template, segment, sentence));
      assembly.finish(sentence, end);
    }
  };
  try {
    await Promise.all(Array.from({ length: WINDOW }, work));
  } catch (error) {
    failed.abort();
    throw error;
  }
}

function quietAfter(signal: AbortSignal, listeners: SegmentListeners): SegmentListeners {
  return {
    onText: (...given) => signal.aborted || listeners.onText?.(...given),
    onSegment: (...given) => signal.aborted || listeners.onSegment?.(...given),
    onAdvance: () => signal.aborted || listeners.onAdvance?.(),
  };
}

/** @throws AppError `unsupported-language` for what is none of the 102. */
export function requireLanguage(tagOrCode: string): Language {
  const language = findLanguage(tagOrCode);
  if (language === undefined) throw new AppError('unsupported-language', { language: tagOrCode });
  return language;
}
