import type { Model } from '../core/catalog';
import {
  beginnings,
  firstFitting,
  joinTurns,
  renderDialogue,
  type ChatMessage,
} from '../core/prompts';
import { dialogueBudget } from '../tasks/chat/budget';
import { ensureLoaded } from '../tasks/ensureLoaded';
import { answer } from '../tasks';
import { readConstraint, type Constraint } from './constraint';
import { createObject, loadModel, modelAvailability } from './create';
import { AppError } from '../core/errors';
import { quotaExceeded } from './exceptions';
import { Lifetime } from './lifetime';
import { readPrompt, type Messages } from './messages';
import {
  canServe,
  checkSampling,
  readCoreOptions,
  readInitialPrompts,
  temperatureOf,
  type SamplingChoice,
} from './modelOptions';
import type {
  ApiPorts,
  BayLing,
  BayLingLanguageModel,
  EventHandler,
  MeasureOptions,
  Prompt,
  PromptOptions,
  SamplingMode,
} from './types';
import { defineHandler, requireFirst, toDictionary, toSignal } from './webidl';

/** Counts tokens of dialogues as the model will read them. */
class Meter {
  readonly #ports: ApiPorts;
  readonly #model: Model;
  /** What a dialogue without turns takes. */
  readonly #frame: number;

  private constructor(ports: ApiPorts, model: Model, frame: number) {
    this.#ports = ports;
    this.#model = model;
    this.#frame = frame;
  }

  static async open(ports: ApiPorts, model: Model): Promise<Meter> {
    const frame = await ports.engine.countTokens(renderDialogue(model, []));
    return new Meter(ports, model, frame);
  }

