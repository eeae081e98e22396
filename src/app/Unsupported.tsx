import type { GpuReport } from '../core/compatibility';
import '../ui/i18n/unsupported';
import { useTranslation } from '../ui/i18n/useTranslation';
import { useSelect } from '../features/stores';
import { Button } from '../ui/Button';
import { errorText } from '../ui/errorText';

/** Steps to show for each thing that is missing. */
const advice = {
  'insecure-context': [],
  'webgpu-unavailable': ['chrome', 'safari', 'firefox', 'linux'],
  'adapter-unavailable': ['chrome', 'linux', 'drivers', 'remote'],
  'gpu-limit-too-small': ['drivers', 'remote'],
} as const;

function adviceFor(code: string): readonly (typeof advice)[keyof typeof advice][number][] {
  return code in advice ? advice[code as keyof typeof advice] : ['drivers'];
}

/** Shown instead of a page that needs a model, on a device that can run none. */
export default function Unsupported({ report }: { readonly report: GpuReport & { ok: false } }) {
  const { t } = useTranslation('unsupported');
  const { t: common } = useTranslation();
  const checkDevice = useSelect('engine', (state) => state.checkDevice);
  const { error, adapter } = report;
  const steps = adviceFor(error.code);
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col items-start gap-5 p-4 sm:p-6 lg:py-12">
      <h1 className="text-title font-semibold">{t('title')}</h1>
      <p className="text-reading">{errorText(common, error)}</p>
      {steps.length > 0 && (
        <section aria-label={t('todo')}>
          <h2 className="pb-2 text-heading font-semibold">{t('todo')}</h2>
          <ul className="list-disc ps-5 [&>li]:pb-1.5">
            {steps.map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-soft">{t('kept')}</p>
      <Button look="seal" onClick={() => void checkDevice()}>
        {t('retry')}
      </Button>
      <details className="max-w-full text-soft">
        <summary className="w-fit rounded-control hover:text-ink pointer-coarse:-my-3 pointer-coarse:py-3">
          {t('details')}
        </summary>
        <pre dir="ltr" className="mt-2 overflow-x-auto rounded-control bg-sunk p-3 text-small">
          {JSON.stringify({ code: error.code, ...error.data, adapter }, undefined, 2)}
        </pre>
      </details>
    </div>
  );
}
