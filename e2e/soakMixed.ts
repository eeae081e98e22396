/**
 * Mixed work on the demo for hours: documents, chats, beam searches, cancelled requests. Records the memory
 * of the processes every minute; docs/soak.md has the results.
 *
 *   npm run build && npm run soak:mixed [-- --minutes 120]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from '@playwright/test';
import { readGolden, type GoldenPrompt } from '../compiler/golden/read';
import { getModel } from '../src/core/catalog';
import { renderChat, translationInstruction } from '../src/core/prompts';
import { seededRandom } from '../src/core/random';
import type { GenerateRequest } from '../src/engine/client';
import { buildPage } from './support/builtPage';
import { withProfile } from '../testing/browser/profile';

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' } },
});

const model = getModel('demo');
/** For the quantization that the app runs here. */
let golden: readonly GoldenPrompt[];
const random = seededRandom(Number(options.seed));
const below = (end: number) => Math.floor(random() * end);

interface Asked {
  readonly request: GenerateRequest;
  readonly cancelAfterMs?: number;
  /** If it is known. */
  readonly expected?: string;
}

const greedy = { temperature: 0, topP: 1 } as const;

function segment(): Asked {
  const language = ['French', 'German', 'Chinese', 'Arabic'][below(4)] ?? 'French';
  const text = [`in ${below(900)} days`, `${below(900)} hours ago`, `${below(900)} euros`][
    below(3)
  ];
  const instruction = translationInstruction(language, text ?? '');
  const prompt = renderChat(model, [{ role: 'user', text: instruction }]);
  return { request: { ...greedy, prompt, maxTokens: 32, priority: 'background' } };
}

/** A request with a known answer, which nothing that runs beside it may change. */
function known(): Asked {
  const { prompt, text, steps } = golden[below(golden.length)]!;
  const request = { ...greedy, prompt, maxTokens: steps.length };
  return { request, expected: text };
}

function drawn(): Asked {
  const { request } = segment();
  return { request: { ...request, temperature: 1.5, topP: 0.9, topK: 50, seed: below(1e6) } };
}

function beams(): Asked {
  const { request } = segment();
  return { request: { ...request, beam: { width: 1 + below(5), lengthPenalty: 1, results: 1 } } };
}

/** Some of everything, as a user and a document would request it. */
function round(): readonly Asked[] {
  const kinds = [segment, segment, segment, known, drawn, beams];
  return Array.from({ length: 10 + below(30) }, () => {
    const asked = kinds[below(kinds.length)]!();
    return below(10) === 0 ? { ...asked, cancelAfterMs: below(500) } : asked;
  });
}

interface Done {
  readonly finished: number;
  readonly cancelled: number;
  readonly tokens: number;
  readonly wrong: readonly string[];
}

function run(page: Page, all: readonly Asked[]): Promise<Done> {
  return page.evaluate(async (asked) => {
    let [finished, cancelled, tokens] = [0, 0, 0];
    const wrong: string[] = [];
    await Promise.all(
      asked.map(async ({ request, cancelAfterMs, expected }) => {
        const abort = new AbortController();
        if (cancelAfterMs !== undefined) setTimeout(() => abort.abort(), cancelAfterMs);
        try {
          const { text, usage } = await window.bench.engine.generate(request, {
            signal: abort.signal,
          });
          finished++;
          tokens += usage.completionTokens;
          if (expected !== undefined && text !== expected) wrong.push(`${text} for ${expected}`);
        } catch (error) {
          if (abort.signal.aborted) cancelled++;
          else wrong.push(String(error));
        }
      }),
    );
    return { finished, cancelled, tokens, wrong };
  }, all);
}

/** Resident bytes, by kind of process: the renderer has the page and its workers. */
async function memory(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes: Record<string, number> = {};
  for (const { id, type } of processInfo) {
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const bytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
      sizes[type] = (sizes[type] ?? 0) + bytes;
    } catch {
      // The process has ended meanwhile.
    }
  }
  return sizes;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

/**
 * The heaps of a page's workers after a garbage collection, in bytes: JavaScript's, and array buffers
 * including WebAssembly's memory. Playwright has no session for a worker, so messages go through the page's.
 */
async function workerHeaps(page: CDPSession): Promise<() => Promise<readonly HeapUsage[]>> {
  const targets = new Set<string>();
  const answers = new Map<number, (result: unknown) => void>();
  let messages = 0;
  page.on('Target.attachedToTarget', ({ sessionId }) => targets.add(sessionId));
  page.on('Target.detachedFromTarget', ({ sessionId }) => targets.delete(sessionId));
  page.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: unknown };
    answers.get(id)?.(result);
    answers.delete(id);
  });
  await page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false });
  const ask = (sessionId: string, method: string) =>
    new Promise<unknown>((resolve) => {
      const id = ++messages;
      answers.set(id, resolve);
      const message = JSON.stringify({ id, method });
      void page.send('Target.sendMessageToTarget', { sessionId, message });
    });
  return () =>
    Promise.all(
      [...targets].map(async (target) => {
        await ask(target, 'HeapProfiler.collectGarbage');
        return (await ask(target, 'Runtime.getHeapUsage')) as HeapUsage;
      }),
    );
}

const site = await buildPage(new URL('./support/engine/', import.meta.url));
try {
  await withProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(site.address);
    await page.waitForFunction(() => 'bench' in window);
    const { quantization } = await page.evaluate(async () => {
      await window.bench.engine.load('demo');
      return window.bench.packages.state('demo');
    });
    golden = readGolden(quantization).prompts;
    const browser = context.browser() ?? undefined;
    const session = await (browser?.newBrowserCDPSession() ?? context.newCDPSession(page));
    const heap = await context.newCDPSession(page);
    await heap.send('Performance.enable');
    const workers = await workerHeaps(heap);
    const start = performance.now();
    const sum = { finished: 0, cancelled: 0, tokens: 0 };
    let noted = -Infinity;
    const columns = ['page heap', 'worker heap', 'worker buffers', 'renderer', 'GPU process'];
    console.log(`| minute | finished | cancelled | tokens | ${columns.join(' | ')} |`);
    console.log(`|${' --- |'.repeat(4 + columns.length)}`);
    for (let minute = 0; minute <= Number(options.minutes);) {
      const done = await run(page, round());
      if (done.wrong.length > 0) throw new Error(done.wrong.join('\n'));
      for (const key of ['finished', 'cancelled', 'tokens'] as const) sum[key] += done[key];
      minute = (performance.now() - start) / 60_000;
      if (minute - noted < 1) continue;
      noted = minute;
      await heap.send('HeapProfiler.collectGarbage');
      const { metrics } = await heap.send('Performance.getMetrics');
      const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
      const heaps = await workers();
      const workerHeap = heaps.reduce((bytes, { usedSize }) => bytes + usedSize, 0);
      const buffers = heaps.reduce((sum, one) => sum + (one.backingStorageSize ?? 0), 0);
      const { renderer = 0, GPU = 0 } = await memory(session);
      const megabytes = [used, workerHeap, buffers, renderer, GPU].map(
        (bytes) => `${(bytes / 1e6).toFixed(1)} MB`,
      );
      const row = [minute.toFixed(1), sum.finished, sum.cancelled, sum.tokens, ...megabytes];
      console.log(`| ${row.join(' | ')} |`);
    }
  });
} finally {
  await site.stop();
}
