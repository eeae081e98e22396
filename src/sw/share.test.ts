import { describe, expect, it } from 'vitest';
import { answerShare } from './share';

const scope = 'https://host/app/';

async function share(fields: Record<string, string | File>): Promise<URL> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const request = new Request(`${scope}share`, { method: 'POST', body });
  const response = await answerShare(request, scope, ['ru']);
  // So that the browser asks with GET.
  expect(response.status).toBe(303);
  return new URL(response.headers.get('Location')!);
}

const textOf = ({ hash }: URL) => new URLSearchParams(hash.slice(1)).get('text');

describe('what another program shares', () => {
  it('goes on in the fragment alone', async () => {
    const secret = 'Meet & greet #1? 100 % “sure”\n\u0000</script>';
    const address = await share({ title: 'T', text: secret, url: 'https://elsewhere/' });
    expect(textOf(address)).toBe(secret);
    expect(address.href.split('#')[0]).toBe(`${scope}translate`);
  });

  it('may be a file, in the encoding of the reader', async () => {
    const bytes = new Uint8Array([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    expect(textOf(await share({ file: new File([bytes], 'a.txt') }))).toBe('Привет');
    const picture = new File([new Uint8Array([0x89, 0x50, 0, 1, 2])], 'a.txt');
    expect(textOf(await share({ file: picture, text: 'Caption' }))).toBe('Caption');
  });

  it('opens the page where it is nothing, no form, or too much', async () => {
    expect((await share({})).href).toBe(`${scope}translate`);
    const request = new Request(`${scope}share`, { method: 'POST', body: '{' });
    const location = (await answerShare(request, scope, [])).headers.get('Location');
    expect(location).toBe(`${scope}translate`);
    expect(textOf(await share({ text: 'a'.repeat(1_000_000) }))).toHaveLength(100_000);
  });
});
