import { ArrowRightLeft } from 'lucide-react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { IconButton } from '../../ui/Button';
import { useTranslate } from './store';

/**
 * Sits on the hairline between the pages. On a phone it is at the end of the lower page's head, where a long
 * language name cannot run under it.
 */
export function SwapButton() {
  const { t } = useTranslation();
  const swap = useTranslate((state) => state.swap);
  const possible = useTranslate(
    ({ from, detected, to }) => (from ?? detected) !== undefined && (from ?? detected) !== to,
  );
  return (
    <div className="relative z-10 h-px bg-line drawn md:absolute md:inset-y-0 md:start-1/2 md:h-auto md:w-px">
      <IconButton
        label={t('translate.swap')}
        disabled={!possible}
        onClick={swap}
        className="absolute end-2.5 top-7 -mt-4.5 rounded-full border border-line bg-raised hover:bg-sunk disabled:opacity-100 disabled:[&>svg]:opacity-40 md:start-1/2 md:end-auto md:-ms-4.5 pointer-coarse:-mt-5.5 md:pointer-coarse:-ms-5.5"
      >
        <ArrowRightLeft size={16} aria-hidden className="rotate-90 md:rotate-0" />
      </IconButton>
    </div>
  );
}
