import { useTranslation } from '../../ui/i18n/useTranslation';
import { Link } from 'wouter';
import { getModel } from '../../core/catalog';
import type { ErrorCode } from '../../core/errors';
import type { EngineState } from '../../state/engine';
import { formatNumber, formatPercent } from '../../ui/format';
import { modelName } from '../../ui/i18n/modelName';
import { usePick, useSelect } from '../../features/stores';

type Tone = 'quiet' | 'busy' | 'good' | 'bad';

const dots: Readonly<Record<Tone, string>> = {
  quiet: 'border border-soft',
  busy: 'bg-warn drawn',
  good: 'bg-good drawn',
  bad: 'bg-bad drawn',
};

/** The one place that always tells the truth about the engine. Press it for details. */
export function EnginePill() {
  const { t } = useTranslation();
  const engine = usePick('engine', 'status', 'modelId', 'gpu');
  const { tone, doing, words } = usePillWords(engine);
  const { status, modelId } = engine;
  const model = getModel(status.kind === 'idle' ? modelId : status.modelId);
  return (
    <div className="relative flex h-8 min-w-0 items-center gap-2 rounded-full border border-line bg-raised px-3 text-small max-sm:px-2.5 transition-colors hover:bg-sunk">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${dots[tone]}`} />
      <div
        role="status"
        aria-label={t('status.label')}
        // Screen readers announce it when it is at rest, not at every percent.
        aria-live={tone === 'busy' ? 'off' : 'polite'}
        className="figures flex min-w-0 gap-1.5 whitespace-nowrap"
      >
        {/* Where there is little room, the state is what matters. */}
        <span className="min-w-0 truncate font-medium max-sm:sr-only">
          {modelName(t, model)}
        </span>{' '}
        <span className="text-soft max-sm:truncate sm:shrink-0">
          {/* A phone has no room for both; the speed alone shows that something is running. */}
          {doing !== undefined && <span className="max-sm:sr-only">{doing} </span>}
          {words}
        </span>
      </div>
      <Link
        href="/diagnostics"
        aria-label={t('status.details')}
        title={t('status.details')}
        className="absolute inset-0 rounded-full pointer-coarse:-inset-y-1.5"
      />
    </div>
  );
}

interface PillWords {
  readonly tone: Tone;
  readonly doing?: string;
  readonly words: string;
}

function usePillWords({ status, gpu }: Pick<EngineState, 'status' | 'gpu'>): PillWords {
  const { t, i18n } = useTranslation();
  const translating = useSelect('activity', (state) => state.translating);
  if (gpu?.ok === false) return { tone: 'bad', words: t('status.unsupported') };
  switch (status.kind) {
    case 'idle':
      return { tone: 'quiet', words: t('status.idle') };
    case 'loading': {
      const percent = formatPercent(status.progress.fraction, i18n.language);
      return { tone: 'busy', words: t('status.loading', { percent }) };
    }
    case 'ready':
      return { tone: 'good', words: t('status.ready') };
    case 'generating': {
      const count = Math.round(status.tokensPerSecond);
      const speed = formatNumber(count, i18n.language);
      if (status.tokensPerSecond <= 0) return { tone: 'busy', words: t('status.working') };
      return {
        tone: 'busy',
        doing: t(`status.${translating ? 'translating' : 'answering'}`),
        words: t('status.speed', { count, speed }),
      };
    }
    case 'failed':
      return {
        tone: 'bad',
        words: t(`status.${failureWords(status.error.code)}`),
      };
  }
}

function failureWords(code: ErrorCode): 'gpuLost' | 'elsewhere' | 'failed' {
  if (code === 'gpu-lost') return 'gpuLost';
  return code === 'gpu-in-use' || code === 'gpu-taken' ? 'elsewhere' : 'failed';
}
