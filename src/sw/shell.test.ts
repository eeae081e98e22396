import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCaches } from '../../testing/memoryCaches';
import { sha256 } from '../../testing/tinyPackage';
import type { ShellFile } from '../core/shellFile';
import { Shell } from './shell';

const scope = 'https://host/app/';
const portal = '<title>Please log in</title>';

/** What the host has, by path. */
type Site = Record<string, string | (() => Response | Promise<Response>)>;

const first: Site = {
  'index.html': '<title>one</title>',
  'assets/app-1.js': 'export const version = 1',
  'assets/style-0.css': 'a {}',
};
const second: Site = {
  ...first,
  'index.html': '<title>two</title>',
  'assets/app-2.js': 'export const version = 2',
};
delete second['assets/app-1.js'];

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

const built = (site: Site): ShellFile[] =>
  Object.entries(site).map(([url, content]) => {
    const bytes = new TextEncoder().encode(content as string);
    const type = types[url.replace(/.*\./, '')]!;
    return { url, bytes: bytes.length, sha256: sha256(bytes), type };
  });

const html = (text: string, init: ResponseInit = {}) =>
  new Response(text, { headers: { 'content-type': 'text/html' }, ...init });

let storage: MemoryCaches;
let names: Set<string>;
let host: Site;
/** What the browser's own cache answers with, by path. */
let httpCache: Site;
let online: boolean;
let asked: string[];

beforeEach(() => {
  storage = new MemoryCaches();
  names = new Set();
  host = first;
  httpCache = {};
  online = true;
  asked = [];
});

async function answerOf(site: Site, path: string): Promise<Response> {
  const content = site[path];
  if (content === undefined) return html('none', { status: 404 });
  return typeof content === 'string' ? new Response(content) : content();
}

function shellOf(site: Site): Shell {
  return new Shell(built(site), {
    scope,
    fetch: async (input, init) => {
      const path = (typeof input === 'string' ? input : input.url).slice(scope.length);
      asked.push(path);
      if (init?.cache !== 'reload' && path in httpCache) return answerOf(httpCache, path);
      if (!online) throw new TypeError('Failed to fetch');
      return answerOf(host, path);
    },
    caches: {
      open: (name) => {
        names.add(name);
        return storage.open(name);
      },
      keys: async () => [...names],
      delete: async (name) => names.delete(name),
    },
    digest: async (bytes) => sha256(bytes),
    headersOf: (path) => ({ 'x-policy': path }),
  });
}

const app = 'assets/app-1.js';
const request = (path: string) => new Request(scope + path);
const textOf = async (shell: Shell, path: string) =>
  (await shell.answer(path, request(path))).text();

/** What stands between may answer in the place of a file. */
const wrong: Readonly<Record<string, Site[string]>> = {
  'a page with 200': () => html(portal),
  'a page that says it is a script': () =>
    new Response(portal, { headers: { 'content-type': 'text/javascript' } }),
  'a page of the same length': () => html('x'.repeat((first[app] as string).length)),
  'a redirected page': () =>
    Object.defineProperties(html(portal), {
      redirected: { value: true },
      url: { value: 'https://portal/' },
    }),
  'half of the file': () => new Response((first[app] as string).slice(0, 9)),
  'the file and more': () => new Response(`${first[app] as string} // more`),
  nothing: () => new Response(''),
  'no content': () => new Response(null, { status: 204 }),
  'a part': () => new Response((first[app] as string).slice(3), { status: 206 }),
  'an error': () => new Response(first[app] as string, { status: 503 }),
  'an opaque answer': () => Response.error(),
  'an endless one': () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(1024)),
      }),
    ),
};

describe.each(Object.entries(wrong))('%s in the place of a file', (_, answer) => {
  it('is not kept: the version is not installed, and is with the next try', async () => {
    host = { ...first, [app]: answer };
    await expect(shellOf(first).keep()).rejects.toThrow();
    expect(storage.keys().filter((key) => key.includes(app))).toEqual([]);
    host = first;
    const again = shellOf(first);
    await again.keep();
    online = false;
    for (const path of Object.keys(first)) expect(await textOf(again, path)).toBe(first[path]);
  });

  it('is fetched anew when the browser’s own cache has it', async () => {
    httpCache = { [app]: answer };
    const shell = shellOf(first);
    await shell.keep();
    expect(await textOf(shell, app)).toBe(first[app]);
  });
});

