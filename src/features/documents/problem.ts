import type { TFunction } from 'i18next';
import type { AppError } from '../../core/errors';
import { errorText } from '../../ui/errorText';

const reasons = ['format', 'encrypted', 'old-office', 'entities', 'no-text', 'content'] as const;

/** Why a document is not translated, in words of its own where there are some. */
export function problemOf(t: TFunction<'documents'>, common: TFunction, error: AppError): string {
  const { code, data } = error;
  if (code === 'document-unsupported') {
    const reason = reasons.find((each) => each === data['reason']) ?? 'format';
    return t(`reasons.${reason}`);
  }
  if (code === 'document-damaged') {
    const place = [data['place'], data['detail']]
      .flatMap((each) => each ?? [])
      .map(String)
      .join(', ');
    return t('reasons.damaged', { place });
  }
  if (code === 'document-too-large') return t('reasons.large');
  if (code === 'storage-full') return t('reasons.storage');
  if (code === 'file-unreadable') return t('reasons.gone');
  if (code === 'document-marks') return t('reasons.other');
  return errorText(common, error);
}
