/**
 * npm run bench:memory: fills a translation memory in a real browser's IndexedDB, and looks sentences up as the
 * Translate page does.
 *
 *   npm run bench:memory -- [--pairs eng-zho_simpl:40000,…] [--asks 500] [--json]
 *
 * Of each lookup: how long the page waits for it, processor time of the page's thread (other programs may
 * share the machine), and how long the page's thread was kept from all else.
 */
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from '@playwright/test';
import { seededRandom } from '../src/core/random';
import { withProfile } from '../testing/browser/profile';
import { kinds, Maker, type Kind, type MadeEntry } from '../tools/memory/entries';
import { buildPage } from './support/builtPage';

const usual = 'eng-zho_simpl:40000,zho_simpl-eng:25000,jpn-eng:20000,eng-deu:15000';
const { values: options } = parseArgs({
  options: {
    pairs: { type: 'string', default: usual },
    asks: { type: 'string', default: '500' },
    json: { type: 'boolean', default: false },
  },
});
const asks = Number(options.asks);
/** Entries of one call into the page. */
const batch = 1_000;
/** Of so many lookups, one is made again to see what it keeps waiting. */
const watched = 5;

interface Row {
  readonly what: string;
  readonly found: number;
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
  readonly blocked: readonly number[];
}

/** Processor time of the page's thread, in milliseconds. */
async function cpuTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN);
}

async function lookUp(
  page: Page,
  session: CDPSession,
  what: string,
  all: readonly { from: string; to: string; source: string }[],
): Promise<Row> {
  const wall: number[] = [];
  const cpu: number[] = [];
  const blocked: number[] = [];
  let found = 0;
  for (const [at, ask] of all.entries()) {
    const before = await cpuTime(session);
    const one = await page.evaluate((it) => window.memoryBench.find(it), ask);
    cpu.push((await cpuTime(session)) - before);
    wall.push(one.ms);
    if (one.found > 0) found++;
    if (at % watched === 0)
      blocked.push(await page.evaluate((it) => window.memoryBench.block(it), ask));
  }
  return { what, found, wall, cpu, blocked };
}

async function fill(page: Page, entries: readonly MadeEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += batch) {
    const some = entries
      .slice(at, at + batch)
      .map((one) => ({ ...one, origin: 'imported' as const }));
    await page.evaluate((it) => window.memoryBench.fill(it), some);
  }
}

const share = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  NaN;
const shares = (values: readonly number[]) =>
  [0.5, 0.95, 0.99].map((part) => share(values, part).toFixed(1)).join(' / ');

function print({ what, found, wall, cpu, blocked }: Row): void {
  const most = Math.max(...blocked).toFixed(1);
  console.log(
    `| ${what} | ${found} | ${shares(wall)} | ${shares(cpu)} | ${share(blocked, 0.5).toFixed(1)}, at most ${most} |`,
  );
}

const makers = options.pairs.split(',').map((pair, at) => {
  const [names = '', count] = pair.split(':');
  const [from = '', to = ''] = names.split('-');
  const maker = new Maker(from, to, at + 1);
  return { from, to, maker, entries: maker.entries(Number(count)) };
});

const site = await buildPage(new URL('./support/memory/', import.meta.url));
try {
  await withProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(site.address);
    await page.waitForFunction(() => 'memoryBench' in window);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    // Mixed, as they come in over the years.
    const random = seededRandom(14);
    const entries = makers
      .flatMap((one) => one.entries)
      .map((entry) => ({ entry, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ entry }) => entry);
    await fill(page, entries);

    await page.reload();
    await page.waitForFunction(() => 'memoryBench' in window);
    const { from, to } = makers[0]!;
    const first = { from, to, source: 'The first one.' };
    const before = await cpuTime(session);
    const opened = await page.evaluate((it) => window.memoryBench.find(it), first);
    const openedCpu = (await cpuTime(session)) - before;
    await page.reload();
    await page.waitForFunction(() => 'memoryBench' in window);
    const openedBlock = await page.evaluate((it) => window.memoryBench.block(it), first);
    const bytes = await page.evaluate(() => window.memoryBench.indexBytes());
    console.log(
      `${entries.length} entries; first search ${opened.ms.toFixed(0)} ms, ${openedCpu.toFixed(0)} ms of the processor,` +
        ` at most ${openedBlock.toFixed(0)} ms at a time; ${(bytes / 1e6).toFixed(1)} MB of tables\n`,
    );

    const rows: Row[] = [];
    console.log('| what | with offers | ms: median / p95 / p99 | processor ms | blocked ms |');
    console.log('| --- | --- | --- | --- | --- |');
    for (const { from, to, maker, entries } of makers) {
      for (const kind of kinds) {
        const all = Array.from({ length: asks }, () => askOf(maker, kind, entries));
        const row = await lookUp(page, session, `${from} → ${to}, ${kind}`, all);
        rows.push(row);
        print(row);
      }
    }
    if (options.json) console.log(JSON.stringify(rows));
  });
} finally {
  await site.stop();
}

function askOf(maker: Maker, kind: Kind, entries: readonly MadeEntry[]) {
  const { from, to } = entries[0]!;
  return { from, to, source: maker.ask(kind, entries) };
}
