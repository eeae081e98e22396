import { expect, it } from 'vitest';
import type { ModelSource } from './packages';
import { ownBase, requirePlace } from './places';

const base = 'http://intranet/app/';
const host = (address: unknown) => ({ kind: 'host', address }) as ModelSource;
const hub = (revision: unknown) =>
  ({ kind: 'hub', address: 'https://hub.test/', revision }) as ModelSource;

it.each<ModelSource>([
  host('https://models.test/'),
  host('https://models.test:8443/a/b'),
  host('http://127.0.0.1:4174/'),
  host('http://localhost:4174/'),
  host(`${base}models/`),
  hub(undefined),
  hub('main'),
  hub('0123456789abcdef0123456789abcdef01234567'),
  { kind: 'disk', files: [] },
])('files may come from %j', (source) => {
  expect(() => requirePlace(source, base)).not.toThrow();
});

it.each([
  host('http://models.test/'),
  host('https://models.test/?text=secret'),
  host('https://models.test/#secret'),
  host('https://secret@models.test/'),
  host('https://secret:secret@models.test/'),
  host('https://models.test/a secret text/'),
  host(`https://models.test/${'secret'.repeat(50)}/`),
  host('ftp://models.test/'),
  host('data:text/plain,x'),
  host('blob:https://models.test/x'),
  host('javascript:alert(1)'),
  host('http://127.0.0.1.models.test/'),
  host('http://localhost@models.test/'),
  host('http://intranet.models.test/app/'),
  host('//models.test/'),
  host('models.test'),
  host(''),
  host(undefined),
  host(7),
  host(['https://models.test/']),
  hub('a secret text'),
  hub('../../other/resolve/main'),
  hub('main?text=secret'),
  hub('s'.repeat(101)),
  hub(''),
  { kind: 'elsewhere', address: 'http://models.test/' } as unknown as ModelSource,
])('nor from %j', (source) => {
  expect(() => requirePlace(source, base)).toThrow(
    expect.objectContaining({ code: 'address-refused' }),
  );
});

it.each([
  ['http://intranet/app/', 'http://intranet/app/'],
  ['https://elsewhere.test/app/', 'http://intranet/app/'],
  ['//elsewhere.test/', 'http://intranet/'],
  ['http://intranet//elsewhere.test/', 'http://intranet//elsewhere.test/'],
  ['data:text/html,x', 'http://intranet/text/html,x'],
  ['', 'http://intranet/'],
])('the base %j is on the own origin', (told, own) => {
  expect(ownBase(told, 'http://intranet')).toBe(own);
});
