import type { Bytes } from '../../src/core/bytes';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PackageFile } from '../../src/core/package/manifest';
import { makeTinyCheckpoint } from '../../testing/tinyCheckpoint';
import { runWeights } from './run';

let root: string;
let checkpoint: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weights-'));
  checkpoint = join(root, 'checkpoint');
  out = join(root, 'deep', 'package');
  write(checkpoint, makeTinyCheckpoint());
});

afterEach(() => rmSync(root, { recursive: true }));

function write(folder: string, files: Record<string, string | Bytes>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

/** What the JSON on stdout says. */
interface Answer {
  readonly ok: boolean;
  readonly files: readonly PackageFile[];
  readonly error: { readonly code: string; readonly data: Record<string, unknown> };
}

async function run(args: readonly string[], signal?: AbortSignal) {
  const results: string[] = [];
  const said: string[] = [];
  const code = await runWeights(
    args,
    { result: (line) => results.push(line), say: (line) => said.push(line) },
    signal,
  );
  return { code, results, said: said.join('\n') };
}

const convertArgs = (target = out, quantization = 'q4f16_1') => [
  ...['convert', checkpoint, '--quantization', quantization, '--out', target],
];

async function convert(target?: string, signal?: AbortSignal) {
  const { code, results, said } = await run([...convertArgs(target), '--json'], signal);
  expect(results).toHaveLength(1);
  return { code, said, answer: JSON.parse(results[0]!) as Answer };
}

function readAll(folder: string): Record<string, string> {
  const names = readdirSync(folder);
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}

/** All names under a folder except the checkpoint's. */
function leftOver(): string[] {
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith('checkpoint'));
}

