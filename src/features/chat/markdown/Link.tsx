import type { ReactNode } from 'react';
import type { ExtraProps } from 'react-markdown';
import { readLink } from './links';
import { textOf } from './textOf';

interface LinkProps extends ExtraProps {
  readonly href?: string | undefined;
  readonly id?: string | undefined;
  readonly children?: ReactNode;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
}

/** Leads out of the page, and says where; or between a footnote and its mark. What leads nowhere is text. */
export function Link({ node, href = '', id, children, ...aria }: LinkProps) {
  const { dataFootnoteRef, dataFootnoteBackref } = node?.properties ?? {};
  if (dataFootnoteRef !== undefined || dataFootnoteBackref !== undefined) {
    return (
      <a href={href} id={id} {...aria}>
        {children}
      </a>
    );
  }
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
