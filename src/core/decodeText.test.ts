import { describe, expect, it } from 'vitest';
import { decodeText, usualEncoding } from './decodeText';

const bytes = (...values: readonly number[]) => new Uint8Array(values);
const utf16 = (text: string, little: boolean, mark = true) => {
  const whole = (mark ? '\ufeff' : '') + text;
  const units = Array.from({ length: whole.length }, (_, at) => whole.charCodeAt(at)).flatMap(
    (unit) => {
      return little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255];
    },
  );
  return bytes(...units);
};

describe('a text file', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Füße\r\n字\rx'), 'Füße\n字\nx', 'utf-8'],
    ['UTF-8 with a mark', new TextEncoder().encode('\ufeffFüße'), 'Füße', 'utf-8'],
    ['nothing', bytes(), '', 'utf-8'],
    ['UTF-16 LE', utf16('Füße 字', true), 'Füße 字', 'utf-16le'],
    ['UTF-16 BE', utf16('Füße 字', false), 'Füße 字', 'utf-16be'],
    ['UTF-16 without a mark', utf16('Hello there', true, false), 'Hello there', 'utf-16le'],
    ['the other without one', utf16('Hello there', false, false), 'Hello there', 'utf-16be'],
  ])('in %s needs no guess', (_, content, text, encoding) => {
    expect(decodeText(content, ['ru'])).toEqual({ text, encoding });
  });

  it('is otherwise read as is usual where the reader lives, and says as what', () => {
    const bonjour = bytes(0xe7, 0x61, 0x20, 0x76, 0x61);
    expect(decodeText(bonjour, ['fr'])).toEqual({ text: 'ça va', encoding: 'windows-1252' });
    const privet = bytes(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2);
    expect(decodeText(privet, ['ru-RU', 'en'])?.text).toBe('Привет');
    const nihao = bytes(0xc4, 0xe3, 0xba, 0xc3);
    expect(decodeText(nihao, ['zh-CN'])).toEqual({ text: '你好', encoding: 'gb18030' });
    // Where the usual one does not fit, one that always does.
    expect(decodeText(bytes(0x61, 0xff), ['ja'])?.encoding).toBe('windows-1252');
  });

  it('is none where there are signs that no text has', () => {
    expect(
      decodeText(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), []),
    ).toBeUndefined();
    expect(decodeText(bytes(0x50, 0x4b, 3, 4, 0, 0), [])).toBeUndefined();
    expect(decodeText(bytes(0x61, 0, 0, 0, 0x62), [])).toBeUndefined();
  });
});

it('knows the encodings by all that browsers call a language', () => {
  expect(usualEncoding(['zh-Hant-TW'])).toBe('big5');
  expect(usualEncoding(['zh-HK'])).toBe('big5');
  expect(usualEncoding(['zh'])).toBe('gb18030');
  expect(usualEncoding(['en-US', 'ja'])).toBe('shift_jis');
  expect(usualEncoding([])).toBe('windows-1252');
  for (const tag of ['ar', 'th', 'vi', 'ko', 'el', 'lt']) {
    expect(() => new TextDecoder(usualEncoding([tag]))).not.toThrow();
  }
});
