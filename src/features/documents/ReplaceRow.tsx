import { memo, type ReactNode } from 'react';
import { splitAt } from '../../core/text/replace';
import type { Language } from '../../core/languages';
import type { Candidate, Found } from './replacing';

interface ReplaceRowProps {
  readonly candidate: Candidate;
  readonly by: string;
  readonly from: Language | undefined;
  readonly to: Language | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (key: string, isChosen: boolean) => void;
}

/** A sentence with the words, and what its translation would become. */
export const ReplaceRow = memo(function ReplaceRow(props: ReplaceRowProps) {
  const { candidate, by, from, to, isChosen, onChoose } = props;
  const { key, source, target, edit } = candidate;
  const cell = 'reading min-w-0 px-2.5 py-1 break-words whitespace-pre-wrap';
  const isReplaced = edit !== undefined && isChosen;
  const texts = (
    <>
      <span lang={from?.tag} dir={from?.direction ?? 'auto'} className={cell}>
        {pieces(source, (part) => (
          <mark className="bg-aligned text-ink">{part}</mark>
        ))}
      </span>
      <span lang={to?.tag} dir={to?.direction ?? 'auto'} className={cell}>
        {pieces(target, (part) =>
          isReplaced ? (
            <>
              <del className="text-bad">{part}</del>
              <ins className="font-medium text-good">{by}</ins>
            </>
          ) : (
            <mark className="bg-aligned text-ink">{part}</mark>
          ),
        )}
      </span>
    </>
  );
  const grid = 'grid min-w-0 grow grid-cols-1 md:grid-cols-2 md:gap-x-6';
  return (
    <div role="listitem" className="border-b border-line py-2">
      {edit === undefined ? (
        <div className={`${grid} ps-10`}>{texts}</div>
      ) : (
        <label className="flex min-h-11 items-start">
          <span className="grid h-9 w-10 shrink-0 place-items-center">
            <input
              type="checkbox"
              aria-label={edit.target}
              checked={isChosen}
              onChange={(event) => onChoose(key, event.target.checked)}
              className="size-5"
            />
          </span>
          <span className={grid}>{texts}</span>
        </label>
      )}
    </div>
  );
});

function pieces({ text, parts }: Found, show: (part: string) => ReactNode): ReactNode {
  return splitAt(text, parts).map((piece, at) => (
    <span key={at}>{piece.isPart ? show(piece.text) : piece.text}</span>
  ));
}
