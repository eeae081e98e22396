import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors';
import { explainLocal, type LocalPermission } from './localNetwork';

const page = 'https://bayling.example/';

async function code(url: string, base = page, permission?: LocalPermission): Promise<unknown> {
  const error = new AppError('network', { url, file: 'manifest.json' });
  const explained = await explainLocal(error, base, () => Promise.resolve(permission));
  return (explained as AppError).code;
}

describe('no answer', () => {
  it.each([
    'http://localhost:8080/',
    'http://127.0.0.1:4174/',
    'http://[::1]:8080/',
    'http://models.localhost/',
    'https://192.168.1.5/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://nas.local/',
    'https://nas/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
  ])('from %s may be the browser’s doing, for a page of the public net', async (url) => {
    expect(await code(url)).toBe('local-network');
    expect(await code(url, page, 'denied')).toBe('local-network');
    expect(await code(url, page, 'prompt')).toBe('local-network');
  });

  it.each([
    ['from the public net', 'https://hub.example/', page, undefined],
    ['for a page of this machine', 'http://localhost:8080/', 'http://localhost:4173/', undefined],
    ['for a page of the own network', 'https://nas.local/', 'https://192.168.1.2/', undefined],
    ['where the user allowed it', 'http://localhost:8080/', page, 'granted'],
  ] as const)('%s is a failed connection', async (_name, url, base, permission) => {
    expect(await code(url, base, permission)).toBe('network');
  });

  it('is not what any other error is', async () => {
    const error = new AppError('http-status', { url: 'http://localhost/', status: 404 });
    expect(await explainLocal(error, page, () => Promise.resolve(undefined))).toBe(error);
    expect(await explainLocal('x', page, () => Promise.resolve(undefined))).toBe('x');
  });
});
