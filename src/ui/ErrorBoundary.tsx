import { Component, type ReactNode } from 'react';
import { useTranslation } from './i18n/useTranslation';
import { Button } from './Button';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Shown in place of what is broken; left out: what happened, and a button that reloads the page. */
  readonly fallback?: ReactNode;
}

/** Catches what a part of the page throws while it renders: a mistake in the code, or a chunk that is gone. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    const { children, fallback = <Broken /> } = this.props;
    return this.state.broken ? fallback : children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      className="mx-auto flex w-full max-w-[46rem] flex-col items-start gap-4 p-4 sm:p-6 lg:py-10"
    >
      <h1 className="text-title font-semibold">{t('app.somethingBroke')}</h1>
      <p className="text-soft">{t('app.textIsSafe')}</p>
      <Button look="seal" onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    </div>
  );
}
