import { describe, expect, it } from 'vitest';
import { linkFragment } from '../core/link';
import { askedBy } from './asked';

const asked = (address: string) => Object.fromEntries(askedBy(new URL(address, 'https://host/')));

describe('an address asks', () => {
  it('in its fragment, or in its query, or in both', () => {
    expect(asked('translate#from=en&text=a%20b%26c')).toEqual({ from: 'en', text: 'a b&c' });
    expect(asked('translate?to=fr&text=a+b')).toEqual({ to: 'fr', text: 'a b' });
    expect(askedBy(new URL('https://h/t?text=query&to=fr#text=own')).get('text')).toBe('own');
    expect(askedBy(new URL('https://h/t?text=query&to=fr#text=own')).get('to')).toBe('fr');
    expect(asked('translate')).toEqual({});
  });

  it('by a link of its own protocol', () => {
    const text = 'a & b = 100 % “c”#?\n字';
    for (const begin of ['web+bayling:?', 'web+bayling:translate?', 'web+bayling://x/#']) {
      const link = encodeURIComponent(begin + linkFragment({ to: 'de', text }));
      expect(asked(`translate#link=${link}`)).toEqual({ to: 'de', text });
    }
    expect(asked('translate#link=web%2Bbayling%3A')).toEqual({});
  });

  it.each(['#%', '#text=%E0%A4%A', '#link=%', '?%00&&&=', `#${'a='.repeat(10_000)}`, '#main'])(
    'without harm: %s',
    (address) => {
      expect(() => asked(`translate${address}`)).not.toThrow();
    },
  );
});
