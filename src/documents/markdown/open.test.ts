import { tests as spec } from 'commonmark-spec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeep, seed } from '../../../tools/test/cases';
import { checkRoundTrip } from '../check';
import { openDocument } from '../formats';

const file = (text: string) => ({
  ...{ name: 'a.md', bytes: new TextEncoder().encode(text), languages: ['en'] },
});
const texts = async (text: string) =>
  (await openDocument(file(text))).units.map((unit) => unit.text);
const written = async (text: string, change: (text: string) => string, isBilingual = false) => {
  const document = await openDocument(file(text));
  const all = document.units.map(({ id, text: own }): [string, string] => [id, change(own)]);
  return new TextDecoder().decode(document.write(new Map(all), { language: 'en', isBilingual }));
};
const upper = (text: string) => text.toUpperCase();

const source = `---
title: "My title"
tags: [a]
---

Title *here* {#id}
==================

Some **bold**, \`code\`, [a link](http://x.y "Link title"), ![alt](i.png) and
soft break $x_1$ for $5 and $10.\\
Next <kbd>Ctrl</kbd>.

> [!NOTE]
> quoted
> text

- [ ] task
- item
  goes on

| a | b |
|---|---|
| c \\| d | *e* |

[ref] and [text][ref].[^1]

[^1]: Foot note.

[ref]: http://r "Ref title"

::: warning
Inside
:::

<div><img alt="Logo"> Hello</div>
`;

describe('a text in Markdown', () => {
  it('has a unit for each paragraph, heading and cell, and for titles and pictures', async () => {
    expect(await texts(source)).toEqual([
      ...['My title', 'Title <1>here</1>'],
      'Some <1>bold</1>, <2/>, <3>a link</3>, <4/> and soft break <5/> for $5 and $10.<6/>Next <7/>.',
      ...['Link title', 'alt', 'quoted text', 'task', 'item goes on', 'a', 'b', 'c | d', 'e'],
      ...['<1>ref</1> and <2>text</2>.', 'Foot note.', 'Ref title', 'Inside', 'Logo', 'Hello'],
    ]);
  });

  it('keeps what programs read', async () => {
    expect(await written(source, upper)).toBe(
      source
        .replace('My title', 'MY TITLE')
        .replace('Title *here*', 'TITLE *HERE*')
        .replace('Some **bold**', 'SOME **BOLD**')
        .replace(
          '[a link](http://x.y "Link title"), ![alt](i.png) and\nsoft break',
          '[A LINK](http://x.y "LINK TITLE"), ![ALT](i.png) AND SOFT BREAK',
        )
        .replace('for $5 and $10', 'FOR \\$5 AND \\$10')
        .replace('Next', 'NEXT')
        .replace('quoted\n> text', 'QUOTED TEXT')
        .replace('] task\n- item\n  goes on', '] TASK\n- ITEM GOES ON')
        .replace('| a | b |', '| A | B |')
        .replace('c \\| d | *e*', 'C \\| D | *E*')
        .replace('[ref] and [text]', '[REF][ref] AND [TEXT]')
        .replace('Foot note', 'FOOT NOTE')
        .replace('Ref title', 'REF TITLE')
        .replace('Inside', 'INSIDE')
        .replace('Logo"> Hello', 'LOGO"> HELLO'),
    );
  });

  it('can have both languages', async () => {
    expect(await written('# a\n\n> b\n> c\n\n- d\n\n| e |\n|---|\n', upper, true)).toBe(
      '# a\n\n# A\n\n> b\n> c\n>\n> B C\n\n- d\\\n  D\n\n| e<br>E |\n|---|\n',
    );
  });

  it('has emphasis where its signs alone would not be read so', async () => {
    expect(await written('a **b** c', () => '他<1>“重要。”</1>说')).toBe(
      '他<strong>“重要。”</strong>说',
    );
    expect(await written('a **b** c', () => 'x<1> y </1>z')).toBe('x **y** z');
  });

  it.each(['# a', '1. b', '- c', '+ d', '> e', '* f', '=== x', ':::', '| a |', '***', '---'])(
    'has no more than text in a translation: %j',
    async (translation) => {
      expect(await texts(await written('x\n', () => translation))).toEqual([translation]);
    },
  );

  it('reads back any translation', async () => {
    const sign = fc.constantFrom(
      ...Array.from('ab *_`[]()<>&|!#~\\$"\'{}.:-+=1😀ب'),
      '&amp;',
      '</s>',
      '$$',
    );
    const text = fc
      .array(sign, { minLength: 1, maxLength: 12 })
      .map((each) => each.join('').trim());
    await fc.assert(
      fc.asyncProperty(text, async (translation) => {
        fc.pre(translation !== '' && !/www\.|\w@\w/.test(translation));
        expect(await texts(await written('x\n', () => translation))).toEqual([translation]);
        expect(await texts(await written('| x |\n|---|\n', () => translation))).toEqual([
          translation,
        ]);
      }),
      { seed, numRuns: isDeep ? 10_000 : 200 },
    );
  });

  it('comes back as it was, whatever it has of CommonMark', async () => {
    const wrong: unknown[] = [];
    for (const { number, markdown } of spec) {
      // An address with an escape in it becomes one that GitHub links.
      if (number === 606) continue;
      const difference = await checkRoundTrip(file(markdown));
      if (difference !== undefined) wrong.push([number, difference]);
    }
    expect(wrong).toEqual([]);
  });
});
