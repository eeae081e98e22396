import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SeenRequest, Timing } from '../../../core/requests';

const origin = 'https://app.example';
const timing = (path: string, changed: Partial<Timing> = {}): Timing => ({
  ...{ name: `${origin}/${path}`, startTime: 5, transferSize: 100 },
  ...{ nextHopProtocol: 'h2', responseStatus: 200 },
  ...changed,
});
const fromWorker = (url: string): SeenRequest => ({
  ...{ url, by: 'service-worker', at: 7, bytes: 1, overNetwork: true },
});

/** By what they watch, the observers of the page. */
const observers = new Map<string, (list: object) => void>();
const serviceWorker = Object.assign(new EventTarget(), { startMessages: vi.fn() });
const setResourceTimingBufferSize = vi.fn();

/** As the browser tells of what it measured. */
const report = (type: string, entries: readonly object[]) =>
  observers.get(type)?.({ getEntries: () => entries, getEntriesByName: () => entries });
const tell = (data: unknown) => serviceWorker.dispatchEvent(new MessageEvent('message', { data }));

beforeEach(() => {
  vi.resetModules();
  observers.clear();
  const performance = {
    ...{ timeOrigin: 1_000, setResourceTimingBufferSize },
    getEntriesByType: (type: string) => (type === 'navigation' ? [timing('')] : []),
  };
  const place = { performance, location: { origin } };
  vi.stubGlobal('window', place);
  vi.stubGlobal('performance', performance);
  vi.stubGlobal('location', place.location);
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      readonly #onEntries: (list: object) => void;
      constructor(onEntries: (list: object) => void) {
        this.#onEntries = onEntries;
      }
      observe({ type }: { readonly type: string }) {
        observers.set(type, this.#onEntries);
      }
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function start() {
  const { ledger, markNow, startLedger } = await import('./ledger');
  startLedger();
  const addresses = () =>
    ledger.getState().requests.map(({ url }) => url.replace(`${origin}/`, ''));
  return { ledger, markNow, addresses };
}

it('has the page itself, its files, and those of the workers and of the service worker', async () => {
  const { ledger, addresses } = await start();
  report('resource', [timing('a.js'), { ...timing(''), name: 'data:,x' }]);
  report('mark', [
    { detail: { type: 'requests', requests: [fromWorker('https://hub.example/w')] } },
  ]);
  tell({ type: 'requests', requests: [fromWorker(`${origin}/shell.js`)] });
  expect(addresses()).toEqual(['', 'a.js', 'https://hub.example/w', 'shell.js']);
  expect(ledger.getState().requests[0]).toMatchObject({ by: 'page', at: 1_005 });
  expect(serviceWorker.startMessages).toHaveBeenCalled();
  expect(setResourceTimingBufferSize).toHaveBeenCalledWith(20_000);
});

it('does not mind what else the service worker says', async () => {
  const { addresses } = await start();
  tell(undefined);
  tell({ type: 'other', requests: [fromWorker('https://hub.example/x')] });
  expect(addresses()).toEqual(['']);
});

it('works where there is no service worker', async () => {
  vi.stubGlobal('navigator', {});
  const { addresses } = await start();
  expect(addresses()).toEqual(['']);
});

it('counts from when it was opened, until it is told another time', async () => {
  vi.useFakeTimers({ now: 9_000, toFake: ['Date'] });
  const { ledger, markNow } = await start();
  expect(ledger.getState().mark).toEqual({ at: 1_000, reason: 'sinceOpened' });
  markNow('sinceLoaded');
  expect(ledger.getState().mark).toEqual({ at: 9_000, reason: 'sinceLoaded' });
  expect(ledger.getState().requests).toHaveLength(1);
});

it('keeps the latest 20,000', async () => {
  const { addresses } = await start();
  report(
    'resource',
    Array.from({ length: 19_999 }, (_, at) => timing(`${at}`)),
  );
  expect(addresses()).toHaveLength(20_000);
  report('resource', [timing('last')]);
  expect(addresses()).toHaveLength(20_000);
  expect([addresses()[0], addresses().at(-1)]).toEqual(['0', 'last']);
});
