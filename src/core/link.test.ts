import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkFragment, maxLinkLength, sharedText, translationLink } from './link';

/** Any UTF-16 code units, halves of characters and all that has a meaning in an address among them. */
const units = fc
  .array(
    fc.oneof(
      fc.nat(0xffff),
      fc.constantFrom(..."#?&=%+/'()*~!".match(/./g)!.map((c) => c.charCodeAt(0))),
    ),
  )
  .map((codes) => String.fromCharCode(...codes));

describe('a link', () => {
  it('has all in its fragment, the text last', () => {
    expect(
      translationLink('https://host/app/', { from: 'en', to: 'zh-Hans', text: 'a b & c' }),
    ).toBe('https://host/app/translate#from=en&to=zh-Hans&text=a%20b%20%26%20c');
    expect(linkFragment({ to: 'de', text: '' })).toBe('to=de&text=');
  });

  it('keeps every text, and nothing of it ends the address or leaves the fragment', () => {
    fc.assert(
      fc.property(units, (text) => {
        const link = translationLink('https://host/', { to: 'fr', text })!;
        expect(link).toMatch(/^https:\/\/host\/translate#[\w=&%.-]*$/);
        const { search, hash } = new URL(link);
        expect(search).toBe('');
        expect(new URLSearchParams(hash.slice(1)).get('text')).toBe(text.toWellFormed());
      }),
    );
  });

  it('is not made of a text that is too long for one', () => {
    const room = maxLinkLength - 'to=fr&text='.length;
    expect(translationLink('b/', { to: 'fr', text: 'a'.repeat(room) })).toBeDefined();
    expect(translationLink('b/', { to: 'fr', text: 'a'.repeat(room + 1) })).toBeUndefined();
    expect(translationLink('b/', { to: 'fr', text: '字'.repeat(room / 9 + 1) })).toBeUndefined();
  });
});

describe('what is shared', () => {
  it.each([
    [{ title: 'News', text: 'Guten Tag', url: 'https://a/' }, 'Guten Tag'],
    [{ title: 'News', text: 'https://a/', url: '' }, 'News'],
    [{ title: 'News', text: '', url: 'https://a/' }, 'News'],
    [{ title: '', text: 'https://a/', url: '' }, 'https://a/'],
    [{ title: ' ', text: '', url: 'https://a/' }, 'https://a/'],
    [{ title: '', text: '', url: '' }, ''],
  ])('is translated in what is language of it: %j', (shared, text) => {
    expect(sharedText(shared)).toBe(text);
  });
});
