import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Quantization } from '../../src/core/catalog';
import { AppError } from '../../src/core/errors';
import { convertFolder } from './convert';
import { explain } from './failure';
import { hashFile } from './folder';
import { verifyFolder } from './verify';

/*
 * npm run models: makes the demo's packages from its checkpoint, unless they are what this converter would
 * make.
 */

const checkpoint = 'demo/checkpoint';
const quantizations: readonly Quantization[] = ['q4f16_1', 'q4f32_1'];
/** What the bytes of a package depend on besides the checkpoint. */
const converter = ['src/core/checkpoint', 'src/core/quantize', 'src/core/package', 'tools/weights'];
const stamps = '.cache/models';

async function makeAll(): Promise<void> {
  const inputs = await hashInputs();
  for (const quantization of quantizations) {
    const out = `public/models/demo/${quantization}/resolve/main`;
    const stamp = join(stamps, `demo-${quantization}`);
    if (await isCurrent(out, stamp, inputs)) {
      console.log(`${out} is up to date`);
      continue;
    }
    const revision = await hashCheckpoint(checkpoint);
    await convertFolder({ checkpoint, quantization, out, name: checkpoint, revision });
    await mkdir(stamps, { recursive: true });
    await writeFile(stamp, inputs);
    console.log(`${out} was made`);
  }
}

async function hashInputs(): Promise<string> {
  const hash = createHash('sha256').update(await hashCheckpoint(checkpoint));
  for (const folder of converter) {
    const names = (await readdir(folder)).filter((name) => !name.includes('.test.'));
    for (const name of names.sort()) hash.update(await readFile(join(folder, name)));
  }
  return hash.digest('hex');
}

/** One SHA-256 over the names and contents of the files that a package depends on. */
async function hashCheckpoint(folder: string): Promise<string> {
  const names = await readdir(folder);
  const used = names.filter((name) =>
    /\.safetensors(\.index\.json)?$|^(config|generation_config|tokenizer)\.json$/.test(name),
  );
  const hash = createHash('sha256');
  for (const name of used.sort()) {
    hash.update(`${await hashFile(join(folder, name))}  ${name}\n`);
  }
  return hash.digest('hex');
}

/** The stamp says what the package was made from, the manifest whether it is still complete. */
async function isCurrent(out: string, stamp: string, inputs: string): Promise<boolean> {
  try {
    if ((await readFile(stamp, 'utf8')) !== inputs) return false;
    await verifyFolder(out);
    return true;
  } catch (error) {
    if (error instanceof AppError || isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

try {
  await makeAll();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
