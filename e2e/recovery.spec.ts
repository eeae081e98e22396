import type { BrowserContext, Page } from '@playwright/test';
import { readGolden } from '../compiler/golden/read';
import { getModel } from '../src/core/catalog';
import { renderChat } from '../src/core/prompts';
import type { GenerateRequest } from '../src/engine/client';
import { drawPairs } from '../tools/test/cases';
import { buildPage, type BuiltPage } from './support/builtPage';
import { withProfile } from '../testing/browser/profile';
import { expect, test } from './support/fixtures';
import type { Fault, When } from './support/recovery/fault';

/** The longest wait for a sign of a load, of an answer, or of why there is none. */
const PATIENCE_MS = 30_000;
/** Only time tells a hang from work: ten times what took longest before, at most two minutes. */
const HANG_MS = 130_000;

const golden = readGolden();
const usual = { maxTokens: 32, temperature: 0, topP: 1 };
const short = ['greeting', 'date to Spanish', 'measure to Hindi'].map((name) => {
  const found = golden.prompts.find((prompt) => prompt.name === name);
  if (found === undefined) throw new Error(`no golden prompt ${name}`);
  return found;
});
const drawn: GenerateRequest = {
  ...usual,
  maxTokens: 12,
  prompt: short[0]!.prompt,
  temperature: 3,
  seed: 3,
};
const long: GenerateRequest = {
  ...usual,
  prompt: renderChat(getModel('demo'), [
    ...Array.from({ length: 14 }, () => [
      { role: 'user' as const, text: 'Provide the French translation: in 3 days' },
      { role: 'assistant' as const, text: 'dans 3 jours' },
    ]).flat(),
    { role: 'user', text: short[1]!.turns[0]! },
  ]),
};
/**
 * Several requests that decode together, one of them sampled, and a prompt that is read in parts meanwhile.
 */
const requests = [...short.map(({ prompt }) => ({ ...usual, prompt })), drawn, long];

interface Case {
  readonly fault: Fault['kind'];
  /** What the next worker does after the loss. */
  readonly next?: Fault['kind'];
  /** How a load ends if it happens during the load. */
  readonly load: string;
  /** How open requests end; left out: with their answers. */
  readonly open?: string;
}

const cases: Readonly<Record<string, Case>> = {
  'the device is destroyed': { fault: 'destroyed', load: 'ready' },
  'the GPU process ends': { fault: 'lost', load: 'ready' },
  'the device is lost at its request': {
    ...{ fault: 'destroyed', next: 'lost-at-request', load: 'ready', open: 'gpu-lost' },
  },
  'memory is short': { fault: 'out-of-memory', load: 'out-of-memory' },
  'there is no adapter': {
    ...{ fault: 'destroyed', next: 'no-adapter' },
    ...{ load: 'adapter-unavailable', open: 'adapter-unavailable' },
  },
  'a kernel throws': { fault: 'exception', load: 'internal' },
};

const whileLoading: When = { buffers: 20 };
const phases: Readonly<Record<string, When>> = {
  'while a prompt is read': { kernel: 'attention_prefill', runs: 6 },
  'while answers are written': { kernel: 'attention_decode', runs: 4 * 5 },
  'while nothing is asked': 'told',
};

const LOADING = 'while the model is loaded';
/** In CI each fault once, at one of the moments. */
const chosen = new Set(
  drawPairs(Object.keys(cases), [LOADING, ...Object.keys(phases)], 1).map((pair) => pair.join(' ')),
);

function testChosen(title: string, run: (given: { profile: BrowserContext }) => Promise<void>) {
  if (chosen.has(title)) test(title, run);
}

let site: BuiltPage;
let undisturbed: readonly string[];

test.beforeAll(async ({ profile, quantization }) => {
  site = await buildPage(new URL('./support/recovery/', import.meta.url));
  await visit(profile, async (page) => {
    expect(await load(page)).toBe('ready');
    undisturbed = await askAll(page);
  });
  const texts = new Map(readGolden(quantization).prompts.map(({ name, text }) => [name, text]));
  expect(undisturbed.slice(0, short.length)).toEqual(short.map(({ name }) => texts.get(name)));
});

test.afterAll(() => site.stop());

