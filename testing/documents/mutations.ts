import { readFileSync, readdirSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import fc, { type Arbitrary } from 'fast-check';
import type { Bytes } from '../../src/core/bytes';
import { AppError } from '../../src/core/errors';
import { looksLikeZip } from '../../src/documents/archive/directory';
import { checkRoundTrip } from '../../src/documents/check';
import { openDocument } from '../../src/documents/formats';
import type { SourceFile } from '../../src/documents/types';
import { concat } from '../tinyCheckpoint';
import { sourceFile } from './realFiles';

/*
 * Damage to real files: bytes that are flipped, deleted, put in, said twice or cut off. Of an archive, also those of
 * each text in it, packed anew, or nothing but the archive's own reader would ever see them.
 */

/** A part of a file that is damaged by itself. */
export interface Target {
  readonly name: string;
  readonly bytes: Bytes;
  /** The file with that part changed. */
  readonly changed: (bytes: Bytes) => SourceFile;
}

const root = new URL('./', import.meta.url);
const isText = /\.(xml|rels|opf|ncx|x?html)$/;

/** The smallest real files of an extension, smallest first. */
export function smallestFiles(extension: string, count: number): readonly SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`.${extension}`) && !path.endsWith('README.md'))
    .map((path) => sourceFile(path, readFileSync(new URL(path, root))))
    .sort((a, b) => a.bytes.length - b.bytes.length)
    .slice(0, count);
}

export function targetsOf(file: SourceFile): readonly Target[] {
  const { name, bytes } = file;
  const whole: Target = { name, bytes, changed: (other) => ({ ...file, bytes: other }) };
  if (!looksLikeZip(bytes)) return [whole];
  const entries = unzipSync(bytes);
  const texts = Object.entries(entries).filter(([entry]) => isText.test(entry));
  return [
    whole,
    ...texts.map(([entry, content]) => ({
      name: `${name}/${entry}`,
      bytes: Uint8Array.from(content),
      changed: (other: Bytes) => ({
        ...file,
        bytes: Uint8Array.from(zipSync({ ...entries, [entry]: other }, { level: 0 })),
      }),
    })),
  ];
}

const kinds = ['flip', 'delete', 'insert', 'duplicate', 'truncate'] as const;

/** Places are taken modulo the length. */
interface Mutation {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly length: number;
  readonly put: Bytes;
}

/** @param pitfalls Signs that mean something in the format. */
function mutation(pitfalls: readonly string[]): Arbitrary<Mutation> {
  const encoder = new TextEncoder();
  return fc.record({
    // A file that is cut off says less about what stands behind.
    kind: fc.constantFrom(...kinds, ...kinds.slice(0, -1), ...kinds.slice(0, -1)),
    at: fc.nat(),
    length: fc.constantFrom(1, 1, 2, 8, 64, 512),
    put: fc.oneof(
      fc.constantFrom(...pitfalls).map((text) => encoder.encode(text)),
      fc.uint8Array({ minLength: 1, maxLength: 3 }) as Arbitrary<Bytes>,
    ),
  });
}

function mutate(bytes: Bytes, { kind, at, length, put }: Mutation): Bytes {
  const start = at % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, start), bytes.subarray(start)];
  const own = after.subarray(0, length);
  switch (kind) {
    case 'flip': {
      const bit = 1 << (length % 8);
      return concat([before, own.subarray(0, 1).map((byte) => byte ^ bit), after.subarray(1)]);
    }
    case 'delete':
      return concat([before, after.subarray(length)]);
    case 'insert':
      return concat([before, put, after]);
    case 'duplicate':
      return concat([before, own, after]);
    case 'truncate':
      return before.slice();
  }
}

/** One of the targets, changed in up to four places. */
export function mutated(
  targets: readonly Target[],
  pitfalls: readonly string[],
): Arbitrary<SourceFile> {
  const mutations = fc.array(mutation(pitfalls), { minLength: 1, maxLength: 4 });
  return fc
    .tuple(fc.constantFrom(...targets), mutations)
    .map(([{ bytes, changed }, all]) => changed(all.reduce(mutate, bytes)));
}

/** Each beginning of a part, or so many of them, evenly. */
export function* cuts({ bytes, changed }: Target, count: number): Generator<SourceFile> {
  const step = Math.max(1, bytes.length / count);
  for (let end = 0; end < bytes.length; end += step) yield changed(bytes.slice(0, end));
}

/**
 * Whether a file is refused with a reason, or else comes back as it was.
 *
 * @throws Error that tells what is wrong, and whatever a parser throws that is no refusal.
 */
export async function comesBack(file: SourceFile): Promise<void> {
  if (await isRefused(file)) return;
  const difference = await checkRoundTrip(file);
  if (difference !== undefined) throw new Error(JSON.stringify(difference));
}

async function isRefused(file: SourceFile): Promise<boolean> {
  try {
    await openDocument(file);
    return false;
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !refusals.has(thrown.code)) throw thrown;
    return true;
  }
}

const refusals = new Set(['document-damaged', 'document-unsupported', 'document-too-large']);
