import { findLanguage } from '../core/languages';
import type { Checker } from '../state/translate/watch';

/** Fetches the checks and the detector, which come with the first translation. */
export async function openChecker(): Promise<Checker> {
  const [checks, { loadDetector }] = await Promise.all([
    import('../core/checks'),
    import('../core/languages/detect'),
  ]);
  // Without the detector, a wrong language is noticed by its script.
  const detect = await loadDetector().catch(() => undefined);
  return {
    check: ({ checks: before, ...segment }, from, to) => {
      const target = findLanguage(to);
      if (target === undefined) return [];
      const isCut = before.some(({ kind }) => kind === 'cut-off');
      const found = checks.checkSegment({
        ...segment,
        ...{ from: findLanguage(from ?? ''), to: target, detect },
        finishReason: isCut ? 'length' : 'stop',
      });
      return [...found, ...before.filter(({ kind }) => kind === 'placed')];
    },
    checkConsistency: checks.checkConsistency,
    mayRetry: checks.mayRetry,
    compare: checks.compareResults,
  };
}
