import { useTranslation } from 'react-i18next';
import type { Model } from '../../core/catalog';
import { memoryOf, type Reason } from '../../core/fit';
import { errorText } from '../../ui/errorText';
import { formatBytes, formatNumber } from '../../ui/format';
import { useSelect } from '../stores';
import { useVerdict } from './useModels';

/** Whether the model runs here, and why, before anything is downloaded. */
export function VerdictText({ model }: { readonly model: Model }) {
  const sentences = useSentences(model);
  if (sentences.length === 0) return null;
  return <p className="max-w-[60ch] text-control text-soft">{sentences.join(' ')}</p>;
}

function useSentences(model: Model): readonly string[] {
  const { t, i18n } = useTranslation('models');
  const { t: general } = useTranslation();
  const gpu = useSelect('engine', (state) => state.gpu);
  const verdict = useVerdict(model);
  if (gpu === undefined) return [t('verdict.checking')];
  if (!gpu.ok) return [t('verdict.no'), errorText(general, gpu.error)];
  if (verdict === undefined) return [];

  const bytes = (count: number) => formatBytes(count, i18n.language);
  const tokens = (count: number) => formatNumber(count, i18n.language);
  const why = (reason: Reason): string => {
    switch (reason.kind) {
      case 'buffer': {
        const numbers = { needed: bytes(reason.needed), allowed: bytes(reason.allowed) };
        return t('verdict.why.buffer', numbers);
      }
      case 'room': {
        const numbers = { needed: bytes(reason.needed), available: bytes(reason.available) };
        return t('verdict.why.room', numbers);
      }
      case 'context':
        return t('verdict.shorter', {
          possible: tokens(reason.possible),
          asked: tokens(reason.asked),
        });
      case 'half-precision':
      case 'handheld':
      case 'software':
        return t(`verdict.why.${reason.kind}`);
    }
  };
  const { kind, reasons, quantization, contextLength } = verdict;
  if (kind === 'no') {
    const weighty = reasons.filter((reason) => noReasons.has(reason.kind));
    const onlyRoom = weighty.every((reason) => reason.kind === 'room');
    return [t(onlyRoom ? 'verdict.noRoom' : 'verdict.no'), ...weighty.map(why)];
  }
  const memory = bytes(memoryOf(model, quantization, contextLength).total);
  return [
    ...(kind === 'yes' ? [t('verdict.yes')] : []),
    // The larger form is the news where it is the only one.
    ...(kind === 'f32' ? [t('verdict.f32')] : []),
    ...reasons.filter((one) => kind !== 'f32' || one.kind !== 'half-precision').map(why),
    ...(model.bundled ? [] : [t('verdict.memory', { memory })]),
  ];
}

const noReasons: ReadonlySet<Reason['kind']> = new Set(['handheld', 'buffer', 'room']);