it.each([portal, '', 'export const', `${first[app] as string}\n`])(
  'what an earlier version kept in the place of a file, as %j, is fetched anew',
  async (text) => {
    const cache = await storage.open(`bayling-shell-${scope}`);
    await cache.put(`${scope}${app}?sha256=${hashOf(app)}`, html(text));
    const shell = shellOf(first);
    expect(await textOf(shell, app)).toBe(first[app]);
    online = false;
    expect(await textOf(shell, app)).toBe(first[app]);
  },
);

describe('what is kept', () => {
  it('has the type and the headers of the build, whatever the host sent', async () => {
    host = { ...first, [app]: () => html(first[app] as string, { headers: { 'x-evil': '1' } }) };
    const shell = shellOf(first);
    await shell.keep();
    expect(Object.fromEntries((await shell.answer(app, request(app))).headers)).toEqual({
      'content-type': 'text/javascript',
      'x-policy': `/${app}`,
    });
  });

  it('is mended where it broke on this device, and before it is needed', async () => {
    const shell = shellOf(first);
    await shell.keep();
    for (const url of Object.keys(first)) storage.corrupt(`${url}?sha256=${hashOf(url)}`);
    expect(await textOf(shell, app)).toBe(first[app]);
    await shell.keep();
    online = false;
    for (const path of Object.keys(first)) expect(await textOf(shell, path)).toBe(first[path]);
  });

  it('is not asked for again', async () => {
    const shell = shellOf(first);
    await shell.keep();
    asked = [];
    await shell.keep();
    await textOf(shell, app);
    expect(asked).toEqual([]);
  });

  it('is fetched each time where there is no room', async () => {
    storage.bytesLeft = 0;
    const shell = shellOf(first);
    await expect(shell.keep()).rejects.toThrow('full');
    expect(await textOf(shell, app)).toBe(first[app]);
  });

  it('is what the network says where it can be had nowhere, and that is not kept', async () => {
    const shell = shellOf(first);
    host = second;
    expect(await textOf(shell, 'index.html')).toBe(second['index.html']);
    expect(storage.keys()).toEqual([]);
  });

  it('has of the fonts those that were used, and they stay', async () => {
    const site = { ...first, 'fonts/thai-1.woff2': 'letters', 'fonts/lao-1.woff2': 'more letters' };
    host = site;
    const shell = shellOf(site);
    await shell.keep();
    expect(asked.filter((path) => path.startsWith('fonts/'))).toEqual([]);
    expect(await textOf(shell, 'fonts/thai-1.woff2')).toBe('letters');
    await shell.clean();
    online = false;
    expect(await textOf(shell, 'fonts/thai-1.woff2')).toBe('letters');
    await expect(textOf(shell, 'fonts/lao-1.woff2')).rejects.toThrow('Failed to fetch');
  });

  it('is nothing but the shell', async () => {
    const shell = shellOf(first);
    expect(
      ['index.html', 'models/demo/x.bin', '', '../index.html'].map((p) => shell.has(p)),
    ).toEqual([true, false, false, false]);
  });
});

describe('a new version', () => {
  it('lies beside the one that runs, and takes over what is the same', async () => {
    const old = shellOf(first);
    await old.keep();
    host = second;
    asked = [];
    await shellOf(second).keep();
    expect(asked.sort()).toEqual(['assets/app-2.js', 'index.html']);
    expect(await textOf(old, 'index.html')).toBe(first['index.html']);
  });

  it('that is attacked is not installed, and the one that runs stays whole', async () => {
    const old = shellOf(first);
    await old.keep();
    host = Object.fromEntries(Object.keys(second).map((path) => [path, () => html(portal)]));
    await expect(shellOf(second).keep()).rejects.toThrow('otherwise');
    for (const path of Object.keys(first)) expect(await textOf(old, path)).toBe(first[path]);
  });

  it('removes the files of the old one, broken ones too, and no cache of another app', async () => {
    await shellOf(first).keep();
    names.add(`workbox-precache-v2-${scope}`);
    names.add(`bayling-shell-${scope}deeper/`);
    names.add('webllm/model');
    host = second;
    const shell = shellOf(second);
    await shell.keep();
    await shell.clean();
    expect(storage.keys().sort()).toEqual(
      Object.keys(second)
        .map((url) => `${scope}${url}?sha256=${hashOf(url, second)}`)
        .sort(),
    );
    expect([...names].sort()).toEqual(
      [`bayling-shell-${scope}`, `bayling-shell-${scope}deeper/`, 'webllm/model'].sort(),
    );
  });
});

function hashOf(url: string, site = first): string {
  return built(site).find((file) => file.url === url)!.sha256;
}
