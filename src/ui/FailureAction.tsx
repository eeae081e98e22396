import './i18n/errors';
import { useTranslation } from './i18n/useTranslation';
import type { AppError } from '../core/errors';
import { Button } from './Button';
import { LinkButton } from './LinkButton';

interface FailureActionProps {
  readonly error: AppError;
  readonly onRetry: () => void;
}

/** What the user can do about a failed request: get the model, take it over, try again, or nothing. */
export function FailureAction({ error, onRetry }: FailureActionProps) {
  const { t } = useTranslation();
  if (error.code === 'source-needed' || error.code === 'gpu-in-use')
    return <LinkButton href="/models">{t('nav.models')}</LinkButton>;
  if (error.retry === 'never') return null;
  return <Button onClick={onRetry}>{t('errors.retry')}</Button>;
}
