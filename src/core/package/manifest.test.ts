import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import { parseManifest } from './manifest';

const file = (path: string, more: object = {}) => ({
  path,
  bytes: 3,
  sha256: 'a'.repeat(64),
  ...more,
});
const needed = [file('mlc-chat-config.json'), file('tensor-cache.json')];
const parse = (value: unknown) => parseManifest(new TextEncoder().encode(JSON.stringify(value)));

function reason(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code}: ${String(error.data['reason'])}`;
  }
}

describe('a manifest', () => {
  it('gives its files', () => {
    const files = [...needed, file('params_shard_0.bin', { bytes: 33_554_432 })];
    expect(parse({ formatVersion: 1, source: 'x', files })).toEqual({ formatVersion: 1, files });
  });

  it('says what it was made of only as far as that is known', () => {
    const about = (more: object) => {
      const { quantization, architecture } = parse({ formatVersion: 1, files: needed, ...more });
      return { quantization, architecture };
    };
    for (const quantization of ['q4f16_1', 'q4f32_1']) {
      expect(about({ quantization }).quantization).toBe(quantization);
    }
    expect(about({ quantization: 'q4f8_1', architecture: [] })).toEqual({});
    expect(about({ architecture: { layers: 2 } }).architecture).toEqual({ layers: 2 });
  });

  it.each([
    ['not an object', []],
    ['not an object', null],
    ['format version undefined', { files: needed }],
    ['format version 2', { formatVersion: 2, files: needed }],
    ['format version {"toString":1}', { formatVersion: { toString: 1 }, files: needed }],
    ['too large', { formatVersion: 1, files: 'x'.repeat(300_000) }],
    ['no list of files', { formatVersion: 1, files: {} }],
    ['no list of files', { formatVersion: 1, files: Array(1_001).fill(needed[0]) }],
    ['a file is not an object', { formatVersion: 1, files: ['a'] }],
    ['a bad file name', { formatVersion: 1, files: [file('../secret')] }],
    ['a bad file name', { formatVersion: 1, files: [file('.hidden')] }],
    ['a bad file name', { formatVersion: 1, files: [file('http://x/y')] }],
    ['bad size of a', { formatVersion: 1, files: [file('a', { bytes: -1 })] }],
    ['bad size of a', { formatVersion: 1, files: [file('a', { bytes: 2 ** 60 })] }],
    ['bad hash of a', { formatVersion: 1, files: [file('a', { sha256: 'A'.repeat(64) })] }],
    ['a file is listed twice', { formatVersion: 1, files: [...needed, needed[0]] }],
    ['tensor-cache.json is not listed', { formatVersion: 1, files: needed.slice(0, 1) }],
  ])('is refused: %s', (expected, value) => {
    expect(reason(() => parse(value))).toBe(`manifest-invalid: ${expected}`);
  });

  it('is refused when it is no JSON, or says one thing twice', () => {
    const page = new TextEncoder().encode('<!doctype html>');
    expect(reason(() => parseManifest(page))).toBe('manifest-invalid: not JSON');
    expect(reason(() => parseManifest(Uint8Array.of(0xff)))).toBe('manifest-invalid: not JSON');
    const twice = new TextEncoder().encode('{"files":[],"files":[]}');
    expect(reason(() => parseManifest(twice))).toBe('manifest-invalid: not JSON');
  });
});
