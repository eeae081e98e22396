import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { linesOf, type Column, type Row } from '../../../core/translation/export';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { useTranslateStore } from '../store';
import { columnsOf } from './copies';

/** Both languages side by side, on paper alone; made when something is printed. */
export function PrintView() {
  const store = useTranslateStore();
  const { i18n } = useTranslation();
  const [rows, setRows] = useState<readonly Row[]>([]);
  useEffect(() => {
    const { signal, abort } = abortable();
    const fill = () => {
      const { translation, to, source } = store.getState();
      const lines = linesOf(translation, to);
      flushSync(() => setRows(lines.length > 0 ? lines : [{ source, target: '' }]));
    };
    addEventListener('beforeprint', fill, { signal });
    addEventListener('afterprint', () => setRows([]), { signal });
    return abort;
  }, [store]);
  if (rows.length === 0) return null;
  const [from, to] = columnsOf(store.getState(), i18n.language);
  return (
    <table className="printed hidden w-full table-fixed print:table">
      <thead>
        <tr>
          <Cell as="th" column={from} text={from.name} />
          <Cell as="th" column={to} text={to.name} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ source, target }, index) => (
          <tr key={index}>
            <Cell as="td" column={from} text={source} />
            <Cell as="td" column={to} text={target} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly as: 'th' | 'td';
  readonly column: Column;
  readonly text: string;
}

function Cell({ as: Name, column, text }: CellProps) {
  return (
    <Name lang={column.tag} dir={column.direction} className="text-start align-top">
      {text}
    </Name>
  );
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
