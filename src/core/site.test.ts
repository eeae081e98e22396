import { describe, expect, it } from 'vitest';
import { destination, siteBase } from './site';

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
