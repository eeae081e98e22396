import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { models, type Model } from '../src/core/catalog';
import { run } from '../tools/programs';
import { nameOf, targets, type Target } from './targets';

/** A large model in full width with few layers, small enough for tests in time and memory. */
export interface Shallow extends Target {
  readonly model: Model;
  readonly layers: number;
  /** Name of its library and its golden file, without the endings. */
  readonly name: string;
}

/** One for each library that only tests load. */
export const shallowModels: readonly Shallow[] = targets.flatMap((target) => {
  const model = models.find(({ architecture }) => architecture === target.architecture);
  const { layers } = target;
  return model && layers ? [{ ...target, model, layers, name: nameOf(target) }] : [];
});

/** Whether the reference has decoded it: in f32, which every GPU has, for the reference takes an hour. */
export const hasGolden = ({ quantization }: Target): boolean => quantization === 'q4f32_1';

export interface ShallowFolders {
  /** With random weights. */
  readonly checkpoint: string;
  readonly package: string;
}

export function foldersOf(root: string, { model, layers, name }: Shallow): ShallowFolders {
  return {
    checkpoint: join(root, '.cache', 'synthetic', `${model.id}-${layers}-layers`),
    package: join(root, '.cache', 'shallow', name, 'resolve', 'main'),
  };
}

/** Writes the checkpoint unless it exists. @returns Its folder. */
export function makeCheckpoint(root: string, shallow: Shallow): string {
  const { checkpoint } = foldersOf(root, shallow);
  const { model, layers } = shallow;
  // The folder gets its name only when it is complete.
  if (!existsSync(checkpoint)) {
    runWeights('synthetic', model.id, '--layers', String(layers), '--out', checkpoint);
  }
  return checkpoint;
}

/** Makes the checkpoint and then, as a user would, the package. @returns Its folder. */
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
