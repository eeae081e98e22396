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
  });
  if (parsed === undefined) return undefined;
  const { subject: checkpoint, values } = parsed;
  const { quantization, out, json } = values;
  const workers = values.workers === undefined ? undefined : readNumber(values.workers);
  if (quantization !== 'q4f16_1' && quantization !== 'q4f32_1') return undefined;
  if (workers !== undefined && !(workers >= 1 && workers <= MAX_WORKERS)) return undefined;
  if (out === undefined || (isAddress(checkpoint) && !isBase(checkpoint))) return undefined;
  const request = { checkpoint, quantization, out, ...(workers && { workers }) } as const;
  return {
    json,
    run: async (console, signal) => {
      const onProgress = sayTenths(console);
      const run = () => convertFolder({ ...request, signal, onProgress });
      const report = await reportFiles(out, run);
      console.say(`Converted ${checkpoint} to ${out}: ${describe(report)}`);
      return report;
    },
  };
}

/** Whether file names can be appended to it. */
function isBase(address: string): boolean {
  return URL.canParse(address) && !/[?#@\s]/.test(address);
}
