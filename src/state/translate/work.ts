import { toAppError, type AppError } from '../../core/errors';
import type { Segment } from '../../core/text/index';
import type { TranslationSegment } from '../../core/translation/types';
import type { SegmentResult } from '../../tasks/translate/types';
import { oncePerFrame } from '../frames';
import type { TranslatePorts } from './types';

/** What of a segment is to be changed. */
export type Patch = Partial<TranslationSegment>;

/** Segments to translate, and what becomes of them. */
export interface Work {
  readonly segments: readonly TranslationSegment[];
  /** FLORES code. */
  readonly to: string;
  readonly optionsOf?: Parameters<TranslatePorts['translate']>[0]['optionsOf'];
  readonly quality?: Parameters<TranslatePorts['translate']>[0]['quality'];
  readonly priority?: Parameters<TranslatePorts['translate']>[0]['priority'];
  /** Whether the sentences before each are given with it, whatever the user chose. */
  readonly neighbours?: boolean | undefined;
  /** @returns What a result changes. */
  readonly onResult: (result: SegmentResult) => Patch;
  /** Whether a segment's text is shown while it is being written. */
  readonly streams: (segment: TranslationSegment) => boolean;
  /** Called at most once a frame, with what has changed by then. */
  readonly onPaint: (patches: ReadonlyMap<string, Patch>, done: number) => void;
}

/** How work ended that was not given up. */
export interface Ended {
  readonly error?: AppError;
  /** Whether it failed while another model was taken, which may be why. */
  readonly isOfFormerModel?: boolean;
}

/**
 * Which translation is writing a segment: a later one, or a change of the user's, takes it over, and what comes
 * late from the former one is dropped.
 */
export class Workers {
  readonly #ports: Pick<TranslatePorts, 'translate' | 'onFrame' | 'modelId'>;
  readonly #owners = new Map<string, AbortController>();
  readonly #running = new Set<AbortController>();

  constructor(ports: Pick<TranslatePorts, 'translate' | 'onFrame' | 'modelId'>) {
    this.#ports = ports;
  }

  /** Ends everything that is under way. */
  stop(): void {
    for (const one of this.#running) one.abort();
    this.#running.clear();
    this.#owners.clear();
  }

  /** Nobody but the user writes a segment from now on. */
  release(id: string): void {
    this.#owners.delete(id);
  }

  /** @returns How it ended; undefined if it was given up. */
  async start(work: Work): Promise<Ended | undefined> {
    const controller = new AbortController();
    const { segments, to } = work;
    const ids = segments.map(({ id }) => id);
    const modelId = this.#ports.modelId();
    for (const id of ids) this.#owners.set(id, controller);
    this.#running.add(controller);
    let patches = new Map<string, Patch>();
    let done = 0;
    const patch = (index: number, what: Patch): void => {
      const id = ids[index];
      if (id !== undefined) patches.set(id, what);
    };
    const paint = (): void => {
      if (!this.#running.has(controller)) return;
      const mine = [...patches].filter(([id]) => this.#owners.get(id) === controller);
      patches = new Map();
      work.onPaint(new Map(mine), done);
    };
    const frames = oncePerFrame(this.#ports.onFrame, paint);
    try {
      await this.#ports.translate({
        ...{ to, segments: segments.map(toSegment), signal: controller.signal },
        ...{ optionsOf: work.optionsOf, quality: work.quality, priority: work.priority },
        ...{ ids, neighbours: work.neighbours },
        onText: (index, target) => {
          const segment = segments[index];
          if (segment === undefined || !work.streams(segment)) return;
          patch(index, { state: 'running', target, language: to });
        },
        onSegment: (index, result) => {
          done++;
          patch(index, work.onResult(result));
        },
        onAdvance: () => frames.give(undefined),
      });
      paint();
      return this.#running.has(controller) ? {} : undefined;
    } catch (cause) {
      // A failure keeps what was written; an end that was asked for has ended already.
      paint();
      if (!this.#running.has(controller)) return undefined;
      return { error: toAppError(cause), isOfFormerModel: this.#ports.modelId() !== modelId };
    } finally {
      frames.stop();
      this.#running.delete(controller);
      for (const id of ids) if (this.#owners.get(id) === controller) this.#owners.delete(id);
    }
  }
}

function toSegment({ source, gap, spans }: TranslationSegment): Segment {
  return { text: source, after: gap, spans };
}
