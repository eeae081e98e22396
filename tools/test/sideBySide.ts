import type { Check } from './checks';
import type { Output } from './execute';
import { single, type Outcome } from './outcome';

export interface Result {
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

export interface RunOptions {
  readonly deep: boolean;
  /** How many light checks run at a time. */
  readonly width: number;
  readonly now: () => number;
  readonly write: (text: string) => void;
}

/**
 * Runs all checks to the end, in order; light ones that follow each other side by side. What a light one says is
 * kept until its turn, so that what is written stands in the order of the checks.
 */
export async function runChecks(
  checks: readonly Check[],
  options: RunOptions,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const { write } = options;
  let rest = checks;
  while (rest.length > 0) {
    const light = rest.slice(0, countLight(rest));
    const started = startAll(
      light.map((check) => () => runQuietly(check, options)),
      options.width,
    );
    for (const quiet of started) {
      const { result, said } = await quiet;
      write(`\n── ${result.name}\n${said}`);
      results.push(result);
    }
    const [heavy] = (rest = rest.slice(light.length));
    if (heavy === undefined) break;
    write(`\n── ${heavy.name}\n`);
    results.push(await run(heavy, 'through', options));
    rest = rest.slice(1);
  }
  return results;
}

function countLight(checks: readonly Check[]): number {
  const heavy = checks.findIndex(({ light }) => light !== true);
  return heavy < 0 ? checks.length : heavy;
}

async function runQuietly(check: Check, options: RunOptions) {
  const said: string[] = [];
  const result = await run(check, (text) => said.push(text), options);
  return { result, said: said.join('') };
}

async function run(
  check: Check,
  output: Output,
  { deep, now, write }: RunOptions,
): Promise<Result> {
  const start = now();
  const outcome = await check.run(output, deep).catch((error: unknown) => {
    // A check that cannot even start has failed, and the others still run.
    const words = `${error instanceof Error ? error.message : String(error)}\n`;
    if (output === 'through') write(words);
    else output(words);
    return single(1);
  });
  return { name: check.name, outcome, seconds: (now() - start) / 1000 };
}

/** Starts so many of the jobs at once, and each other one when one has ended; in order. */
function startAll<T>(jobs: readonly (() => Promise<T>)[], width: number): readonly Promise<T>[] {
  let free = width;
  const waiting: (() => void)[] = [];
  return jobs.map(async (job) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  });
}
