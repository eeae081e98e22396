import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton';
import { errorText } from '../../ui/errorText';
import { formatBytes, formatNumber } from '../../ui/format';
import { useSelect } from '../stores';
import { ModelTable } from './ModelTable';
import { Table } from './Table';

/** Everything a bug report needs, and nothing that names the reader. */
export default function DiagnosticsPage() {
  const { t } = useTranslation();
  const gpu = useSelect('engine', (state) => state.gpu);
  const status = useSelect('engine', (state) => state.status);
  const lastStats = useSelect('engine', (state) => state.lastStats);
  const storage = useStorageReport();
  const report = {
    status,
    gpu,
    storage,
    lastRequest: lastStats(),
    browser: navigator.userAgent,
  };
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-6 p-4 sm:p-6 lg:py-10">
      <div className="flex flex-wrap items-start justify-between gap-x-2 gap-y-4">
        <h1 className="text-title font-semibold">{t('diagnostics.title')}</h1>
        <div className="-my-1 pointer-coarse:-my-2">
          <CopyButton
            text={JSON.stringify(report, undefined, 2)}
            label={t('diagnostics.copy')}
            doneLabel={t('diagnostics.copied')}
          />
        </div>
        <p className="w-full max-w-[60ch] text-soft">{t('diagnostics.intro')}</p>
      </div>
      <ModelTable />
      <GpuTable />
      <StorageTable report={storage} />
      <LastRequestTable />
      <Table title={t('diagnostics.browser')} rows={[['User-Agent', navigator.userAgent]]} />
    </div>
  );
}

function GpuTable() {
  const { t, i18n } = useTranslation();
  const gpu = useSelect('engine', (state) => state.gpu);
  if (gpu === undefined) return null;
  const { adapter } = gpu;
  const told = (value: string) => (value === '' ? t('diagnostics.unknown') : value);
  return (
    <Table
      title={t('diagnostics.gpu')}
      rows={[
        ...(gpu.ok ? [] : [[t('unsupported.details'), errorText(t, gpu.error)] as const]),
        ...(adapter === undefined
          ? []
          : ([
              [t('diagnostics.vendor'), told(adapter.vendor)],
              [t('diagnostics.architecture'), told(adapter.architecture)],
              [t('diagnostics.description'), told(adapter.description)],
              [
                t('diagnostics.software'),
                adapter.fallback ? t('diagnostics.yes') : t('diagnostics.no'),
              ],
              [
                t('diagnostics.halfPrecision'),
                adapter.shaderF16 ? t('diagnostics.yes') : t('diagnostics.no'),
              ],
              [
                t('diagnostics.maxBuffer'),
                formatBytes(adapter.limits.maxBufferSize, i18n.language),
              ],
              [
                t('diagnostics.maxBinding'),
                formatBytes(adapter.limits.maxStorageBufferBindingSize, i18n.language),
              ],
            ] as const)),
      ]}
    />
  );
}

interface StorageReport {
  /** Bytes; undefined where the browser does not tell. */
  readonly usage: number | undefined;
  readonly quota: number | undefined;
  readonly persisted: boolean;
}

function useStorageReport(): StorageReport | undefined {
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

function StorageTable({ report }: { readonly report: StorageReport | undefined }) {
  const { t, i18n } = useTranslation();
  if (report === undefined) return null;
  const size = (bytes: number | undefined) =>
    bytes === undefined ? t('diagnostics.unknown') : formatBytes(bytes, i18n.language);
  return (
    <Table
      title={t('diagnostics.storage')}
      rows={[
        [t('diagnostics.used'), size(report.usage)],
        [t('diagnostics.available'), size(report.quota)],
        [
          t('diagnostics.persistent'),
          report.persisted ? t('diagnostics.yes') : t('diagnostics.no'),
        ],
      ]}
    />
  );
}

function LastRequestTable() {
  const { t, i18n } = useTranslation();
  const stats = useSelect('engine', (state) => state.lastStats)();
  // A request that ends while this page is open changes the status, which draws it anew.
  useSelect('engine', (state) => state.status);
  const title = t('diagnostics.lastRequest');
  if (stats === undefined) return <Table title={title} rows={[[t('diagnostics.none'), '']]} />;
  const { promptTokens, completionTokens, prefillSeconds, decodeSeconds } = stats;
  const timed = (tokens: number, seconds: number) =>
    [
      t('diagnostics.seconds', { value: formatNumber(seconds, i18n.language, 2) }),
      ...(seconds > 0
        ? [t('diagnostics.perSecond', { value: formatNumber(tokens / seconds, i18n.language, 1) })]
        : []),
    ].join(', ');
  return (
    <Table
      title={title}
      rows={[
        [t('diagnostics.promptTokens'), formatNumber(promptTokens, i18n.language)],
        [t('diagnostics.completionTokens'), formatNumber(completionTokens, i18n.language)],
        [t('diagnostics.prefill'), timed(promptTokens, prefillSeconds)],
        [t('diagnostics.decode'), timed(completionTokens, decodeSeconds)],
      ]}
    />
  );
}
