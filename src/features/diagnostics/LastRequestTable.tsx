import { useTranslation } from '../../ui/i18n/useTranslation';
import { formatNumber } from '../../ui/format';
import { useSelect } from '../stores';
import { formatSpeed } from './numbers';
import { Table } from './Table';

export function LastRequestTable() {
  const { t, i18n } = useTranslation('diagnostics');
  const stats = useSelect('engine', (state) => state.lastStats)();
  // A request that ends while this page is open changes the status, which renders the table again.
  useSelect('engine', (state) => state.status);
  const title = t('lastRequest');
  if (stats === undefined) return <Table title={title} rows={[[t('none'), '']]} />;
  const { promptTokens, completionTokens, prefillSeconds, decodeSeconds } = stats;
  const timed = (tokens: number, seconds: number) =>
    [
      t('seconds', { value: formatNumber(seconds, i18n.language, 2) }),
      ...(seconds > 0 ? [formatSpeed(tokens / seconds, t, i18n.language)] : []),
    ].join(', ');
  return (
    <Table
      title={title}
      rows={[
        [t('promptTokens'), formatNumber(promptTokens, i18n.language)],
        [t('completionTokens'), formatNumber(completionTokens, i18n.language)],
        [t('prefill'), timed(promptTokens, prefillSeconds)],
        [t('decode'), timed(completionTokens, decodeSeconds)],
      ]}
    />
  );
}
