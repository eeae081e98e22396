import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSuite } from './suites';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suites-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

it('reads pairs of Python, of which some ask for other text', () => {
  put(
    'tests/lang/test_deutsch.py',
    String.raw`CASES = [
      # ("None.", ["None."]),
      ("Ja. \"Nein.\" "
       'Gut.', ["Ja.", '"Nein."', "Gut."]),
      (r"A\b.", [r"A\b."]),
      ("Eins\nzwei.", ["Eins zwei."]),
      ("One. Two.", [("One. ", 0, 5), ("Two.", 5, 9)]),
    ]`,
  );
  expect(readSuite('pysbd', folder)).toEqual({
    name: 'pysbd',
    cases: [
      { language: 'de', text: 'Ja. "Nein." Gut.', sentences: ['Ja.', '"Nein."', 'Gut.'] },
      { language: 'de', text: 'A\\b.', sentences: ['A\\b.'] },
      { language: 'de', text: 'One. Two.', sentences: ['One. ', 'Two.'] },
    ],
    left: 1,
  });
});

it('reads specs of Ruby', () => {
  put(
    'spec/languages/french_spec.rb',
    String.raw`
      ps = Segmenter.new(text: "Oui. \u00c7a va.", language: "fr")
      expect(ps.segment).to eq(["Oui.", "Ça va."])
      ps = Segmenter.new(text: 'C\'est "moi".', language: 'fr')
      expect(ps.segment).to eq(['C\'est "moi".'])
      ps = Segmenter.new(text: text, language: 'fr')
      expect(ps.segment).to eq(["Non."])`,
  );
  expect(readSuite('pragmatic', folder).cases).toEqual([
    { language: 'fr', text: 'Oui. Ça va.', sentences: ['Oui.', 'Ça va.'] },
    { language: 'fr', text: 'C\'est "moi".', sentences: ['C\'est "moi".'] },
  ]);
});

it('reads blocks of lines', () => {
  put('tests/zh.txt', '# A comment\n好。吗？\n---\n好。\n吗？\n===\n# x\n好。\n---\n好。\n===\n');
  expect(readSuite('sentencex', folder).cases).toEqual([
    { language: 'zh-Hans', text: '好。吗？', sentences: ['好。', '吗？'] },
    { language: 'zh-Hans', text: '好。', sentences: ['好。'] },
  ]);
});
