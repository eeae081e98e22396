import { MLCEngine, type ChatCompletionMessageParam } from '@mlc-ai/web-llm';
import { END } from './end';
import type { Timed } from './timed';

/*
 * Unmodified web-llm with its own loading, on the same library and weights. It runs on the page, which saves
 * it round trips to a worker.
 */

const MODEL = 'bare';

/** BayLing's dialogue in web-llm's terms, for its chat path. */
const dialogue = {
  system_template: '{system_message}',
  system_message:
    'I am an intelligent language assistant developed by the NLP Group of ICT/CAS.\n' +
    'Below is a dialog consisting of instructions and responses. Write a response that completes the request.\n',
  roles: { user: '\n### Instruction', assistant: '\n### Response', tool: '' },
  role_content_sep: ':\n',
  role_empty_sep: ':\n',
  seps: ['', '</s>'],
};

export interface Place {
  /** Of the package's folder, from the page. */
  readonly folder: string;
  readonly library: string;
  readonly contextLength: number;
}

export interface Answer {
  /** Until the first text. */
  readonly seconds: number;
  readonly text: string;
}

/** Compiling and uploading as web-llm reports them, by the time at which each began. */
export interface LoadTimes {
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
}

export class Bare {
  #engine: MLCEngine | undefined;

  /** Files that it has fetched once are found in its cache. */
  async load({ folder, library, contextLength }: Place): Promise<LoadTimes> {
    const start = performance.now();
    const begins: Record<string, number> = {};
    const engine = new MLCEngine({
      logLevel: 'WARN',
      appConfig: {
        model_list: [
          {
            model_id: MODEL,
            model: new URL(`${folder}/`, location.href).href,
            model_lib: new URL(library, location.href).href,
          },
        ],
      },
      initProgressCallback: ({ text }) => {
        const phase = /^Loading (model|GPU shader)/.exec(text)?.[1];
        if (phase !== undefined) begins[phase] ??= (performance.now() - start) / 1000;
      },
    });
    await engine.reload(MODEL, { context_window_size: contextLength, conv_config: dialogue });
    this.#engine = engine;
    return { seconds: (performance.now() - start) / 1000, phases: begins };
  }

  async unload(): Promise<void> {
    await this.#engine?.unload();
    this.#engine = undefined;
  }

  /** One prompt after the other, each read from the start: web-llm has no other way. */
  async complete(prompts: readonly string[], maxTokens: number, ignoreEnd = false): Promise<Timed> {
    const start = performance.now();
    const texts: string[] = [];
    let [tokens, promptTokens, prefillSeconds, decodeSeconds] = [0, 0, 0, 0];
    for (const prompt of prompts) {
      const { choices, usage } = await this.#require().completions.create({
        ...{ prompt, max_tokens: maxTokens, temperature: 0, top_p: 1 },
        ...(ignoreEnd && { logit_bias: { [END]: -100 } }),
      });
      texts.push(choices[0]?.text ?? '');
      if (usage === undefined) continue;
      const { prompt_tokens: read, completion_tokens: written, extra } = usage;
      tokens += written;
      promptTokens += read;
      prefillSeconds += read / extra.prefill_tokens_per_s;
      decodeSeconds += Math.max(0, written - 1) / extra.decode_tokens_per_s;
    }
    const seconds = (performance.now() - start) / 1000;
    return { seconds, texts, tokens, promptTokens, prefillSeconds, decodeSeconds };
  }

  async firstText(prompt: string, maxTokens: number): Promise<Answer> {
    const start = performance.now();
    const chunks = await this.#require().completions.create({
      ...{ prompt, max_tokens: maxTokens, temperature: 0, top_p: 1, stream: true },
    });
    return gather(start, chunks, ({ choices }) => choices[0]?.text);
  }

  /** Answers to the turns of a dialogue by the chat path, which keeps what it has read. */
  async chat(texts: readonly string[], maxTokens: number): Promise<Answer[]> {
    const engine = this.#require();
    await engine.resetChat();
    const messages: ChatCompletionMessageParam[] = [];
    const answers: Answer[] = [];
    for (const content of texts) {
      messages.push({ role: 'user', content });
      const start = performance.now();
      const chunks = await engine.chat.completions.create({
        ...{ messages, max_tokens: maxTokens, temperature: 0, top_p: 1, stream: true },
      });
      const answer = await gather(start, chunks, ({ choices }) => choices[0]?.delta.content);
      messages.push({ role: 'assistant', content: answer.text });
      answers.push(answer);
    }
    return answers;
  }

  #require(): MLCEngine {
    if (this.#engine === undefined) throw new Error('not loaded');
    return this.#engine;
  }
}

async function gather<Chunk>(
  start: number,
  chunks: AsyncIterable<Chunk>,
  textOf: (chunk: Chunk) => string | null | undefined,
): Promise<Answer> {
  let [first, text] = [0, ''];
  for await (const chunk of chunks) {
    text += textOf(chunk) ?? '';
    if (first === 0 && text !== '') first = performance.now() - start;
  }
  return { seconds: first / 1000, text };
}
