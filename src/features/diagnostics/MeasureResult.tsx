import { useTranslation } from '../../ui/i18n/useTranslation';
import { getModel } from '../../core/catalog';
import { fromWire } from '../../core/errors';
import { errorText } from '../../ui/errorText';
import { formatBytes, formatNumber } from '../../ui/format';
import { modelName } from '../../ui/i18n/modelName';
import { BarTable } from './BarTable';
import type { Measurement } from '../../diagnostics/types';
import { Facts } from './Facts';
import { formatShare, formatSmall, formatSpeed } from './numbers';

/** The figures of one measurement. */
export function MeasureResult(measurement: Measurement) {
  const { t } = useTranslation('diagnostics');
  const { t: ofApp } = useTranslation();
  const { id, quantization } = measurement.model;
  return (
    <div className="flex flex-col gap-6">
      <p className="text-soft">
        {t('measure.of', { model: modelName(ofApp, getModel(id)), quantization })}
      </p>
      <SelfTestFacts {...measurement.selfTest} />
      <MemoryFacts {...measurement} />
      <DecodeBars {...measurement} />
      <PrefillBars {...measurement} />
      <FirstTokenBars {...measurement} />
    </div>
  );
}

function SelfTestFacts({ kind, passed, prompts, ...test }: Measurement['selfTest']) {
  const { t, i18n } = useTranslation('diagnostics');
  const { largestDeviation, tolerance } = test;
  const deviation = {
    value: formatSmall(largestDeviation, i18n.language),
    tolerance: formatSmall(tolerance, i18n.language),
  };
  const formatted = formatNumber(prompts, i18n.language);
  return (
    <Facts
      title={t('selfTest.title')}
      rows={[
        [
          t('selfTest.result'),
          <span key="result" className={`font-medium ${passed ? 'text-good' : 'text-bad'}`}>
            {passed ? t('selfTest.passed') : t('selfTest.failed')}
          </span>,
        ],
        [t('selfTest.compared'), t(`selfTest.${kind}`, { formatted })],
        [t('selfTest.wrong'), formatNumber(test.wrong, i18n.language)],
        [t('selfTest.deviation'), t('selfTest.deviationOf', deviation)],
      ]}
    />
  );
}

function MemoryFacts({ model, bandwidth, bytesPerPass }: Measurement) {
  const { t, i18n } = useTranslation('diagnostics');
  const { t: ofApp } = useTranslation();
  const size = (bytes: number) => formatBytes(bytes, i18n.language);
  const measured =
    'error' in bandwidth
      ? t('speed.bandwidthFailed', { reason: errorText(ofApp, fromWire(bandwidth.error)) })
      : t('speed.bandwidthHow', {
          speed: formatBytes(bandwidth.bytesPerSecond, i18n.language, '-per-second'),
          size: size(bandwidth.bufferBytes),
        });
  return (
    <Facts
      title={t('speed.memory')}
      rows={[
        [t('speed.bandwidth'), measured],
        [t('speed.weights'), t('speed.weightsBatch', { size: size(bytesPerPass) })],
      ]}
      note={getModel(model.id).bundled ? t('speed.cached') : undefined}
    />
  );
}

function DecodeBars({ decode }: Measurement) {
  const { t, i18n } = useTranslation('diagnostics');
  const shares = decode.flatMap(({ bandwidthShare }) => bandwidthShare ?? []);
  return (
    <BarTable
      title={t('speed.decode')}
      head={t('speed.sequences')}
      rows={decode.map(({ sequences }) => formatNumber(sequences, i18n.language))}
      columns={[
        {
          name: t('speed.together'),
          values: decode.map(({ tokensPerSecond }) => tokensPerSecond),
          format: (value) => formatSpeed(value, t, i18n.language),
        },
        ...(shares.length === decode.length
          ? [
              {
                name: t('speed.share'),
                values: shares,
                full: 1,
                format: (value: number) => formatShare(value, i18n.language),
              },
            ]
          : []),
      ]}
    />
  );
}

function PrefillBars({ prefill }: Measurement) {
  const { t, i18n } = useTranslation('diagnostics');
  return (
    <BarTable
      title={t('speed.prefill')}
      head={t('speed.prompt')}
      rows={prefill.map(({ tokens }) =>
        t('contextTokens', { formatted: formatNumber(tokens, i18n.language) }),
      )}
      columns={[
        {
          name: t('speed.speed'),
          values: prefill.map(({ tokensPerSecond }) => tokensPerSecond),
          format: (value) => formatSpeed(value, t, i18n.language),
        },
      ]}
    />
  );
}

function FirstTokenBars({ firstToken: { fresh, reused } }: Measurement) {
  const { t, i18n } = useTranslation('diagnostics');
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <BarTable
      title={t('speed.firstToken')}
      head={t('speed.prompt')}
      rows={[
        t('speed.fresh', { formatted: number(fresh.promptTokens) }),
        t('speed.reused', {
          formatted: number(reused.promptTokens - reused.reusedTokens),
          total: number(reused.promptTokens),
        }),
      ]}
      columns={[
        {
          name: t('speed.time'),
          values: [fresh.seconds, reused.seconds],
          format: (value) => t('seconds', { value: formatNumber(value, i18n.language, 2) }),
        },
      ]}
    />
  );
}
