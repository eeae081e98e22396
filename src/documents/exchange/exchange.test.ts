import { describe, expect, it } from 'vitest';
import { matchEntries } from './match';
import { readXliff } from './read';
import type { ExchangeSentence } from './types';
import { writeXliff } from './write';

const marks = [
  { number: 1, isPair: true, label: 'bold, italic' },
  { number: 2, isPair: false, label: 'picture' },
  { number: 12, isPair: true, label: '' },
];
const sentence = (id: string, source: string, target?: string): ExchangeSentence => ({
  ...{ id, source, target, marks, remarks: [], isKept: false },
  state: target === undefined ? 'none' : 'machine',
});
const written = (...sentences: readonly ExchangeSentence[]) =>
  writeXliff({ name: 'a & "b".docx', from: 'en', to: 'fr', sentences });
const read = (text: string) =>
  readXliff({ name: 'a.xlf', bytes: new TextEncoder().encode(text), languages: [] });

describe('an XLIFF file for another tool', () => {
  it('gives back every sentence with its marks, halves of pairs too', () => {
    const sentences = [
      sentence('1.1', 'A <1>b <12>c</12></1> <2/>.', '<1>B <12>C</12></1> <2/>.'),
      sentence('1.2', '  begins <1>here, 1 < 2 && <7> </2>\n\tends', 'x ]]> <1>y'),
      sentence('1.3', 'here</1> <12>and</12> <01>', undefined),
    ];
    const text = written(...sentences);
    expect(text).toContain('<g id="1" ctype="x-bold-italic">b <g id="12">c</g></g> <x id="2"');
    expect(text).toContain(
      '<bx id="1" ctype="x-bold-italic" rid="1"/>here, 1 &lt; 2 &amp;&amp; &lt;7&gt;',
    );
    expect(text).toContain('original="a &amp; &quot;b&quot;.docx"');
    expect(read(text)).toEqual(sentences.map(({ id, source, target }) => ({ id, source, target })));
  });

  it('says what is known of a sentence', () => {
    const told = written({
      ...sentence('1.1', 'A', 'B'),
      ...{ notes: ['a < b'], context: 'key', limit: 9, state: 'done', remarks: ['number: 1'] },
    });
    expect(told).toContain('<trans-unit id="1.1" resname="key" maxwidth="9" size-unit="char"');
    expect(told).toContain('<target state="translated">B</target>');
    expect(told).toContain('<note from="developer">a &lt; b</note>');
    expect(told).toContain('<note from="BayLing" annotates="target">number: 1</note>');
    expect(written({ ...sentence('1', '42'), isKept: true })).toContain('translate="no"');
  });

  it('is read as other tools write it', () => {
    const unit = (inner: string) =>
      `<xliff version="1.2"><file><body><trans-unit id="1.1" approved="yes">${inner}</trans-unit></body></file></xliff>`;
    const proposal = '<alt-trans><source>no</source><target>no</target></alt-trans>';
    const segmented =
      '<source>A. B</source><seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">B</mrk></seg-source>' +
      '<target state="final"><mrk mtype="seg" mid="0">C.</mrk> <mrk mtype="seg" mid="1">D</mrk></target>';
    expect(read(unit(proposal + segmented))).toEqual([
      { id: '1.1', source: 'A. B', target: 'C. D' },
    ]);
    const codes =
      '<source>a<bpt id="1">&lt;b></bpt>b<ept id="1">&lt;/b></ept><ph id="2">x</ph><it id="12" pos="open">y</it></source>';
    expect(read(unit(codes))).toEqual([
      { id: '1.1', source: 'a<1>b</1><2/><12>', target: undefined },
    ]);
    expect(read(unit('<source>a</source><target> </target>'))[0]?.target).toBeUndefined();
    expect(read('<x:xliff xmlns:x="y"/>')).toEqual([]);
    for (const wrong of ['<html/>', '<xliff', '<!DOCTYPE x [<!ENTITY a "b">]><xliff/>']) {
      expect(() => read(wrong)).toThrow(expect.objectContaining({ retry: 'never' }));
    }
  });
});

describe('matchEntries', () => {
  const own = [
    sentence('1.1', 'A <1>b</1>\u00a0c', 'old'),
    sentence('1.2', 'half</1> <2/>', 'old'),
    sentence('1.3', 'same', 'kept'),
  ];
  const why = (id: string, source: string, target: string | undefined) => {
    const { targets, misfits } = matchEntries(own, [{ id, source, target }]);
    return misfits[0]?.why ?? targets.get(id);
  };

  it('takes what has the id, the source and the marks, and tells what has not', () => {
    expect(why('1.1', 'A <1>b</1> c', '<1>x</1>')).toBe('<1>x</1>');
    expect(why('1.2', 'half</1> <2/>', '<2/> x</1>')).toBe('<2/> x</1>');
    expect(why('1.3', 'same', 'kept')).toBeUndefined();
    expect(why('1.3', 'same', undefined)).toBeUndefined();
    expect(why('9.9', 'same', 'x')).toBe('unknown');
    expect(why('1.3', 'other', 'x')).toBe('source');
    for (const target of ['x', '<1>x', '</1>x<1>', '<1>x</1><1>y</1>', '<1>x</1><2/>']) {
      expect(why('1.1', 'A <1>b</1> c', target)).toBe('marks');
    }
  });

  it('takes no pairs that cross', () => {
    const crossed = [sentence('1', '<1>a</1> <12>b</12>')];
    const of = (target: string) =>
      matchEntries(crossed, [{ id: '1', source: '<1>a</1> <12>b</12>', target }]);
    expect(of('<1>a<12>b</1></12>').misfits).toHaveLength(1);
    expect(of('<12>b <1>a</1></12>').targets.size).toBe(1);
  });
});
