// @ts-check

const {
  BAYLING_MUTANTS_SAMPLE: sample,
  BAYLING_MUTANTS_SEED: seed,
  BAYLING_MUTANTS_STATIC: statics,
} = process.env;
const reports = '.cache/mutants';
/** What is known of mutants that a sample left out does not hold for another. */
const known = [sample === undefined ? 'all' : `${sample}-of-${seed}`, statics && 'static']
  .filter(Boolean)
  .join('-');

/**
 * How `npm run mutants` (tools/mutants/cli.ts) works; docs/mutants.md says how to read it.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutants/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/vitest-runner', './tools/mutants/plugins.mjs'],
  ignorers: ['messages'],
  checkers: sample === undefined ? [] : ['sample'],
  // What a module computes as it is read needs all its suites for each mutant: with `--static`.
  ignoreStatic: statics === undefined,
  concurrency: 1,
  // On a busy machine a slow test is not to count as one that hangs.
  timeoutMS: 20_000,
  timeoutFactor: 2,
  incremental: true,
  incrementalFile: `${reports}/known-${known}.json`,
  tempDirName: `${reports}/sandboxes`,
  ignorePatterns: ['dist', 'public', 'docs', 'test-results'],
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: {
    allowColor: false,
    allowEmojis: false,
    logTests: false,
    reportTests: false,
  },
  htmlReporter: { fileName: `${reports}/report.html` },
  jsonReporter: { fileName: `${reports}/report.json` },
};
