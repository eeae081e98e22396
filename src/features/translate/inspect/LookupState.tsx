import type { Lookup } from '../../../state/translate/lookups';
import { Button } from '../../../ui/Button';
import { errorText } from '../../../ui/errorText';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { Notice } from '../../../ui/Notice';

interface LookupStateProps {
  readonly lookup: Lookup<unknown> | undefined;
  readonly onRetry: () => void;
}

/** In place of what is being found out, or why it is not. */
export function LookupState({ lookup, onRetry }: LookupStateProps) {
  const { t } = useTranslation();
  const { t: own } = useTranslation('refine');
  if (lookup?.error === undefined) return <p className="text-soft">{own('working')}</p>;
  return (
    <Notice look="bad" action={<Button onClick={onRetry}>{own('tryAgain')}</Button>}>
      {errorText(t, lookup.error)}
    </Notice>
  );
}
