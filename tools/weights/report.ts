import type { PackageFile } from '../../src/core/package/manifest';

export interface Console {
  /** Machine-readable, to stdout. */
  readonly result: (line: string) => void;
  /** For people, to stderr. */
  readonly say: (line: string) => void;
}

/** A parsed command line. */
export interface Command {
  readonly json: boolean;
  /** @returns What `--json` prints on stdout; undefined if that is already printed. */
  readonly run: (out: Console, signal: AbortSignal) => Promise<Report | undefined>;
}

export interface Report {
  readonly folder: string;
  readonly files: readonly PackageFile[];
  readonly seconds: number;
}

/** Runs something that makes or checks a folder of files, and reports it. */
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