  /** Tokens that a dialogue may have. */
  get window(): number {
    return dialogueBudget(this.#model) - this.#frame;
  }

  /** Tokens of the messages, put into the layout. */
  async count(messages: readonly ChatMessage[], more = '', signal?: AbortSignal): Promise<number> {
    const { engine } = this.#ports;
    await ensureLoaded(engine, this.#model.id, signal && { signal });
    const prompt = renderDialogue(this.#model, joinTurns(messages)) + more;
    return (await engine.countTokens(prompt, signal)) - this.#frame;
  }

  /** In terms of the window, what the engine says of the whole context. */
  exceeded(error: AppError): DOMException {
    const tokens = Number(error.data['promptTokens']) - this.#frame;
    return this.refusal(tokens, error);
  }

  /** @param cause Left out where nothing was tried. */
  refusal(requested: number, cause = new AppError('input-too-long', { requested })): DOMException {
    const exception = quotaExceeded(cause.message, { requested, quota: this.window });
    Object.defineProperty(exception, 'cause', { value: cause });
    return exception;
  }
}

/** What a session is, but for its dialogue. */
interface Setting {
  readonly ports: ApiPorts;
  readonly model: Model;
  readonly sampling: SamplingChoice;
  readonly meter: Meter;
  /** Never left out. */
  readonly pinned: readonly ChatMessage[];
}

/** What was said after that, and the tokens of both. */
interface State {
  readonly messages: readonly ChatMessage[];
  readonly usage: number;
}

class LanguageModel extends EventTarget implements BayLingLanguageModel {
  readonly [Symbol.toStringTag] = 'LanguageModel';
  declare oncontextoverflow: EventHandler;
  declare onquotaoverflow: EventHandler;
  readonly #setting: Setting;
  readonly #life: Lifetime;
  #state: State;
  // Requests are answered one after the other: each needs the answer before it.
  #last: Promise<unknown> = Promise.resolve();

  constructor(setting: Setting, state: State, life: Lifetime) {
    super();
    this.#setting = setting;
    this.#state = state;
    this.#life = life;
    defineHandler(this, 'contextoverflow');
    defineHandler(this, 'quotaoverflow');
  }

  get contextWindow(): number {
    return this.#setting.meter.window;
  }

  get contextUsage(): number {
    return this.#state.usage;
  }

  get inputQuota(): number {
    return this.contextWindow;
  }

  get inputUsage(): number {
    return this.contextUsage;
  }

  get samplingMode(): SamplingMode | null {
    return this.#setting.sampling.mode;
  }

  get temperature(): number | undefined {
    return this.#setting.sampling.temperature;
  }

  get topK(): number | undefined {
    return this.#setting.sampling.topK;
  }

  async prompt(...given: [input: Prompt, options?: PromptOptions]): Promise<string> {
    const { input, signal, constraint } = readRequest(given);
    return this.#life.run(signal, (either) => this.#answer(input, constraint, either));
  }

  promptStreaming(...given: [input: Prompt, options?: PromptOptions]): ReadableStream<string> {
    const { input, signal, constraint } = readRequest(given);
    return this.#life.stream(signal, (either, onText) =>
      this.#answer(input, constraint, either, onText),
    );
  }

  async append(...given: [input: Prompt, options?: MeasureOptions]): Promise<undefined> {
    const input = requireFirst(given, 'input');
    const signal = toSignal(toDictionary(given[1]));
    return this.#life.run(signal, (either) =>
      this.#inTurn(async () => {
        either.throwIfAborted();
        const { turns, prefix } = this.#read(input);
        const added = prefix === undefined ? turns : [...turns, assistant(prefix)];
        const state = await this.#fit([...this.#state.messages, ...added], added, either);
        either.throwIfAborted();
        this.#become(state);
        return undefined;
      }),
    );
  }

  async measureContextUsage(...given: [input: Prompt, options?: PromptOptions]): Promise<number> {
    const { input, signal, constraint } = readRequest(given);
    return this.#life.run(signal, (either) => {
      const { turns, prefix = '' } = instructed(readPrompt(input, true), constraint());
      return this.#setting.meter.count(turns, prefix, either);
    });
  }

  measureInputUsage(...given: [input: Prompt, options?: PromptOptions]): Promise<number> {
    return this.measureContextUsage(...given);
  }

  async clone(options?: MeasureOptions): Promise<BayLingLanguageModel> {
    const signal = toSignal(toDictionary(options));
    return this.#life.run(signal, async () => {
      await this.#last;
      return new LanguageModel(this.#setting, this.#state, new Lifetime());
    });
  }

  destroy(): void {
    this.#life.destroy();
  }

  /** Never rejects by itself: a failed request leaves the conversation as it was. */
  #inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  #read(input: unknown): Messages {
    return readPrompt(input, this.#state.usage === 0);
  }

  #answer(
    input: unknown,
    constraint: () => Asked | undefined,
    signal: AbortSignal,
    onText?: (text: string) => void,
  ): Promise<string> {
    return this.#inTurn(async () => {
      signal.throwIfAborted();
      const asked = constraint();
      const { turns, prefix } = instructed(this.#read(input), asked);
      const { ports, model, sampling, meter, pinned } = this.#setting;
      // An answer follows a turn of the user, even if that says nothing.
      const said = [...this.#state.messages, ...turns];
      const messages = (said.at(-1) ?? pinned.at(-1))?.role === 'user' ? said : [...said, user('')];
      const { text, forgot } = await answer(ports.engine, {
        ...{ pinned, messages, prefix, signal, onText },
        asked: Math.max(1, messages.length - this.#state.messages.length),
        model: model.id,
        temperature: temperatureOf(sampling),
        topK: sampling.topK,
        rules: asked?.form.rules(prefix !== undefined),
      }).catch((error: unknown) => {
        const isQuota = error instanceof AppError && error.code === 'input-too-long';
        throw isQuota ? meter.exceeded(error) : error;
      });
      if (asked?.form.holds((prefix ?? '') + text) === false) throw new AppError('form-unfinished');
      const answered = [...messages.slice(forgot), assistant((prefix ?? '') + text)];
      this.#become(await this.#fit(answered, []), forgot > 0);
      return text;
    });
  }

  /**
   * Leaves out the oldest exchanges until the window holds the rest.
   *
   * @param needed What must stay; the dialogue ends with it.
   * @throws DOMException `QuotaExceededError`.
   */
  async #fit(
    messages: readonly ChatMessage[],
    needed: readonly ChatMessage[],
    signal?: AbortSignal,
  ): Promise<State> {
    const { meter, pinned } = this.#setting;
    const from = (start: number) => messages.slice(start);
    const usages = new Map<number, number>();
    const latest = messages.length - needed.length;
    const starts = beginnings(messages).filter((start) => start < latest);
    const start = await firstFitting([...starts, latest], async (one) => {
      const usage = await meter.count([...pinned, ...from(one)], '', signal);
      usages.set(one, usage);
      return usage <= meter.window;
    });
    if (start === undefined) throw meter.refusal(usages.get(latest) ?? NaN);
    return { messages: from(start), usage: usages.get(start) ?? 0 };
  }

  #become(state: State, hasForgotten = false): void {
    const before = this.#state.messages;
    this.#state = state;
    const isCut = before.length > 0 && state.messages[0] !== before[0];
    if (!hasForgotten && !isCut) return;
    this.dispatchEvent(new Event('contextoverflow'));
    this.dispatchEvent(new Event('quotaoverflow'));
  }
}

