import { memo, type ReactNode } from 'react';
import ReactMarkdown, { type Components, type ExtraProps } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { splitBlocks } from './blocks';
import { readLink } from './links';

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
};

interface LinkProps extends ExtraProps {
  readonly href?: string | undefined;
  readonly children?: ReactNode;
}

function Link({ node, href = '', children }: LinkProps) {
  const target = readLink(href, textOf(node));
  if (target === undefined) return children;
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{children}</bdi>
      {target.shown !== undefined && (
        <bdi dir="ltr" className="text-small text-soft">
          {' '}
          ({target.shown})
        </bdi>
      )}
    </a>
  );
}

type Node = NonNullable<ExtraProps['node']>;

function textOf(node: Node | Node['children'][number] | undefined): string {
  if (node?.type === 'text') return node.value;
  if (node?.type !== 'element') return '';
  return (node.properties['alt'] ?? '') + node.children.map(textOf).join('');
}

export default function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="markdown">
      {splitBlocks(text).map((block, at) =>
        block.plain ? (
          <p key={at} className="whitespace-pre-wrap">
            {block.text}
          </p>
        ) : (
          <BlockOfMarkdown key={at} text={block.text} />
        ),
      )}
    </div>
  );
}

/** The blocks before the last stay as they are while an answer is written. */
const BlockOfMarkdown = memo(function BlockOfMarkdown({ text }: { readonly text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      // The component decides, which sees the text too.
      urlTransform={(url) => url}
      components={components}
    >
      {text}
    </ReactMarkdown>
  );
});
