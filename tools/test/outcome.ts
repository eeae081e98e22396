/** How many tests of a check passed and failed. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** The outcome of a check that is one test: it passed when its program ended with 0. */
export function single(exitCode: number): Outcome {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Adds up, for the last line. */
export function total(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** Reads one of the reports below. `undefined` when the text is not what that program writes. */
export type ReadReport = (report: string) => Outcome | undefined;

/** The report of `vitest --reporter=json`. */
export const vitestOutcome: ReadReport = (report) => {
  const { numPassedTests, numFailedTests } = fields(report);
  return outcome(numPassedTests, numFailedTests);
};

/** The report of `playwright test --reporter=json`. A test that passed only when repeated failed. */
export const playwrightOutcome: ReadReport = (report) => {
  const { stats } = fields(report);
  if (!isRecord(stats)) return undefined;
  const { expected, unexpected, flaky } = stats;
  return typeof unexpected === 'number' && typeof flaky === 'number'
    ? outcome(expected, unexpected + flaky)
    : undefined;
};

/**
 * The outcome of a suite: what its report says, but never "all well" when the program failed or left
 * no report, or when it ran nothing at all.
 */
export function suite(exitCode: number, reported: Outcome | undefined): Outcome {
  if (!reported) return { passed: 0, failed: 1 };
  const wentWell = exitCode === 0 && reported.passed > 0;
  return wentWell || reported.failed > 0 ? reported : { ...reported, failed: 1 };
}

function outcome(passed: unknown, failed: unknown): Outcome | undefined {
  return typeof passed === 'number' && typeof failed === 'number' ? { passed, failed } : undefined;
}

function fields(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
