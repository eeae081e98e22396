import { useTranslation } from '../../ui/i18n/useTranslation';
import '../../ui/i18n/diagnostics';
import { CopyButton } from '../../ui/CopyButton';
import { useMeasure } from './useMeasure';
import { useReport } from './useReport';
import { GpuTable } from './GpuTable';
import { useGpuDetails } from './gpuDetails';
import { LastRequestTable } from './LastRequestTable';
import { Measurement } from './Measurement';
import { ModelTable } from './ModelTable';
import { StorageTable, useStorageReport } from './StorageTable';
import { Table } from './Table';

/** Everything to know about a device, for its owner and for a bug report. */
export default function DiagnosticsPage() {
  const { t } = useTranslation('diagnostics');
  const storage = useStorageReport();
  const gpuDetails = useGpuDetails();
  const measurement = useMeasure((state) => state.result);
  const report = useReport({ storage, gpuDetails, measurement });
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-6 p-4 sm:p-6 lg:py-10">
      <div className="flex flex-wrap items-start justify-between gap-x-2 gap-y-4">
        <h1 className="text-title font-semibold">{t('title')}</h1>
        <div className="-my-1 pointer-coarse:-my-2">
          <CopyButton text={report} label={t('copy')} doneLabel={t('copied')} />
        </div>
        <p className="w-full max-w-[60ch] text-soft">{t('intro')}</p>
      </div>
      <ModelTable />
      <Measurement />
      <GpuTable details={gpuDetails} />
      <StorageTable report={storage} />
      <LastRequestTable />
      <Table title={t('browser')} rows={[['User-Agent', navigator.userAgent]]} />
    </div>
  );
}
