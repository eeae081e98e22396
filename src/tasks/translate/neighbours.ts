import type { ChatMessage } from '../../core/prompts/index';
import { isTranslatable, markSpans, type Marked, type Segment } from '../../core/text/index';

/** A sentence of a text, and its translation if that is there already. */
export interface KnownSegment {
  readonly segment: Segment;
  /** Undefined if there is none, or one that is not up to date. */
  readonly target: string | undefined;
}

/** The text that sentences to translate stand in. */
export interface Surroundings {
  readonly text: readonly KnownSegment[];
  /** Where in the text each of the sentences to translate stands, in its order. */
  readonly at: readonly number[];
}

/**
 * How many sentences before another stand with it, at least: from there on a dialogue grows by as many again before
 * it begins anew. So most prompts only add to the one before them, whose tokens are still in the cache.
 */
const LEAST = 3;

/** A sentence that waits for its translation. */
interface Awaited {
  readonly text: Promise<string>;
  readonly resolve: (text: string) => void;
}

/**
 * The sentences before another one, in the same paragraph, as a dialogue of requests and answers. A sentence waits
 * for those before it; paragraphs, which stand apart by an empty line, do not wait for each other.
 */
export class Neighbours {
  readonly #text: readonly KnownSegment[];
  readonly #at: readonly number[];
  readonly #asked: ReadonlySet<number>;
  /** By place: the places before it in its paragraph whose sentences have or get a translation. */
  readonly #past: readonly (readonly number[])[];
  /** By the key of what the model sees: a sentence that occurs twice is translated once. */
  readonly #awaited = new Map<string, Awaited>();
  readonly #marked = new Map<number, Marked>();

  constructor({ text, at }: Surroundings) {
    this.#text = text;
    this.#at = at;
    this.#asked = new Set(at);
    this.#past = this.#findPast();
  }

  /** Tells what became of a sentence. */
  note({ key }: Marked, translation: string): void {
    this.#await(key).resolve(translation);
  }

  /**
   * @param index Of the sentence, among those to translate.
   * @param ask The request for a sentence, as the model is to see it.
   */
  async before(index: number, ask: (source: string) => string): Promise<readonly ChatMessage[]> {
    const place = this.#at[index] ?? 0;
    const turns: ChatMessage[] = [];
    for (const one of this.#past[place] ?? []) {
      const answer = await this.#translationOf(one);
      if (answer === '') continue;
      turns.push(
        { role: 'user', text: ask(this.#sourceOf(one)) },
        { role: 'assistant', text: answer },
      );
    }
    return turns;
  }

  #findPast(): readonly (readonly number[])[] {
    let paragraph: number[] = [];
    return this.#text.map(({ segment, target }, place) => {
      const past = recent(paragraph);
      const comes = target !== undefined || this.#asked.has(place);
      if (isParagraphEnd(segment)) paragraph = [];
      else if (comes && isTranslatable(segment.text, segment.spans ?? [])) paragraph.push(place);
      return past;
    });
  }

  #translationOf(place: number): string | Promise<string> {
    const known = this.#text[place];
    if (known === undefined) return '';
    return this.#asked.has(place) ? this.#await(this.#mark(place).key).text : (known.target ?? '');
  }

  /** As it was asked for, unless it has spans: their marks mean nothing to another sentence. */
  #sourceOf(place: number): string {
    const segment = this.#text[place]?.segment;
    if (segment === undefined) return '';
    return (segment.spans ?? []).length > 0 ? segment.text : this.#mark(place).prompt;
  }

  #mark(place: number): Marked {
    const marked = this.#marked.get(place) ?? markSpans(this.#text[place]?.segment ?? nothing);
    this.#marked.set(place, marked);
    return marked;
  }

  #await(key: string): Awaited {
    const awaited = this.#awaited.get(key) ?? promised();
    this.#awaited.set(key, awaited);
    return awaited;
  }
}

const nothing: Segment = { text: '', after: '' };

/** The last ones: at least LEAST, where there are so many, and less than twice that. */
export function recent<T>(past: readonly T[]): readonly T[] {
  const blocks = Math.floor(past.length / LEAST);
  return past.slice(Math.max(0, (blocks - 1) * LEAST));
}

function isParagraphEnd({ after }: Segment): boolean {
  return /(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)/.test(after);
}

function promised(): Awaited {
  let resolve: Awaited['resolve'] = () => undefined;
  const text = new Promise<string>((settle) => (resolve = settle));
  return { text, resolve };
}
