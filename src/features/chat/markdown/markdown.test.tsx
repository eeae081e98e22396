import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { generateAnswer } from '../../../../testing/answers';
import { isDeep, sampled, seed } from '../../../../tools/test/cases';
import { limits, splitBlocks } from './blocks';
import { drawFormula } from './draw';
import { mask, splitMasked } from './literals';
import Markdown from './Markdown';

const render = (text: string) => renderToStaticMarkup(<Markdown text={text} />);
const countElements = (html: string) => html.match(/<[a-z]/g)?.length ?? 0;
const shown = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

describe('too much for a page', () => {
  const rows = (count: number) =>
    `${'|a'.repeat(count)}\n${'|-'.repeat(count)}\n${'|\n'.repeat(count)}`;
  it.each([
    ['quotes', `${'>'.repeat(3000)}x`],
    ['ordered lists', `${'1. '.repeat(2500)}x`],
    ['lists', `${'- '.repeat(3000)}x`],
    ['lists in quotes', `${'> - '.repeat(2000)}x`],
    ['quotes in a list', `- a\n  ${'>'.repeat(3000)}x`],
    [
      'lists by their indent',
      Array.from({ length: 400 }, (_, at) => `${' '.repeat(2 * at)}- a`).join('\n'),
    ],
    ['strong', `${'**'.repeat(4000)}x${'**'.repeat(4000)}`],
    ['emphasis', `${'*a '.repeat(3000)}x${' a*'.repeat(3000)}`],
    ['struck out', `${'~~a '.repeat(3000)}x${' a~~'.repeat(3000)}`],
    ['pictures', `${'!['.repeat(3000)}x${'](a)'.repeat(3000)}`],
    ['brackets', `${'['.repeat(5000)}x${']'.repeat(5000)}`],
    ['code marks', Array.from({ length: 140 }, (_, at) => '`'.repeat(at + 1)).join(' ')],
    ['a table', rows(500)],
    ['a table in a quote', rows(300).replace(/^/gm, '> ')],
    ['a table in a list', `- ${rows(300).replaceAll('\n', '\n  ')}`],
    ['a table after text', `text\n\n${rows(400)}\n\nmore`],
    ['many tables', `${rows(40)}\n\n`.repeat(40)],
    ['paragraphs', 'a\n\n'.repeat(15_000)],
    ['rules', '***\n'.repeat(5000)],
    ['addresses', 'www.a.example '.repeat(2000)],
    ['mail addresses', 'a@b.example '.repeat(3000)],
    ['a footnote used often', `${'[^a]'.repeat(2000)}\n\n[^a]: x`],
    ['line breaks', 'a  \n'.repeat(4000)],
    ['code between fences', '```\na\n```\n'.repeat(4000)],
    ['large and small in turn', `${rows(120)}\n\nsmall\n\n`.repeat(60)],
    ['a long line', 'x'.repeat(200_000)],
  ])('%s: stays within the limits, and everything is there', (_, text) => {
    const html = render(text);
    expect(countElements(html)).toBeLessThanOrEqual(limits.answerElements);
    // The rest is markup, and in part it is as it was.
    const letters = (some: string) => (some.match(/[a-z]/g) ?? []).length;
    const inMarkup = text.includes('www') || text.includes('](') || text.includes('[^');
    if (!inMarkup) expect(letters(shown(html))).toBe(letters(text));
  });

  it('only the part beyond a limit is plain', () => {
    const html = render(`**before**\n\n${rows(500)}\n\n**after**`);
    expect(html).toContain('<strong>before</strong>');
    expect(html).toContain('<strong>after</strong>');
    expect(shown(html)).toContain(rows(500));
  });

  it.each(['\n'.repeat(40_000), ' '.repeat(40_000), `${'\n'.repeat(20_000)}x`])(
    'nothing of nothing',
    (text) => {
      expect(countElements(render(text))).toBeLessThanOrEqual(3);
    },
  );
});