describe('convert', () => {
  it.each(['q4f16_1', 'q4f32_1'])('makes a package that verify finds sound: %s', async (kind) => {
    const { code, results, said } = await run(convertArgs(out, kind));
    expect([code, results]).toEqual([0, []]);
    expect(said).toContain(`Converted ${checkpoint} to ${out}: 4 files, `);
    expect(said).toContain('100 %');
    expect((await run(['verify', out])).code).toBe(0);
  });

  it('lists the files on stdout when asked for JSON, and talks to people on stderr alone', async () => {
    const { code, answer, said } = await convert();
    expect(code).toBe(0);
    expect(answer.ok).toBe(true);
    expect(said).not.toContain('{');
    for (const { path, bytes, sha256 } of answer.files) {
      const content = readFileSync(join(out, path));
      expect(content).toHaveLength(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
    const names = answer.files.map(({ path }) => path);
    expect(readdirSync(out).sort()).toEqual([...names, 'manifest.json'].sort());
  });

  it('makes the same package each time, in place of an older one', async () => {
    await run(convertArgs(out, 'q4f32_1'));
    await convert();
    const once = readAll(out);
    await convert();
    expect(readAll(out)).toEqual(once);
    expect(leftOver().filter((name) => name.includes('/.'))).toEqual([]);
  });

  it('names what it was made of, by a hash over its structure', async () => {
    const provenance = async () => {
      await convert();
      const { source } = JSON.parse(readAll(out)['manifest.json']!) as {
        source: { name: string; revision: string };
      };
      expect(source.name).toBe('checkpoint');
      return source.revision;
    };
    const before = await provenance();
    write(checkpoint, { 'README.md': 'not part of it' });
    expect(await provenance()).toBe(before);
    write(checkpoint, makeTinyCheckpoint({ dtype: 'F16' }));
    expect(await provenance()).not.toBe(before);
  });

  it.each<[code: string, data: object, spoil: Record<string, string | Bytes>]>([
    [
      'checkpoint-invalid',
      { reason: 'text-not-json', file: 'config.json' },
      { 'config.json': '{' },
    ],
    ['checkpoint-invalid', { reason: 'header-cut-off' }, { 'model.safetensors': 'short' }],
    // Found after the first shard has been begun.
    [
      'checkpoint-invalid',
      { reason: 'value-not-finite', tensor: 'lm_head.weight' },
      { 'model.safetensors': spoilEnd() },
    ],
  ])('leaves nothing behind at %s %j', async (code, data, spoil) => {
    write(checkpoint, spoil);
    const { code: exit, answer, said } = await convert();
    expect(exit).toBe(1);
    expect(answer).toMatchObject({ ok: false, error: { code, data } });
    expect(said).toContain('The checkpoint is damaged or incomplete. ');
    expect(leftOver().filter((name) => name !== 'deep')).toEqual([]);
  });

  it('names tokens without rows, and leaves them out when told to', async () => {
    const text = new TextDecoder().decode(makeTinyCheckpoint()['tokenizer.json']);
    const tokenizer = JSON.parse(text) as { readonly added_tokens: readonly object[] };
    const added_tokens = [...tokenizer.added_tokens, { id: 48, content: '<pad>' }];
    write(checkpoint, { 'tokenizer.json': JSON.stringify({ ...tokenizer, added_tokens }) });
    const { said, answer } = await convert();
    expect(answer.error).toMatchObject({ code: 'checkpoint-invalid' });
    expect(said).toContain('["<pad>"]');
    expect(said).toContain('--drop-tokens leaves them out');
    expect((await run([...convertArgs(), '--drop-tokens'])).code).toBe(0);
    expect(readAll(out)['tokenizer.json']).toBe(text);
  });

  it('says for which model of the app the package is, or why for none', async () => {
    expect((await convert()).said).toMatch(/It fits no model of the app: \w+ is \d+, and .* needs/);
    checkpoint = fileURLToPath(new URL('../../demo/checkpoint/', import.meta.url));
    expect((await convert()).said).toContain('It fits BayLing demo.');
  });

  it('keeps the old package when the new one fails', async () => {
    await convert();
    const before = readAll(out);
    write(checkpoint, { 'model.safetensors': spoilEnd() });
    expect((await convert()).code).toBe(1);
    expect(readAll(out)).toEqual(before);
  });

  it.each<[name: string, files: Record<string, string>, stranger: string]>([
    ['other files', { 'thesis.doc': 'years of work' }, 'thesis.doc'],
    ['the manifest of something else', { 'manifest.json': '{"name":"my app"}' }, 'manifest.json'],
    ['a package and something else', { 'notes.txt': 'mine' }, 'notes.txt'],
  ])('leaves a folder alone that holds %s', async (name, files, stranger) => {
    if (name.startsWith('a package')) await convert();
    write(out, files);
    const before = readAll(out);
    const { code, answer } = await convert();
    expect(code).toBe(1);
    expect(answer.error).toEqual({ code: 'folder-in-use', data: { folder: out, file: stranger } });
    expect(readAll(out)).toEqual(before);
  });

  it('leaves the checkpoint alone when told to write there', async () => {
    const before = readAll(checkpoint);
    expect((await convert(checkpoint)).answer.error.code).toBe('folder-in-use');
    expect(readAll(checkpoint)).toEqual(before);
  });

  it('fills an empty folder, and does not write into a file', async () => {
    mkdirSync(out, { recursive: true });
    expect((await convert()).code).toBe(0);
    write(root, { file: 'text' });
    const { answer } = await convert(join(root, 'file'));
    expect(answer.error).toMatchObject({ code: 'file-unwritable', data: { detail: 'ENOTDIR' } });
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('text');
  });

  it('stops when asked', async () => {
    const { code, answer } = await convert(out, AbortSignal.abort());
    expect(code).toBe(1);
    expect(answer.error.code).toBe('aborted');
    expect(existsSync(out)).toBe(false);
  });

  it('follows links, as the cache of a hub has them', async () => {
    const links = join(root, 'links');
    mkdirSync(links);
    for (const name of readdirSync(checkpoint))
      symlinkSync(join(checkpoint, name), join(links, name));
    checkpoint = links;
    expect((await convert()).code).toBe(0);
  });

  it('says when there is no checkpoint at all', async () => {
    checkpoint = join(root, 'nowhere');
    const { code, answer, said } = await convert();
    expect(code).toBe(1);
    expect(answer.error.data).toMatchObject({ reason: 'file-missing', file: 'config.json' });
    expect(said).toBe(
      'The checkpoint is damaged or incomplete. The file is missing.\n  file: config.json',
    );
  });
});

/** Weights, the last of which is not a number. */
function spoilEnd() {
  const bytes = makeTinyCheckpoint()['model.safetensors']!;
  bytes.set([0xc0, 0x7f], bytes.length - 2);
  return bytes;
}

describe('serve', () => {
  /** Runs until it has printed something on stdout, then until `use` ends. */
  async function serving(args: readonly string[], use: (answer: unknown) => Promise<void>) {
    const stop = new AbortController();
    let tell: (line: string) => void = () => {};
    const listening = new Promise<string>((resolve) => (tell = resolve));
    const said: string[] = [];
    const code = runWeights(
      ['serve', ...args, '--port', '0', '--json'],
      { result: tell, say: (line) => said.push(line) },
      stop.signal,
    );
    try {
      await use(JSON.parse(await Promise.race([listening, code.then(() => said.join())])));
    } finally {
      stop.abort();
    }
    return { code: await code, said: said.join('\n') };
  }

  it('says where it is, and ends when it is stopped', async () => {
    await convert();
    const { code, said } = await serving([out], async (answer) => {
      expect(answer).toEqual({ address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
      const { address } = answer as { address: string };
      const response = await fetch(`${address}/resolve/main/manifest.json`);
      expect(await response.text()).toBe(readAll(out)['manifest.json']);
    });
    expect(code).toBe(0);
    expect(said).toMatch(
      /^Packages are at http:\/\/127\.0\.0\.1:\d+ \(stop with Ctrl\+C\):\n {2}\//,
    );
  });

  it.each([
    ['what is no package', [], { code: 'package-invalid' }],
    ['a damaged one', ['--verify'], { code: 'package-invalid', data: { file: 'tokenizer.json' } }],
  ])('does not begin with %s', async (_, options, error) => {
    if (options.length > 0) {
      await convert();
      const text = readFileSync(join(out, 'tokenizer.json'), 'utf8');
      write(out, { 'tokenizer.json': text.replace('</s>', '<\\s>') });
    } else mkdirSync(out, { recursive: true });
    const { code, results } = await run(['serve', out, ...options, '--json', '--port', '0']);
    expect(code).toBe(1);
    expect(JSON.parse(results[0]!)).toMatchObject({ ok: false, error });
  });

  it('fails where another server is', async () => {
    await convert();
    await serving([out], async (answer) => {
      const { port } = new URL((answer as { address: string }).address);
      const { code, said } = await run(['serve', out, '--port', port]);
      expect(code).toBe(1);
      expect(said).toContain(`Cannot listen on port ${port} of 127.0.0.1`);
    });
  });
});

describe('wrong use', () => {
  it.each([
    [],
    ['convert'],
    ['convert', 'a'],
    ['convert', 'a', '--out', 'b'],
    ['convert', 'a', '--quantization', 'q4f16_1'],
    ['convert', 'a', '--quantization', 'q8', '--out', 'b'],
    ['convert', 'a', 'c', '--quantization', 'q4f16_1', '--out', 'b'],
    ['convert', 'a', '--quantization', 'q4f16_1', '--out', 'b', '--force'],
    ['convert', 'a', '--quantization', 'q4f16_1', '--out', 'b', '--workers', '0'],
    ['convert', 'a', '--quantization', 'q4f16_1', '--out', 'b', '--workers', 'many'],
    ['convert', 'a/b', '--quantization', 'q4f16_1', '--out', 'b', '--hub', 'elsewhere'],
    ['convert', 'a', '--quantization', 'q4f16_1', '--out', 'b', '--hub', 'modelscope'],
    ['convert', 'a/../b', '--quantization', 'q4f16_1', '--out', 'b', '--hub', 'huggingface'],
    ['convert', 'http://', '--quantization', 'q4f16_1', '--out', 'b'],
    ['convert', 'https://hub/a/resolve/main?token=1', '--quantization', 'q4f16_1', '--out', 'b'],
    ['serve'],
    ['serve', 'a', '--port', '65536'],
    ['serve', 'a', '--port', '-1'],
    ['serve', 'a', '--port', ''],
    ['serve', 'a', '--host', ''],
    ['serve', 'a', '--out', 'b'],
    ['constructor'],
    ['verify'],
    ['verify', 'a', 'b'],
    ['verify', 'a', '--out', 'b'],
    ['verify', 'a', '--json=yes'],
    ['destroy', 'a'],
  ])('shows the usage and exits with 2: %j %j', async (...args) => {
    const { code, results, said } = await run(args.filter((arg) => typeof arg === 'string'));
    expect([code, results]).toEqual([2, []]);
    expect(said).toMatch(/^Usage:\n {2}npm run weights/);
  });
});
