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
    '',
    'http://hub.example/',
    'http://localhost.example/',
    'ftp://hub.example/',
    'javascript://x',
    'https://name:word@hub.example/',
    'https://hub.example/?token=1',
    'two words',
    'https://',
  ])('%j is none', (written) => {
    expect(placeAddress(written)).toBeUndefined();
  });
});
