import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePython, run } from './toolchain';

/** npm run golden: decodes golden/prompts.json with the reference, on the demo's packed weights. */
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'public', 'models', 'demo', 'q4f32_1', 'resolve', 'main');
const output = join(root, 'compiler', 'golden', 'demo-q4f32_1.json');

if (!existsSync(join(folder, 'tensor-cache.json'))) {
  throw new Error('There is no demo package: run `npm run models` first.');
}
run(ensurePython(root), ['-m', 'reference.golden', folder, output], {
  PYTHONPATH: join(root, 'compiler'),
});
