import type { Bytes } from '../../src/core/bytes';
import { concat, encodeJson } from '../tinyCheckpoint';

/*
 * A tokenizer.model in parts, to be changed by tests. The format is Protocol Buffers: each field is a number
 * that gives its name and kind, then its value.
 */

export interface PieceSpec {
  readonly text: string;
  readonly score?: number;
  readonly type?: number;
}

/** Values of fields by number; those of pieces are given apart. */
export interface ModelSpec {
  readonly trainer?: Readonly<Record<number, number>>;
  readonly normalizer?: Readonly<Record<number, number | Bytes>>;
}

/** Llama 2's: BPE with byte fallback, and nothing done to a text beforehand. */
const trainer = { 3: 2, 35: 1 };
const normalizer = { 3: 1, 4: 0, 5: 1 };

export function encodeModel(pieces: readonly PieceSpec[], spec: ModelSpec = {}): Bytes {
  return concat([
    ...pieces.map((piece) => encodeBytes(1, encodePiece(piece))),
    encodeBytes(2, encodeFields({ ...trainer, ...spec.trainer })),
    encodeBytes(3, encodeFields({ ...normalizer, ...spec.normalizer })),
  ]);
}

/** The three control tokens and the 256 bytes that begin Llama 2's vocabulary. */
export const firstPieces: readonly PieceSpec[] = [
  { text: '<unk>', type: 2 },
  { text: '<s>', type: 3 },
  { text: '</s>', type: 3 },
  ...Array.from({ length: 256 }, (_, byte) => ({
    text: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
    type: 6,
  })),
];

function encodePiece({ text, score = 0, type = 1 }: PieceSpec): Bytes {
  const float = new Uint8Array(5);
  float[0] = 2 * 8 + 5;
  new DataView(float.buffer).setFloat32(1, score, true);
  return concat([encodeBytes(1, encodeJson(text)), float, encodeFields({ 3: type })]);
}

function encodeFields(fields: Readonly<Record<number, number | Bytes>>): Bytes {
  return concat(
    Object.entries(fields).map(([id, value]) =>
      typeof value === 'number'
        ? concat([varint(Number(id) * 8), varint(value)])
        : encodeBytes(Number(id), value),
    ),
  );
}

export function encodeBytes(id: number, value: Bytes): Bytes {
  return concat([varint(id * 8 + 2), varint(value.length), value]);
}

function varint(value: number): Bytes {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) bytes.push((value % 128) + 0x80);
  return Uint8Array.from([...bytes, value]);
}
