import { useId } from 'react';

interface Column {
  readonly name: string;
  readonly values: readonly number[];
  /** The value of a full bar; left out: the largest value. */
  readonly full?: number;
  readonly format: (value: number) => string;
}

interface BarTableProps {
  readonly title: string;
  /** Head of the column with the names of the rows. */
  readonly head: string;
  readonly rows: readonly string[];
  readonly columns: readonly Column[];
}

/** A chart that is a table: each number has a bar under it, which says nothing more than the number. */
export function BarTable({ title, head, rows, columns }: BarTableProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      <table aria-labelledby={id} className="w-full table-fixed text-start">
        <thead className="text-soft">
          <tr>
            {[head, ...columns.map(({ name }) => name)].map((name) => (
              <th
                key={name}
                scope="col"
                className={`pe-4 pb-1 text-start align-bottom font-normal last:pe-0 sm:first:w-56 ${columns.length > 1 ? 'max-sm:first:w-1/4' : ''}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row}>
              <th scope="row" className="py-1.5 pe-4 text-start align-top font-normal">
                {row}
              </th>
              {columns.map((column) => (
                <Cell key={column.name} column={column} at={at} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ column, at }: { readonly column: Column; readonly at: number }) {
  const { values, format, full = Math.max(...values) } = column;
  const value = values[at] ?? 0;
  const width = `${Math.min(1, value / full) * 100}%`;
  return (
    <td className="figures py-1.5 pe-4 align-top last:pe-0">
      {format(value)}
      <div aria-hidden className="mt-1 h-2 rounded-full bg-sunk">
        <div className="drawn h-full min-w-0.5 rounded-full bg-soft" style={{ width }} />
      </div>
    </td>
  );
}
