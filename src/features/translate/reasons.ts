import type { TFunction } from 'i18next';
import type { Check, TranslationSegment } from '../../core/translation/types';

/** What a check found, in words. */
export function reasonOf(t: TFunction<'workspace'>, { kind, about }: Check): string {
  return t(`check.${kind}`, { about: about.join(', ') });
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
export function markOf(t: TFunction<'workspace'>, segment: TranslationSegment): string | undefined {
  const checks = checksOf(segment);
  if (checks.length === 0) return undefined;
  return t('marked', { reasons: checks.map((check) => reasonOf(t, check)).join('; ') });
}
