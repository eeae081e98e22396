import type { Bytes } from '../../core/bytes';
import { damaged, tooLarge, unsupported } from '../failures';
import { MAX_ENTRIES, MAX_ENTRY, MAX_RATIO, MAX_UNPACKED } from '../limits';

/** An entry of a ZIP archive, as its central directory has it (APPNOTE.TXT 6.3.10, 4.3). */
export interface ZipEntry {
  readonly name: string;
  /** Its record in the central directory. */
  readonly record: { readonly start: number; readonly end: number };
  /** From its local header to the next entry's. */
  readonly block: { readonly start: number; readonly end: number };
  /** Its packed content. */
  readonly data: { readonly start: number; readonly end: number };
  readonly flags: number;
  /** 0: stored, 8: DEFLATE. */
  readonly method: number;
  readonly crc: number;
  /** Bytes, unpacked. */
  readonly size: number;
}

export interface ZipDirectory {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** Where the central directory begins. */
  readonly start: number;
  /** What an archive has before its first byte, as one that unpacks itself. */
  readonly shift: number;
  readonly comment: Bytes;
}

const endSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const recordSignature = 0x02014b50;
const headerSignature = 0x04034b50;
const endLength = 22;
const recordLength = 46;
export const headerLength = 30;
const unknown32 = 0xffffffff;
const zip64Extra = 1;

/** Whether bytes begin as those of an archive do. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * Reads where everything is; unpacks nothing.
 *
 * @throws AppError `document-damaged`, `document-too-large` for what a bomb claims, `document-unsupported`
 */
export function readDirectory(bytes: Bytes): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const { count, size, offset, at } = endRecord(view, end);
  if (count > MAX_ENTRIES) throw tooLarge('MAX_ENTRIES', MAX_ENTRIES);
  const start = at - size;
  const shift = start - offset;
  if (start < 0 || shift < 0) throw damaged('central directory');
  const records: Draft[] = [];
  for (let from = start; records.length < count; from = records.at(-1)?.record.end ?? from) {
    records.push(readRecord(view, bytes, from, at, shift));
  }
  return {
    entries: withBlocks(records, view, start),
    ...{ start, shift },
    comment: bytes.slice(end + endLength),
  };
}

type Draft = Omit<ZipEntry, 'block' | 'data'> & {
  readonly header: number;
  readonly packed: number;
};

function findEnd(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at + endLength + view.getUint16(at + 20, true) <= view.byteLength) return at;
  }
  throw damaged('end of central directory');
}

function endRecord(view: DataView, end: number) {
  const short = {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
    at: end,
  };
  if (view.getUint16(end + 4, true) !== view.getUint16(end + 6, true)) {
    throw unsupported('format', 'volumes');
  }
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== locatorSignature) return short;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > locator) throw damaged('ZIP64');
  return {
    count: Number(view.getBigUint64(at + 32, true)),
    size: Number(view.getBigUint64(at + 40, true)),
    offset: Number(view.getBigUint64(at + 48, true)),
    at,
  };
}

function readRecord(view: DataView, bytes: Bytes, at: number, limit: number, shift: number): Draft {
  if (at + recordLength > limit || view.getUint32(at, true) !== recordSignature) {
    throw damaged('central directory', at);
  }
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const extra = at + recordLength + nameLength;
  const end = extra + extraLength + view.getUint16(at + 32, true);
  if (end > limit) throw damaged('central directory', at);
  const flags = view.getUint16(at + 8, true);
  const name = decodeName(bytes.subarray(at + recordLength, extra));
  const [size, packed, header] = wide(view, at, extra, extraLength);
  if ((flags & 1) !== 0) throw unsupported('encrypted', name);
  if (size > MAX_ENTRY) throw tooLarge('MAX_ENTRY', MAX_ENTRY, name);
  if (size > 2 ** 20 && size > MAX_RATIO * packed) throw tooLarge('MAX_RATIO', MAX_RATIO, name);
  const record = { start: at, end };
  const method = view.getUint16(at + 10, true);
  const crc = view.getUint32(at + 16, true);
  return { name, record, flags, method, crc, size, packed, header: header + shift };
}

/** Sizes and offset, from ZIP64's extra field where the record has no room for them. */
function wide(view: DataView, at: number, extra: number, length: number): [number, number, number] {
  const values: [number, number, number] = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  for (let from = extra; from + 4 <= extra + length;) {
    const bytes = view.getUint16(from + 2, true);
    if (view.getUint16(from, true) === zip64Extra) {
      let next = from + 4;
      values.forEach((value, which) => {
        if (value !== unknown32 || next + 8 > from + 4 + bytes) return;
        values[which] = Number(view.getBigUint64(next, true));
        next += 8;
      });
    }
    from += 4 + bytes;
  }
  return values;
}

function decodeName(bytes: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** With where each entry's bytes are. Entries that lie within each other are a bomb, or damage. */
function withBlocks(drafts: readonly Draft[], view: DataView, start: number): readonly ZipEntry[] {
  const names = new Set<string>();
  const inOrder = [...drafts].sort((a, b) => a.header - b.header);
  const ends = new Map(inOrder.map((draft, at) => [draft, inOrder[at + 1]?.header ?? start]));
  let unpacked = 0;
  return drafts.map((draft) => {
    const { header, packed, ...entry } = draft;
    const end = ends.get(draft) ?? start;
    unpacked += entry.size;
    if (unpacked > MAX_UNPACKED) throw tooLarge('MAX_UNPACKED', MAX_UNPACKED);
    if (names.has(entry.name)) throw damaged('two entries of one name', entry.name);
    names.add(entry.name);
    if (header + headerLength > end || view.getUint32(header, true) !== headerSignature) {
      throw damaged('local header', entry.name);
    }
    const lengths = view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    const data = { start: header + headerLength + lengths, end: 0 };
    data.end = data.start + packed;
    if (data.end > end) throw damaged('entries overlap', entry.name);
    return { ...entry, block: { start: header, end }, data };
  });
}
