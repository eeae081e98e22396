import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import lock from '../../compiler/libs.lock.json' with { type: 'json' };
import { folders, nameOf, targets } from '../../compiler/targets';

/** Layers of the large models in the app that is built here. */
export const layers = 2;

/** The test libraries, under the names that the app looks for. */
const libraries = targets
  .filter((target) => target.layers === layers)
  .map(({ architecture, quantization }) => ({
    file: `${nameOf({ architecture, quantization, layers })}.wasm`,
    as: `${nameOf({ architecture, quantization })}.wasm`,
  }));

/**
 * The whole app, built as usual, except that its large models have two layers instead of 32 or 40. So a
 * full-width model runs on an emulated GPU within minutes.
 *
 * @returns The folder of the build.
 */
export async function buildShallowApp(): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = join(root, 'test-results', 'shallow-app');
  rmSync(folder, { recursive: true, force: true });
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    plugins: [shallow()],
    worker: { format: 'es', plugins: () => [shallow()] },
    build: { outDir: folder, emptyOutDir: true },
  });
  for (const { file, as } of libraries) {
    copyFileSync(join(root, folders.testLibraries, file), join(folder, 'models', 'libs', as));
  }
  return folder;
}

function shallow(): Plugin {
  return {
    name: 'shallow-models',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/compiler/architectures.json')) {
        const changed = code.replace(/"layers": (32|40),/g, `"layers": ${layers},`);
        if (changed === code) throw new Error('the table has no large model');
        return changed;
      }
      if (id.endsWith('/compiler/libs.lock.json')) {
        const facts = libraries.map(({ file, as }) => [as, testLibrary(file)] as const);
        return JSON.stringify({
          ...lock,
          libraries: { ...lock.libraries, ...Object.fromEntries(facts) },
        });
      }
      return undefined;
    },
  };
}

function testLibrary(file: string): unknown {
  const { testLibraries } = lock as { testLibraries?: Record<string, unknown> };
  const facts = testLibraries?.[file];
  if (facts === undefined) throw new Error(`the lock has no ${file}`);
  return facts;
}
