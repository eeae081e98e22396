import { describe, expect, it } from 'vitest';
import { hubFolder, hubs, isHubLayout } from './hub';

describe('the folder of a checkpoint', () => {
  it.each([
    ['huggingface', 'main', 'https://hub.example/o/m/resolve/main/'],
    ['huggingface', 'abc', 'https://hub.example/o/m/resolve/abc/'],
    ['modelscope', 'main', 'https://hub.example/models/o/m/resolve/master/'],
    ['modelscope', 'abc', 'https://hub.example/models/o/m/resolve/abc/'],
  ] as const)('of a hub like %s at %s', (layout, revision, address) => {
    expect(hubFolder(layout, 'https://hub.example/', 'o/m', revision)).toBe(address);
  });

  it('has the two layouts by name', () => {
    expect(Object.keys(hubs).filter(isHubLayout)).toEqual(['huggingface', 'modelscope']);
    expect([undefined, 'toString', 3, ''].filter(isHubLayout)).toEqual([]);
  });
});
