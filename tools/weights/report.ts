import type { PackageFile } from '../../src/core/package/manifest';

export interface Console {
  /** Machine-readable, to stdout. */
  readonly result: (line: string) => void;
  /** For people, to stderr. */
  readonly say: (line: string) => void;
}

/** What is to be done, read from a command line. */
export interface Command {
  readonly json: boolean;
  /** @returns What `--json` puts on stdout; nothing where it has put it there already. */
  readonly run: (out: Console, signal: AbortSignal) => Promise<Report | undefined>;
}

export interface Report {
  readonly folder: string;
  readonly files: readonly PackageFile[];
  readonly seconds: number;
}

/** Runs what ends in a folder of files, and says what came out. */
export async function reportFiles(
  folder: string,
  run: () => Promise<readonly PackageFile[]>,
): Promise<Report> {
  const start = performance.now();
  const files = await run();
  return { folder, files, seconds: Math.round(performance.now() - start) / 1000 };
}

export function describe({ files, seconds }: Report): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${seconds.toFixed(1)} s`;
}

export function sayTenths(out: Console): (done: number, total: number) => void {
  let tenths = 0;
  return (done, total) => {
    if (Math.floor((done / total) * 10) <= tenths) return;
    tenths = Math.floor((done / total) * 10);
    out.say(`${tenths * 10} %`);
  };
}
