import type { TFunction } from 'i18next';
import type { AppError } from '../core/errors';

const known = {
  'tmx-invalid': 'tmxInvalid',
  'backup-invalid': 'backupInvalid',
  'storage-newer': 'storageNewer',
  'storage-blocked': 'storageBlocked',
} as const;

const isKnown = (code: string): code is keyof typeof known => code in known;

/** What to tell of something that could not be read or kept. */
export function historyProblem(t: TFunction<'history'>, { code, data }: AppError): string {
  if (isKnown(code)) return t(known[code]);
  const { detail } = data;
  return t('failed', { detail: typeof detail === 'string' ? detail : code });
}
