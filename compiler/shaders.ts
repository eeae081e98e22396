import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Library } from './library';
import { folders } from './targets';

const usage = `npm run shaders -- bayling-demo-q4f32_1             names the kernels of a library
npm run shaders -- bayling-demo-q4f32_1 one_normed   prints the WGSL of those that begin so`;

const root = fileURLToPath(new URL('..', import.meta.url));

async function main([name = '', beginning]: readonly string[]): Promise<number> {
  const file = Object.values(folders)
    .map((folder) => join(root, folder, `${name}.wasm`))
    .find(existsSync);
  if (file === undefined) {
    console.error(usage);
    return 2;
  }
  const shaders = (await Library.open(new Uint8Array(readFileSync(file)))).shaders();
  if (beginning === undefined) {
    console.log(shaders.map((shader) => shader.name).join('\n'));
    return 0;
  }
  const found = shaders.filter((shader) => shader.name.startsWith(beginning));
  for (const { code } of found) console.log(code);
  return found.length > 0 ? 0 : 1;
}

// Whoever reads may stop before the end, as `head` does.
process.stdout.on('error', () => process.exit());
process.exitCode = await main(process.argv.slice(2));
