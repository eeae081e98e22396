import { categoriesUpTo } from '../plurals';

/** How a catalogue picks one of its forms by a number, as its header says it. */
export interface PluralRule {
  readonly count: number;
  /** `nplurals=2; plural=(n != 1);` */
  readonly header: string;
  readonly formOf: (n: number) => number;
}

// Longer ones are no rule of any language.
const MAX_EXPRESSION = 1000;
const MAX_FORMS = 20;
/** Numbers that tell the rules of all languages apart. */
const TRIED = 201;

/** @returns Undefined for a template's `INTEGER`, and for what is no rule. */
export function parsePluralRule(header: string): PluralRule | undefined {
  const found = /^\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*$/.exec(header);
  const count = Number(found?.[1]);
  const expression = found?.[2] ?? '';
  if (!(count >= 1 && count <= MAX_FORMS) || expression.length > MAX_EXPRESSION) return undefined;
  const evaluate = parseExpression(expression);
  if (evaluate === undefined) return undefined;
  const formOf = (n: number) => Math.min(count - 1, Math.max(0, evaluate(n)));
  return { count, header: header.trim(), formOf };
}

/** Numbers that a form stands for, a few of them. */
export function examplesOf(rule: PluralRule, form: number): readonly number[] {
  const found = Array.from({ length: TRIED }, (_, n) => n).filter((n) => rule.formOf(n) === form);
  return found.slice(0, 4);
}

const few = 'n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)';
const slavic = `3; plural=(n%10==1 && n%100!=11 ? 0 : ${few} ? 1 : 2)`;

/** Beyond one form, or two of which one is for 1: as gettext's own table and CLDR have them. */
const rules: Readonly<Record<string, string>> = {
  ...{ ru: slavic, uk: slavic, be: slavic, sr: slavic, hr: slavic, bs: slavic, sh: slavic },
  pl: `3; plural=(n==1 ? 0 : ${few} ? 1 : 2)`,
  ...{ cs: '3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2' },
  ...{ sk: '3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2' },
  sl: '4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)',
  ro: '3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2)',
  lt: '3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2)',
  lv: '3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2)',
  ga: '5; plural=(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4)',
  gd: '4; plural=(n==1 || n==11) ? 0 : (n==2 || n==12) ? 1 : (n>2 && n<20) ? 2 : 3',
  cy: '6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)',
  ar: '6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)',
  he: '3; plural=(n==1 ? 0 : n==2 ? 1 : 2)',
  mt: '5; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>=3 && n%100<=10) ? 2 : n%100>=11 && n%100<=19 ? 3 : 4)',
  is: '2; plural=(n%10!=1 || n%100==11)',
  mk: '2; plural=(n%10!=1 || n%100==11)',
  ...{ ceb: '2; plural=(n%10==4 || n%10==6 || n%10==9)' },
  ...{ tl: '2; plural=(n%10==4 || n%10==6 || n%10==9)' },
  ...{ fil: '2; plural=(n%10==4 || n%10==6 || n%10==9)' },
};

/** The rule of a language (BCP-47), as gettext has it. */
export function pluralRuleOf(language: string): PluralRule {
  const known = rules[language.split('-', 1)[0]?.toLowerCase() ?? ''] ?? simple(language);
  const rule = parsePluralRule(`nplurals=${known};`);
  if (rule === undefined) throw new RangeError(`no rule: ${known}`);
  return rule;
}

function simple(language: string): string {
  // CLDR has a form for millions in French and others, which gettext does not.
  const [zero, one, two] = categoriesUpTo(language, 3);
  if (one === two) return '1; plural=0';
  return zero === one ? '2; plural=(n > 1)' : '2; plural=(n != 1)';
}

type Evaluate = (n: number) => number;

const operators: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '||': (a, b) => Number(a !== 0 || b !== 0) },
  { '&&': (a, b) => Number(a !== 0 && b !== 0) },
  { '==': (a, b) => Number(a === b), '!=': (a, b) => Number(a !== b) },
  {
    ...{ '<=': (a, b) => Number(a <= b), '>=': (a, b) => Number(a >= b) },
    ...{ '<': (a, b) => Number(a < b), '>': (a, b) => Number(a > b) },
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => Math.trunc(a / b) || 0, '%': (a, b) => a % b || 0 },
];

/** The part of C that Plural-Forms is written in. */
function parseExpression(source: string): Evaluate | undefined {
  const tokens = source.match(/\d+|n|\|\||&&|[=!<>]=|[-<>+*/%!?:()]|\S/g) ?? [];
  let at = 0;
  const take = (token: string) => tokens[at] === token && ++at > 0;

  const choice = (): Evaluate => {
    const test = binary(0);
    if (!take('?')) return test;
    const yes = choice();
    if (!take(':')) throw new SyntaxError(source);
    const no = choice();
    return (n) => (test(n) === 0 ? no(n) : yes(n));
  };
  const binary = (level: number): Evaluate => {
    const known = operators[level];
    if (known === undefined) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operator = Object.hasOwn(known, tokens[at] ?? '') ? known[tokens[at] ?? ''] : undefined;
      if (operator === undefined) return left;
      at++;
      const [first, second] = [left, binary(level + 1)];
      left = (n) => operator(first(n), second(n));
    }
  };
  const unary = (): Evaluate => {
    if (take('!')) {
      const operand = unary();
      return (n) => Number(operand(n) === 0);
    }
    if (take('(')) {
      const inner = choice();
      if (!take(')')) throw new SyntaxError(source);
      return inner;
    }
    const token = tokens[at++] ?? '';
    if (token === 'n') return (n) => n;
    if (!/^\d+$/.test(token)) throw new SyntaxError(source);
    return () => Number(token);
  };

  try {
    const evaluate = choice();
    return at === tokens.length ? evaluate : undefined;
  } catch {
    return undefined;
  }
}