for (const [name, { fault, next, load: end, open }] of Object.entries(cases)) {
  testChosen(`${name} ${LOADING}`, async ({ profile }) => {
    await withPage(profile, fault, async (page) => {
      const kind = next ?? fault;
      await order(page, [{ kind, ...(kind === fault && { when: whileLoading }) }]);
      expect(await load(page)).toBe(end);
      if (end === 'ready') {
        expect(await status(page)).toMatchObject({ kind: 'ready', workers: 2 });
      } else {
        expect(await status(page)).toMatchObject({ kind: 'failed', error: end, workers: 1 });
        expect(await load(page)).toBe('ready');
      }
      expect(await ask(page)).toEqual(undisturbed.slice(0, 1));
    });
  });

  for (const [phase, when] of Object.entries(phases)) {
    testChosen(`${name} ${phase}`, async ({ profile }) => {
      await withPage(profile, fault, async (page) => {
        await order(page, [{ kind: fault, when }, ...(next === undefined ? [] : [{ kind: next }])]);
        expect(await load(page)).toBe('ready');
        if (when === 'told') {
          expect(await ask(page)).toEqual(undisturbed.slice(0, 1));
          await page.evaluate(() => window.recovery.tellFault());
          await page.waitForTimeout(200);
        }
        const texts = await askAll(page);
        if (open === undefined) {
          expect(texts).toEqual(undisturbed);
          expect(await status(page)).toMatchObject({ kind: 'ready', workers: 2 });
          const { written } = await status(page);
          if (phase === 'while answers are written') {
            // Tokens that had been written were brought along.
            expect(written.filter((tokens) => tokens > 0).length).toBeGreaterThan(2);
          }
        } else {
          // Some may have been answered before the fault.
          for (const [at, text] of texts.entries()) expect([open, undisturbed[at]]).toContain(text);
          expect(texts).toContain(open);
          expect(await status(page)).toMatchObject({ kind: 'failed', error: open });
          expect(await load(page)).toBe('ready');
          expect(await ask(page)).toEqual(undisturbed.slice(0, 1));
        }
      });
    });
  }
}

test('a GPU that hangs while answers are written is given up, and they go on', async ({
  profile,
}) => {
  test.setTimeout(300_000);
  await visit(profile, async (page) => {
    await order(page, [{ kind: 'hang', when: phases['while answers are written']! }]);
    expect(await load(page)).toBe('ready');
    expect(await askAll(page, requests, HANG_MS)).toEqual(undisturbed);
    expect(await status(page)).toMatchObject({ kind: 'ready', workers: 2 });
  });
});

test('a load that loses the device twice waits for the user', async ({ profile }) => {
  await visit(profile, async (page) => {
    const fault = { kind: 'destroyed', when: whileLoading } as const;
    await order(page, [fault, fault]);
    expect(await load(page)).toBe('gpu-lost');
    expect(await status(page)).toMatchObject({ kind: 'failed', error: 'gpu-lost', workers: 2 });
    expect(await load(page)).toBe('ready');
    expect(await ask(page)).toEqual(undisturbed.slice(0, 1));
  });
});

/** A page for a fault; some faults need their own browser. */
async function withPage(
  profile: BrowserContext,
  fault: Fault['kind'] | undefined,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  // Chromium blocks WebGPU for a site whose GPU process has ended more than once.
  if (fault === 'lost') await withProfile((context) => visit(context, use));
  else await visit(profile, use);
}

async function visit(context: BrowserContext, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await context.newPage();
  await page.exposeFunction('crashGpu', async () => {
    const session = await context.newCDPSession(page);
    // Missing in Playwright's types.
    await session.send('Browser.crashGpuProcess' as never);
  });
  await page.goto(site.address);
  await page.waitForFunction(() => 'recovery' in window);
  await use(page);
  await page.close();
}

function order(page: Page, faults: readonly Fault[]): Promise<unknown> {
  return page.evaluate((given) => window.recovery.faults.push(...given), faults);
}

const load = (page: Page) => soon(page.evaluate(() => window.recovery.load()));

const askAll = (page: Page, asked: readonly GenerateRequest[] = requests, patienceMs?: number) =>
  soon(
    page.evaluate((all) => window.recovery.askAll(all), asked),
    patienceMs,
  );

const ask = (page: Page) => askAll(page, requests.slice(0, 1));

async function status(page: Page) {
  return page.evaluate(() => {
    const { engine, workers } = window.recovery;
    const now = engine.status();
    return {
      kind: now.kind,
      error: now.kind === 'failed' ? now.error.code : undefined,
      workers: workers.length,
      written: workers.at(-1)?.written ?? [],
    };
  });
}

/** However slow the machine is, there is always some sign of life. */
async function soon<T>(
  timed: Promise<{ result: T; silentMs: number }>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const { result, silentMs } = await timed;
  expect(silentMs).toBeLessThan(patienceMs);
  return result;
}
