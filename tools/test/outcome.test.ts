import { describe, expect, it } from 'vitest';
import { playwrightOutcome, single, suite, total, vitestOutcome } from './outcome';

describe('reports', () => {
  it('of vitest', () => {
    expect(vitestOutcome('{"numPassedTests":7,"numFailedTests":2,"numTotalTests":9}')).toEqual({
      passed: 7,
      failed: 2,
    });
  });

  it('of Playwright count a test that passed only when repeated as failed', () => {
    expect(
      playwrightOutcome('{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":3}}'),
    ).toEqual({ passed: 5, failed: 3 });
  });

  it('name what failed, in a line each', () => {
    const vitest = {
      ...{ numPassedTests: 1, numFailedTests: 2 },
      testResults: [
        {
          name: 'a.test.ts',
          message: '',
          assertionResults: [
            { status: 'passed', fullName: 'one', failureMessages: [] },
            { status: 'failed', fullName: 'two is two', failureMessages: ['Error: 2 ≠ 3\n at x'] },
          ],
        },
        { name: 'b.test.ts', message: 'cannot be loaded', assertionResults: [] },
      ],
    };
    expect(vitestOutcome(JSON.stringify(vitest))?.failures).toEqual([
      'two is two: Error: 2 ≠ 3',
      'b.test.ts: cannot be loaded',
    ]);
    const error = { message: '\u001b[31mTimeout\u001b[39m\n 3' };
    const failed = { title: 'opens', tests: [{ results: [{ error }] }] };
    const passed = { title: 'closes', tests: [{ results: [{}] }] };
    const playwright = {
      stats: { expected: 1, unexpected: 1, flaky: 0 },
      suites: [{ specs: [passed], suites: [{ specs: [failed] }] }],
    };
    expect(playwrightOutcome(JSON.stringify(playwright))?.failures).toEqual(['opens: Timeout']);
  });

  it('of Playwright name what took more than a third of its time', () => {
    const test = (timeout: number, ...durations: number[]) => ({
      timeout,
      results: durations.map((duration) => ({ duration })),
    });
    const specs = [
      { title: 'quick', tests: [test(180_000, 60_000)] },
      { title: 'slow', tests: [test(180_000, 60_100)] },
      { title: 'slow when repeated', tests: [test(90_000, 1_000, 45_000)] },
      { title: 'endless', tests: [test(0, 900_000)] },
      { title: 'left out', tests: [test(180_000)] },
    ];
    const report = { stats: { expected: 5, unexpected: 0, flaky: 0 }, suites: [{ specs }] };
    expect(playwrightOutcome(JSON.stringify(report))).toEqual({
      ...{ passed: 5, failed: 0 },
      near: ['slow: 60 s of 180 s', 'slow when repeated: 45 s of 90 s'],
    });
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"stats":null}',
    '{"stats":{}}',
    '{"numPassedTests":"7"}',
    '{"num',
  ])('that read %j say nothing', (report) => {
    expect(vitestOutcome(report)).toBeUndefined();
    expect(playwrightOutcome(report)).toBeUndefined();
  });
});

describe('suite', () => {
  it('takes over what the report says', () => {
    expect(suite(0, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 0 });
    expect(suite(1, { passed: 3, failed: 2 })).toEqual({ passed: 3, failed: 2 });
  });

  it('fails without a report, even after a good end', () => {
    expect(suite(0, undefined)).toEqual({ passed: 0, failed: 1 });
  });

  it('fails when the program does though no test did', () => {
    expect(suite(1, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 1 });
  });

  it('fails when nothing ran', () => {
    expect(suite(0, { passed: 0, failed: 0 })).toEqual({ passed: 0, failed: 1 });
  });

  it('fails when tests did, whatever the program says', () => {
    expect(suite(0, { passed: 1, failed: 1 })).toEqual({ passed: 1, failed: 1 });
  });
});

describe('counting', () => {
  it('makes a command one test', () => {
    expect([single(0), single(1), single(127)]).toEqual([
      { passed: 1, failed: 0 },
      { passed: 0, failed: 1 },
      { passed: 0, failed: 1 },
    ]);
  });

  it('adds up', () => {
    expect(total([single(0), single(1), { passed: 4, failed: 2 }])).toEqual({
      passed: 5,
      failed: 3,
    });
    expect(total([])).toEqual({ passed: 0, failed: 0 });
  });
});
