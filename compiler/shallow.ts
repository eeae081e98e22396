import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { models, type Model } from '../src/core/catalog';
import { nameOf, targets, type Target } from './targets';
import { run } from './toolchain';

/** A large model in full width with few layers, so that tests have the time and the memory for it. */
export interface Shallow extends Target {
  readonly model: Model;
  readonly layers: number;
  /** Of its library and its golden file, without their endings. */
  readonly name: string;
}

/** One for each library that only tests load. */
export const shallowModels: readonly Shallow[] = targets.flatMap((target) => {
  const model = models.find(({ architecture }) => architecture === target.architecture);
  const { layers } = target;
  return model && layers ? [{ ...target, model, layers, name: nameOf(target) }] : [];
});

export interface ShallowFolders {
  /** Of random weights. */
  readonly checkpoint: string;
  readonly package: string;
}

export function foldersOf(root: string, { model, layers, name }: Shallow): ShallowFolders {
  return {
    checkpoint: join(root, '.cache', 'synthetic', `${model.id}-${layers}-layers`),
    package: join(root, '.cache', 'shallow', name, 'resolve', 'main'),
  };
}

/** Writes the checkpoint where there is none. @returns The folder it is in. */
export function makeCheckpoint(root: string, shallow: Shallow): string {
  const { checkpoint } = foldersOf(root, shallow);
  const { model, layers } = shallow;
  // The folder gets its name when all of it has been written.
  if (!existsSync(checkpoint)) {
    runWeights('synthetic', model.id, '--layers', String(layers), '--out', checkpoint);
  }
  return checkpoint;
}

/** Makes the package as a user would, and its checkpoint first. @returns The folder it is in. */
export function makePackage(root: string, shallow: Shallow): string {
  const { package: folder } = foldersOf(root, shallow);
  const { quantization } = shallow;
  const checkpoint = makeCheckpoint(root, shallow);
  runWeights('convert', checkpoint, '--quantization', quantization, '--out', folder);
  return folder;
}

const program = fileURLToPath(new URL('../tools/weights/cli.ts', import.meta.url));

function runWeights(...words: readonly string[]): void {
  run(process.execPath, ['--import', 'tsx', program, ...words]);
}
