import type { Page } from '@playwright/test';

/** What of React's tree matters here; the same in every build of it. */
interface Fiber {
  readonly flags: number;
  readonly type: unknown;
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly return: Fiber | null;
}

declare global {
  interface Window {
    /** How often each watched component was drawn since {@link watchRenders}, and how often any was. */
    renders: { readonly counts: Record<string, number>; commits: number; watched: Watched };
  }
}

/** By a name of its own: CSS selectors of elements. The component that draws an element is watched. */
type Watched = Readonly<Record<string, string>>;

/** Lets the page's React tell of every commit, as it tells its developer tools. Before the first visit. */
export async function tellRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const PERFORMED_WORK = 1;
    window.renders = { counts: {}, commits: 0, watched: {} };

    /** What was drawn: a subtree that is the same object as before was not even looked at. */
    const drawn = (fiber: Fiber, found: Set<Fiber>): Set<Fiber> => {
      if (fiber.flags & PERFORMED_WORK) found.add(fiber);
      if (fiber.child === fiber.alternate?.child) return found;
      for (let child = fiber.child; child !== null; child = child.sibling) drawn(child, found);
      return found;
    };
    const drawerOf = (element: Element): Fiber | null => {
      const key = Object.keys(element).find((name) => name.startsWith('__reactFiber$'));
      let fiber = (element as unknown as Record<string, Fiber | null>)[key ?? ''] ?? null;
      while (fiber !== null && typeof fiber.type !== 'function') fiber = fiber.return;
      return fiber;
    };
    const onCommitFiberRoot = (_id: number, { current }: { readonly current: Fiber }) => {
      const found = drawn(current, new Set());
      window.renders.commits++;
      for (const [name, selector] of Object.entries(window.renders.watched)) {
        const drawers = new Set([...document.querySelectorAll(selector)].map(drawerOf));
        for (const fiber of drawers) {
          const isDrawn =
            fiber !== null && (found.has(fiber) || found.has(fiber.alternate ?? fiber));
          const { counts } = window.renders;
          counts[name] = (counts[name] ?? 0) + Number(isDrawn);
        }
      }
    };
    const ignored = () => undefined;
    const tools = { isDisabled: false, supportsFiber: true, renderers: new Map(), inject: () => 1 };
    Object.defineProperty(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
      value: {
        ...tools,
        onCommitFiberRoot,
        ...{ onCommitFiberUnmount: ignored, onPostCommitFiberRoot: ignored, checkDCE: ignored },
      },
    });
  });
}

/** Begins to count anew. */
export async function watchRenders(page: Page, watched: Watched): Promise<void> {
  await page.evaluate((selectors) => {
    window.renders = { counts: {}, commits: 0, watched: selectors };
  }, watched);
}

/** How often the watched components were drawn, once React has committed so many times. */
export async function rendersAfter(page: Page, commits: number): Promise<Record<string, number>> {
  await page.waitForFunction((count) => window.renders.commits >= count, commits);
  return page.evaluate(() => window.renders.counts);
}
