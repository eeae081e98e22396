import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comesBack,
  cuts,
  mutated,
  smallestFiles,
  targetsOf,
} from '../../testing/documents/mutations';
import { pitfalls } from '../../testing/documents/pitfalls';
import { sourceFile } from '../../testing/documents/realFiles';
import { sampled, seed } from '../../tools/test/cases';

const small = sourceFile('a.txt', 'One line.\r\n\r\nTwo lines,\nand more.\n\n  Three.\n');
const timeout = sampled(3_600_000, 60_000);

describe.each(Object.entries(pitfalls))('.%s', (extension, signs) => {
  const files = extension === 'txt' ? [small] : smallestFiles(extension, 2);
  const [smallest = []] = files.map(targetsOf);
  const isOfParts = smallest.length > 1;

  it('is refused or comes back, whatever is changed in it', { timeout }, async () => {
    const property = fc.asyncProperty(mutated(files.flatMap(targetsOf), signs), comesBack);
    await fc.assert(property, { numRuns: sampled(10_000, isOfParts ? 40 : 100), seed });
  });

  it('is refused or comes back, wherever it is cut', { timeout }, async () => {
    expect(smallest).not.toEqual([]);
    for (const part of smallest) {
      for (const file of cuts(part, sampled(Infinity, isOfParts ? 3 : 100))) await comesBack(file);
    }
  });
});

it.each([
  ['a.csv', 'id,te\t"xt\r\n1,""a word\r\n2,b word'],
  ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\n<i>one</i\n>\n'],
  ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\none 00:00:03,000\n\n--> two\n'],
  ['a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>one\n<v Bob\n'],
  ['a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<i>one&nbsp;</i>\n'],
  ['a.ass', '[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,\\hone\n'],
  ['a.properties', 'a=one \\u0019 two'],
  ['a.strings', '"a" = "one \\U0001 two";'],
  ['a.xml', '<resources><plurals name="a"><item>one</item><item>two</item></plurals></resources>'],
  ['a.xml', '<resources><string name="a"><![CDATA[one <b>two</b>]]>three</string></resources>'],
  ['a.xlf', '<xliff><file><trans-unit><source>One</source><target/>/</trans-unit></file></xliff>'],
  ['a.arb', '{"@@locale": "e\\n", "a": "one word"}'],
  ['a.html', '<p>\v one</p><html lang="en"><meta content="two" /'],
  ['a.md', 'one\r*two* three'],
])('%s comes back: %j', async (name, text) => {
  await comesBack(sourceFile(name, text));
});
