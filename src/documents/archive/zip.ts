import { deflateSync, Inflate } from 'fflate';
import type { Bytes } from '../../core/bytes';
import { damaged, tooLarge, unsupported } from '../failures';
import { MAX_FILE } from '../limits';
import { crc32 } from './crc32';
import { headerLength, readDirectory, type ZipDirectory, type ZipEntry } from './directory';

const STORED = 0;
const DEFLATED = 8;
/** Of an entry's flags: sizes follow the content. */
const DESCRIPTOR = 8;
const descriptorSignature = 0x08074b50;
const zip64Extra = 1;

/** A ZIP archive of which some entries are replaced; all others keep their bytes, packed as they are. */
export class ZipArchive {
  readonly #bytes: Bytes;
  readonly #directory: ZipDirectory;
  readonly #byName: ReadonlyMap<string, ZipEntry>;

  /** @throws AppError as `readDirectory` does, and `document-too-large` */
  constructor(bytes: Bytes) {
    if (bytes.length > MAX_FILE) throw tooLarge('MAX_FILE', MAX_FILE);
    this.#bytes = bytes;
    this.#directory = readDirectory(bytes);
    this.#byName = new Map(this.#directory.entries.map((entry) => [entry.name, entry]));
  }

  /** In the order of the archive. */
  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** @throws AppError `document-damaged` where there is none, or its content is not what it says. */
  read(name: string): Bytes {
    const entry = this.#byName.get(name);
    if (entry === undefined) throw damaged('missing', name);
    const content = this.#unpack(entry);
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged('CRC', name);
    return content;
  }

  /** The archive with other content for some entries. Order, names, times, flags and methods stay. */
  write(changes: ReadonlyMap<string, Bytes>): Bytes {
    if (changes.size === 0) return this.#bytes;
    const { entries, start, shift, comment } = this.#directory;
    const parts: Bytes[] = [];
    let at = 0;
    const add = (part: Bytes) => {
      parts.push(part);
      at += part.length;
    };
    const inOrder = [...entries].sort((a, b) => a.block.start - b.block.start);
    add(this.#bytes.slice(0, inOrder[0]?.block.start ?? start));
    const placed = new Map<ZipEntry, Placed>();
    for (const entry of inOrder) {
      const header = at - shift;
      const change = changes.get(entry.name);
      if (change === undefined) {
        placed.set(entry, { header, packed: entry.data.end - entry.data.start, entry });
        add(this.#bytes.subarray(entry.block.start, entry.block.end));
        continue;
      }
      const packed = entry.method === STORED ? change : deflateSync(change, { level: 6 });
      const facts = { crc: crc32(change), size: change.length };
      placed.set(entry, { header, packed: packed.length, entry: { ...entry, ...facts } });
      for (const part of this.#block(entry, packed, facts)) add(part);
    }
    const directoryStart = at;
    for (const entry of entries) {
      const place = placed.get(entry);
      if (place !== undefined) add(this.#record(entry, place));
    }
    add(endRecord(entries.length, at - directoryStart, directoryStart - shift, comment));
    return join(parts, at);
  }

  #unpack({ name, method, data, size }: ZipEntry): Bytes {
    const packed = this.#bytes.subarray(data.start, data.end);
    if (method === STORED) return packed;
    if (method !== DEFLATED) throw unsupported('format', `${name}, method ${method}`);
    try {
      return inflate(packed, size);
    } catch (cause) {
      throw damaged('DEFLATE', name, cause);
    }
  }

  /** Local header, content, and the sizes behind it where the entry had them there. */
  #block(entry: ZipEntry, packed: Bytes, { crc, size }: Pick<ZipEntry, 'crc' | 'size'>): Bytes[] {
    const from = entry.block.start;
    const old = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + from, headerLength);
    const nameEnd = from + headerLength + old.getUint16(26, true);
    const extra = withoutZip64(this.#bytes.subarray(nameEnd, entry.data.start));
    const header = this.#bytes.slice(from, from + headerLength);
    const view = new DataView(header.buffer);
    const isBehind = (entry.flags & DESCRIPTOR) !== 0;
    view.setUint32(14, isBehind ? 0 : crc, true);
    view.setUint32(18, isBehind ? 0 : packed.length, true);
    view.setUint32(22, isBehind ? 0 : size, true);
    view.setUint16(28, extra.length, true);
    const name = this.#bytes.subarray(from + headerLength, nameEnd);
    const parts = [header, name, extra, packed];
    return isBehind ? [...parts, descriptor(crc, packed.length, size)] : parts;
  }

  #record(original: ZipEntry, { header, packed, entry }: Placed): Bytes {
    const { start, end } = original.record;
    const fixed = this.#bytes.slice(start, start + 46);
    const view = new DataView(fixed.buffer);
    const nameEnd = start + 46 + view.getUint16(28, true);
    const extraEnd = nameEnd + view.getUint16(30, true);
    const extra = withoutZip64(this.#bytes.subarray(nameEnd, extraEnd));
    view.setUint32(16, entry.crc, true);
    view.setUint32(20, packed, true);
    view.setUint32(24, entry.size, true);
    view.setUint16(30, extra.length, true);
    view.setUint32(42, header, true);
    const parts = [
      fixed,
      this.#bytes.subarray(start + 46, nameEnd),
      extra,
      this.#bytes.subarray(extraEnd, end),
    ];
    return join(parts, length(parts));
  }
}

/** Packed bytes at a time: at most a thousand times as many come out before they are counted. */
const STEP = 4096;

/** Ends as soon as more comes out than the entry says, whatever else is packed there. */
function inflate(packed: Bytes, size: number): Bytes {
  const content = new Uint8Array(size);
  let at = 0;
  const stream = new Inflate((part) => {
    if (at + part.length > size) throw new RangeError(`more than ${size} bytes`);
    content.set(part, at);
    at += part.length;
  });
  let from = 0;
  do {
    stream.push(packed.subarray(from, from + STEP), from + STEP >= packed.length);
    from += STEP;
  } while (from < packed.length);
  return content.subarray(0, at);
}

interface Placed {
  readonly header: number;
  readonly packed: number;
  readonly entry: ZipEntry;
}

/** Extra fields without ZIP64's: no size here needs more than 32 bits. */
function withoutZip64(extra: Bytes): Bytes {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  const kept: Bytes[] = [];
  let at = 0;
  while (at + 4 <= extra.length) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) !== zip64Extra) kept.push(extra.subarray(at, end));
    at = end;
  }
  kept.push(extra.subarray(at));
  return join(kept, length(kept));
}

function descriptor(crc: number, packed: number, size: number): Bytes {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  [descriptorSignature, crc, packed, size].forEach((value, at) =>
    view.setUint32(4 * at, value, true),
  );
  return bytes;
}

function endRecord(count: number, size: number, offset: number, comment: Bytes): Bytes {
  const bytes = new Uint8Array(22 + comment.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  view.setUint16(20, comment.length, true);
  bytes.set(comment, 22);
  return bytes;
}

function length(parts: readonly Bytes[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function join(parts: readonly Bytes[], size: number): Bytes {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
