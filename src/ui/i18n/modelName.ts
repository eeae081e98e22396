import type { TFunction } from 'i18next';
import type { Model } from '../../core/catalog';

/** A model's name for the user. Ours, the demo, has one in each language; the others keep their makers'. */
export function modelName(t: TFunction, { bundled, displayName }: Model): string {
  return bundled ? t('app.demo') : displayName;
}
