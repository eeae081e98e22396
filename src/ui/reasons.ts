import type { TFunction } from 'i18next';
import { checksOf } from '../core/translation/checksOf';
import type { Check, TranslationSegment } from '../core/translation/types';

/** What a check found, in words. */
export function reasonOf(t: TFunction<'checks'>, { kind, about }: Check): string {
  return t(kind, { about, count: about.length });
}

/** Why a sentence is marked; undefined if it is not. */
export function reasonsOf(t: TFunction<'checks'>, segment: TranslationSegment): string | undefined {
  const checks = checksOf(segment);
  return checks.length === 0 ? undefined : checks.map((check) => reasonOf(t, check)).join(' ');
}
