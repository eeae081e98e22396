import type { Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Microseconds that the thread ran, whatever else the machine did meanwhile. */
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly data?: { readonly type?: string } };
}

/** A task of the page's main thread. */
export interface Task {
  /** That it ran. */
  readonly milliseconds: number;
  /** What it did that took more than a tenth of that, each with its milliseconds. */
  readonly parts: readonly string[];
}

/** @returns The tasks of the page's main thread while `use` went on, longest first. */
export async function traceTasks(page: Page, use: () => Promise<void>): Promise<readonly Task[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page is of a profile on disk');
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'],
  });
  await use();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly TraceEvent[];
  };
  return tasksOf(ofMainThread(traceEvents));
}

/** Of the thread that heard of the keys. */
function ofMainThread(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const key = events.find(
    ({ name, args }) => name === 'EventDispatch' && args.data?.type === 'keydown',
  );
  if (key === undefined) throw new Error('no key was pressed');
  return events.filter(({ pid, tid, ph }) => pid === key.pid && tid === key.tid && ph === 'X');
}

const ran = ({ tdur = 0 }: TraceEvent): number => tdur / 1_000;

function tasksOf(events: readonly TraceEvent[]): readonly Task[] {
  return events
    .filter(({ name }) => name === 'RunTask')
    .sort((a, b) => ran(b) - ran(a))
    .map((task) => {
      const end = task.ts + (task.dur ?? 0);
      const parts = events
        .filter((one) => one !== task && one.ts >= task.ts && one.ts < end)
        .filter((one) => ran(one) * 10 > ran(task))
        .map((one) => `${one.name} ${one.args.data?.type ?? ''} ${ran(one).toFixed(1)}`);
      return { milliseconds: ran(task), parts };
    });
}
