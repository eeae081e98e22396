import { AppError } from '../../core/errors';
import type { SeededRequest } from '../protocol';
import { BeamDecoder } from './beamDecoder';
import type { Decoder } from './decoder';
import type { Executor, Matcher, SampledToken, Tokenizer } from './executor';
import { forbiddenVariants, ForbiddenWords } from './forbidden';
import { GivenDecoder } from './givenDecoder';
import { readBias, SampleDecoder } from './sampleDecoder';
import type { Work } from './scheduler';

export interface PrepareOptions {
  readonly signal: AbortSignal;
  /** As those of `SampleDecoder`. */
  readonly written: readonly SampledToken[];
  readonly onToken: (delta: string, chosen?: SampledToken) => void;
  readonly stopTokens: ReadonlySet<number>;
  readonly stopStrings: readonly string[];
  /** Of the request's grammar. */
  readonly matcher?: Matcher | undefined;
}

/** If the answer continues the prompt: how many of its tokens the spelling of the next may depend on. */
const TOKENS_BEFORE = 8;

/**
 * Turns a request into what the scheduler runs.
 *
 * @throws AppError `input-too-long` for a prompt that leaves no room for an answer.
 * @throws TypeError for a beam search with a grammar, and for a given answer that is empty.
 */
export function prepare(
  request: SeededRequest,
  model: Pick<Executor, 'limits'> & Tokenizer,
  options: PrepareOptions,
): Work {
  const { forcedPrefix = '', priority = 'interactive' } = request;
  if (request.beam !== undefined && request.grammar !== undefined) {
    throw new TypeError('a beam search follows no grammar');
  }
  const { contextLength } = model.limits;
  if (request.given !== undefined) return prepareGiven(request, request.given, model, options);
  const prompt = model.encode(request.prompt + forcedPrefix);
  const room = contextLength - prompt.length;
  if (room < 1) {
    throw new AppError('input-too-long', { promptTokens: prompt.length, contextLength });
  }
  // A space that a grammar asks for at the beginning is no mere mark of a word.
  const continues = forcedPrefix !== '' || options.matcher !== undefined;
  const before = continues ? prompt.slice(-TOKENS_BEFORE) : undefined;
  const decoder = openDecoder(request, model, options, room, before);
  return { prompt, priority, decoder, signal: options.signal };
}

/** The answer is read with the prompt, as one text, since its first token may depend on what is before it. */
function prepareGiven(
  { prompt, priority = 'interactive', topLogprobs = 0 }: SeededRequest,
  given: string,
  model: Pick<Executor, 'limits'> & Tokenizer,
  { signal, stopTokens }: PrepareOptions,
): Work {
  const { contextLength } = model.limits;
  const whole = model.encode(prompt + given);
  if (whole.length > contextLength) {
    throw new AppError('input-too-long', { promptTokens: whole.length, contextLength });
  }
  const asked = model.encode(prompt);
  const differs = asked.findIndex((token, at) => token !== whole[at]);
  const start = differs === -1 ? asked.length : differs;
  const tokens = whole.slice(start);
  if (start === 0 || tokens.length === 0) throw new TypeError('no answer is given');
  const before = whole.slice(0, start);
  const decode = (some: readonly number[]) => model.decode(some);
  const decoder = new GivenDecoder({
    ...{ text: given, tokens, before, candidates: topLogprobs, stopTokens, decode },
  });
  return { prompt: before, priority, decoder, signal };
}

function openDecoder(
  request: SeededRequest,
  tokenizer: Tokenizer,
  { stopTokens, stopStrings, written, onToken, matcher }: PrepareOptions,
  room: number,
  before: readonly number[] | undefined,
): Decoder {
  const encode = (text: string) => tokenizer.encode(text);
  const decode = (tokens: readonly number[]) => tokenizer.decode(tokens);
  const words = request.forbidden ?? [];
  const common = {
    maxTokens: Math.min(request.maxTokens, room),
    ...{ stopTokens, decode, before, onToken },
    // A grammar alone says where its answer ends.
    stopStrings: matcher === undefined ? stopStrings : [],
    forbidden:
      words.length === 0
        ? undefined
        : new ForbiddenWords(words.flatMap((word) => forbiddenVariants(word, encode))),
  };
  return request.beam === undefined
    ? new SampleDecoder({ ...common, request, seed: request.seed, written, matcher })
    : new BeamDecoder({
        ...common,
        encode,
        beam: request.beam,
        bias: readBias(request.logitBias),
      });
}
