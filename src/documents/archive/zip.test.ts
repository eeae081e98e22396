import { readFileSync, readdirSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../core/bytes';
import { readDirectory } from './directory';
import { ZipArchive } from './zip';

const folder = new URL('../../../testing/documents/archives/', import.meta.url);
const read = (name: string): Bytes => new Uint8Array(readFileSync(new URL(name, folder)));
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array) => new TextDecoder().decode(content);
const made = readdirSync(folder);
const zipped = (files: Record<string, Uint8Array>) => zipSync(files);

describe.each(made)('an archive of %s', (name) => {
  const whole = read(name);
  const archive = new ZipArchive(whole);

  it('is read as by another reader', () => {
    const other = unzipSync(whole);
    expect([...archive.names].sort()).toEqual(Object.keys(other).sort());
    for (const entry of archive.names) expect(archive.read(entry)).toEqual(other[entry]);
  });

  it('is the same without changes', () => {
    expect(archive.write(new Map())).toEqual(whole);
  });

  it('has other content where that was changed, and all else as it was', () => {
    const change = bytes('<a>something else</a>'.repeat(20));
    const written = archive.write(new Map([['a.xml', change]]));
    expect(unzipSync(written)).toEqual({ ...unzipSync(whole), 'a.xml': change });
    const [before, after] = [readDirectory(whole), readDirectory(written)];
    const facts = (directory: typeof before) =>
      directory.entries.map(({ name: entry, flags, method }) => ({ entry, flags, method }));
    expect(facts(after)).toEqual(facts(before));
    expect(after.comment).toEqual(before.comment);
    const packed = (all: Bytes, { entries }: typeof before) =>
      entries
        .filter((entry) => entry.name !== 'a.xml')
        .map(({ data }) => all.slice(data.start, data.end));
    expect(packed(written, after)).toEqual(packed(whole, before));
    // And once more, from what was written.
    expect(new ZipArchive(written).write(new Map([['a.xml', archive.read('a.xml')]])).length).toBe(
      whole.length - extraLength(whole, before) + extraLength(written, after),
    );
  });

  it('is refused wherever it is cut', () => {
    for (let end = 0; end < whole.length; end++) {
      const run = () => {
        const cut = new ZipArchive(whole.slice(0, end));
        for (const entry of cut.names) cut.read(entry);
      };
      // A comment that is cut harms nothing.
      if (end < whole.length - readDirectory(whole).comment.length) expect(run).toThrow(/damaged/);
    }
  });
});

/** Bytes of ZIP64's extra fields, which are left out where an entry is written anew. */
function extraLength(all: Bytes, { entries }: ReturnType<typeof readDirectory>): number {
  const view = new DataView(all.buffer);
  return entries
    .filter(({ name }) => name === 'a.xml')
    .reduce((sum, { block, record }) => {
      return sum + view.getUint16(block.start + 28, true) + view.getUint16(record.start + 30, true);
    }, 0);
}

describe('a bomb', () => {
  it('is told by what it claims, before anything is unpacked', () => {
    const zeros = zipped({ 'a.xml': new Uint8Array(8 * 2 ** 20) });
    expect(() => new ZipArchive(zeros)).toThrow(
      expect.objectContaining({ code: 'document-too-large' }),
    );
    const many = zipped(
      Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, bytes('')])),
    );
    expect(() => new ZipArchive(many)).toThrow(
      expect.objectContaining({ data: { what: 'MAX_ENTRIES', limit: 10_000 } }),
    );
  });

  it('that claims less than it holds unpacks to no more than it claims', () => {
    const whole = zipped({ 'a.xml': bytes('x'.repeat(100_000)) });
    const { entries } = readDirectory(whole);
    const record = entries[0]?.record.start ?? 0;
    new DataView(whole.buffer).setUint32(record + 24, 10, true);
    expect(() => new ZipArchive(whole).read('a.xml')).toThrow(
      expect.objectContaining({ code: 'document-damaged' }),
    );
  });

  it('whose entries lie within each other is refused', () => {
    const whole = zipped({ a: bytes('aaa'), b: bytes('bbb') });
    const { entries } = readDirectory(whole);
    new DataView(whole.buffer).setUint32((entries[1]?.record.start ?? 0) + 42, 0, true);
    expect(() => new ZipArchive(whole)).toThrow(
      expect.objectContaining({ code: 'document-damaged' }),
    );
  });
});

it('an encrypted entry is refused with its name', () => {
  const whole = zipped({ 'secret.xml': bytes('a') });
  const { entries } = readDirectory(whole);
  new DataView(whole.buffer).setUint16((entries[0]?.record.start ?? 0) + 8, 1, true);
  expect(() => new ZipArchive(whole)).toThrow(
    expect.objectContaining({ data: { reason: 'encrypted', detail: 'secret.xml' } }),
  );
});

it('what was altered is told by its sum', () => {
  const whole = zipped({ a: [bytes('some words'), { level: 0 }] as unknown as Uint8Array });
  const at = text(whole).indexOf('some words');
  whole[at] = 0x53;
  expect(() => new ZipArchive(whole).read('a')).toThrow(
    expect.objectContaining({ data: { detail: 'CRC', place: 'a' } }),
  );
});
