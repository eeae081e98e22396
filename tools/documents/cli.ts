import { parseArgs } from 'node:util';
import { check, extract, write, type Exit, type Print } from './run';

const usage = `npm run documents -- check <file or folder>…            is each file the same when it is written back?
npm run documents -- extract <file> [--json]             the units of a file
npm run documents -- write <file> <units.json> --out <file> [--to <language>] [--bilingual]`;

const print: Print = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

function wrongUse(): Exit {
  print.err(usage);
  return 2;
}

async function main(): Promise<Exit> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
      to: { type: 'string', default: 'en' },
      bilingual: { type: 'boolean', default: false },
    },
  });
  const [command, path, units, ...more] = positionals;
  if (path === undefined) return wrongUse();
  if (command === 'check') return check(positionals.slice(1), print);
  if (command === 'extract' && units === undefined) return extract(path, values.json, print);
  const { out, to: language, bilingual: isBilingual } = values;
  if (command !== 'write' || units === undefined || more.length > 0 || out === undefined) {
    return wrongUse();
  }
  return write(path, units, { out, language, isBilingual }, print);
}

try {
  process.exitCode = await main();
} catch (thrown) {
  print.err(String(thrown));
  process.exitCode = wrongUse();
}
