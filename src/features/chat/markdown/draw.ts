import { createElement, Fragment, type CSSProperties, type ReactNode } from 'react';
import temml from 'temml';
import { formulaElements, longestFormula, type Formula } from './formulas';

/** A node as Temml makes it: an element, a text, or a group without a name. */
interface Node {
  readonly type?: string;
  readonly text?: string;
  readonly children?: readonly Node[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly classes?: readonly string[];
  readonly style?: CSSProperties;
}

const elements = new Set(
  (
    'math mrow mstyle mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover ' +
    'mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom menclose'
  ).split(' '),
);
const attributes = new Set(
  (
    'display displaystyle scriptlevel mathvariant form fence separator stretchy symmetric largeop ' +
    'movablelimits accent lspace rspace minsize maxsize width height depth voffset linethickness notation'
  ).split(' '),
);
const styles = new Set(
  'color padding paddingTop paddingBottom paddingLeft paddingRight border borderTop borderBottom'.split(
    ' ',
  ),
);
const plainValue = /^[\w#.%\s-]*$/;

/** What one formula defines could multiply without end. */
const definition = /\\(?:[egx]?def|let|futurelet|(?:re)?newcommand|providecommand)(?![A-Za-z])/;

/**
 * A formula as MathML, which the browser draws by itself: no fonts, no markup from text, no rules of style.
 *
 * @returns Undefined for what is no TeX that is known, or too much.
 */
export function drawFormula(formula: Formula): ReactNode | undefined {
  const { tex, display } = formula;
  if (tex.length > longestFormula || definition.test(tex)) return undefined;
  let left = formulaElements(formula) - 1;

  const draw = ({ type, text, children = [], ...rest }: Node, key: number): ReactNode => {
    if (text !== undefined) return text;
    const inside = children.map(draw);
    if (type === undefined) return createElement(Fragment, { key }, ...inside);
    left -= 1;
    if (!elements.has(type) || left < 0) throw new RangeError(`not drawn: ${type}`);
    const properties = {
      ...pick(rest.attributes, attributes),
      className: rest.classes?.length ? rest.classes.join(' ') : undefined,
      style: pick(rest.style, styles),
    };
    return createElement(type, { key, ...properties }, ...inside);
  };

  try {
    const tree = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxExpand: 100,
      // In em and in points.
      maxSize: [20, 200],
    }) as Node;
    return draw(tree, 0);
  } catch {
    return undefined;
  }
}

function pick(from: object | undefined, names: ReadonlySet<string>) {
  return Object.fromEntries(
    Object.entries(from ?? {}).filter(
      ([name, value]) => names.has(name) && plainValue.test(String(value)),
    ),
  );
}
