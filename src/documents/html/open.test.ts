import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeep, seed } from '../../../tools/test/cases';
import { checkRoundTrip } from '../check';
import { openDocument } from '../formats';

const utf8 = (text: string) => new TextEncoder().encode(text);
const file = (text: string, name = 'a.html') => ({ name, bytes: utf8(text), languages: ['en'] });
const texts = async (text: string, name?: string) =>
  (await openDocument(file(text, name))).units.map((unit) => unit.text);
const written = async (
  text: string,
  change: (text: string) => string,
  options: { language: string; isBilingual?: boolean } = { language: 'en' },
  name?: string,
) => {
  const document = await openDocument(file(text, name));
  const all = document.units.map(({ id, text: own }): [string, string] => [id, change(own)]);
  return new TextDecoder().decode(document.write(new Map(all), options));
};
const upper = (text: string) => text.toUpperCase();

const page = `<!doctype html><html lang="en"><head><title>My &amp; page</title>
<meta name=description content="About it"></head><body><h1>Hello <b>bold</b> world</h1>
<p>One<p>Two <img src=x alt="A cat"> with <code>x = 1</code> and <a href="#" title="Go">link</a>
  next&nbsp;line &copy;<ul><li>a<li translate=no>skip<li>b <b>x<i>y</b>z</i></ul>
text <div>inner</div> more<br><br>para <span class=notranslate>Brand</span> end<!-- c -->
<pre>line one
  line two</pre><script>var a="<p>x</p>";</script><template><p>later</p></template>
<p>In <svg><title>Icon</title></svg> text</p><input type=submit value=Send><input value=no>
<select><option>A<option>B</select><table><tr><td>1 cell<td>2 cell</table></body></html>`;

describe('a page', () => {
  it('has a unit for each run of inline content, and for what readers see of attributes', async () => {
    expect(await texts(page)).toEqual([
      ...['My & page', 'About it', 'Hello <1>bold</1> world', 'One'],
      'Two <1/> with <2/> and <3>link</3> next\u00a0line ©',
      ...['A cat', 'Go', 'a', 'b <1>x<2/>y</1>z', 'text', 'inner', 'more', 'para <1/> end'],
      ...['line one', 'line two', 'later', 'In <1/> text', 'Icon', 'Send'],
      ...['A', 'B', '1 cell', '2 cell'],
    ]);
  });

  it('comes back as it was', async () => {
    expect(await checkRoundTrip(file(page))).toBeUndefined();
  });

  it('is written with what it needs to be shown so, and no more', async () => {
    const made = await written(
      '<p title=a>x&nbsp;&lt; <img alt="A \'b\'"> y</p>',
      (text) => `${text} "&" <c> 😀 ب`,
    );
    expect(made).toBe(
      '<p title="a &quot;&amp;&quot; &lt;c&gt; 😀 ب">x&nbsp;&lt; <img alt="A \'b\' &quot;&amp;&quot; &lt;c&gt; 😀 ب"> y "&amp;" &lt;c&gt; 😀 ب</p>',
    );
  });

  it('says its new language and direction', async () => {
    const arabic = { language: 'ar' };
    expect(await written('<html lang="en"><p>a', upper, arabic)).toBe(
      '<html dir="rtl" lang="ar"><p>A',
    );
    expect(await written('<html dir=rtl lang="ar"><body dir="rtl">a', upper)).toBe(
      '<html dir="ltr" lang="en"><body dir="ltr">A',
    );
  });

  it('can have both languages', async () => {
    const source = '<p class="x" id="y">a <b id="z">b</b></p><ul><li>c</ul><title>t</title>';
    expect(await written(source, upper, { language: 'ar', isBilingual: true })).toBe(
      '<p class="x" id="y">a <b id="z">b</b></p><p class="x" lang="ar" dir="rtl">A <b>B</b></p>' +
        '<ul><li>c<br><span lang="ar" dir="rtl">C</span></ul><title>t / T</title>',
    );
  });

  it('of an old encoding is written as UTF-8, and says so', async () => {
    const head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>';
    const bytes = Uint8Array.from([...utf8(head), 0xcf, 0xf0, 0xe8]);
    const document = await openDocument({ name: 'a.htm', bytes, languages: ['en'] });
    expect(document.units[0]?.text).toBe('При');
    const made = document.write(new Map([['1', 'Да']]), { language: 'ru' });
    expect(new TextDecoder().decode(made)).toBe(`${head.replace('windows-1251', 'utf-8')}Да`);
  });

  it('of XHTML has CDATA and elements that close themselves', async () => {
    const source =
      '<html><body><p><a id="x"/>One<![CDATA[ < two]]> &nbsp;&#160;three</p></body></html>';
    expect(await texts(source, 'a.xhtml')).toEqual(['One < two \u00a0\u00a0three']);
    expect(await written(source, upper, { language: 'en' }, 'a.xhtml')).toContain(
      'ONE &lt; TWO &#160;&#160;THREE',
    );
  });

  it('is read whatever it is, mixed anyhow', async () => {
    const part = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<i title="x y">',
        '</i>',
        '<br>',
        'a',
        ' b ',
        '&amp;',
        '<',
      ],
      ...[
        '<pre>',
        '</pre>',
        '<svg>',
        '</svg>',
        '<title>',
        '</title>',
        '<td>',
        '<li>',
        '\n',
        '<!--',
        '-->',
      ],
      ...[
        '<code>',
        '</code>',
        '<span translate=no>',
        '</span>',
        '<b translate=yes>',
        '<1>',
        '</div>',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
        expect(await checkRoundTrip(file(parts.join('')))).toBeUndefined();
      }),
      { seed, numRuns: isDeep ? 10_000 : 300 },
    );
  });
});
