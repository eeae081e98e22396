import { useMemo } from 'react';
import type { Language } from '../../../core/languages';
import { wordDiff } from '../../../state/translate/wordDiff';

interface DiffTextProps {
  readonly before: string;
  readonly after: string;
  readonly language: Language | undefined;
}

/** A text with what was changed in it: struck through what is gone, underlined what is new. */
export function DiffText({ before, after, language }: DiffTextProps) {
  const tag = language?.tag;
  const parts = useMemo(() => wordDiff(before, after, tag), [before, after, tag]);
  return (
    <p lang={tag} dir={language?.direction ?? 'auto'} className="break-words whitespace-pre-wrap">
      {parts.map(({ text, kind }, i) => {
        if (kind === 'same') return text;
        return kind === 'added' ? (
          <ins key={i} className="font-medium text-good decoration-2 underline-offset-4">
            {text}
          </ins>
        ) : (
          <del key={i} className="text-soft">
            {text}
          </del>
        );
      })}
    </p>
  );
}
