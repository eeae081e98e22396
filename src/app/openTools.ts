import type { ModelId } from '../core/catalog';
import { findSpans, type Segment } from '../core/text/index';
import type { TranslationSegment } from '../core/translation/types';
import type { EngineClient } from '../engine/client';
import type { OnFrame } from '../state/frames';
import type { TranslateStore } from '../state/translate';
import { contextOptions, surroundings, type ContextStore } from '../state/translate/context';
import { createDialogueStore, wholeText } from '../state/translate/dialogues';
import { createLookupStore } from '../state/translate/lookups';
import type { TranslateTools } from '../state/translate/tools';
import { inspectPrompt, measureWords, refine, translateSegments } from '../tasks';
import type { Quality } from '../tasks/translate/types';
import { chosenModel, mayShowAsChange, mayShowOf } from './chosenModel';

export interface ToolParts {
  readonly engine: EngineClient;
  readonly store: TranslateStore;
  readonly context: ContextStore;
  readonly model: () => ModelId;
  readonly quality: () => Quality;
  readonly detect: (text: string) => Promise<string | undefined>;
  readonly onFrame: OnFrame;
}

/** Connects what can be done with one sentence of a translation. */
export function openTools(parts: ToolParts): TranslateTools {
  const { engine, store, context, model, onFrame } = parts;

  const requestFor = ({ id, source, gap, spans }: TranslationSegment, signal: AbortSignal) => {
    const { translation, to } = store.getState();
    const chosen = context.getState();
    return {
      segment: { text: source, after: gap, spans },
      options: contextOptions(chosen),
      around: chosen.neighbours ? surroundings(translation, [id], to) : undefined,
      ...{ to, signal, model: model(), quality: parts.quality() },
    };
  };

  /** Undefined where the model does not know. */
  const translateBack = async ({ source, target }: TranslationSegment, signal: AbortSignal) => {
    const { from, detected } = store.getState();
    const to = from ?? detected ?? (await parts.detect(source)) ?? 'eng';
    const { modelId, mayShow } = await chosenModel(model, mayShowOf);
    let back: string | undefined;
    await translateSegments(engine, {
      segments: [{ text: target, after: '', spans: findSpans(target) }],
      ...{ to, signal, model: modelId, mayShow },
      onSegment: (_, { text, withheld }) => {
        back = withheld ? undefined : text;
      },
    });
    return back;
  };

  const segmentOf = (id: string, source: string): Segment => {
    const found = store.getState().translation.segments.find((segment) => segment.id === id);
    if (id === wholeText || found === undefined) return { text: source, after: '', spans: [] };
    return { text: source, after: found.gap, spans: found.spans };
  };

  return {
    context,
    lookups: createLookupStore({
      prompt: (segment, signal) => inspectPrompt(engine, requestFor(segment, signal)),
      words: (segment, signal) =>
        measureWords(engine, { ...requestFor(segment, signal), translation: segment.target }),
      back: translateBack,
    }),
    dialogues: createDialogueStore({
      refine: async ({ id, source, to }, request) => {
        const { modelId, mayShow } = await chosenModel(model, (chosen) =>
          mayShowAsChange(chosen, request.target),
        );
        const options = contextOptions(context.getState());
        const segment = segmentOf(id, source);
        return refine(engine, { ...request, segment, to, options, model: modelId, mayShow });
      },
      onFrame,
      newId: () => crypto.randomUUID(),
    }),
  };
}
