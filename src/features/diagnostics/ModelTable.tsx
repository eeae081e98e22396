import { useTranslation } from '../../ui/i18n/useTranslation';
import { getModel } from '../../core/catalog';
import { errorText } from '../../ui/errorText';
import { formatNumber } from '../../ui/format';
import { modelName } from '../../ui/i18n/modelName';
import { usePick, useSelect } from '../stores';
import { Table } from './Table';

const stateWords = {
  idle: 'notLoaded',
  loading: 'loading',
  ready: 'ready',
  generating: 'ready',
} as const;

/** What the pill in the top bar has no room for: above all, why a model did not load. */
export function ModelTable() {
  const { t, i18n } = useTranslation('diagnostics');
  const { t: ofApp } = useTranslation();
  const { status, modelId } = usePick('engine', 'status', 'modelId');
  const model = getModel(status.kind === 'idle' ? modelId : status.modelId);
  const chosen = useSelect('preferences', ({ modelSettings }) => modelSettings[model.id]);
  const context = formatNumber(chosen?.contextLength ?? model.contextLength, i18n.language);
  return (
    <Table
      title={t('model')}
      rows={[
        [t('name'), modelName(ofApp, model)],
        [
          t('state'),
          status.kind === 'failed' ? errorText(ofApp, status.error) : t(stateWords[status.kind]),
        ],
        [t('context'), t('contextTokens', { formatted: context })],
      ]}
    />
  );
}
