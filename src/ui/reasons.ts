import type { TFunction } from 'i18next';
import type { Check, TranslationSegment } from '../core/translation/types';

/** What a check found, in words. */
export function reasonOf(t: TFunction<'checks'>, { kind, about }: Check): string {
  return t(kind, { about, count: about.length });
}

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

/** Why a sentence is marked; undefined if it is not. */
export function reasonsOf(t: TFunction<'checks'>, segment: TranslationSegment): string | undefined {
  const checks = checksOf(segment);
  return checks.length === 0 ? undefined : checks.map((check) => reasonOf(t, check)).join(' ');
}