const user = (text: string): ChatMessage => ({ role: 'user', text });
const assistant = (text: string): ChatMessage => ({ role: 'assistant', text });

/** A form that an answer is to have, and whether the model is told. */
interface Asked {
  readonly form: Constraint;
  readonly isTold: boolean;
}

/** The constraint is read when its turn comes: what is wrong with it ends that request alone. */
function readRequest(given: readonly unknown[]) {
  const input = requireFirst(given, 'input');
  const options = toDictionary(given[1]);
  const { responseConstraint, omitResponseConstraintInput } = options;
  if (Boolean(omitResponseConstraintInput) && responseConstraint === undefined) {
    throw new TypeError('There is no responseConstraint whose input could be left out.');
  }
  const constraint = (): Asked | undefined => {
    const form = readConstraint(responseConstraint);
    return form && { form, isTold: !omitResponseConstraintInput };
  };
  return { input, signal: toSignal(options), constraint };
}

/** Tells the model of the form, at the end of what the user says. */
function instructed(messages: Messages, asked: Asked | undefined): Messages {
  if (asked?.isTold !== true) return messages;
  return { ...messages, turns: joinTurns([...messages.turns, user(asked.form.instruction)]) };
}

/** `bayling.LanguageModel`. */
export function languageModelFactory(ports: ApiPorts): BayLing['LanguageModel'] {
  const unsupported = () =>
    new DOMException('No model here does what is expected.', 'NotSupportedError');
  return {
    prototype: LanguageModel.prototype,
    async availability(options) {
      const core = readCoreOptions(toDictionary(options));
      return canServe(core) ? modelAvailability(ports, core.model) : 'unavailable';
    },
    create(given) {
      const options = toDictionary(given);
      const core = readCoreOptions(options);
      checkSampling(core.sampling);
      const pinned = readInitialPrompts(options);
      const load = loadModel(ports, core.model);
      return createObject(
        options,
        async (signal, onProgress) => {
          if (!canServe(core)) throw unsupported();
          await load(signal, onProgress);
        },
        async (life) => {
          const model = ports.engine.model(core.model);
          const meter = await Meter.open(ports, model);
          const usage = pinned.length === 0 ? 0 : await meter.count(pinned);
          if (usage > meter.window) throw meter.refusal(usage);
          const setting = { ports, model, sampling: core.sampling, meter, pinned };
          return new LanguageModel(setting, { messages: [], usage }, life);
        },
      );
    },
  };
}
