import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * `npm run mutants [-- --mutate <pattern> …] [--sample <share> --seed <number>] [--static]`, see docs/mutants.md.
 * The exit status is Stryker's.
 */
function main(words: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: {
      mutate: { type: 'string', multiple: true, default: [] },
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      static: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  // A shell may have put the names of files in a pattern's place.
  const asked = [...values.mutate, ...positionals];
  const mutate = [...(asked.length > 0 ? asked : rooms), ...exceptions].join(',');
  const sample = values.sample && {
    BAYLING_MUTANTS_SAMPLE: values.sample,
    BAYLING_MUTANTS_SEED: values.seed,
  };
  const statics = values.static && { BAYLING_MUTANTS_STATIC: '1' };
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate], {
    stdio: 'inherit',
    env: { ...process.env, ...sample, ...statics },
  });
  return status ?? 1;
}

const rooms: readonly string[] = [
  'src/core/**/*.ts',
  'src/engine/scheduler/**/*.ts',
  'src/models/**/*.ts',
];

/** Where no mutants are made, whatever is asked for. Stryker splits patterns at commas, so there are no braces. */
const exceptions: readonly string[] = [
  '!**/*.test.ts',
  '!**/*.d.ts',
  '!**/*.json',
  // What only a browser runs: parts put together, and the first lines of workers.
  '!src/models/browser.ts',
  '!src/models/openLoader.ts',
  '!src/models/modelsWorker.ts',
  '!src/models/convert/quantizeWorker.ts',
];

process.exitCode = main(process.argv.slice(2));
