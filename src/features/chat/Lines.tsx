import type { ReactNode } from 'react';
import { splitByDirection } from './direction';

interface LinesProps {
  readonly text: string;
  /** What follows the last letter. */
  readonly children?: ReactNode;
}

/** Text as it was written, each line in its own direction. */
export function Lines({ text, children }: LinesProps) {
  const passages = splitByDirection(text);
  return passages.map((passage, at) => (
    <div key={at} dir={passage.direction}>
      {passage.text}
      {at === passages.length - 1 && children}
    </div>
  ));
}
