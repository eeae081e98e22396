import { readFileSync, readdirSync } from 'node:fs';

/** The scripts that index.html names: what a first visit runs before anything shows. */
function entryScripts() {
  const page = readFileSync('dist/index.html', 'utf8');
  const names = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
    ([, name]) => name,
  );
  if (names.length === 0) throw new Error('dist/index.html names no script');
  return names.map((name) => `dist/${name}`);
}

const libraries = readdirSync('dist/models/libs')
  .filter((name) => name.endsWith('.wasm'))
  .map((name) => `dist/models/libs/${name}`);

export default [
  { name: 'entry scripts, gzip', path: entryScripts(), gzip: true, limit: '115 kB' },
  ...libraries.flatMap((path) => [
    { name: `${path}, raw`, path, gzip: false, brotli: false, limit: '3 MB' },
    { name: `${path}, brotli`, path, brotli: true, limit: '350 kB' },
  ]),
];
