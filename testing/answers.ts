import { seededRandom } from '../src/core/random';

/** Markdown as a model might write it, or a page that a model was given. */
export interface GeneratedAnswer {
  readonly kind: 'literal' | 'nested' | 'tabular' | 'linked' | 'long' | 'mixed';
  readonly text: string;
}

const kinds = ['nested', 'tabular', 'linked', 'literal', 'long', 'mixed'] as const;

/**
 * The same for the same seed. Most are short; one in twenty is as large as a model writes, and asks for more than
 * the page gives.
 */
export function generateAnswer(seed: number): GeneratedAnswer {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  const kind = kinds[seed % kinds.length]!;
  const large = below(20) === 0;
  const size = large ? 200 + below(1800) : 1 + below(24);

  const word = () => `w${below(36 ** 4).toString(36)}`;
  const words = (count: number) => Array.from({ length: 1 + below(count) }, word).join(' ');
  const repeat = (count: number, make: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => make(at)).join('');

  const nests: readonly (() => string)[] = [
    () => `${pick(['>', '> ', '1. ', '- ', '* ', '> - ', '1. > ']).repeat(size)}${word()}\n`,
    () => repeat(Math.min(size, 60), (at) => `${'  '.repeat(at)}- ${word()}\n`),
    () => {
      const [open, close] = pick([
        ['**', '**'],
        ['*', '*'],
        ['*a ', ' a*'],
        ['~~', '~~'],
        ['[', ']'],
        ['![', '](a)'],
        ['_a ', ' a_'],
      ]);
      return `${open.repeat(size)}${word()}${close.repeat(size)}\n`;
    },
    () => `${repeat(Math.min(size, 40), (at) => `${'> '.repeat(at)}${word()}\n`)}\n`,
  ];
  const tables: readonly (() => string)[] = [
    () => `${'|a'.repeat(size)}|\n${'|-'.repeat(size)}|\n${'|\n'.repeat(size)}\n`,
    () => {
      const columns = 1 + below(8);
      const row = () => `| ${repeat(columns, () => `${words(2)} | `)}\n`;
      return `${row()}|${'---|'.repeat(columns)}\n${repeat(Math.min(size, 40), row)}\n`;
    },
    () => `> ${'|a'.repeat(size)}\n> ${'|-'.repeat(size)}\n${'> |\n'.repeat(size)}\n`,
  ];
  const address = () =>
    pick(['https://a.example/', 'http://b.example:8080/x?y=', 'www.c.example/', 'd@e.example']) +
    word();
  const links: readonly (() => string)[] = [
    () => `[${words(2)}](${address()}) `,
    () => `[https://bank.example/](${address()}) `,
    () => `${address()} `,
    () => `<https://f.example/${word()}> `,
    () => `![${word()}](https://g.example/x.png) `,
    () => `[${word()}][1] [^1]\n\n[1]: ${address()}\n\n[^1]: ${words(4)}\n\n`,
  ];
  const lines: readonly (() => string)[] = [
    () => `${words(30)}\n\n`,
    () => `${'#'.repeat(1 + below(7))} ${words(4)}\n`,
    () => `- ${words(8)} **${word()}** \`${word()}\`\n`,
    () => `${below(20)}. ${words(8)}\n`,
    () => `\`\`\`${pick(['', 'js', 'c'])}\n${repeat(below(10), () => `${words(6)};\n`)}\`\`\`\n`,
    () =>
      pick([
        '***\n',
        '\n',
        '    code\n',
        'a  \nb\n',
        '<b>x</b>\n',
        '&amp;&#x41;\n',
        '~~~\n',
        '\\*\n',
      ]),
    () => `> ${words(10)}\n`,
    () => `- [x] ${word()}\n`,
    () => `${'`'.repeat(1 + below(5))}${word()}\n`,
    () => `${'*a **b '.repeat(size)}\n`,
  ];
  const literals: readonly (() => string)[] = [
    () => `$${word()}_1 + \\frac{${word()}}{2}$ `,
    () => `\\(${'x^2 + '.repeat(below(20))}1\\) `,
    () => `\\[\n${words(4)} = ${'\\sqrt{2} '.repeat(below(10))}\n\\]\n`,
    () => `$$${'\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}'.repeat(1 + below(3))}$$\n\n`,
    () => `C:\\_${word()}\\*${word()} `,
    () => `${below(9)}*${below(9)}*${below(9)} `,
    () => `src/**/*.${word()} __init__ `,
    () => `**${word()}：**${pick(['请', '다음', 'です'])}${address()}。**「x」**は `,
    () => `${word()}<br>${word()} ~${word()}~ ~~${word()}。~~了\n`,
    () => `${pick(['שלום', 'مرحبا', word()])} ${word()}\n\n`,
  ];
  const makers = {
    literal: literals,
    nested: nests,
    tabular: tables,
    linked: links,
    long: lines,
    mixed: [...nests, ...tables, ...links, ...literals, ...lines],
  } as const;
  const count = kind === 'long' && large ? size / 4 : kind === 'long' ? size : 1 + below(6);
  return { kind, text: repeat(Math.ceil(count), () => pick<() => string>(makers[kind])()) };
}
