import type { ReactNode } from 'react';

interface FactsProps {
  readonly title: string;
  readonly rows: readonly (readonly [term: string, value: ReactNode])[];
  readonly note?: string | undefined;
}

/** A few facts within a section. */
export function Facts({ title, rows, note }: FactsProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-[13rem_1fr]">
        {rows.map(([term, value]) => (
          <div key={term} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-soft">{term}</dt>
            <dd className="figures min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {note !== undefined && <p className="max-w-[60ch] text-soft">{note}</p>}
    </section>
  );
}