describe('an ordinary answer', () => {
  it.each([
    [
      'a list over blank lines',
      '1. a\n\n2. b\n\n   c\n\n3. d',
      /^<div[^>]*><ol>\s*<li>(?:(?!<ol>)[^])*<\/ol><\/div>$/,
    ],
    [
      'code with blank lines',
      '```js\na\n\nb\n\n# c\n```',
      /^<div[^>]*><pre[^>]*><code[^>]*>a\n\nb\n\n# c\n/,
    ],
    ['code in a list', '- a\n\n  ```\n  b\n\n  c\n  ```', /<li>[^]*<pre[^>]*><code[^>]*>b\n\nc\n/],
    ['a heading right after text', 'a\n# b', /<p>a<\/p>\s*<h1>b<\/h1>/],
    [
      'code right after text',
      'a\n```\nb\n```\nc',
      /<p>a<\/p>\s*<pre[^>]*><code[^>]*>b\n<\/code><\/pre>\s*<p>c/,
    ],
    ['a table', '|a|b|\n|-|-|\n|c|d|', /<table>[^]*<td>d<\/td>/],
    [
      'a definition at the end',
      '[a][1]\n\nb\n\n[1]: https://c.example/',
      /<a href="https:\/\/c.example\/"/,
    ],
    ['code that is still being written', 'a\n\n```\n**b', /<code[^>]*>\*\*b\n?<\/code>/],
    ['quotes', '> a\n\n> b', /<blockquote>[^]*<blockquote>/],
    ['a nested list', '- a\n  - b\n    - c\n      - d\n        - e', /(?:<ul>[^]*){5}/],
    ['much code', `\`\`\`c\n${'*p[i] = a_b * c_d[j];\n'.repeat(200)}\`\`\``, /<pre/],
    ['a long table', `|a|b|c|\n|-|-|-|\n${'|one|two **x**|three|\n'.repeat(90)}`, /<table>/],
  ])('%s', (_, text, html) => {
    expect(render(text)).toMatch(html);
  });

  it('is divided where nothing changes but the last part', () => {
    const text = '# a\n\nb **c**\n\n- d\n- e\n\nf\n```\ng\n\nh\n```\ni';
    const parts = splitBlocks(text).map((block) => block.text);
    expect(parts).toEqual(['# a\n\n', 'b **c**\n\n- d\n- e\n\n', 'f\n', '```\ng\n\nh\n```\n', 'i']);
    const before = splitBlocks(text.slice(0, -3)).map((block) => block.text);
    expect(parts.slice(0, 3)).toEqual(before.slice(0, 3));
  });
});

/** Of its formulas, which the page draws once what draws them is there. */
function drawnElements(text: string): number {
  const { text: masked, literals } = mask(text);
  const drawn = splitMasked(masked, literals).map((piece) =>
    typeof piece === 'string' || piece.formula === undefined
      ? ''
      : renderToStaticMarkup(drawFormula(piece.formula)),
  );
  return countElements(drawn.join(''));
}

describe('generated answers, at every prefix', () => {
  const answers = sampled(10_000, 18);

  it('stay within the limits', { timeout: 0 }, () => {
    const times: number[] = [];
    let slowest = { time: 0, place: '' };
    /** One step of the stream: splits the text so far and parses the blocks that are new. */
    const measure = (text: string, known: Map<string, number>) => {
      // The processor's time: what else the machine does meanwhile is not the step's.
      const began = process.cpuUsage();
      const blocks = splitBlocks(text);
      expect(blocks.map((block) => block.text).join('')).toBe(text);
      const elementsOf = (block: string) => {
        const count = known.get(block) ?? countElements(render(block)) - 1 + drawnElements(block);
        known.set(block, count);
        return count;
      };
      const elements = blocks.reduce(
        (sum, block) => sum + (block.plain ? 1 : elementsOf(block.text)),
        1,
      );
      const { user, system } = process.cpuUsage(began);
      return { elements, time: (user + system) / 1000 };
    };
    let most = 0;
    for (let at = 0; at < answers; at++) {
      const { text } = generateAnswer(seed + at);
      const parsed = new Map<string, number>();
      // The longest are written in steps, as their frames are.
      const step = Math.ceil(text.length / 250);
      for (let end = 1; end <= text.length; end += step) {
        const before = isDeep ? new Map(parsed) : parsed;
        const { elements, time } = measure(text.slice(0, end), parsed);
        // Compiling and collecting garbage are not the step's; a slow step is slow again.
        const again = () => measure(text.slice(0, end), new Map(before)).time;
        const best = isDeep && time > 50 ? Math.min(time, again(), again()) : time;
        times.push(best);
        if (best > slowest.time) slowest = { time: best, place: `answer ${seed + at} to ${end}` };
        most = Math.max(most, elements);
        if (elements > limits.answerElements) throw new Error(`${elements}: answer ${seed + at}`);
      }
    }
    expect(most).toBeGreaterThan(300);
    if (!isDeep) return;
    times.sort((a, b) => a - b);
    const quantile = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1);
    process.stdout.write(
      `${answers} answers, ${times.length} steps, at most ${most} elements; ` +
        `ms a step: ${quantile(0.5)} (median), ${quantile(0.999)} (99.9 %), ${quantile(1)} (${slowest.place})\n`,
    );
  });
});
