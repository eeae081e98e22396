import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlText } from './htmlText';

/** Written by hand after what each program puts on the clipboard: its wrappers, styles and oddities. */
const clipboards: Readonly<Record<string, readonly [html: string, text: string]>> = {
  'Word, a list and a heading': [
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB><!--StartFragment-->
<h1>Shopping<o:p></o:p></h1>
<p class=MsoNormal>Please buy the
following&nbsp;things:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Apples<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>red ones<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2)<span>&nbsp;&nbsp; </span></span><![endif]>Bread<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Thank <b>you</b>!<span style='mso-hide:all;display:none'>hidden</span></p>
<!--EndFragment--></body></html>`,
    'Shopping\n\nPlease buy the following things:\n\n• Apples\n  • red ones\n2) Bread\n\nThank you!',
  ],
  'Google Docs': [
    `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;white-space:pre;white-space:pre-wrap;">First  paragraph, </span><span style="font-weight:700;white-space:pre-wrap;">bold</span><span style="white-space:pre-wrap;">.</span></p><br /><ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal" aria-level="1"><p dir="ltr" role="presentation"><span style="white-space:pre-wrap;">One</span></p></li><ol style="margin-top:0"><li dir="ltr" style="list-style-type:lower-alpha" aria-level="2"><p dir="ltr" role="presentation"><span style="white-space:pre-wrap;">Within</span></p></li></ol><li dir="ltr" style="list-style-type:decimal" aria-level="1"><p dir="ltr"><span style="white-space:pre-wrap;">Two</span></p></li></ol></b>`,
    'First  paragraph, bold.\n\n1. One\n  a. Within\n2. Two',
  ],
  'LibreOffice Writer': [
    `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<style type="text/css">p { margin-bottom: 0.25cm }</style></head>
<body lang="de-DE" dir="ltr"><p style="margin-bottom: 0cm">Sehr geehrte
Damen und Herren,</p>
<ul>
	<li><p style="margin-bottom: 0cm">erstens</p></li>
	<li><p>zweitens</p></li>
</ul>
<table width="100%" cellpadding="4"><col width="128*"/><thead><tr valign="top"><th><p>Name</p></th><th><p>Preis</p></th></tr></thead>
<tbody><tr><td><p>Tee<br/>
grün</p></td><td><p>2 €</p></td></tr></tbody></table>
</body></html>`,
    'Sehr geehrte Damen und Herren,\n\n• erstens\n• zweitens\n\nName\tPreis\nTee grün\t2 €',
  ],
  Gmail: [
    `<meta http-equiv="content-type" content="text/html; charset=utf-8"><div dir="ltr">Hi Ann,<div><br></div><div>see you <a href="https://example.org/?q=1">here</a> at 5.</div><div><br></div><div>Best<br>Bob<img alt="😀" src="https://mail.example/e.png"><img alt="logo" src="https://track.example/p.gif"></div></div><br><div class="gmail_quote"><blockquote style="border-left:1px">Old <i>text</i></blockquote></div>`,
    'Hi Ann,\n\nsee you here at 5.\n\nBest\nBob😀\n\nOld text',
  ],
  Wikipedia: [
    `<style data-mw-deduplicate="x">.a{}</style><p><b>Tea</b> is a drink<sup id="r" class="reference"><a href="#n">[1]</a></sup> made of <i lang="la">Camellia</i>. <span style="display:none">{{x}}</span>It is <span class="nowrap">3&nbsp;000</span> years old.</p><h2><span class="mw-headline">History</span></h2><dl><dd>Main: <a>History</a></dd></dl><ruby>茶<rp>(</rp><rt>ちゃ</rt><rp>)</rp></ruby>`,
    'Tea is a drink[1] made of Camellia. It is 3 000 years old.\n\nHistory\n\nMain: History\n茶',
  ],
  Excel: [
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0 width=192><!--StartFragment--><col width=64><tr height=20><td colspan=2>Both</td><td>C</td></tr><tr><td></td><td align=right x:num>2</td><td>a&amp;b</td></tr><tr><td>end</td><td></td><td></td></tr><!--EndFragment--></table></body></html>`,
    'Both\t\tC\n\t2\ta&b\nend',
  ],
  'a newsletter laid out by tables': [
    `<table role="presentation"><tr><td><h1>News</h1></td></tr><tr><td><table><tr><td>Left</td><td><p>Right one</p><p>Right two</p></td></tr></table></td></tr></table>`,
    'News\n\nLeft\n\nRight one\n\nRight two',
  ],
  'an editor of code': [
    `<meta charset='utf-8'><div style="font-family:monospace;white-space: pre;"><div><span>if (a) {</span></div><div><span>    b();</span></div><br><div>}</div></div>`,
    'if (a) {\n    b();\n\n}',
  ],
  GitHub: [
    `<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled checked> Done</li><li class="task-list-item"><input type="checkbox"> To do<ul><li>more</li></ul></li></ul><pre><code>one\n  two</code></pre><ol start="3" type="I"><li>c</li><li value="9">i</li></ol>`,
    '☑ Done\n☐ To do\n  • more\n\none\n  two\n\nIII. c\nIX. i',
  ],
};

describe('the text of what is on the clipboard', () => {
  it.each(Object.entries(clipboards))('from %s', (_, [html, text]) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each([
    ['<script>alert(1)</script>a<style>b{}</style>', 'a'],
    ['<img src=x onerror=alert(1)>a<iframe srcdoc="<p>b"></iframe>', 'a'],
    ['a<svg><text>b</text></svg><object data=x>c</object>', 'a'],
    ['<p>one<p>two</div></span>three', 'one\n\ntwothree'],
    ['<li>alone', '• alone'],
    ['<ul><li></li></ul><p>after', 'after'],
    ['a&nbsp;b &lt;c&gt; &amp;amp; &unknown; &#x1F600;', 'a b <c> &amp; &unknown; 😀'],
    ['<q>said</q> co&shy;operate', '“said” cooperate'],
    ['<ol style="list-style-type: none"><li>x</ol>', 'x'],
    ['', ''],
    ['<', '<'],
  ])('has nothing that is not seen, and needs no order: %j', (html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it('loses no word, whatever elements it is in, and never fails', () => {
    const tags = 'p div span b ul ol li table tr td th br h1 pre blockquote a'.split(' ');
    const piece = fc.oneof(
      fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`])),
      fc.integer({ min: 0, max: 99 }).map((n) => `w${n} `),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.join('');
        const words = (text: string) => text.match(/w\d+/g) ?? [];
        expect(words(htmlText(html)).join()).toBe(words(html).join());
        expect(htmlText(html)).not.toMatch(/\n{3}|[ \t]\n/);
      }),
    );
  });

  it('comes soon, also of a book, or of a well', () => {
    expect(htmlText(`${'<div>'.repeat(20_000)}deep`)).toBe('deep');
    const html = '<p>Some <b>words</b> of a long book.</p>\n'.repeat(50_000);
    expect(htmlText(html).length).toBeGreaterThan(1_000_000);
  });
});
