import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { mask } from './literals';
import Markdown from './Markdown';

/** What field reports have shown to go wrong in chats: each kind, as it should be read. */
const render = (text: string) =>
  renderToStaticMarkup(<Markdown text={text} />)
    .replace(/^<div[^>]*>|<\/div>$/g, '')
    .replace(/ (?:target|rel)="[^"]*"|<\/?bdi>|<bdi dir="ltr"[^>]*>.*?<\/bdi>/g, '');
const inline = (text: string) => render(text).replace(/^<p>|<\/p>$/g, '');
const shown = (text: string) =>
  render(text)
    .replace(/<br\/>\n?/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
const links = (text: string) =>
  [...render(text).matchAll(/<a href="([^"]*)">(.*?)<\/a>/g)].map(([, to, said]) => [to, said]);

describe('emphasis beside the signs of Chinese, Japanese and Korean', () => {
  it.each([
    ['**注意：**请先保存文件。', '<strong>注意：</strong>请先保存文件。'],
    ['他说的是**“重点”**内容。', '他说的是<strong>“重点”</strong>内容。'],
    ['これは**「重要」**です。', 'これは<strong>「重要」</strong>です。'],
    ['***粗斜体。***后文', '<em><strong>粗斜体。</strong></em>后文'],
    ['**스크립트(script)**는', '<strong>스크립트(script)</strong>는'],
    ['**《书名》**和*（注）*后', '<strong>《书名》</strong>和<em>（注）</em>后'],
    ['太郎は**「こんにちは。」**と言った', '太郎は<strong>「こんにちは。」</strong>と言った'],
    ['价格是**$100**元', '价格是<strong>$100</strong>元'],
    ['~~删除。~~后文', '<del>删除。</del>后文'],
    ['**`代码`**：说明', '<strong><code dir="ltr">代码</code></strong>：说明'],
    ['**粗体**。**下一个“词”**是', '<strong>粗体</strong>。<strong>下一个“词”</strong>是'],
    ['**Note:** text and 2 ** 3', '<strong>Note:</strong> text and 2 ** 3'],
  ])('%s', (text, html) => {
    expect(inline(text)).toBe(html);
  });
});

it.each([
  '需要3~5天，费用100~200元。',
  '约~12万和~510万',
  'pages 3~5 and 8~10',
  '~/a and ~/b',
  '大约~一小时~',
  '10:00~12:00、14:00~16:00',
])('one tilde strikes nothing out: %s', (text) => {
  expect(inline(text)).toBe(text);
  expect(inline('~~two~~')).toBe('<del>two</del>');
});

describe('a bare address', () => {
  it.each([
    ['请看 https://example.com/docs。谢谢 **你**', 'https://example.com/docs'],
    ['链接：https://example.com/a（说明）后续，`x`', 'https://example.com/a'],
    ['www.example.com、次へ `x`', 'www.example.com'],
    ['见https://a.example/b，或', 'https://a.example/b'],
    ['“https://a.example/b”与', 'https://a.example/b'],
    ['「https://a.example/b」と', 'https://a.example/b'],
    ['"https://a.example/b"と', 'https://a.example/b'],
    ['https://a.example/b！好', 'https://a.example/b'],
    ['https://a.example/b…', 'https://a.example/b'],
    ['【https://a.example/b】', 'https://a.example/b'],
    ['[来源：https://a.example/b，第二页]', 'https://a.example/b'],
    ['访问www.a.example请', 'www.a.example'],
    ['https://a.example:8080请看', 'https://a.example:8080'],
    ['يرجى https://a.example/b؟', 'https://a.example/b'],
    ['देखें https://a.example/b।', 'https://a.example/b'],
    ['(https://a.example/b_(c)).', 'https://a.example/b_(c)'],
    ['https://a.example/b?c=d&e=f.', 'https://a.example/b?c=d&amp;e=f'],
    ['https://a.example/wiki/中国', 'https://a.example/wiki/中国'],
    ['*https://a.example/b_c*', 'https://a.example/b_c'],
  ])('in %s ends where its sentence goes on', (text, address) => {
    expect(links(text).map(([, said]) => said)).toEqual([address]);
  });

  it('leaves what follows to be read', () => {
    expect(render('https://example.com/a（说明）后续，`x`**y**')).toContain(
      '（说明）后续，<code dir="ltr">x</code><strong>y</strong>',
    );
  });

  it.each(['xhttps://a.example', 'https://', 'https://。', 'https://a_b.c_d/'])(
    '%s is none',
    (text) => {
      expect(links(text)).toEqual([]);
      expect(shown(text)).toBe(text);
    },
  );
});

it.each([
  '**地址：** 如下\n北京市海淀区\n邮编100080',
  '*Roses are red*\nViolets are blue\nSugar is sweet',
  'Steps `a`:\nfirst line\nsecond line',
  '- `a`\n  b\n- c',
  '> **a**\n> b',
  '**行**\n第二行\n第三行',
])('line breaks stay: %j', (text) => {
  const lines = text.replace(/[*`]|^(?:- |> | {2})/gm, '').split('\n');
  // A line end in the markup is a space on the page.
  const page = render(text)
    .replaceAll('\n', ' ')
    .replace(/<br\/>|<\/li>/g, '\n');
  const read = page
    .replace(/<[^>]*>/g, '')
    .split('\n')
    .map((line) => line.trim());
  expect(read.filter((line) => line !== '')).toEqual(lines);
});

describe('what is written with signs of Markdown, and is none', () => {
  it.each([
    'Path C:\\_temp\\*new',
    'C:\\Program Files (x86)\\_app\\*.dll',
    '\\\\server\\_share\\*x',
    '..\\_build\\*.obj and %APPDATA%\\_x\\*',
    'src\\utils\\_helpers',
    'D:\\项目\\_备份，好',
    'snake_case_names and __init__ and __getattr__.',
    'obj.__secret__ or __foo_bar__(x)',
    'src/*.ts and lib/*.js',
    '**/*.ts, **/*.tsx',
    'node_modules/* or dist/**',
    '2*3*4 = 24',
    '2**3**4',
    'a*b and c*d',
    '(a+b)*(c+d)*(e+f)',
    'COUNT(*), SUM(*)',
    'width*height*depth',
    '/* a */ and /* b */',
    '¯\\_(ツ)_/¯',
    '0 */5 * * * in cron, */10 too',
    '$5 and $10, US$5 or HK$6, $5-$10',
    '$HOME:$PATH and ${name}',
    'x\ufdd00\ufdd1y',
    'src/__tests__/a.test.ts and ./__mocks__/x',
    'example.com/_a_/b and /usr/_lib_/x',
    'by @_user_name_ on #_tag_',
    'the pattern \\d+\\.\\d+ and [\\w.]+@[\\w.]+\\.\\w+',
    '${a}-${b} and ${a}${b}',
    "$('#a').on($('#b'))",
    'costs $3.50/month or $30/year, between $10 and 20$',
    '^_^ hi ^_^',
    'f(*args, **kwargs)',
  ])('%s', (text) => {
    expect(shown(text)).toBe(text);
    expect(shown(`**a** ${text}`)).toBe(`a ${text}`);
  });

  it.each([
    ['**2*3=6**', '<strong>2*3=6</strong>'],
    ['**C:\\_temp**', '<strong>C:\\_temp</strong>'],
    ['**\\d+\\.**', '<strong>\\d+\\.</strong>'],
    [
      '**src/main.ts** or **Yes**/**No**',
      '<strong>src/main.ts</strong> or <strong>Yes</strong>/<strong>No</strong>',
    ],
    ['__bold__ and _em_', '<strong>bold</strong> and <em>em</em>'],
    ['\\*no\\* snake\\_case \\[x\\] \\(see below\\)', '*no* snake_case [x] (see below)'],
    ['`C:\\_x` `\\(a\\)`', '<code dir="ltr">C:\\_x</code> <code dir="ltr">\\(a\\)</code>'],
  ])('does not keep Markdown from being read: %s', (text, html) => {
    expect(inline(text)).toBe(html);
  });
});

describe('formulas', () => {
  it.each([
    'Inline \\(a^2+b^2\\)',
    '\\[\nE = mc^2\n\\]',
    '$a_1*b*c$ and $x$',
    '设$x_1$是',
    '$$\na\n=\nb\n$$',
    '\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}',
    'open \\(a_1*b*c + \\frac{1}{2',
    '\\(\\alpha_1\\)、\\(\\beta_2\\)',
    '\\(f(x)=\\{y\\}\\)',
  ])('stand whole until they are drawn: %s', (text) => {
    expect(shown(text)).toBe(text);
  });

  it('stand in lists and cells', () => {
    expect(render('- a \\[\n  x\n  =\n  y\n  \\]\n- b')).toMatch(
      /<li>a <span[^]*<\/span><\/li>\s*<li>b/,
    );
    expect(render('|a|\n|-|\n|\\(|x|\\)|')).toContain('<td><span dir="ltr">\\(|x|\\)</span></td>');
  });

  it('stand in quotes', () => {
    expect(render('> \\[\n> a < b\n> \\]\n> c')).toMatch(
      /^<blockquote>\s*<p><span[^]*<\/span><br\/>\s*c<\/p>\s*<\/blockquote>$/,
    );
    expect(mask('> \\[\n> a < b\n> \\]').literals[0]?.formula?.tex).toBe('\n a < b\n ');
  });

  it('are none in code', () => {
    const text = '`\\(` opens, `\\)` closes\n\n```\n$a$ \\[b\\]\n```';
    expect(render(text)).not.toContain('<span');
    expect(shown(text)).toContain('$a$ \\[b\\]');
  });
});

describe('directions', () => {
  it.each([
    [
      'Ends with *x*.\n\nשלום, זה משפט בעברית.\n\n- פריט ראשון!',
      /<p dir="rtl">שלום.*<ul dir="rtl">\s*<li>/s,
    ],
    ['مقدمة: `x`\n\nEnglish paragraph here.', /<p dir="ltr">English/],
    ['a\n\n- אחת\n- two', /<ul dir="rtl">\s*<li>אחת<\/li>\s*<li dir="ltr">two/],
    ['a\n\n`code` שלום', /<p dir="rtl"><code dir="ltr">/],
    ['a\n\nhttps://a.example/ שלום', /<p dir="rtl"><a/],
    ['a\n\n# כותרת', /<h1 dir="rtl">/],
    ['a\n\n> ציטוט', /<blockquote dir="rtl">/],
    ['|a|ב|\n|-|-|\n|c|ד|', /<th dir="rtl">ב.*<td dir="rtl">ד/s],
    ['שלום\n\n```\ncode\n```\n\n1 + 2', /<pre dir="ltr"[^]*<p>1/],
  ])('%s', (text, html) => {
    expect(render(text)).toMatch(html);
  });
});

describe('small things', () => {
  it.each([
    ['![Chart of sales 2024](https://e.example/x.png)', 'Chart of sales 2024'],
    [
      '[![Build status](https://e.example/b.png)](https://e.example/ci)',
      '<a href="https://e.example/ci">Build status</a>',
    ],
    ['![图](x.png)和![b][1]\n\n[1]: y.png', '图和b'],
    ['[click](javascript:alert(1)) `x`', 'click <code dir="ltr">x</code>'],
    ['[a](/models) [b](#main) [c]()', 'a b c'],
    ['<https://a.example/b>', '<a href="https://a.example/b">https://a.example/b</a>'],
  ])('%s', (text, html) => {
    expect(inline(text)).toBe(html);
  });

  it.each(['<br>', '<br/>', '<BR />'])('%s breaks a line in a cell', (tag) => {
    expect(render(`| a |\n|---|\n| one${tag}two |`)).toMatch(/<td>one<br\/>\s*two<\/td>/);
  });

  it('other tags are text, with their spaces', () => {
    expect(shown('| a |\n|---|\n| <b>x</b> |')).toContain('<b>x</b>');
    expect(shown('<div>\n  <p>**x**\n</div>')).toBe('<div>\n  <p>**x**\n</div>');
  });

  it('footnotes of two messages have ids of their own, and lead within the page', () => {
    const text = 'See[^1] and[^1]\n\n[^1]: note';
    const html = renderToStaticMarkup(
      <>
        <Markdown text={text} />
        <Markdown text={text} />
      </>,
    );
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets).toHaveLength(8);
    expect(ids).toEqual(expect.arrayContaining(targets));
    expect(html).not.toContain('target=');
  });

  it('a table moves within a region that is named by its head', () => {
    expect(render('|A|B|\n|-|-|\n|c|d|')).toMatch(
      /<div role="region" aria-label="A, B" tabindex="0"[^>]*><table>/,
    );
  });

  it('lists nest, have tasks and code, and begin where they say', () => {
    const html = render('5. a\n6. b\n   - [x] c\n   - [ ] d\n\n     ```js\n     e_f*g*h\n     ```');
    expect(html).toMatch(
      /<ol start="5">.*<ul[^>]*>.*checked="".*<pre[^>]*>.*e_f\*g\*h.*<\/li>\s*<\/ul>/s,
    );
    expect(render('1. a\n\n   ```\n   b\n   ```\n\n2. c')).toMatch(
      /^<ol>[^]*<pre[^]*<li>[^]*<\/ol>$/,
    );
  });
});

it('loses no letter at any beginning of an answer, and keeps what is finished', () => {
  const parts = [
    '# 标题\n\n',
    '**注意：**请看 https://a.example/b。然后\n3~5天 ~~删~~\n\n',
    '1. first `a_b`\n   - *nested*\n\n     ```\n     c*d*e\n     ```\n2. second\n\n',
    'then \\(x_1 + \\frac{a}{b}\\) and\n\n$$\ny\n=\nz\n$$\n\n',
    'so\n\n|Name|值|\n|-|-|\n|C:\\_temp|\\(|x|\\)|\n\n',
    'שלום **x** __init__\n',
  ];
  const text = parts.join('');
  const letters = (some: string) => some.match(/\p{L}/gu)?.join('');
  let finished = '';
  for (let end = 1; end <= text.length; end++) {
    const beginning = text.slice(0, end);
    expect(letters(shown(beginning))).toBe(letters(beginning));
    // From the next letter on, what stands before a blank line does not change.
    if (/\n\n\p{L}$/u.test(beginning)) {
      const html = render(beginning);
      expect(html.slice(0, finished.length)).toBe(finished);
      finished = html.slice(0, -'<p>x</p>'.length);
    }
  }
  expect(render(text).slice(0, finished.length)).toBe(finished);
  expect(finished.length).toBeGreaterThan(500);
});
