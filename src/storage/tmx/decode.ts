const pieceBytes = 256 * 1024;

/**
 * The text of an XML file, piece by piece; the page goes on between. UTF-16 by its mark or its first characters,
 * else what the declaration names, else UTF-8.
 *
 * @throws RangeError for an encoding that does not exist, TypeError for bytes that are not of it.
 */
export async function* decodeXml(file: Blob): AsyncGenerator<string> {
  const head = new Uint8Array(await file.slice(0, 256).arrayBuffer());
  const decoder = new TextDecoder(encodingOf(head), { fatal: true });
  for (let at = 0; at < file.size; at += pieceBytes) {
    yield decoder.decode(await file.slice(at, at + pieceBytes).arrayBuffer(), { stream: true });
  }
  yield decoder.decode();
}

function encodingOf(head: Uint8Array): string {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const text = String.fromCharCode(...head);
  return (
    /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(text)?.[1] ?? 'utf-8'
  );
}
