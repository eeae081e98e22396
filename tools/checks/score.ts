import { checkConsistency, checkSegment } from '../../src/core/checks';
import type { Case } from './cases';
import { judgeConfidence } from '../../src/core/confidence';
import type { Detector } from '../../src/core/languages/detect';
import { checkKinds, type Check, type CheckKind, type TermUse } from '../../src/core/translation/types';

/** How the checks of a kind fare on its cases. */
export interface Score {
  readonly kind: CheckKind;
  readonly faulty: number;
  readonly right: number;
  /** Shares, 0 to 1. */
  readonly precision: number;
  readonly recall: number;
  readonly missed: readonly Case[];
  readonly alarms: readonly Case[];
}

/** `term:Haus:yes forbidden:Wohnung:no`: what is to be in the translation, and whether it is so. */
function readTerms(extra: string): TermUse[] {
  return [...extra.matchAll(/(term|keep|forbidden):([^:]+):(yes|no)/gu)].map(
    ([, kind, target = '', kept]) => ({
      ...{ source: target, target, kept: kept === 'yes' },
      kind: kind === 'keep' || kind === 'forbidden' ? kind : 'term',
    }),
  );
}

/** `probability 0.3 0.01` against a threshold of 0.7 and 0.2: of the mean, and of the lowest. */
function readConfidence(extra: string): ReturnType<typeof judgeConfidence> | undefined {
  const [, mean, lowest, isJudged] = /probability ([\d.]+) ([\d.]+)( unjudged)?/.exec(extra) ?? [];
  if (mean === undefined || lowest === undefined) return undefined;
  const threshold = { mean: Math.log(0.7), lowest: Math.log(0.2) };
  const figures = { mean: Math.log(Number(mean)), lowest: Math.log(Number(lowest)) };
  return judgeConfidence(figures, isJudged === undefined ? threshold : undefined);
}

/** All checks that a case gets. */
export function checksOf(one: Case, detect: Detector | undefined): readonly Check[] {
  const { source, target, from, to, extra, kind } = one;
  if (kind === 'inconsistent') {
    // The extra is another segment: its source and its translation.
    const [otherSource = '', otherTarget = ''] = extra.split(' => ');
    const segments = [
      { id: 'a', source, target, language: to.code },
      { id: 'b', source: otherSource, target: otherTarget, language: to.code },
    ];
    return [...(checkConsistency(segments).values())].slice(0, 1);
  }
  return checkSegment({
    ...{ source, target, from, to, detect },
    terms: readTerms(extra),
    confidence: readConfidence(extra),
    finishReason: extra.includes('length') ? 'length' : 'stop',
  });
}

/** One score for each kind that has cases. */
export function scoreCases(cases: readonly Case[], detect: Detector | undefined): Score[] {
  return checkKinds.flatMap((kind) => {
    const own = cases.filter((one) => one.kind === kind);
    if (own.length === 0) return [];
    const isFound = (one: Case): boolean => checksOf(one, detect).some((check) => check.kind === kind);
    const faulty = own.filter(({ isFaulty }) => isFaulty);
    const right = own.filter(({ isFaulty }) => !isFaulty);
    const missed = faulty.filter((one) => !isFound(one));
    const alarms = right.filter(isFound);
    const hits = faulty.length - missed.length;
    const precision = hits + alarms.length === 0 ? 1 : hits / (hits + alarms.length);
    const recall = faulty.length === 0 ? 1 : hits / faulty.length;
    return [{ kind, faulty: faulty.length, right: right.length, precision, recall, missed, alarms }];
  });
}
