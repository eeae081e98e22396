import type { GlossaryEntry } from '../../core/terms/types';
import { Select } from '../../ui/fields';
import { useTranslation } from '../../ui/i18n/useTranslation';

const kinds = ['term', 'keep', 'forbidden'] as const satisfies readonly GlossaryEntry['kind'][];

interface KindSelectProps {
  readonly value: GlossaryEntry['kind'];
  readonly quiet?: boolean;
  readonly onChange: (kind: GlossaryEntry['kind']) => void;
}

export function KindSelect({ value, quiet = false, onChange }: KindSelectProps) {
  const { t } = useTranslation('glossaries');
  const options = kinds.map((kind) => ({ value: kind, label: t(kind) }));
  return (
    <Select label={t('kind')} quiet={quiet} value={value} options={options} onChange={onChange} />
  );
}
