import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { readLink } from './links';
import Markdown from './Markdown';

const render = (text: string) => renderToStaticMarkup(<Markdown text={text} />);
const hrefs = (text: string) =>
  [...render(text).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
const shown = (text: string) =>
  render(text)
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&');

describe('a link', () => {
  it.each([
    [
      'another host in its text',
      '[https://bank.example/](http://other.example/?q=1)',
      'other.example',
    ],
    [
      'the same host with another ending',
      '[bank.example](https://bank.example.evil.example/)',
      'bank.example.evil.example',
    ],
    ['any other text', '[here](https://other.example/x)', 'other.example'],
    ['no text', '[](https://other.example/x)', 'other.example'],
    ['a name before the host', '<https://bank.example@evil.example/>', 'evil.example'],
    [
      'a name and a password',
      '[https://bank.example:443@evil.example](https://bank.example:443@evil.example)',
      'evil.example',
    ],
    [
      'backslashes',
      '[https://evil.example/](https:\\\\evil.example\\@bank.example/)',
      'bank.example',
    ],
    ['a backslash before an @', '[x](https://evil.example\\@bank.example/)', 'bank.example'],
    [
      'letters that look alike',
      '[https://bаnk.example/](https://bаnk.example/)',
      'xn--bnk-6cd.example',
    ],
    ['another alphabet', '<https://例え.example/>', 'xn--r8jz45g.example'],
    ['punycode as it is', '<https://xn--bnk-6cd.example/>', 'xn--bnk-6cd.example'],
    ['a host in percent signs', '[https://bank.example](https://%65vil.example/)', 'evil.example'],
    ['itself in percent signs', '<https://%65vil.example/>', 'evil.example'],
    [
      'a turn of direction',
      '[https://bank.example/\u202egro.live//:sptth](https://evil.example/)',
      'evil.example',
    ],
    ['an invisible letter', '[https://ev\u200bil.example/](https://evil.example/)', 'evil.example'],
    ['fullwidth letters', '<https://ｅｖｉｌ.example/>', 'evil.example'],
    ['a number for a host', '[https://bank.example](http://2130706433/)', '127.0.0.1'],
    ['a port', '[https://bank.example](https://bank.example:8443/)', 'bank.example:8443'],
    [
      'a definition elsewhere',
      '[https://bank.example/][1]\n\n[1]: https://evil.example/',
      'evil.example',
    ],
    ['a picture for a text', '[![https://bank.example](x)](https://evil.example/)', 'evil.example'],
    ['emphasis in its text', '[**https://bank.example**/](https://evil.example/)', 'evil.example'],
    [
      'a title that says otherwise',
      '[bank](https://evil.example/ "https://bank.example/")',
      'evil.example',
    ],
    ['mail', '[write to us](mailto:thief@evil.example)', 'thief@evil.example'],
  ])('with %s says where it leads', (_, text, host) => {
    expect(hrefs(text)).toHaveLength(1);
    expect(shown(text)).toContain(`(${host})`);
    expect(render(text)).toContain('rel="noopener noreferrer nofollow"');
    expect(render(text)).not.toContain('title=');
  });

  it.each([
    ['https://a.example/b?c', 'https://a.example/b?c'],
    ['<http://a.example:8080/>', 'http://a.example:8080/'],
    ['www.a.example', 'http://www.a.example/'],
    ['[a.example](https://a.example/long/way)', 'https://a.example/long/way'],
    ['[HTTPS://A.example](https://a.example)', 'https://a.example/'],
    ['a@b.example', 'mailto:a@b.example'],
    ['[a@b.example](mailto:a@b.example?bcc=thief@c.example&body=x)', 'mailto:a@b.example'],
  ])('%s needs no more words', (text, href) => {
    expect(hrefs(text)).toEqual([href]);
    expect(render(text)).not.toContain('(');
  });

  it.each([
    'irc://evil.example/x',
    'ircs://evil.example/x',
    'xmpp:a@evil.example',
    '//evil.example/x',
    '/\\evil.example',
    '\\\\\\\\evil.example',
    '/models',
    'models',
    '#main',
    '?text=x',
    'javascript:alert(1)',
    'java&#9;script:alert(1)',
    '&#1;javascript:alert(1)',
    'JaVaScRiPt&colon;alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://a.example/x',
    'file:///etc/passwd',
    'view-source:https://a.example',
    'tel:110',
    'sms:110',
    'intent://x#Intent;end',
    'ftp://a.example/',
    'wss://a.example/',
    'https://',
    'ht&#9;tps://evil.example/',
    'https://ev&#10;il.example/',
    'https://a b/',
    'mailto:',
    'mailto:a@b.example,c@d.example',
    'mailto:a%0Ab@c.example',
    'mailto:?bcc=a@b.example',
  ])('to %s is none', (address) => {
    expect(hrefs(`[text](<${address}>)`)).toEqual([]);
    expect(shown(`[text](<${address}>)`)).toContain('text');
  });

  it.each(['xmpp:a@b.example/x', 'irc://a.example', '<irc://a.example>', '<xmpp:a@b.example>'])(
    '%s by itself is none',
    (text) => {
      expect(hrefs(text).filter((href) => !href!.startsWith('mailto:'))).toEqual([]);
    },
  );

  it('of a footnote leads within the message, and its text is there', () => {
    const text = 'a[^1]\n\n[^1]: [note](https://b.example/)';
    const [to, address, back] = hrefs(text);
    expect(address).toBe('https://b.example/');
    expect(render(text)).toContain(`<li id="${to!.slice(1)}">`);
    expect(render(text)).toContain(`id="${back!.slice(1)}"`);
    expect(shown(text)).toContain('note (b.example)');
  });

  it('keeps a picture to its words', () => {
    expect(render('![a cat](https://evil.example/pixel.png)')).not.toMatch(/<img|evil/);
    expect(shown('![a cat](https://evil.example/pixel.png)')).toBe('a cat');
  });
});

it.each([
  ['https://a:b@c.example/', 'https://c.example/', 'c.example'],
  ['https:\\\\evil.example\\@bank.example/', 'https://evil.example/@bank.example/', 'evil.example'],
  ['ht\ntps://ev\til.example/', 'https://evil.example/', 'evil.example'],
  ['https:evil.example', 'https://evil.example/', 'evil.example'],
])('readLink reads %j as a browser does', (address, href, shown) => {
  expect(readLink(address, 'c')).toEqual({ href, shown });
});
