import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderInline, textPieces, toInline, type Piece } from './inline';

/** Reads "a <b>c</b> [x]": tags are pairs, what stands in brackets stands alone. */
function pieces(source: string): readonly Piece[] {
  return [...source.matchAll(/<\/?\w>|\[\w*\]|[^<[]+/g)].flatMap(({ 0: raw, index }) => {
    const range = { start: index, end: index + raw.length };
    if (raw.startsWith('['))
      return [{ kind: 'code', role: 'alone', label: raw, ...range } as const];
    if (!raw.startsWith('<')) return textPieces(source, range.start, range.end, (each) => each);
    const role = raw.startsWith('</') ? 'close' : 'open';
    return [{ kind: 'code', role, label: raw, ...range } as const];
  });
}
const inlineOf = (source: string) => toInline(source, pieces(source));

describe('inline content becomes a text with marks', () => {
  it.each([
    ['plain', 'plain'],
    ['a <b>bold</b> word[x].', 'a <1>bold</1> word<2/>.'],
    // What stands around all of it is no part of the unit.
    [' <b>all of <i>it</i> </b>[x] ', 'all of <1>it</1>'],
    ['[x]<b></b> text <i> [y]</i>', 'text'],
    ['<b>one</b> and <b>two</b>', '<1>one</1> and <2>two</2>'],
    // What stands together is one mark.
    ['a [x][y]<b></b> b', 'a <1/> b'],
    // What looks like a mark is left to the text.
    ['5 [x] {3} a', '5 <1/> {3} a'],
  ])('%j: %j', (source, text) => {
    expect(inlineOf(source)?.text).toBe(text);
  });

  it('whose numbers are not those of the text', () => {
    const source = 'press <1> or 2 here';
    const at = source.indexOf(' or');
    const made = toInline(source, [
      ...textPieces(source, 0, at, (each) => each),
      { kind: 'code', role: 'alone', start: at, end: at + 3, label: '' },
      ...textPieces(source, at + 3, source.length, (each) => each),
    ]);
    expect(made?.text).toBe('press <1><2/> 2 here');
  });

  it('in which words keep their place at the edges', () => {
    const source = '[n] files in [p][q]';
    const words = pieces(source).map((piece) => ({ ...piece, isWord: piece.kind === 'code' }));
    expect(toInline(source, words as readonly Piece[])?.text).toBe('<1/> files in <2/>');
    expect(
      toInline(source, words.filter(({ kind }) => kind === 'code') as readonly Piece[]),
    ).toBeUndefined();
  });

  it('or nothing', () => {
    expect(inlineOf('')).toBeUndefined();
    expect(inlineOf(' [x] <b> </b>')).toBeUndefined();
  });
});

describe('a translation', () => {
  const inline = inlineOf('a <b>bold</b> word[x].');
  const render = (text: string) =>
    renderInline(text, inline ?? { codes: new Map() }, 'u', (each) => each.toUpperCase());

  it('gets its codes back, wherever they went, and the rest is escaped', () => {
    expect(render('x<2/> <1>y</1> <3> </4>')).toBe('X[x] <b>Y</b> <3> </4>');
  });

  it.each(['no marks', '<1>a<2/>', 'a</1><1><2/>', '<1>a</1><1>b</1><2/>', '<1></1><2/><2/>'])(
    'is refused with other marks: %j',
    (text) => {
      expect(() => render(text)).toThrow(
        expect.objectContaining({
          code: 'document-marks',
          data: expect.objectContaining({ unit: 'u' }) as unknown,
        }),
      );
    },
  );

  it('of a long pair before many empty ones takes no time for each', () => {
    const many = 50_000;
    const source = `<b>${'<i></i>'.repeat(many)}a</b>${'<b> </b>'.repeat(many)}`;
    expect(inlineOf(source)?.text).toBe('a');
  });

  it('that is its source gives the source', () => {
    const part = fc.constantFrom('a', ' ', 'word', '[x]', '<b>', '</b>', '<i>', '</i>', '.');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const source = nested(parts);
        const made = inlineOf(source);
        if (made === undefined) return;
        const written = renderInline(made.text, made, 'u', (each) => each);
        expect(source.slice(0, made.start) + written + source.slice(made.end)).toBe(source);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The parts with closing tags only where one is open, and all closed at the end. */
function nested(parts: readonly string[]): string {
  const open: string[] = [];
  const kept = parts.filter((part) => {
    if (part.startsWith('</')) return open.at(-1) === part[2] && open.pop() !== undefined;
    if (part.startsWith('<')) open.push(part.charAt(1));
    return true;
  });
  return [...kept, ...open.reverse().map((name) => `</${name}>`)].join('');
}
