import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closestModel, type FoundShape } from '../../src/core/fit';
import { MANIFEST, parseManifest } from '../../src/core/package/manifest';
import { readArguments, readNumber } from './arguments';
import { convertFolder } from './convert';
import { describe, reportFiles, sayTenths, type Command } from './report';
import { isAddress } from './source';

/** More would be no faster on any machine, and each takes memory. */
const MAX_WORKERS = 256;

export function parseConvert(args: readonly string[]): Command | undefined {
  const parsed = readArguments(args, {
    quantization: { type: 'string' },
    out: { type: 'string' },
    workers: { type: 'string' },
    'drop-tokens': { type: 'boolean', default: false },
  });
  if (parsed === undefined) return undefined;
  const { subject: checkpoint, values } = parsed;
  const { quantization, out, json, 'drop-tokens': dropTokens } = values;
  const workers = values.workers === undefined ? undefined : readNumber(values.workers);
  if (quantization !== 'q4f16_1' && quantization !== 'q4f32_1') return undefined;
  if (workers !== undefined && !(workers >= 1 && workers <= MAX_WORKERS)) return undefined;
  if (out === undefined || (isAddress(checkpoint) && !isBase(checkpoint))) return undefined;
  const request = { checkpoint, out, dropTokens, ...(workers && { workers }) };
  return {
    json,
    run: async (console, signal) => {
      const onProgress = sayTenths(console);
      const run = () => convertFolder({ ...request, quantization, signal, onProgress });
      const report = await reportFiles(out, run);
      console.say(`Converted ${checkpoint} to ${out}: ${describe(report)}`);
      console.say(describeFit(await readArchitecture(out)));
      return report;
    },
  };
}

/** Whether file names can be appended to it. */
function isBase(address: string): boolean {
  return URL.canParse(address) && !/[?#@\s]/.test(address);
}

async function readArchitecture(folder: string): Promise<FoundShape> {
  const manifest = new Uint8Array(await readFile(join(folder, MANIFEST)));
  return parseManifest(manifest).architecture ?? {};
}

/** For which model of the app a package is, or why for none. */
function describeFit(architecture: FoundShape): string {
  const { model, differences } = closestModel(architecture);
  const [first] = differences;
  if (first === undefined) return `It fits ${model.displayName}.`;
  const { field, actual, expected } = first;
  return `It fits no model of the app: ${field} is ${String(actual)}, and ${model.displayName} needs ${expected}.`;
}
