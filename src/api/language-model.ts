import { defaultModelId, type Model } from '../core/catalog';
import type { ChatMessage } from '../core/prompts';
import { estimateTokens } from '../core/text';
import { dialogueBudget } from '../tasks/chat/budget';
import { loadFor, modelAvailability } from './create';
import { Lifetime } from './exceptions';
import { answer } from '../tasks';
import type {
  ApiPorts,
  BayLing,
  BayLingLanguageModel,
  LanguageModelOptions,
  Prompt,
  PromptMessage,
} from './types';

/** Signal of one request. */
interface RequestOptions {
  readonly signal?: AbortSignal;
}

function toMessages(input: Prompt): readonly PromptMessage[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : input;
}

/**
 * Turns in the order that BayLing was trained on: user and assistant by turns. It has one system line
 * of its own, so another one opens the first user turn; turns of one side in a row become one.
 */
export function toTurns(messages: readonly PromptMessage[]): ChatMessage[] {
  const turns: ChatMessage[] = [];
  for (const { role, content } of messages) {
    const side = role === 'assistant' ? 'assistant' : 'user';
    const last = turns.at(-1);
    if (last?.role === side)
      turns[turns.length - 1] = { role: side, text: `${last.text}\n${content}` };
    else turns.push({ role: side, text: content });
  }
  if (turns[0]?.role === 'assistant') throw new TypeError('A conversation begins with the user.');
  return turns;
}

const usage = (messages: readonly PromptMessage[]): number =>
  messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);

class Session extends EventTarget implements BayLingLanguageModel {
  readonly temperature: number;
  readonly #ports: ApiPorts;
  readonly #model: Model;
  readonly #life = new Lifetime();
  #messages: readonly PromptMessage[];
  // Requests are answered one after the other: each needs the answer before it.
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    ports: ApiPorts,
    model: Model,
    temperature: number,
    messages: readonly PromptMessage[],
  ) {
    super();
    this.#ports = ports;
    this.#model = model;
    this.temperature = temperature;
    this.#messages = messages;
  }

  get inputQuota(): number {
    return dialogueBudget(this.#model);
  }

  get inputUsage(): number {
    return usage(this.#messages);
  }

  prompt(input: Prompt, { signal }: RequestOptions = {}): Promise<string> {
    return this.#life.run(signal, (either) => this.#answer(input, either));
  }

  promptStreaming(input: Prompt, { signal }: RequestOptions = {}): ReadableStream<string> {
    return this.#life.stream(signal, (either, onText) => this.#answer(input, either, onText));
  }

  append(input: Prompt): Promise<void> {
    return this.#life.run(undefined, () =>
      this.#inTurn(() => {
        const messages = [...this.#messages, ...toMessages(input)];
        toTurns(messages);
        this.#messages = messages;
      }),
    );
  }

  measureInputUsage(input: Prompt): Promise<number> {
    return this.#life.run(undefined, () => Promise.resolve(usage(toMessages(input))));
  }

  async clone(): Promise<BayLingLanguageModel> {
    this.#life.requireAlive();
    await this.#last;
    return new Session(this.#ports, this.#model, this.temperature, this.#messages);
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

  #answer(input: Prompt, signal: AbortSignal, onText?: (text: string) => void): Promise<string> {
    return this.#inTurn(async () => {
      signal.throwIfAborted();
      const messages = [...this.#messages, ...toMessages(input)];
      const turns = toTurns(messages);
      if (turns.at(-1)?.role !== 'user') throw new TypeError('A prompt ends with the user.');
      const { text, forgot } = await answer(this.#ports.engine, {
        messages: turns,
        model: this.#model.id,
        temperature: this.temperature,
        signal,
        onText,
      });
      if (forgot) this.dispatchEvent(new Event('quotaoverflow'));
      this.#messages = [...messages, { role: 'assistant', content: text }];
      return text;
    });
  }
}

/** `bayling.LanguageModel`. */
export function languageModelFactory(ports: ApiPorts): BayLing['LanguageModel'] {
  return {
    availability: ({ model = defaultModelId } = {}) => modelAvailability(ports, model),
    async create(options: LanguageModelOptions = {}): Promise<BayLingLanguageModel> {
      const modelId = options.model ?? defaultModelId;
      const initial = options.initialPrompts ?? [];
      toTurns(initial);
      await loadFor(ports, modelId, options);
      const model = ports.engine.model(modelId);
      const temperature = options.temperature ?? model.sampling.chat.temperature;
      return new Session(ports, model, temperature, initial);
    },
  };
}
