/** How many tests of a check passed and failed. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** For suites: what failed and, in one line, how. */
  readonly failures?: readonly string[];
  /** What took more than a third of the time it may take, on this machine. */
  readonly near?: readonly string[];
  /** Why it did not run; then nothing is counted. */
  readonly skipped?: string;
}

/** The outcome of a check that is one test: it passed if its program exited with 0. */
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

/** Reads one of the reports below. `undefined` if the text is not what that program writes. */
export type ReadReport = (report: string) => Outcome | undefined;

/** The report of `vitest --reporter=json`. */
export const vitestOutcome: ReadReport = (report) => {
  const { numPassedTests, numFailedTests, testResults } = fields(report);
  const failures = records(testResults).flatMap(({ name, message, assertionResults }) => {
    const tests = records(assertionResults).filter(({ status }) => status === 'failed');
    const named = tests.map((test) =>
      failure(test['fullName'], (test['failureMessages'] as unknown[] | undefined)?.[0]),
    );
    // A file that could not even be loaded has its own message.
    return named.length === 0 && message ? [failure(name, message)] : named;
  });
  return outcome(numPassedTests, numFailedTests, { failures });
};

/** The report of `playwright test --reporter=json`. A test that passed only on a retry has failed. */
export const playwrightOutcome: ReadReport = (report) => {
  const { stats, suites } = fields(report);
  if (!isRecord(stats)) return undefined;
  const { expected, unexpected, flaky } = stats;
  if (typeof unexpected !== 'number' || typeof flaky !== 'number') return undefined;
  const all = specs(suites);
  const [failures, near] = [all.flatMap(failuresOf), all.flatMap(nearLimit)];
  return outcome(expected, unexpected + flaky, { failures, near });
};

function specs(suites: unknown): readonly Record<string, unknown>[] {
  return records(suites).flatMap((one) => [...records(one['specs']), ...specs(one['suites'])]);
}

function failuresOf(spec: Record<string, unknown>): readonly string[] {
  const results = records(spec['tests']).flatMap(({ results: runs }) => records(runs));
  const errors = results.map(({ error }) => error).filter(isRecord);
  return errors.slice(0, 1).map(({ message }) => failure(spec['title'], message));
}

/** A test's limit is to leave it three times what it takes, for a machine that others use too. */
const MARGIN = 3;

function nearLimit({ title, tests }: Record<string, unknown>): readonly string[] {
  return records(tests).flatMap(({ timeout, results }) => {
    const took = Math.max(...records(results).map(({ duration }) => Number(duration)));
    if (typeof timeout !== 'number' || timeout === 0 || MARGIN * took <= timeout) return [];
    return [`${String(title)}: ${inSeconds(took)} of ${inSeconds(timeout)}`];
  });
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

function failure(name: unknown, message: unknown): string {
  // Colours would only be in the way, and the rest is in the output of the test.
  const [line = ''] = String(message)
    .replace(/\u001b\[\d+m/g, '')
    .split('\n');
  return `${String(name)}: ${line.slice(0, MAX_LINE)}`;
}

const MAX_LINE = 200;

/**
 * The outcome of a suite: what its report says, but never a success if the program failed, left no report, or
 * ran nothing.
 */
export function suite(exitCode: number, reported: Outcome | undefined): Outcome {
  if (!reported) return { passed: 0, failed: 1 };
  const wentWell = exitCode === 0 && reported.passed > 0;
  return wentWell || reported.failed > 0 ? reported : { ...reported, failed: 1 };
}

function outcome(
  passed: unknown,
  failed: unknown,
  details: Pick<Outcome, 'failures' | 'near'>,
): Outcome | undefined {
  if (typeof passed !== 'number' || typeof failed !== 'number') return undefined;
  const said = Object.entries(details).filter(([, lines]) => lines.length > 0);
  return { passed, failed, ...Object.fromEntries(said) };
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

function records(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
