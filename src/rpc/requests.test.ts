import { afterEach, expect, it, vi } from 'vitest';
import type { RequestsMessage, SeenRequest } from '../core/requests';
import { onWorkerRequests, tellRequests } from './requests';
import { workerPort } from './webWorker';

const request = (url: string): SeenRequest => ({
  ...{ url, by: 'models', at: 1, bytes: 10, overNetwork: true },
});
const message = (...urls: string[]): RequestsMessage => ({
  type: 'requests',
  requests: urls.map(request),
});

afterEach(() => {
  vi.unstubAllGlobals();
  performance.clearMarks();
});

it('a worker tells of its requests', () => {
  let report: ((list: { getEntries(): readonly object[] }) => void) | undefined;
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      observe = () => undefined;
      constructor(onEntries: typeof report) {
        report = onEntries;
      }
    },
  );
  const postMessage = vi.fn();
  const place = { performance: { timeOrigin: 0 }, location: { origin: 'https://app.example' } };
  tellRequests('models', { ...place, postMessage });
  const name = 'https://hub.example/x';
  report?.({ getEntries: () => [{ name, startTime: 1, transferSize: 10 }, { name: 'data:,' }] });
  expect(postMessage).toHaveBeenCalledExactlyOnceWith(message(name));
});

it('the page has what its workers told before it asked, and after, and no worker gets an answer', async () => {
  const worker: Pick<Worker, 'onmessage'> = { onmessage: null };
  const answers: unknown[] = [];
  const port = workerPort(worker as Worker);
  port.listen((answer) => answers.push(answer), vi.fn());
  const say = (data: unknown) => {
    worker.onmessage?.call(worker as Worker, { data } as MessageEvent);
  };

  say(message('https://hub.example/before'));
  performance.mark('requests');
  performance.mark('requests', { detail: { type: 'other', requests: [request('x')] } });
  performance.mark('another', { detail: message('https://hub.example/foreign') });
  const got: string[] = [];
  onWorkerRequests((requests) => got.push(...requests.map(({ url }) => url)));
  say(message('https://hub.example/1', 'https://hub.example/2'));
  say({ type: 'ready' });
  await vi.waitFor(() => expect(got).toHaveLength(3));
  expect(got).toEqual(['before', '1', '2'].map((name) => `https://hub.example/${name}`));
  expect(answers).toEqual([{ type: 'ready' }]);
});
