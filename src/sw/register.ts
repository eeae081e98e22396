/** What the page gets to know about its service worker. */
export interface ServiceWorkerEvents {
  /**
   * A new version of the app is here and waits. `apply` lets it take over and reloads the page; until
   * it is called everything stays as it is, so call it when nothing is being generated.
   */
  onUpdateReady(apply: () => void): void;
  /** Everything the page needs is on this device: from now on it works without a network. */
  onOfflineReady?(): void;
}

/** The browser's parts that registering needs. */
export interface ServiceWorkerPorts {
  /** Absent where the browser has none: private windows of some, and plain http. */
  readonly container: ServiceWorkerContainer | undefined;
  readonly reload: () => void;
}

/**
 * Registers the service worker at `script` (absolute; its folder is the scope).
 *
 * @throws never: a browser without service workers runs the page from the network all the same, and
 *   so it does when registering fails, which is only written to the console by the browser.
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
      // The very first one replaces nothing and needs no consent.
      if (worker.state === 'installed' && registration.active) announce(worker);
    });
  });

  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (asked) ports.reload();
    // Another tab agreed to the new version. This one may be in the midst of something.
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
