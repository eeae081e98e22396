import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  hostsOf,
  kindOf,
  seenRequest,
  tally,
  watchRequests,
  type Asker,
  type SeenRequest,
  type Timing,
} from './requests';

const place = { timeOrigin: 1_000_000, origin: 'https://app.example' };
/** As the browser measures a file that came over the network. */
const fetched: Timing = {
  ...{ name: 'https://app.example/a/b.js', startTime: 25, transferSize: 1_300 },
  ...{ nextHopProtocol: 'h2', responseStatus: 200 },
};
const seen = (changed: Partial<Timing>) => seenRequest({ ...fetched, ...changed }, 'page', place);
/** As it measures an answer of the service worker. */
const served = { transferSize: 0, nextHopProtocol: '' };

afterEach(() => vi.unstubAllGlobals());

describe('a request', () => {
  it('has its address, time, size and who asked', () => {
    expect(seenRequest(fetched, 'engine', place)).toEqual({
      ...{ url: 'https://app.example/a/b.js', by: 'engine', at: 1_000_025 },
      ...{ bytes: 1_300, overNetwork: true },
    });
  });

  it.each([
    ['data:text/plain,hello'],
    ['blob:https://app.example/0b2c'],
    ['chrome-extension://abc/x.js'],
    ['about:blank'],
  ])('for %s never leaves the page', (name) => {
    expect(seen({ name })).toBeUndefined();
  });

  it('that the service worker answered stays on this device', () => {
    expect(seen(served)).toMatchObject({ bytes: 0, overNetwork: false });
    expect(seen({ ...served, responseStatus: 304 })?.overNetwork).toBe(false);
  });

  it.each<[string, Partial<Timing>]>([
    ['failed, as without a network', { ...served, responseStatus: 0 }],
    ['was asked of the server again', { transferSize: 300 }],
    ['went to a server that sent nothing', { transferSize: 0 }],
    ['is said to have bytes, if nothing else', { nextHopProtocol: '' }],
    ['is of another origin, which hides all', { ...served, name: 'https://other.example/x' }],
    ['is of an origin that begins alike', { ...served, name: 'https://app.example.evil/x' }],
    ['is of another port', { ...served, name: 'https://app.example:8443/x' }],
    ['is of another scheme', { ...served, name: 'http://app.example/x' }],
  ])('that %s counts as one over the network', (_, changed) => {
    expect(seen(changed)?.overNetwork).toBe(true);
  });

  it('counts as one over the network where the browser tells little', () => {
    const { name, startTime } = fetched;
    expect(seenRequest({ name, startTime }, 'page', place)).toMatchObject({
      ...{ bytes: 0, overNetwork: true },
    });
    const sizeless = { name, startTime, nextHopProtocol: '', responseStatus: 200 };
    expect(seenRequest(sizeless, 'page', place)?.overNetwork).toBe(true);
    expect(seenRequest({ name, startTime, transferSize: 0 }, 'page', place)?.overNetwork).toBe(
      true,
    );
  });
});

const request = (url: string, by: Asker = 'page', changed: Partial<SeenRequest> = {}) => ({
  ...{ url, by, at: 1, bytes: 10, overNetwork: true },
  ...changed,
});

describe('requests', () => {
  it.each<[string, Asker, string]>([
    ['https://app.example/a/', 'page', 'app'],
    ['https://app.example/a/assets/x.js', 'service-worker', 'app'],
    ['https://app.example/a/models/demo/x.bin', 'page', 'model'],
    ['https://hub.example/weights.bin', 'models', 'model'],
    ['https://app.example/a/assets/x.wasm', 'models', 'app'],
    ['https://hub.example/weights.bin', 'page', 'other'],
    ['https://hub.example/weights.bin', 'engine', 'other'],
    ['https://app.example/other/x.js', 'page', 'other'],
  ])('to %s by the %s are of the kind %s', (url, by, kind) => {
    expect(kindOf(request(url, by), 'https://app.example/a/')).toBe(kind);
    expect(kindOf(request(url.replace('/a/', '/b/'), by), 'https://app.example/b/')).toBe(kind);
  });

  it('are counted, and their bytes, those on this device apart', () => {
    const all = [
      request('https://app.example/1'),
      request('https://app.example/2', 'page', { bytes: 500 }),
      request('https://app.example/3', 'page', { bytes: 0, overNetwork: false }),
      request('https://app.example/3', 'page', { bytes: 7, overNetwork: false }),
      request('https://app.example/3', 'page', { bytes: 0, overNetwork: false }),
    ];
    expect(tally(all)).toEqual({ network: 2, device: 3, bytes: 510 });
    expect(tally([])).toEqual({ network: 0, device: 0, bytes: 0 });
  });

  it('went to these hosts, the most asked one first', () => {
    const all = [
      request('https://app.example/1'),
      request('https://hub.example:8443/1', 'models'),
      request('https://hub.example:8443/2', 'models'),
      request('https://local.example/1', 'page', { overNetwork: false }),
    ];
    expect(hostsOf(all)).toEqual([
      ['hub.example:8443', 2],
      ['app.example', 1],
    ]);
  });
});

it('watches all of a place, those before included', () => {
  let report: ((list: { getEntries(): readonly Timing[] }) => void) | undefined;
  const observe = vi.fn();
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      observe = observe;
      constructor(onEntries: typeof report) {
        report = onEntries;
      }
    },
  );
  const got: (readonly SeenRequest[])[] = [];
  const worker = {
    performance: { timeOrigin: 5_000 },
    location: { origin: 'https://app.example' },
  };
  watchRequests('models', worker, (requests) => got.push(requests));
  expect(observe).toHaveBeenCalledExactlyOnceWith({ type: 'resource', buffered: true });
  report?.({
    getEntries: () => [fetched, { ...fetched, name: 'data:,x' }, { ...fetched, ...served }],
  });
  report?.({ getEntries: () => [{ ...fetched, name: 'blob:https://app.example/1' }] });
  expect(got.map((some) => some.map(({ by, at, overNetwork }) => [by, at, overNetwork]))).toEqual([
    [
      ['models', 5_025, true],
      ['models', 5_025, false],
    ],
  ]);
});
