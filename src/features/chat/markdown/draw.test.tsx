import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { drawFormula } from './draw';
import { formulaElements, longestFormula } from './formulas';

const draw = (tex: string, display = false) =>
  renderToStaticMarkup(drawFormula({ tex, display }) ?? 'none');

describe('a formula', () => {
  it.each([
    ['x', '<math><mi>x</mi></math>'],
    ['a^2', '<math><msup><mi>a</mi><mn'],
    ['\\frac{a}{b}', '<mfrac><mi>a</mi><mi>b</mi></mfrac>'],
    ['\\sqrt{2}', '<msqrt>'],
    ['\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}', '<mtable>'],
    ['\\text{速度} = 3', '速'],
    ['\\color{red}x', 'style="color:#ff0000"'],
  ])('%s is MathML', (tex, html) => {
    expect(draw(tex)).toContain(html);
  });

  it('in a line of its own says so', () => {
    expect(draw('x', true)).toMatch(/^<math display="block"/);
  });

  it.each([
    '\\href{https://evil.example/}{x}',
    '\\url{https://evil.example/}',
    '\\includegraphics{https://evil.example/x.png}',
    '\\htmlStyle{position: fixed}{x}',
    '\\class{a}{x}',
    '\\def\\a{xx}\\a',
    '\\newcommand{\\a}{x}\\a',
    '\\unknown{x}',
    '\\frac{a',
    'x'.repeat(longestFormula + 1),
  ])('%s is left as it is written', (tex) => {
    expect(draw(tex)).toBe('none');
  });

  it.each([
    '\\sqrt{'.repeat(160) + 'x' + '}'.repeat(160),
    '{'.repeat(499) + 'x' + '}'.repeat(499),
    '\\frac{1}{'.repeat(90) + 'x' + '}'.repeat(90),
    'x^{'.repeat(250),
    '\\left('.repeat(70) + 'x' + '\\right)'.repeat(70),
    '\\mathchoice{'.repeat(60) + 'x' + '}'.repeat(60),
    '\\pmod{'.repeat(120) + 'x' + '}'.repeat(120),
    '\\overset{a}{'.repeat(60) + 'x' + '}'.repeat(60),
    '\\begin{matrix}' + '&'.repeat(900) + '\\end{matrix}',
    '\\begin{array}{c}' + '\\\\'.repeat(400) + '\\end{array}',
    '\\ce{' + 'H2O '.repeat(240) + '}',
    '\\substack{' + 'a\\\\'.repeat(300) + '}',
    '\\rule{9999em}{9999em}',
    '\\tag{1}x',
    '\\iiiint\\oiint'.repeat(60),
    '\\TeX\\LaTeX'.repeat(80),
    '🙂'.repeat(400),
  ])('%s asks for no more than was counted', (tex) => {
    const html = draw(tex);
    expect(html.match(/<[a-z]/g)?.length ?? 0).toBeLessThan(
      formulaElements({ tex, display: false }),
    );
    expect(html).not.toMatch(/9999|href|position/);
  });
});
