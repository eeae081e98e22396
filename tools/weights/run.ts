import { toWire } from '../../src/core/errors';
import { readArguments } from './arguments';
import { parseConvert } from './convertCommand';
import { explain } from './failure';
import { describe, reportFiles, sayTenths, type Command, type Console } from './report';
import { parseServe } from './serveCommand';
import { verifyFolder } from './verify';

const usage = `Usage:
  npm run weights -- convert <checkpoint> --quantization q4f32_1|q4f16_1 --out <folder>
                             [--hub huggingface|modelscope] [--check-whole]
                             [--workers <n>] [--drop-tokens] [--json]
  npm run weights -- verify <folder> [--json]
  npm run weights -- serve <folder> [--port 4174] [--host 127.0.0.1] [--verify] [--json]
  npm run weights -- synthetic <model> [--layers <n>] [--seed <n>] --out <folder> [--json]

convert makes a model package from a checkpoint in the layout of Hugging Face: a folder, or an
address such as https://huggingface.co/<owner>/<name>/resolve/main/, or with --hub its
<owner>/<name> there. The hub's SHA-256 of a file is checked while it comes; after a stop only
--check-whole does, which reads it once more. If it is stopped, run it again: it continues
where it was. It uses one thread per core, 8 at most by default. --drop-tokens leaves out tokens
that were added to the tokenizer, such as a pad token, and for which the model has no rows;
without it, they are named and nothing is converted.
verify checks the sizes, hashes and tensors of a package.
serve offers one package, or all in <folder>/<model>/<quantization>/, to the app on any page.
synthetic makes a checkpoint of random weights in the official shapes, for tests:
bayling-2-7b, bayling-2-13b or bayling-3-8b, whole or only its first layers.`;

/** Reads the arguments after the name of a command; undefined if they are wrong. */
type Parse = (args: readonly string[]) => Command | undefined | Promise<Command | undefined>;

const commands: Readonly<Record<string, Parse>> = {
  convert: parseConvert,
  verify: parseVerify,
  serve: parseServe,
  synthetic: parseSynthesize,
};

/**
 * Runs a command line and gives its exit code: 0 done, 1 failed, 2 wrong use.
 *
 * @param signal Stops a conversion, without losing what is done, or ends a server.
 */
export async function runWeights(
  [name = '', ...args]: readonly string[],
  out: Console,
  signal: AbortSignal = new AbortController().signal,
): Promise<0 | 1 | 2> {
  const command = Object.hasOwn(commands, name) ? await commands[name]?.(args) : undefined;
  if (command === undefined) {
    out.say(usage);
    return 2;
  }
  try {
    const report = await command.run(out, signal);
    if (command.json && report) out.result(JSON.stringify({ ok: true, ...report }));
    return 0;
  } catch (error) {
    out.say(explain(error));
    if (command.json) out.result(JSON.stringify({ ok: false, error: toWire(error) }));
    return 1;
  }
}

function parseVerify(args: readonly string[]): Command | undefined {
  const parsed = readArguments(args, {});
  if (parsed === undefined) return undefined;
  const { subject: folder, values } = parsed;
  return {
    json: values.json,
    run: async (out) => {
      const report = await reportFiles(folder, () => verifyFolder(folder));
      out.say(`${folder} is sound: ${describe(report)}`);
      return report;
    },
  };
}

async function parseSynthesize(args: readonly string[]): Promise<Command | undefined> {
  // Its tokenizers make it large, and the other commands should start at once.
  const { parseSynthetic, writeSynthetic } = await import('./synthetic');
  const request = parseSynthetic(args);
  if (request === undefined) return undefined;
  const { model, out: folder, json } = request;
  return {
    json,
    run: async (out, signal) => {
      const options = { onProgress: sayTenths(out), signal };
      const report = await reportFiles(folder, () => writeSynthetic(request, options));
      out.say(`Made ${model} with random weights in ${folder}: ${describe(report)}`);
      return report;
    },
  };
}
