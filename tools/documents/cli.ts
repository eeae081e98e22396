import { parseArgs } from 'node:util';
import { check, extract, write, type Exit, type Print } from './run';
import { translate } from './translate';

const usage = `npm run documents -- check <file or folder>…            is each file the same when it is written back?
npm run documents -- extract <file> [--json]             the units of a file
npm run documents -- write <file> <units.json> --out <file> [--to <language>] [--bilingual]
npm run documents -- translate <file or folder> --to <language> --out <file or folder>
                          [--from <language>] [--model <id>] [--bilingual]   in the built app, in a browser`;

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
      from: { type: 'string' },
      to: { type: 'string' },
      model: { type: 'string' },
      bilingual: { type: 'boolean', default: false },
    },
  });
  const [command, path, units, ...more] = positionals;
  if (path === undefined) return wrongUse();
  if (command === 'check') return check(positionals.slice(1), print);
  if (command === 'extract' && units === undefined) return extract(path, values.json, print);
  const { out, from, to, model, bilingual: isBilingual } = values;
  if (command === 'translate' && units === undefined && to !== undefined && out !== undefined) {
    return translate({ path, out, from, to, model, isBilingual }, print);
  }
  if (command !== 'write' || units === undefined || more.length > 0 || out === undefined) {
    return wrongUse();
  }
  return write(path, units, { out, language: to ?? 'en', isBilingual }, print);
}

try {
  process.exitCode = await main();
} catch (thrown) {
  print.err(String(thrown));
  process.exitCode = wrongUse();
}
