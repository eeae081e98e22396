/** One request to a site, and what of the answer has to be the same wherever it is hosted. */
export interface Question {
  readonly path: string;
  readonly init?: RequestInit;
}

const compared = [
  'cache-control',
  'content-range',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'location',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
];

const range = { headers: { range: 'bytes=2-4' } };

/** Of the files of {@link siteFiles}: pages, files, what is missing, closing slashes, parts, another method. */
export const questions: readonly Question[] = [
  ...['/', '/chat', '/translate?from=en&text=a/b.c', '/nowhere'],
  ...['/assets/app-1a2b.js', '/assets/modelsWorker-1a2b.js', '/assets/style-1a2b.css'],
  ...['/models/libs/lib.wasm', '/models/demo/shard.bin', '/manifest.webmanifest'],
  ...['/assets/gone-1a2b.js', '/models/demo/none.bin', '/none.txt'],
  ...['/a/b', '/models/libs', '/chat/', '/chat/?from=en'],
]
  .map((path): Question => ({ path }))
  .concat([
    { path: '/models/demo/shard.bin', init: range },
    { path: '/chat', init: { method: 'HEAD' } },
    { path: '/chat', init: { method: 'POST' } },
  ]);

/** A small site, in the places of the built one. */
export const siteFiles: Readonly<Record<string, string>> = {
  'index.html': '<title>shell</title>',
  'assets/app-1a2b.js': 'export {}',
  'assets/style-1a2b.css': 'a { color: red }',
  'assets/modelsWorker-1a2b.js': 'export {}',
  'models/libs/lib.wasm': '\0asm',
  'models/demo/shard.bin': '0123456789',
  'manifest.webmanifest': '{}',
};

/** What differs between two hosts of the same site: a sentence each. */
export async function differences(host: string, reference: string): Promise<string[]> {
  const found: string[] = [];
  for (const { path, init } of questions) {
    const [is, should] = await Promise.all([ask(host, path, init), ask(reference, path, init)]);
    const names = Object.keys(should).filter((name) => is[name] !== should[name]);
    const method = init?.method ?? 'GET';
    found.push(
      ...names.map((name) => `${method} ${path}: ${name} is ${is[name]}, not ${should[name]}`),
    );
  }
  return found;
}

async function ask(
  host: string,
  path: string,
  init?: RequestInit,
): Promise<Record<string, string>> {
  const response = await fetch(host + path, { ...init, redirect: 'manual' });
  const body = await response.text();
  const headers = compared.map((name): [string, string] => [
    name,
    normal(name, response.headers.get(name) ?? ''),
  ]);
  return {
    status: String(response.status),
    ...Object.fromEntries<string>(headers),
    // What a host writes on a page of its own is its business.
    ...(response.ok ? { body } : { 'content-type': '' }),
  };
}

/** Scripts have two names by now, and whether the alphabet is told is all one where it is UTF-8. */
function normal(name: string, value: string): string {
  if (name !== 'content-type') return value;
  return value
    .replace(/; ?charset=utf-8$/i, '')
    .replace('application/javascript', 'text/javascript');
}
