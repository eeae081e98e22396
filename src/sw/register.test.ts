import { describe, expect, it, vi } from 'vitest';
import { registerServiceWorker } from './register';

/** The parts of the browser's worker, registration and container that registering listens to. */
class Worker extends EventTarget {
  state = 'installing';
  readonly postMessage = vi.fn();

  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration extends EventTarget {
  installing: Worker | null = null;
  waiting: Worker | null = null;
  active: Worker | null = null;

  find(worker: Worker) {
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
  }
}

class Container extends EventTarget {
  controller: Worker | null = null;
  readonly registration = new Registration();
  readonly register = vi.fn(() => Promise.resolve(this.registration));
  readonly ready = Promise.resolve(this.registration);

  change(worker: Worker) {
    this.controller = worker;
    this.dispatchEvent(new Event('controllerchange'));
  }
}

async function start(prepare: (container: Container) => void = () => undefined) {
  const container = new Container();
  prepare(container);
  const onUpdateReady = vi.fn<(apply: () => void) => void>();
  const onOfflineReady = vi.fn();
  const reload = vi.fn();
  await registerServiceWorker(
    'http://site/service-worker.js',
    { onUpdateReady, onOfflineReady },
    { container: container as unknown as ServiceWorkerContainer, reload },
  );
  return { container, onUpdateReady, onOfflineReady, reload };
}

const second = (container: Container) => {
  container.controller = container.registration.active = new Worker();
};

describe('registerServiceWorker', () => {
  it('says when the page works offline', async () => {
    const { container, onOfflineReady } = await start();
    expect(container.register).toHaveBeenCalledWith('http://site/service-worker.js');
    await vi.waitFor(() => expect(onOfflineReady).toHaveBeenCalledOnce());
  });

  it('lets the first worker take over without a word', async () => {
    const { container, onUpdateReady, reload } = await start();
    const worker = new Worker();
    container.registration.find(worker);
    worker.become('installed');
    container.change(worker);
    expect(onUpdateReady).not.toHaveBeenCalled();
    expect(reload).not.toHaveBeenCalled();
  });

  it('announces a new version, and neither switches nor reloads until told to', async () => {
    const { container, onUpdateReady, reload } = await start(second);
    const worker = new Worker();
    container.registration.find(worker);
    expect(onUpdateReady).not.toHaveBeenCalled();
    worker.become('installed');
    expect(worker.postMessage).not.toHaveBeenCalled();

    const apply = onUpdateReady.mock.calls[0]![0];
    apply();
    expect(worker.postMessage).toHaveBeenCalledWith('take-over');
    expect(reload).not.toHaveBeenCalled();
    container.change(worker);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('announces one that waits since an earlier visit', async () => {
    const waiting = new Worker();
    const { onUpdateReady } = await start((container) => {
      second(container);
      container.registration.waiting = waiting;
    });
    onUpdateReady.mock.calls[0]![0]();
    expect(waiting.postMessage).toHaveBeenCalledWith('take-over');
  });

  it('does not reload a tab when another one agreed, but offers it', async () => {
    const { container, onUpdateReady, reload } = await start(second);
    container.change(new Worker());
    expect(reload).not.toHaveBeenCalled();
    onUpdateReady.mock.calls[0]![0]();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('leaves a page alone whose browser has no service workers, or refuses', async () => {
    const { onOfflineReady } = await start((container) => {
      container.register.mockRejectedValue(new Error('insecure'));
    });
    expect(onOfflineReady).not.toHaveBeenCalled();
    const events = { onUpdateReady: vi.fn() };
    await registerServiceWorker('x', events, { container: undefined, reload: vi.fn() });
    expect(events.onUpdateReady).not.toHaveBeenCalled();
  });
});
