import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  encodeJson,
  INDEX,
  makeTinyCheckpoint,
  MemoryFiles,
  SINGLE,
  type Files,
} from '../../../testing/tinyCheckpoint';
import type { Bytes } from '../bytes';
import { AppError } from '../errors';
import { openCheckpoint } from './checkpoint';

const PART = 'model-1-of-2.safetensors';

const pointer = (size: number) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize ${size}\n`;

/** What stands in the place of a file, and what it is told as. */
const others: readonly (readonly [what: string, reason: string, content: string | Bytes])[] = [
  ['a pointer of Git LFS', 'file-is-pointer', pointer(4_938_985_352)],
  [
    'a pointer of its first version',
    'file-is-pointer',
    'version https://hawser.github.com/spec/v1\n',
  ],
  ['a pointer of Xet', 'file-is-pointer', '# xet version 0\nfilesize = 5\nhash = "1"\n'],
  ['a pointer with other line ends', 'file-is-pointer', pointer(1).replaceAll('\n', '\r\n')],
  ['a link of git-annex', 'file-is-annex', '/annex/objects/SHA256E-s13--ab.safetensors\n'],
  [
    'a link of git-annex as text',
    'file-is-annex',
    '../.git/annex/objects/X1/9j/SHA256E-s13--ab/SHA256E-s13--ab',
  ],
  ['a login page', 'file-is-page', '<!DOCTYPE html><html><title>Sign in</title></html>'],
  ['a page after a blank line', 'file-is-page', '\n\n  <!doctype html>\n<html lang="en">'],
  ['a page without a doctype', 'file-is-page', '<html class="no-js"><body>502</body></html>'],
  ['a page that begins with a comment', 'file-is-page', '<!-- cached --><html></html>'],
  [
    'an error of a store',
    'file-is-error',
    '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>',
  ],
  ['an error of a hub', 'file-is-error', '{"error":"Repository not found"}'],
  ['an error of another hub', 'file-is-error', '{"Code":10010205001,"Message":"no","Data":null}'],
  ['an error of a forge', 'file-is-error', '{\n  "message": "Not Found",\n  "status": "404"\n}'],
  ['an error in words', 'file-is-error', 'Entry not found'],
  ['a refusal in words', 'file-is-error', 'Access to model a/b is restricted and you are not'],
  ['a wrong password in words', 'file-is-error', 'Invalid username or password.'],
  ['nothing', 'file-is-empty', ''],
  ['zeros', 'file-is-unfinished', new Uint8Array(4096)],
  ['a gzip', 'file-is-compressed', new Uint8Array(gzipSync('{"a":1}'))],
  ['a zstd', 'file-is-compressed', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 4, 0, 9, 0, 0)],
  [
    'a zip, as PyTorch writes it',
    'file-is-pytorch',
    encodeJson('PK\u0003\u0004\u0000\u0000\b\b\u0000archive'),
  ],
  [
    'a pickle, as PyTorch wrote it',
    'file-is-pytorch',
    Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9),
  ],
  ['a GGUF', 'file-is-gguf', encodeJson('GGUF\u0003\u0000\u0000\u0000\u0000')],
];

const places: readonly (readonly [file: string, files: Files])[] = [
  ['config.json', makeTinyCheckpoint()],
  ['generation_config.json', makeTinyCheckpoint()],
  ['tokenizer.json', makeTinyCheckpoint()],
  [SINGLE, makeTinyCheckpoint()],
  [INDEX, makeTinyCheckpoint({ shards: 2 })],
  [PART, makeTinyCheckpoint({ shards: 2 })],
];

async function errorOf(files: Files): Promise<AppError> {
  const error: unknown = await openCheckpoint(new MemoryFiles(files)).catch((e: unknown) => e);
  if (!(error instanceof AppError)) throw new Error('not refused', { cause: error });
  return error;
}

describe.each(places)('in the place of %s', (file, files) => {
  it.each(others)('%s is told as what it is: %s', async (_, reason, content) => {
    const bytes = typeof content === 'string' ? encodeJson(content) : content;
    const { code, data } = await errorOf({ ...files, [file]: bytes });
    expect(code).toBe('checkpoint-invalid');
    expect(data).toMatchObject({ reason, file });
    // A sentence that says what to do.
    expect(data['detail']).toMatch(/; .*\.$|; .*needed\.$/);
  });
});

const remove = (files: Files, ...names: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));

const some = new Uint8Array(8);
const whole = makeTinyCheckpoint();

describe('where a file is missing', () => {
  it.each<[what: string, found: string, reason: string, files: Files]>([
    ['weights of PyTorch', 'pytorch_model.bin', 'weights-pytorch', remove(whole, SINGLE)],
    [
      'weights of PyTorch in parts',
      'pytorch_model.bin.index.json',
      'weights-pytorch',
      remove(whole, SINGLE),
    ],
    ['an adapter', 'adapter_config.json', 'adapter-alone', remove(whole, SINGLE)],
    ['nothing but an adapter', 'adapter_config.json', 'adapter-alone', {}],
    ['the layout of Meta', 'params.json', 'other-layout', {}],
    ['weights of Meta', 'consolidated.00.pth', 'other-layout', remove(whole, SINGLE)],
    ['weights of Flax', 'flax_model.msgpack', 'other-layout', remove(whole, SINGLE)],
    [
      'parts without their list',
      'model-00001-of-00003.safetensors',
      'index-missing',
      remove(whole, SINGLE),
    ],
    ['an older tokenizer', 'vocab.json', 'tokenizer-slow', remove(whole, 'tokenizer.json')],
    ['a download', `${SINGLE}.crdownload`, 'file-is-unfinished', remove(whole, SINGLE)],
    ['a download of curl', 'config.json.part', 'file-is-unfinished', remove(whole, 'config.json')],
    [
      'a download of the hub',
      `${PART}.incomplete`,
      'file-is-unfinished',
      remove(makeTinyCheckpoint({ shards: 2 }), PART),
    ],
  ])('%s is told, and what to do: %s', async (_, found, reason, files) => {
    const { data } = await errorOf({ ...files, [found]: some });
    expect(data).toMatchObject({ reason, found });
    expect(data['detail']).toMatch(/[;,] .*\.$/);
  });

  it('a hub may refuse to say what else it has', async () => {
    const files = new MemoryFiles(remove(whole, SINGLE));
    const { stat } = files;
    files.stat = (file) =>
      file.startsWith('pytorch')
        ? Promise.reject(new AppError('http-status', { status: 401 }))
        : stat.call(files, file);
    await expect(openCheckpoint(files)).rejects.toMatchObject({ data: { reason: 'file-missing' } });
    files.stat = (file) =>
      file === 'config.json.part' || file === 'config.json'
        ? Promise.reject(new AppError('aborted'))
        : stat.call(files, file);
    await expect(openCheckpoint(files)).rejects.toMatchObject({ code: 'aborted' });
  });

  it('a short file that begins like another keeps its own error', async () => {
    const cut = whole[SINGLE]!.slice(0, 100);
    expect((await errorOf({ ...whole, [SINGLE]: cut })).data['reason']).toBe('header-beyond-file');
  });
});
