import { getModel } from '../../../src/core/catalog';
import { renderChat } from '../../../src/core/prompts';
import { siteBase } from '../../../src/core/site';
import { createBrowserEngine } from '../../../src/engine/browser';
import type { GenerateRequest, GenerateResult } from '../../../src/engine/client';
import { checkGpu } from '../../../src/engine/gpu';
import { openPackages } from '../../../src/models/browser';
import { openLoader } from '../../../src/models/openLoader';
import { Bare, type LoadTimes } from './bare';
import { CONTEXT } from './place';
import type { Timed } from './timed';

const bare = new Bare();
const packages = openPackages(siteBase(location.href));
const loader = openLoader({ packages, model: getModel, checkGpu });
const prepare = loader.prepare.bind(loader);
/** Longer than the demo's own, for long prompts; the answers do not matter. */
const engine = createBrowserEngine(prepare, () => ({ contextLength: CONTEXT }));

const greedy = { temperature: 0, topP: 1 } as const;

/** Times by the start of each phase. */
async function load(): Promise<LoadTimes> {
  const start = performance.now();
  const phases: Record<string, number> = {};
  await engine.load('demo', {
    onProgress: ({ phase }) => {
      phases[phase] ??= (performance.now() - start) / 1000;
    },
  });
  return { seconds: (performance.now() - start) / 1000, phases };
}

/** Submits all prompts, `batch` at a time. */
async function complete(
  prompts: readonly string[],
  maxTokens: number,
  batch: number,
  more: Partial<GenerateRequest> = {},
): Promise<Timed> {
  const start = performance.now();
  const results: GenerateResult[] = [];
  const rest = [...prompts.entries()];
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const [at, prompt] = next;
      results[at] = await engine.generate({ ...greedy, prompt, maxTokens, ...more });
    }
  };
  await Promise.all(Array.from({ length: batch }, worker));
  const sum = (of: (result: GenerateResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  return {
    seconds: (performance.now() - start) / 1000,
    texts: results.map(({ text }) => text),
    tokens: sum(({ usage }) => usage.completionTokens),
    promptTokens: sum(({ usage }) => usage.promptTokens),
    reusedTokens: sum(({ usage }) => usage.reusedTokens),
    prefillSeconds: sum(({ usage }) => usage.prefillSeconds),
    decodeSeconds: sum(({ usage }) => usage.decodeSeconds),
  };
}

interface Turn {
  readonly prompt: string;
  /** Until the first text of the answer. */
  readonly seconds: number;
  readonly text: string;
}

/** A dialogue with the model's own answers; each prompt has all that was said. */
async function dialogue(texts: readonly string[], maxTokens: number): Promise<Turn[]> {
  const model = getModel('demo');
  const messages: { role: 'user' | 'assistant'; text: string }[] = [];
  const turns: Turn[] = [];
  for (const said of texts) {
    messages.push({ role: 'user', text: said });
    const prompt = renderChat(model, messages);
    const start = performance.now();
    let first = 0;
    const onDelta = () => (first ||= performance.now() - start);
    const { text } = await engine.generate({ ...greedy, prompt, maxTokens }, { onDelta });
    messages.push({ role: 'assistant', text });
    turns.push({ prompt, seconds: first / 1000, text });
  }
  return turns;
}

export const bench = { bare, engine, load, complete, dialogue };

declare global {
  interface Window {
    comparison: typeof bench;
  }
}

window.comparison = bench;
