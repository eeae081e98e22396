import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../formats';
import { checkRoundTrip } from '../check';

const file = (bytes: Uint8Array, languages: readonly string[] = ['en']) => ({
  ...{ name: 'a.txt', bytes: Uint8Array.from(bytes), languages },
});
const utf8 = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array, encoding = 'utf-8') => new TextDecoder(encoding).decode(bytes);
const upper = async (bytes: Uint8Array, languages?: readonly string[], end = '') => {
  const document = await openDocument(file(bytes, languages));
  const all = document.units.map(({ id, text }): [string, string] => [
    id,
    text.toUpperCase() + end,
  ]);
  return { document, written: document.write(new Map(all), { language: 'en' }) };
};

describe('a plain text', () => {
  it('is a unit for each line, and keeps all that stands between', async () => {
    const { document, written } = await upper(utf8('\ufeff  one\r\n\r\n\ttwo 😀 \u2028three\n'));
    expect(document.units.map(({ text }) => text)).toEqual(['one', 'two 😀', 'three']);
    expect([...written.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(decode(written)).toBe('  ONE\r\n\r\n\tTWO 😀 \u2028THREE\n');
  });

  it.each([
    ['UTF-16 LE', [0xff, 0xfe, 0x61, 0, 0x57, 0x5b], [0xff, 0xfe, 0x41, 0, 0x57, 0x5b]],
    ['UTF-16 BE', [0xfe, 0xff, 0, 0x61, 0x5b, 0x57], [0xfe, 0xff, 0, 0x41, 0x5b, 0x57]],
  ])('in %s stays so', async (_, before, after) => {
    const { written } = await upper(Uint8Array.from(before));
    expect([...written]).toEqual(after);
  });

  it.each([
    ['gb18030', '本软件的用户界面支持多种语言。请在设置中选择您的语言。', 'zh-CN'],
    ['shift_jis', 'このソフトウェアは無料です。設定で言語を選んでください。', 'en'],
    ['windows-1251', 'Привет, мир! Это обычный текст на русском языке.', 'ru'],
  ])('in %s is read, and written in UTF-8 with a remark', async (encoding, text, language) => {
    const { document, written } = await upper(encoded(text, encoding), [language], '!');
    expect(document.units[0]?.text).toBe(text);
    expect(document.remarks).toEqual([{ kind: 'encoding', about: [encoding] }]);
    expect(decode(written)).toBe(`${text.toUpperCase()}!`);
  });

  it('comes back to the byte, whatever it is', async () => {
    const part = fc.constantFrom(
      ...['a', ' ', '\n', '\r\n', '\u2028', '\ufeff', '字', '\t', '</s>', '<1>'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        expect(await checkRoundTrip(file(utf8(parts.join(''))))).toBeUndefined();
      }),
    );
  });

  it('is not what its name says', async () => {
    const wrong = async (name: string, bytes: Uint8Array) => {
      return openDocument({ ...file(bytes), name }).catch((error: unknown) => error);
    };
    const refused = (reason: string) =>
      expect.objectContaining({
        code: 'document-unsupported',
        data: expect.objectContaining({ reason }) as unknown,
      }) as unknown;
    expect(await wrong('a.xyz', utf8('a'))).toEqual(refused('format'));
    expect(await wrong('a.txt', utf8('PK\u0003\u0004'))).toEqual(refused('content'));
    expect(await wrong('a.txt', Uint8Array.from([1, 2, 3, 0, 0]))).toEqual(refused('content'));
    const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await wrong('a.txt', compound)).toEqual(refused('old-office'));
  });
});

/** By the decoder itself: which bytes it reads as which character. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const found = new Map<string, readonly number[]>();
  for (let high = 0; high < 256; high++) {
    const one = decoder.decode(Uint8Array.of(high));
    if (one.length === 1 && one !== '\ufffd') found.set(one, [high]);
  }
  for (let high = 0x81; high < 255; high++) {
    for (let low = 0x40; low < 255; low++) {
      const two = decoder.decode(Uint8Array.of(high, low));
      if (two.length === 1 && two !== '\ufffd' && !found.has(two)) found.set(two, [high, low]);
    }
  }
  return Uint8Array.from(Array.from(text).flatMap((sign) => found.get(sign) ?? []));
}
