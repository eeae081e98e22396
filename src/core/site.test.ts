import { describe, expect, it } from 'vitest';
import { destination, placeAddress, siteBase } from './site';

describe('siteBase', () => {
  it.each([
    ['https://host/', 'https://host/'],
    ['https://host/chat?from=en#x', 'https://host/'],
    ['https://host/sub/path/translate', 'https://host/sub/path/'],
    ['https://host/sub/', 'https://host/sub/'],
    ['https://host/translate?text=a/b', 'https://host/'],
  ])('%s lies under %s', (address, base) => {
    expect(siteBase(address)).toBe(base);
  });
});

describe('destination', () => {
  it.each(['', 'chat', 'translate', 'models'])('%j is a page', (path) => {
    expect(destination(path)).toEqual({ kind: 'page' });
  });

  it('sends a closing slash away', () => {
    expect(destination('models/')).toEqual({ kind: 'redirect', page: 'models' });
  });

  it.each([
    'models/demo/q4f32_1/x.bin',
    'assets/gone.js',
    'robots.txt',
    'models/libs',
    'a//',
    '../x',
  ])('%j is a file', (path) => {
    expect(destination(path)).toEqual({ kind: 'file' });
  });
});

describe('the address of a place with files', () => {
  it.each([
    ['https://hub.example/', 'https://hub.example/'],
    [' hub.example/mirror ', 'https://hub.example/mirror/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://127.0.0.1:8080/a/', 'http://127.0.0.1:8080/a/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('%j is %s', (written, address) => {
    expect(placeAddress(written)).toBe(address);
  });

  it.each([
    ['localhost:8080', 'http://localhost:8080/'],
    ['127.0.0.1:4174', 'http://127.0.0.1:4174/'],
    ['[::1]:8080', 'http://[::1]:8080/'],
    ['localhost', 'http://localhost/'],
    ['LocalHost:8080/Models', 'http://localhost:8080/Models/'],
    ['localhost.:8080', 'http://localhost:8080/'],
    ['models.localhost:8080/a/b', 'http://models.localhost:8080/a/b/'],
    ['127.12.0.9:80', 'http://127.12.0.9/'],
    ['127.1:8080', 'http://127.0.0.1:8080/'],
    ['0.0.0.0:8080', 'http://127.0.0.1:8080/'],
    ['[::]:8080', 'http://127.0.0.1:8080/'],
    ['http://0.0.0.0:8080', 'http://127.0.0.1:8080/'],
    ['[::ffff:127.0.0.1]:8080', 'http://[::ffff:7f00:1]:8080/'],
    ['[0:0:0:0:0:0:0:1]:8080', 'http://[::1]:8080/'],
    ['localhost:8080/http://x', 'http://localhost:8080/http://x/'],
    ['//localhost:8080', 'http://localhost:8080/'],
    ['\u3000ｌｏｃａｌｈｏｓｔ：８０８０／模型。', 'http://localhost:8080/%E6%A8%A1%E5%9E%8B/'],
    ['127。0。0。1：8080', 'http://127.0.0.1:8080/'],
    ['\u200blocalhost:8080\ufeff', 'http://localhost:8080/'],
  ])('of this machine, %j, is http without a scheme', (written, address) => {
    expect(placeAddress(written)).toBe(address);
  });

  it.each([
    ['192.168.1.5:8080', 'https://192.168.1.5:8080/'],
    ['nas.local', 'https://nas.local/'],
    ['nas:8080', 'https://nas:8080/'],
    ['[fd00::1]:8080', 'https://[fd00::1]:8080/'],
    ['localhost.example', 'https://localhost.example/'],
    ['127.0.0.1.example', 'https://127.0.0.1.example/'],
    ['ｈｕｂ．ｅｘａｍｐｌｅ。', 'https://hub.example/'],
  ])('of anywhere else, %j, is https', (written, address) => {
    expect(placeAddress(written)).toBe(address);
  });

  it.each([
    '',
    'http://192.168.1.5:8080',
    'http://nas.local/',
    'http://hub.example/',
    'http://localhost.example/',
    'ftp://hub.example/',
    'javascript://x',
    'https://name:word@hub.example/',
    'https://hub.example/?token=1',
    'two words',
    'localhost :8080',
    'localhost:99999',
    'localhost:8080?a=1',
    'localhost＠hub.example',
    'ftp://localhost/',
    'https://',
  ])('%j is none', (written) => {
    expect(placeAddress(written)).toBeUndefined();
  });
});
