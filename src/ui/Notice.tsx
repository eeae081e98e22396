import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const looks = {
  info: { icon: Info, color: 'text-soft' },
  warn: { icon: TriangleAlert, color: 'text-warn' },
  bad: { icon: CircleAlert, color: 'text-bad' },
} as const;

interface NoticeProps {
  readonly look: keyof typeof looks;
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
}

/** One or two sentences next to what they are about; bad news is announced at once. */
export function Notice({ look, children, action }: NoticeProps) {
  const { icon: Icon, color } = looks[look];
  return (
    <div
      role={look === 'bad' ? 'alert' : undefined}
      className="flex items-start gap-2.5 rounded-control bg-sunk px-3 py-2.5 text-control"
    >
      <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${color}`} />
      {/* The action moves below the words if it would squeeze them. */}
      <div className="flex min-w-0 grow flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 grow basis-60">{children}</div>
        {action}
      </div>
    </div>
  );
}
