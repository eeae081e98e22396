import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closestModel, type FoundShape } from '../../src/core/fit';
import { hubFolder, hubs, isHubLayout } from '../../src/core/hub';
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
    hub: { type: 'string' },
    'check-whole': { type: 'boolean', default: false },
    'drop-tokens': { type: 'boolean', default: false },
  });
  if (parsed === undefined) return undefined;
  const { subject, values } = parsed;
  const checkpoint = values.hub === undefined ? subject : atHub(values.hub, subject);
  if (checkpoint === undefined) return undefined;
  const { quantization, out, json } = values;
  const workers = values.workers === undefined ? undefined : readNumber(values.workers);
  if (quantization !== 'q4f16_1' && quantization !== 'q4f32_1') return undefined;
  if (workers !== undefined && !(workers >= 1 && workers <= MAX_WORKERS)) return undefined;
  if (out === undefined || (isAddress(checkpoint) && !isBase(checkpoint))) return undefined;
  const request = {
    ...{ checkpoint, quantization, out },
    checkWhole: values['check-whole'],
    dropTokens: values['drop-tokens'],
    ...(workers && { workers }),
  } as const;
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

/** Where a hub has a checkpoint that is named as `owner/name`; undefined if the hub or the name is none. */
function atHub(layout: string, id: string): string | undefined {
  if (!isHubLayout(layout) || !/^[\w.-]+\/[\w.-]+$/.test(id)) return undefined;
  return hubFolder(layout, hubs[layout].address, id, 'main');
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
