import type { ReactNode } from 'react';

interface TableProps {
  readonly title: string;
  readonly rows: readonly (readonly [term: string, value: ReactNode])[];
  /** Below the rows. */
  readonly children?: ReactNode;
}

/** A section of the page, term by term. */
export function Table({ title, rows, children }: TableProps) {
  return (
    <section className="flex flex-col gap-2" aria-label={title}>
      <h2 className="text-heading font-semibold">{title}</h2>
      <div className="rounded-page border border-line bg-raised px-4 py-1">
        <dl className="grid grid-cols-2 sm:grid-cols-[14rem_1fr] gap-x-4">
          {rows.map(([term, value]) => (
            <div
              key={term}
              className="col-span-2 grid grid-cols-subgrid border-line py-2 not-first:border-t"
            >
              <dt className="text-soft">{term}</dt>
              <dd className="figures min-w-0 wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
        {children}
      </div>
    </section>
  );
}
