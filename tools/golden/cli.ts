import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Quantization } from '../../src/core/catalog';
import dialogues from '../../src/core/prompts/golden.json' with { type: 'json' };
import { drawBeamSentences } from './beamSentences';
import { readGolden } from '../../compiler/golden/read';
import { selfTestAnswers } from './selfTest';
import { hasGolden, makePackage, shallowModels, type Shallow } from '../../compiler/shallow';
import { ensurePython } from '../../compiler/toolchain';
import { run } from '../programs';

/*
 * npm run golden [-- <name> …]: decodes prompts with the reference, for all golden files or those whose names begin
 * so.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const quantizations: readonly Quantization[] = ['q4f32_1', 'q4f16_1'];
/** More than are kept, so that it shows what beams are worth. */
const BEAM_SENTENCES = 300;

function reference(module: string, ...words: string[]): void {
  const env = { PYTHONPATH: join(root, 'compiler') };
  run(ensurePython(root), ['-m', `reference.${module}`, ...words], env);
}

function fileOf(name: string): string {
  return join(root, 'compiler', 'golden', `${name}.json`);
}

/** Lets the reference read prompts from a temporary file. */
function withPrompts(prompts: unknown, use: (file: string) => void): void {
  const scratch = mkdtempSync(join(tmpdir(), 'bayling-golden-'));
  try {
    const file = join(scratch, 'prompts.json');
    writeFileSync(file, JSON.stringify(prompts));
    use(file);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function demoPackage(quantization: Quantization): string {
  const folder = join(root, 'public', 'models', 'demo', quantization, 'resolve', 'main');
  if (!existsSync(join(folder, 'tensor-cache.json'))) {
    throw new Error('There is no demo package: run `npm run models` first.');
  }
  return folder;
}

/** Keeps those of the demo's answers that the app tests itself with. */
function keepSelfTest(): void {
  const file = join(root, 'src', 'diagnostics', 'golden.json');
  writeFileSync(file, `${JSON.stringify(selfTestAnswers(readGolden()))}\n`);
}

/** Searches with beams for held-out translations. */
function decodeBeams(quantization: Quantization, output: string): void {
  withPrompts(drawBeamSentences(BEAM_SENTENCES), (file) => {
    reference('beam', demoPackage(quantization), file, output);
  });
}

function decodeShallow(shallow: Shallow): void {
  const { name, architecture, layers } = shallow;
  const folder = makePackage(root, shallow);
  withPrompts(promptsOf(shallow), (file) => {
    reference('tokens', folder, architecture, String(layers), file, fileOf(name));
  });
}

/**
 * The prompts for random weights: a dialogue; more tokens than an attention tile has queries or keys, but few
 * enough for an emulated GPU; both ends of the vocabulary; and another to batch with those.
 */
function promptsOf({ model: { shape, template, specialTokens } }: Shallow) {
  const size = shape.vocabulary;
  const scatter = (count: number, step: number) =>
    Array.from({ length: count }, (_, i) => (step * i + 11) % size);
  return [
    { name: 'a translation', promptIds: dialogues[0]?.ids[`${template} on ${specialTokens}`] },
    { name: 'three dozen tokens', promptIds: scatter(36, 7919) },
    { name: 'the ends of the vocabulary', promptIds: [1, 0, size - 1, size - 2, size / 2, 255] },
    { name: 'a dozen tokens', promptIds: scatter(12, 2749) },
  ];
}

const wanted = process.argv.slice(2);
const isWanted = (name: string) =>
  wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning));
for (const quantization of quantizations) {
  const [greedy, beams] = [`demo-${quantization}`, `demo-beam-${quantization}`];
  // golden/prompts.json
  if (isWanted(greedy)) reference('golden', demoPackage(quantization), fileOf(greedy));
  if (isWanted(beams)) decodeBeams(quantization, fileOf(beams));
}
if (isWanted('self-test')) keepSelfTest();
for (const shallow of shallowModels.filter(hasGolden))
  if (isWanted(shallow.name)) decodeShallow(shallow);
