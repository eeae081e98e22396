import { memo, useId, type ReactNode } from 'react';
import ReactMarkdown, { type Components, type ExtraProps } from 'react-markdown';
import remarkCjkFriendly from 'remark-cjk-friendly/parseOnly';
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough/parseOnly';
import remarkGfm from 'remark-gfm';
import { footnoteWords } from '../../../ui/i18n/footnotes';
import { directionOf, type Direction } from '../direction';
import { setDirections } from './blockDirections';
import { splitBlocks } from './blocks';
import { ownFootnotes } from './footnotes';
import { FormulaView } from './FormulaView';
import { Link } from './Link';
import { mask } from './literals';
import { restore } from './restore';
import { endAddresses } from './syntax';
import { Table } from './Table';
import { textOf } from './textOf';

/*
 * A model's output is not trusted: raw HTML stays text, pictures are never fetched, links open in a new tab
 * without a referrer and say where they lead, and what would be too much for the page stays text.
 */
const components: Components = {
  a: Link,
  img: ({ alt }) => alt,
  pre: ({ children }) => (
    <pre dir="ltr" tabIndex={0}>
      {children}
    </pre>
  ),
  code: ({ children }) => <code dir="ltr">{children}</code>,
  table: Table,
  td: Cell,
  var: FormulaView,
};

interface CellProps extends ExtraProps {
  readonly dir?: string | undefined;
  readonly style?: React.CSSProperties | undefined;
  readonly children?: ReactNode;
}

/** From so many letters on, a cell keeps a width: scripts without spaces could be broken to one letter a line. */
const wideCell = 10;

function Cell({ node, dir, style, children }: CellProps) {
  return (
    <td dir={dir} style={style} className={textOf(node).length < wideCell ? undefined : 'min-w-36'}>
      {children}
    </td>
  );
}

export default function Markdown({ text }: { readonly text: string }) {
  const id = useId();
  const words = footnoteWords();
  const around = directionOf(text);
  return (
    <div dir={around} className="markdown">
      {splitBlocks(text).map((block, at) =>
        block.plain ? (
          <p key={at} dir={directionOf(block.text)} className="whitespace-pre-wrap">
            {block.text}
          </p>
        ) : (
          <BlockOfMarkdown
            key={at}
            text={block.text}
            around={around}
            prefix={`${id}-${at}-`}
            words={words}
          />
        ),
      )}
    </div>
  );
}

interface BlockProps {
  readonly text: string;
  /** Of the whole answer. */
  readonly around: Direction | undefined;
  /** Of the ids in it. */
  readonly prefix: string;
  readonly words: ReturnType<typeof footnoteWords>;
}

/** The blocks before the last stay as they are while an answer is written. */
const BlockOfMarkdown = memo(function BlockOfMarkdown({ text, around, prefix, words }: BlockProps) {
  const { text: masked, literals } = mask(text);
  return (
    <ReactMarkdown
      remarkPlugins={[
        [remarkGfm, { singleTilde: false }],
        remarkCjkFriendly,
        [remarkCjkStrikethrough, { singleTilde: false }],
        endAddresses,
        [restore, literals],
      ]}
      remarkRehypeOptions={{
        clobberPrefix: prefix,
        footnoteLabel: words.heading,
        footnoteBackLabel: (index) => words.back(index + 1),
      }}
      rehypePlugins={[
        [setDirections, around],
        [ownFootnotes, prefix],
      ]}
      // The component decides, which sees the text too.
      urlTransform={(url) => url}
      components={components}
    >
      {masked}
    </ReactMarkdown>
  );
});
