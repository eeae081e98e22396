import { parseArgs } from 'node:util';
import type { Quantization } from '../../src/core/catalog';
import { toWire } from '../../src/core/errors';
import type { PackageFile } from '../../src/core/package/manifest';
import { convertFolder, type FolderConversion } from './convert';
import { explain } from './failure';
import { parseSynthetic, writeSynthetic, type SyntheticRequest } from './synthetic';
import { verifyFolder } from './verify';

const usage = `Usage:
  npm run weights -- convert <checkpoint> --quantization q4f32_1|q4f16_1 --out <folder> [--json]
  npm run weights -- verify <folder> [--json]
  npm run weights -- synthetic <model> [--layers <n>] [--seed <n>] --out <folder> [--json]

convert makes a model package of a checkpoint in the layout of Hugging Face.
verify checks the sizes, hashes and tensors of a package.
synthetic makes a checkpoint of random weights with the official shapes, to test with:
bayling-2-7b, bayling-2-13b or bayling-3-8b, whole or its first layers.`;

export interface Console {
  /** Machine-readable, to stdout. */
  readonly result: (line: string) => void;
  /** For people, to stderr. */
  readonly say: (line: string) => void;
}

interface Command {
  readonly json: boolean;
  readonly run: (out: Console, signal?: AbortSignal) => Promise<Report>;
}

interface Report {
  readonly folder: string;
  readonly files: readonly PackageFile[];
  readonly seconds: number;
}

/**
 * Runs a command line and gives its exit code: 0 done, 1 failed, 2 wrong use.
 *
 * @param signal Stops a conversion, which then leaves nothing behind.
 */
export async function runWeights(
  args: readonly string[],
  out: Console,
  signal?: AbortSignal,
): Promise<0 | 1 | 2> {
  const command = parse(args);
  if (command === undefined) {
    out.say(usage);
    return 2;
  }
  try {
    const report = await command.run(out, signal);
    if (command.json) out.result(JSON.stringify({ ok: true, ...report }));
    return 0;
  } catch (error) {
    out.say(explain(error));
    if (command.json) out.result(JSON.stringify({ ok: false, error: toWire(error) }));
    return 1;
  }
}

function parse(args: readonly string[]): Command | undefined {
  if (args[0] === 'synthetic') {
    const request = parseSynthetic(args.slice(1));
    return (
      request && { json: request.json, run: (out, signal) => synthesize(request, out, signal) }
    );
  }
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quantization: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch {
    return undefined;
  }
  const [name, folder, ...rest] = parsed.positionals;
  const { quantization, out, json } = parsed.values;
  if (folder === undefined || rest.length > 0) return undefined;
  if (name === 'verify' && quantization === undefined && out === undefined) {
    return { json, run: (console) => verify(folder, console) };
  }
  if (name === 'convert' && isQuantization(quantization) && out !== undefined) {
    const request = { checkpoint: folder, quantization, out };
    return {
      json,
      run: (console, signal) => convert({ ...request, ...(signal && { signal }) }, console),
    };
  }
  return undefined;
}

function isQuantization(text: string | undefined): text is Quantization {
  return text === 'q4f16_1' || text === 'q4f32_1';
}

async function convert(request: FolderConversion, out: Console): Promise<Report> {
  const start = performance.now();
  const files = await convertFolder({ ...request, onProgress: sayTenths(out) });
  const report = { folder: request.out, files, seconds: secondsSince(start) };
  out.say(`Converted ${request.checkpoint} to ${request.out}: ${describe(report)}`);
  return report;
}

async function synthesize(
  request: SyntheticRequest,
  out: Console,
  signal?: AbortSignal,
): Promise<Report> {
  const start = performance.now();
  const options = { onProgress: sayTenths(out), ...(signal && { signal }) };
  const files = await writeSynthetic(request, options);
  const report = { folder: request.out, files, seconds: secondsSince(start) };
  out.say(`Made ${request.model} of random weights in ${request.out}: ${describe(report)}`);
  return report;
}

async function verify(folder: string, out: Console): Promise<Report> {
  const start = performance.now();
  const report = { folder, files: await verifyFolder(folder), seconds: secondsSince(start) };
  out.say(`${folder} is sound: ${describe(report)}`);
  return report;
}

function sayTenths(out: Console): (done: number, total: number) => void {
  let tenths = 0;
  return (done, total) => {
    if (Math.floor((done / total) * 10) <= tenths) return;
    tenths = Math.floor((done / total) * 10);
    out.say(`${tenths * 10} %`);
  };
}

function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}

function describe({ files, seconds }: Report): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${seconds.toFixed(1)} s`;
}
