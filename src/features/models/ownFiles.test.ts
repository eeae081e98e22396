import { expect, it } from 'vitest';
import { foundFile, ownFiles } from './ownFiles';

/** The paths of the files that are taken of these. */
function own(...paths: string[]): string[] {
  const found = paths.map((path) => {
    const file = new File([], path.split('/').at(-1)!);
    return { path, ...foundFile(Object.assign(file, { webkitRelativePath: withFolder(path) })) };
  });
  const files = ownFiles(found);
  return files.map((file) => found.find((one) => one.file === file)!.path);
}

/** Browsers leave it empty for files that were chosen by themselves. */
const withFolder = (path: string) => (path.includes('/') ? path : '');

it.each<[what: string, taken: string[], left: string[]]>([
  [
    'checkpoints of the training beside the model',
    ['m/config.json', 'm/model-1-of-2.safetensors', 'm/tokenizer.json'],
    ['m/checkpoint-500/config.json', 'm/checkpoint-500/model.safetensors'],
  ],
  [
    'the layout of Meta in a sub-folder',
    ['m/config.json', 'm/model.safetensors'],
    ['m/original/params.json', 'm/original/tokenizer.model'],
  ],
  [
    'another format in a sub-folder',
    ['m/config.json', 'm/model.safetensors'],
    ['m/onnx/config.json', 'm/onnx/model.onnx'],
  ],
  [
    'a package with its checkpoint in a sub-folder',
    ['m/manifest.json', 'm/params_shard_0.bin'],
    ['m/source/config.json', 'm/source/model.safetensors'],
  ],
  [
    'a model two folders down',
    ['a/b/c/config.json', 'a/b/c/model.safetensors'],
    ['a/README.md', 'a/b/notes.txt'],
  ],
  ['files chosen by themselves', ['config.json', 'model.safetensors'], []],
  [
    'a folder and a file chosen by itself',
    ['m/config.json', 'm/model.safetensors', 'tokenizer.json'],
    ['m/x/tokenizer.json'],
  ],
  ['no model', ['a/b.txt', 'a/c/d.jpg'], []],
  [
    'two models, which cannot be told apart',
    ['a/one/config.json', 'a/two/config.json', 'a/two/x'],
    ['a/y'],
  ],
])('of %s', (_, taken, left) => {
  expect(own(...left, ...taken)).toEqual(taken);
  expect(own(...taken, ...left)).toEqual(taken);
});
