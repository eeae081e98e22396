import { useTranslation } from 'react-i18next';
import { getModel } from '../../core/catalog';
import { errorText } from '../../ui/errorText';
import { formatNumber } from '../../ui/format';
import { useSelect } from '../stores';
import { Table } from './Table';

const stateWords = {
  idle: 'diagnostics.notLoaded',
  loading: 'diagnostics.loading',
  ready: 'diagnostics.ready',
  generating: 'diagnostics.ready',
} as const;

/** What the pill in the top bar has no room for: above all, why a model is not there. */
export function ModelTable() {
  const { t, i18n } = useTranslation();
  const { status, modelId } = useSelect('engine', (state) => state);
  const model = getModel(status.kind === 'idle' ? modelId : status.modelId);
  const chosen = useSelect('preferences', ({ modelSettings }) => modelSettings[model.id]);
  const context = formatNumber(chosen?.contextLength ?? model.contextLength, i18n.language);
  return (
    <Table
      title={t('diagnostics.model')}
      rows={[
        [t('diagnostics.name'), model.displayName],
        [
          t('diagnostics.state'),
          status.kind === 'failed' ? errorText(t, status.error) : t(stateWords[status.kind]),
        ],
        [t('diagnostics.context'), t('diagnostics.contextTokens', { formatted: context })],
      ]}
    />
  );
}
