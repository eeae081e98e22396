import type { Bytes } from '../bytes';

/** A field of a message: a number where it is one on the wire, else its bytes. */
export interface Field {
  readonly id: number;
  readonly value: number | Bytes;
}

/**
 * The fields of a message of Protocol Buffers, in their order. Numbers of 32 bits are taken for floats and
 * numbers of 64 bits are left out, which is all that models of SentencePiece need.
 *
 * Format: https://protobuf.dev/programming-guides/encoding/
 *
 * @throws RangeError if the bytes are no message.
 */
export function* readMessage(bytes: Bytes): Generator<Field> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = view.getUint8(at++);
      // Bits beyond the 32nd belong to negative numbers, of which none matters here.
      if (shift < 32) value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('an endless number');
  };
  const take = (length: number) => {
    if (length > bytes.length - at) throw new RangeError('beyond the end');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const id = Math.floor(tag / 8);
    if (id === 0) throw new RangeError('no field');
    switch (tag % 8) {
      case 0:
        yield { id, value: varint() };
        break;
      case 1:
        take(8);
        break;
      case 2:
        yield { id, value: take(varint()) };
        break;
      case 5:
        yield { id, value: view.getFloat32(at, true) };
        at += 4;
        break;
      default:
        throw new RangeError('an unknown kind of field');
    }
  }
}
