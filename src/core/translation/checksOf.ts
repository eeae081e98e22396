import type { Check, TranslationSegment } from './types';

/** Checks that a reader is to see: doubt of the model is one, whoever found it. */
export function checksOf({
  checks,
  confidence,
  origin,
  state,
}: TranslationSegment): readonly Check[] {
  // What a user has looked at is the user's to judge.
  if (origin === 'edited' || origin === 'pinned' || state !== 'done') return [];
  const isUnsure = confidence?.trusted === false && checks.every(({ kind }) => kind !== 'unsure');
  return isUnsure ? [...checks, { kind: 'unsure', about: [] }] : checks;
}
