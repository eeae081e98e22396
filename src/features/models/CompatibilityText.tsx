import { Ban, Check, Hourglass, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import type { Reason } from '../../core/compatibility';
import { errorText } from '../../ui/errorText';
import { formatBytes, formatNumber, joinSentences } from '../../ui/format';
import { useSelect } from '../stores';
import { useCompatibility } from './useModels';

interface Judgement {
  readonly look: keyof typeof looks;
  readonly sentences: readonly string[];
}

const looks = {
  open: { icon: Hourglass, color: 'text-soft' },
  good: { icon: Check, color: 'text-good' },
  warn: { icon: TriangleAlert, color: 'text-warn' },
  bad: { icon: Ban, color: 'text-bad' },
} as const;

/** Whether the model runs here, and why, before anything is downloaded. */
export function CompatibilityText({ model }: { readonly model: Model }) {
  const { i18n } = useTranslation();
  const { look, sentences } = useJudgement(model);
  const runs = useSelect(
    'engine',
    ({ status }) =>
      (status.kind === 'ready' || status.kind === 'generating') && status.modelId === model.id,
  );
  // A running model obviously can run.
  if (runs && look === 'good') return null;
  const { icon: Icon, color } = looks[look];
  return (
    <p className="flex max-w-[64ch] items-start gap-2 text-control">
      <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${color}`} />
      {joinSentences(sentences, i18n.language)}
    </p>
  );
}

function useJudgement(model: Model): Judgement {
  const { t, i18n } = useTranslation('models');
  const { t: general } = useTranslation();
  const gpu = useSelect('engine', (state) => state.gpu);
  const compatibility = useCompatibility(model);
  if (gpu?.ok === false) {
    return { look: 'bad', sentences: [t('compatibility.no'), errorText(general, gpu.error)] };
  }
  if (compatibility === undefined)
    return { look: 'open', sentences: [t('compatibility.checking')] };

  const bytes = (count: number) => formatBytes(count, i18n.language);
  const tokens = (count: number) => formatNumber(count, i18n.language);
  const why = (reason: Reason): string => {
    switch (reason.kind) {
      case 'buffer': {
        const numbers = { needed: bytes(reason.needed), allowed: bytes(reason.allowed) };
        return t('compatibility.why.buffer', numbers);
      }
      case 'room': {
        const numbers = { needed: bytes(reason.needed), available: bytes(reason.available) };
        return t('compatibility.why.room', numbers);
      }
      case 'context':
        return t('compatibility.shorter', {
          possible: tokens(reason.possible),
          asked: tokens(reason.asked),
        });
      case 'half-precision':
      case 'handheld':
      case 'software':
        return t(`compatibility.why.${reason.kind}`);
    }
  };
  const { kind, reasons } = compatibility;
  if (kind === 'no') {
    const weighty = reasons.filter((reason) => noReasons.has(reason.kind));
    const onlyRoom = weighty.every((reason) => reason.kind === 'room');
    const lead = t(onlyRoom ? 'compatibility.noRoom' : 'compatibility.no');
    return { look: 'bad', sentences: [lead, ...weighty.map(why)] };
  }
  // If only the larger format runs, that is said already.
  const notes = reasons.filter((one) => kind !== 'f32' || one.kind !== 'half-precision');
  const lead = kind === 'shorter' ? [] : [t(`compatibility.${kind}`)];
  const isSlow = reasons.some((reason) => reason.kind === 'software');
  return {
    look: kind === 'shorter' || isSlow ? 'warn' : 'good',
    sentences: [...lead, ...notes.map(why)],
  };
}

const noReasons: ReadonlySet<Reason['kind']> = new Set(['handheld', 'buffer', 'room']);
