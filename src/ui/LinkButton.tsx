import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { buttonClass, type ButtonLook } from './Button';

interface LinkButtonProps {
  readonly href: string;
  readonly look?: ButtonLook;
  readonly children: ReactNode;
}

/** Leads to another page, and looks like the buttons beside it. */
export function LinkButton({ href, look = 'plain', children }: LinkButtonProps) {
  return (
    <Link href={href} className={buttonClass(look)}>
      {children}
    </Link>
  );
}
