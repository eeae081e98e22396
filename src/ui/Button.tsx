import type { ButtonHTMLAttributes, ReactNode } from 'react';

const looks = {
  /** The one thing to press. */
  seal: 'bg-seal text-on-seal enabled:hover:brightness-110 enabled:active:brightness-95 px-4 font-medium disabled:bg-sunk disabled:text-soft forced-colors:border',
  plain: 'border border-line bg-raised text-ink not-disabled:hover:bg-sunk px-3 disabled:text-soft',
  quiet:
    'text-soft not-disabled:hover:bg-sunk not-disabled:hover:text-ink px-2.5 disabled:opacity-50',
  danger: 'border border-line bg-raised text-bad hover:bg-sunk px-3',
} as const;

export type ButtonLook = keyof typeof looks;

/** For something that only looks like a button. */
export function buttonClass(look: ButtonLook): string {
  return `inline-flex min-h-9 items-center justify-center gap-1.5 rounded-control text-control whitespace-nowrap transition-[background-color,color,filter,opacity] disabled:cursor-default aria-disabled:opacity-50 pointer-coarse:min-h-11 ${looks[look]}`;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: ButtonLook;
  readonly icon?: ReactNode;
  /** It cannot be pressed while something runs, but keeps the focus, which a disabled one loses. */
  readonly paused?: boolean;
}

export function Button({
  look = 'plain',
  icon,
  paused = false,
  className = '',
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={`${buttonClass(look)} ${className}`}
      {...rest}
      {...(paused ? { 'aria-disabled': true } : { onClick })}
    >
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The accessible name, also shown as the tooltip. */
  readonly label: string;
  readonly children: ReactNode;
}

export function IconButton({ label, className = '', children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-grid size-9 shrink-0 place-items-center rounded-control text-soft transition-colors hover:bg-sunk hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent pointer-coarse:size-11 ${className}`}
      {...rest}
    >
      {children}
    </button>
  );
}
