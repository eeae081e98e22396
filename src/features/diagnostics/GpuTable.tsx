import { useTranslation } from '../../ui/i18n/useTranslation';
import { errorText } from '../../ui/errorText';
import { formatBytes, formatNumber } from '../../ui/format';
import { useSelect } from '../stores';
import type { GpuDetails } from './gpuDetails';
import { Table } from './Table';

type Row = readonly [term: string, value: string];

export function GpuTable({ details }: { readonly details: GpuDetails | undefined }) {
  const { t } = useTranslation('diagnostics');
  const { t: ofApp } = useTranslation();
  const gpu = useSelect('engine', (state) => state.gpu);
  const rows = useAdapterRows(details);
  if (gpu === undefined) return null;
  const problem: readonly Row[] = gpu.ok ? [] : [[t('reason'), errorText(ofApp, gpu.error)]];
  return (
    <Table title={t('gpu')} rows={[...problem, ...rows]}>
      {details && <AllDetails {...details} />}
    </Table>
  );
}

function useAdapterRows(details: GpuDetails | undefined): readonly Row[] {
  const { t, i18n } = useTranslation('diagnostics');
  const adapter = useSelect('engine', ({ gpu }) => gpu?.adapter);
  if (adapter === undefined) return [];
  const { limits } = adapter;
  const told = (value: string) => (value === '' ? t('unknown') : value);
  const yesOrNo = (value: boolean) => (value ? t('yes') : t('no'));
  const size = (bytes: number) => formatBytes(bytes, i18n.language);
  const subgroups = ({ features, info }: GpuDetails) => {
    const { subgroupMinSize: smallest, subgroupMaxSize: largest } = info;
    if (!features.includes('subgroups')) return t('no');
    if (smallest === undefined || largest === undefined) return t('yes');
    const sizes = { from: String(smallest), to: String(largest) };
    return t(smallest === largest ? 'subgroupSize' : 'subgroupSizes', sizes);
  };
  const rows: Row[] = [
    [t('vendor'), told(adapter.vendor)],
    [t('architecture'), told(adapter.architecture)],
    [t('description'), told(adapter.description)],
    [t('software'), yesOrNo(adapter.fallback)],
    [t('halfPrecision'), yesOrNo(adapter.shaderF16)],
  ];
  if (details !== undefined) {
    const { features } = details;
    rows.push(
      [t('timestamps'), yesOrNo(features.includes('timestamp-query'))],
      [t('subgroups'), subgroups(details)],
    );
  }
  rows.push(
    [t('maxBuffer'), size(limits.maxBufferSize)],
    [t('maxBinding'), size(limits.maxStorageBufferBindingSize)],
    [t('maxShared'), size(limits.maxComputeWorkgroupStorageSize)],
    [t('maxThreads'), formatNumber(limits.maxComputeInvocationsPerWorkgroup, i18n.language)],
  );
  return rows;
}

/** By their names in the WebGPU API, which are not translated. */
function AllDetails({ features, limits }: GpuDetails) {
  const { t, i18n } = useTranslation('diagnostics');
  return (
    <details className="border-t border-line py-2">
      <summary className="w-fit rounded-control text-soft hover:text-ink pointer-coarse:-my-2 pointer-coarse:py-3">
        {t('allLimits')}
      </summary>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 py-2 text-small">
        {Object.entries(limits).map(([name, value]) => (
          <div key={name} className="col-span-full grid grid-cols-subgrid">
            <dt lang="en" dir="ltr" className="text-start font-mono text-soft wrap-anywhere">
              {name}
            </dt>
            <dd className="figures text-end">{formatNumber(value, i18n.language)}</dd>
          </div>
        ))}
        <dt className="col-span-full pt-2 text-soft">{t('features')}</dt>
        <dd lang="en" dir="ltr" className="col-span-full text-start font-mono wrap-anywhere">
          {features.join(', ')}
        </dd>
      </dl>
    </details>
  );
}
