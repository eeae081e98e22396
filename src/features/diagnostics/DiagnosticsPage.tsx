import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton';
import { errorText } from '../../ui/errorText';
import { formatBytes, formatNumber } from '../../ui/format';
import { useSelect } from '../stores';

/** Everything a bug report needs, and nothing that names the reader. */
export default function DiagnosticsPage() {
  const { t } = useTranslation();
  const gpu = useSelect('engine', (state) => state.gpu);
  const lastStats = useSelect('engine', (state) => state.lastStats);
  const storage = useStorageReport();
  const report = { gpu, storage, lastRequest: lastStats(), browser: navigator.userAgent };
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-6 p-4 sm:p-6 lg:py-10">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h1 className="text-title font-semibold">{t('diagnostics.title')}</h1>
        <CopyButton
          text={JSON.stringify(report, undefined, 2)}
          label={t('diagnostics.copy')}
          doneLabel={t('diagnostics.copied')}
        />
      </div>
      <p className="max-w-[60ch] text-soft">{t('diagnostics.intro')}</p>
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

interface TableProps {
  readonly title: string;
  readonly rows: readonly (readonly [term: string, value: ReactNode])[];
}

function Table({ title, rows }: TableProps) {
  return (
    <section className="flex flex-col gap-2" aria-label={title}>
      <h2 className="text-heading font-semibold">{title}</h2>
      <dl className="grid grid-cols-[minmax(8rem,14rem)_1fr] gap-x-4 rounded-page border border-line bg-raised px-4 py-1">
        {rows.map(([term, value]) => (
          <div
            key={term}
            className="col-span-2 grid grid-cols-subgrid border-line py-2 not-first:border-t"
          >
            <dt className="text-soft">{term}</dt>
            <dd className="figures min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
