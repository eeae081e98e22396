import { useEffect, useState } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { formatBytes } from '../../ui/format';
import { Table } from './Table';

export interface StorageReport {
  /** Bytes; undefined if the browser does not say. */
  readonly usage: number | undefined;
  readonly quota: number | undefined;
  readonly persisted: boolean;
}

export function useStorageReport(): StorageReport | undefined {
  const [report, setReport] = useState<StorageReport>();
  useEffect(() => {
    let current = true;
    void Promise.all([navigator.storage.estimate(), navigator.storage.persisted()]).then(
      ([{ usage, quota }, persisted]) => current && setReport({ usage, quota, persisted }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return report;
}

export function StorageTable({ report }: { readonly report: StorageReport | undefined }) {
  const { t, i18n } = useTranslation('diagnostics');
  if (report === undefined) return null;
  const size = (bytes: number | undefined) =>
    bytes === undefined ? t('unknown') : formatBytes(bytes, i18n.language);
  return (
    <Table
      title={t('storage')}
      rows={[
        [t('used'), size(report.usage)],
        [t('available'), size(report.quota)],
        [t('persistent'), report.persisted ? t('yes') : t('no')],
      ]}
    />
  );
}
