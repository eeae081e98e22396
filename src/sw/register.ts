/** What the page is told about its service worker. */
export interface ServiceWorkerEvents {
  /**
   * A new version of the app is waiting. `apply` lets it take over and reloads the page; until then
   * everything stays as it is, so call it when nothing is being generated.
   */
  onUpdateReady(apply: () => void): void;
  /** Everything the page needs is on this device: from now on it works without a network. */
  onOfflineReady?(): void;
}

/** The browser's parts that registering needs. */
export interface ServiceWorkerPorts {
  /** Absent if the browser offers none, as in some private windows and over plain http. */
  readonly container: ServiceWorkerContainer | undefined;
  readonly reload: () => void;
}

/**
 * Registers the service worker at `script` (absolute; its folder is the scope).
 *
 * Never throws: without service workers, or if registering fails (which the browser logs), the page still
 * runs from the network.
 */
export async function registerServiceWorker(
  script: string,
  events: ServiceWorkerEvents,
  ports: ServiceWorkerPorts = browserPorts(),
): Promise<void> {
  const { container } = ports;
  if (!container) return;
  const registration = await container.register(script).catch(() => undefined);
  if (!registration) return;

  void container.ready.then(() => events.onOfflineReady?.());

  let asked = false;
  const announce = (worker: ServiceWorker) => {
    events.onUpdateReady(() => {
      asked = true;
      worker.postMessage('take-over');
    });
  };
  if (registration.waiting) announce(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      // The first worker replaces nothing and needs no consent.
      if (worker.state === 'installed' && registration.active) announce(worker);
    });
  });

  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (asked) ports.reload();
    // Another tab agreed to the new version. This one may be in the middle of something.
    else if (controlled) events.onUpdateReady(ports.reload);
    controlled = true;
  });
}

function browserPorts(): ServiceWorkerPorts {
  return {
    container: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
    reload: () => {
      location.reload();
    },
  };
}
