import { expect, it } from 'vitest';
import { searcher } from './fold';

it.each([
  ['cafe', 'Un CAFÉ, s’il vous plaît', true],
  ['CAFÉ', 'un cafe', true],
  ['strasse', 'Hauptstraße', true],
  ['ISTANBUL', 'İstanbul', true],
  ['lodz', 'Łódź', true],
  ['ёлка', 'Елка', true],
  ['翻译', '请把这句话翻译成英文', true],
  ['翻译', '请把这句话写成英文', false],
  ['ＡＢＣ', 'abc', true],
  ['محمد', 'مُحَمَّد', true],
  ['कि', 'का', false],
  ['open file', 'The file is open', true],
  ['open file', 'The file is shut', false],
  ['', 'anything', true],
  ['한', '한국어', true],
])('%j in %j: %j', (query, text, found) => {
  expect(searcher(query)(text)).toBe(found);
  expect(searcher(query)('another', text)).toBe(found);
});
