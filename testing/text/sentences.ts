import { rulesOf } from '../../src/core/text/abbreviations';
import { pieceEnds } from '../../src/core/text/pieces';
import { sentenceEnds } from '../../src/core/text/sentences';

/** The sentences of one line and their pieces, with what stands around their words, but without space. */
export function sentencesOf(line: string, tag?: string, maxTokens = 200): readonly string[] {
  const ends = sentenceEnds(line, rulesOf(tag));
  const cuts = ends.flatMap((end, i) => pieceEnds(line, ends[i - 1] ?? 0, end, maxTokens, tag));
  const pieces = cuts.map((end, i) => line.slice(cuts[i - 1] ?? 0, end).trim());
  return pieces.filter((piece) => piece !== '');
}
