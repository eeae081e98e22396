import type { TFunction } from 'i18next';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import type { AppError, ErrorCode, ErrorData } from '../../core/errors';
import { errorText } from '../../ui/errorText';
import { formatBytes, formatDuration } from '../../ui/format';
import { modelsEn } from '../../ui/i18n/models.en';

interface Facts {
  readonly t: TFunction<'models'>;
  readonly data: ErrorData;
  readonly model: Model;
  readonly file: string;
  readonly bytes: (name: string) => string;
  readonly time: (seconds: number) => string;
}

const texts: Readonly<Partial<Record<ErrorCode, (facts: Facts) => string>>> = {
  'storage-full': ({ t, bytes }) =>
    t('problem.storage-full', { needed: bytes('needed'), available: bytes('available') }),
  'http-status': ({ t, data, file, time }) => {
    const wait = data['retryAfterSeconds'];
    const status = String(data['status']);
    if (typeof wait === 'number') return t('problem.wait', { status, time: time(wait) });
    return t(`problem.${refusal(data['status'])}`, { file, status });
  },
  'redirect-refused': ({ t, file }) => t('problem.redirect-refused', { file }),
  'local-network': ({ t, data }) =>
    t('problem.local-network', { place: String(data['place'] ?? data['file']) }),
  'source-damaged': ({ t, file }) => t('problem.source-damaged', { file }),
  'hash-mismatch': ({ t, file }) => t('problem.hash-mismatch', { file }),
  'source-changed': ({ t, file }) => t('problem.source-changed', { file }),
  'file-unreadable': ({ t, file }) => t('problem.file-unreadable', { file }),
  'checkpoint-invalid': (facts) =>
    reasonText(facts) ?? facts.t('problem.checkpoint-invalid', { place: place(facts.data) }),
  'checkpoint-unsupported': (facts) =>
    reasonText(facts) ?? facts.t('problem.checkpoint-unsupported', { place: place(facts.data) }),
  'package-invalid': ({ t, data }) => t('problem.package-invalid', { place: place(data) }),
  network: ({ t }) => t('problem.network'),
  'source-needed': ({ t }) => t('problem.source-needed'),
  'model-in-use': ({ t }) => t('problem.model-in-use'),
  'several-models': ({ t }) => t('problem.several-models'),
  'not-a-model': ({ t }) => t('problem.not-a-model'),
  'manifest-invalid': ({ t }) => t('problem.manifest-invalid'),
  'models-crashed': ({ t }) => t('problem.models-crashed'),
  'other-model': ({ t, model, data }) =>
    t('problem.other-model', {
      model: model.displayName,
      field: String(data['field']),
      expected: String(data['expected']),
      actual: String(data['actual']),
    }),
};

/** Why the files of a model did not arrive, with names and numbers that help to fix it. */
export function useProblemText(): (error: AppError, model: Model) => string {
  const { t, i18n } = useTranslation('models');
  const { t: general } = useTranslation();
  return (error, model) => {
    const { code, data } = error;
    const file = typeof data['file'] === 'string' ? data['file'] : t('problem.aFile');
    const bytes = (name: string) => {
      const count = data[name];
      return typeof count === 'number' ? formatBytes(count, i18n.language) : '?';
    };
    const time = (seconds: number) => formatDuration(seconds, i18n.language);
    return texts[code]?.({ t, data, model, file, bytes, time }) ?? errorText(general, error);
  };
}

/** What is wrong and what to do about it, for the faults that users meet. */
function reasonText({ t, data, file }: Facts): string | undefined {
  const { reason, field, actual } = data;
  if (typeof reason !== 'string' || !(reason in modelsEn.reason)) return undefined;
  const tokens = Array.isArray(actual) ? actual.join(', ') : String(actual);
  return t(`reason.${reason as keyof typeof modelsEn.reason}`, {
    file,
    field: String(field),
    tokens,
  });
}

/** File, tensor and reason, if they are known. */
function place(data: ErrorData): string {
  const parts = [data['file'], data['tensor'] ?? data['field'], data['reason']];
  return parts.filter((part) => typeof part === 'string').join(', ');
}

function refusal(status: unknown): 'missing' | 'forbidden' | 'busy' | 'page' | 'status' {
  if (status === 404) return 'missing';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 429 || (typeof status === 'number' && status >= 500)) return 'busy';
  return status === 200 ? 'page' : 'status';
}
