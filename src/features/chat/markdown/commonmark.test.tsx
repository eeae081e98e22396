import { tests as examples } from 'commonmark-spec';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import { describe, expect, it } from 'vitest';
import { listDifferences } from '../../../../testing/markdown/differences';
import { readLink } from './links';
import Markdown from './Markdown';

/** As CommonMark says, except that HTML is text. */
const plain = (text: string) =>
  renderToStaticMarkup(<ReactMarkdown urlTransform={(url) => url}>{text}</ReactMarkdown>).replace(
    /<link [^>]*>/g,
    '',
  );

/** As the chat shows it, without what only adds to an element. */
const ours = (text: string) =>
  renderToStaticMarkup(<Markdown text={text} />)
    .replace(/^<div[^>]*>|<\/div>$/g, '')
    .replace(/<bdi dir="ltr"[^>]*>.*?<\/bdi>|<\/?bdi>/g, '')
    .replace(/ (?:dir|tabindex|target|rel|class)="[^"]*"/g, '');

const blockTag = /\s*(<\/?(?:p|h\d|ul|ol|li|blockquote|pre|hr)\b[^>]*>)\s*/g;
const codeBlock = /(<pre[^>]*>[^]*?<\/pre>)/;
const outsideOfCode = (html: string, change: (part: string) => string) =>
  html
    .split(codeBlock)
    .map((part, at) => (at % 2 === 1 ? part : change(part)))
    .join('');
const softBreak = /(?<!<br\/>)\n/;

/** White space that a page does not show is nothing; in code all of it counts. */
const normal = (html: string) =>
  outsideOfCode(
    html.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll(' />', '/>'),
    (part) => part.replace(blockTag, '$1').trim(),
  );

/** What the chat changes wherever it occurs, in what CommonMark makes of a text. */
const rules = {
  pictures: (html: string) => html.replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, '$1'),
  links: (html: string) =>
    html.replace(
      /<a href="([^"]*)"[^>]*>((?:(?!<a )[^])*?)<\/a>/g,
      (_, to: string, text: string) => {
        const { href } = readLink(to.replaceAll('&amp;', '&'), '') ?? {};
        return href === undefined ? text : `<a href="${href.replaceAll('&', '&amp;')}">${text}</a>`;
      },
    ),
  breaks: (html: string) => outsideOfCode(html, (part) => part.replace(/(<br\/>)?\n/g, '<br/>')),
} as const;

const words = (html: string) => html.replace(/<\/?p>|<br\/>|\s/g, '');

/** @returns Why the chat shows an example otherwise; `other` for what no rule says. */
function compare(markdown: string, html: string): readonly string[] {
  let wanted = normal(plain(markdown)).replace(/<code class="[^"]*">/g, '<code>');
  const isHtml = wanted !== normal(html).replace(/<code class="[^"]*">/g, '<code>');
  const reasons: string[] = isHtml ? ['html'] : [];
  for (const [reason, rule] of Object.entries(rules)) {
    const next = rule(wanted);
    // A break that two spaces ask for is one anyway.
    const isNew =
      reason === 'breaks'
        ? softBreak.test(
            wanted
              .split(codeBlock)
              .filter((_, at) => at % 2 === 0)
              .join(''),
          )
        : next !== wanted;
    if (isNew && !isHtml) reasons.push(reason);
    wanted = next;
  }
  const shown = normal(ours(markdown)).replace(/<br\/>\n?/g, '<br/>');
  const isSame = isHtml ? words(shown) === words(wanted) : shown === wanted;
  return isSame ? reasons : ['other'];
}

describe("CommonMark's examples", () => {
  it('differ where docs/markdown.md says so', () => {
    const found = new Map<string, number[]>();
    for (const { number, markdown, html } of examples) {
      const [text, wanted] = [markdown, html].map((some) => some.replaceAll('→', '\t'));
      for (const reason of compare(text!, wanted!)) {
        found.set(reason, [...(found.get(reason) ?? []), number]);
      }
    }
    expect(Object.fromEntries(found)).toEqual(listDifferences());
  });
});
