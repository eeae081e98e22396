import { lazy, Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from '../../../ui/ErrorBoundary';

const Drawing = lazy(() => import('./Drawing'));

interface FormulaProps {
  /** In TeX. */
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  /** As it was written. */
  readonly children?: ReactNode;
}

/** A formula, which is drawn once what draws it is there, and stands as it was written until then. */
export function FormulaView({ title = '', className, children }: FormulaProps) {
  const display = className === 'display';
  const source = <span dir="ltr">{children}</span>;
  return (
    <ErrorBoundary fallback={source}>
      <Suspense fallback={source}>
        <Drawing tex={title} display={display} source={source} />
      </Suspense>
    </ErrorBoundary>
  );
}
