import { ArrowRightLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/Button';
import { useSelect } from '../stores';

/** Lies in the hairline between the pages. */
export function SwapButton() {
  const { t } = useTranslation();
  const swap = useSelect('translate', (state) => state.swap);
  const possible = useSelect(
    'translate',
    ({ from, detected, to }) => (from ?? detected) !== undefined && (from ?? detected) !== to,
  );
  return (
    <div className="relative z-10 h-px bg-line md:absolute md:inset-y-0 md:start-1/2 md:h-auto md:w-px">
      <IconButton
        label={t('translate.swap')}
        disabled={!possible}
        onClick={swap}
        className="absolute start-1/2 top-1/2 -ms-4.5 -mt-4.5 rounded-full border border-line bg-raised hover:bg-sunk disabled:opacity-100 disabled:[&>svg]:opacity-40 md:top-7 pointer-coarse:-ms-5.5 pointer-coarse:-mt-5.5"
      >
        <ArrowRightLeft size={16} aria-hidden className="rotate-90 md:rotate-0" />
      </IconButton>
    </div>
  );
}
