import type { Bytes } from '../bytes';
import { AppError } from '../errors';
import type { SourceFiles } from '../files';
import { checkpointError, type CheckpointProblem } from './problems';

/** Bytes at the beginning of a file that tell what it is; a pointer has some 130 in all. */
export const OPENING_BYTES = 512;

type Other = Extract<CheckpointProblem, `file-is-${string}`>;

const texts: readonly (readonly [what: Other, sign: RegExp])[] = [
  ['file-is-pointer', /^(version https:\/\/(git-lfs|hawser)\.github\.com\/spec|# xet version)/],
  ['file-is-annex', /^(\/annex\/objects\/|(\.\.\/)*\.git\/annex\/objects\/)/],
  ['file-is-page', /^<!doctype html|^<html[\s>]|^<head[\s>]|^<!--/i],
  ['file-is-error', /^<(\?xml|error)[\s>]/i],
  ['file-is-error', /^\{\s*"(error|errors|error_code|message|detail|code|success)"\s*:/i],
  ['file-is-error', /^(entry|repository|revision|file|page)? ?not found\b/i],
  [
    'file-is-error',
    /^(access (denied|to )|invalid (username|credentials)|unauthorized|forbidden)/i,
  ],
];

const magics: readonly (readonly [what: Other, ...bytes: readonly number[]])[] = [
  ['file-is-pytorch', 0x50, 0x4b, 3, 4],
  ['file-is-pytorch', 0x80, 2],
  ['file-is-gguf', 0x47, 0x47, 0x55, 0x46],
  ['file-is-compressed', 0x1f, 0x8b],
  ['file-is-compressed', 0x28, 0xb5, 0x2f, 0xfd],
  ['file-is-compressed', 0xfd, 0x37, 0x7a, 0x58],
  ['file-is-compressed', 0x42, 0x5a, 0x68],
];

/**
 * What a file is, where it is not what its name says.
 *
 * @param opening Its first bytes, {@link OPENING_BYTES} or all.
 */
export function recognize(opening: Bytes): Other | undefined {
  if (opening.length === 0) return 'file-is-empty';
  const magic = magics.find(([, ...bytes]) => bytes.every((byte, i) => opening[i] === byte));
  if (magic !== undefined) return magic[0];
  const text = new TextDecoder().decode(opening.subarray(0, OPENING_BYTES)).trimStart();
  const found = texts.find(([, sign]) => sign.test(text));
  if (found !== undefined) return found[0];
  // Of a download that reserved the room beforehand, or of a disk that lost the rest.
  return opening.every((byte) => byte === 0) ? 'file-is-unfinished' : undefined;
}

/** @throws AppError `checkpoint-invalid` with what the file is, if that is known. */
export function refuseOther(opening: Bytes, file: string): void {
  const what = recognize(opening);
  if (what !== undefined) throw checkpointError(what, { file });
}

/** What browsers, curl, aria2, hubs' clients and their like call a file that is still coming. */
const unfinished = ['incomplete', 'crdownload', 'part', 'partial', 'download', 'aria2', 'tmp'];

/** What else a folder may have in the place of a file, and what that means. */
const instead: Readonly<Record<string, readonly (readonly [CheckpointProblem, string])[]>> = {
  'config.json': [
    ['adapter-alone', 'adapter_config.json'],
    ['other-layout', 'params.json'],
  ],
  'tokenizer.json': [['tokenizer-slow', 'vocab.json']],
  'model.safetensors': [
    ['weights-pytorch', 'pytorch_model.bin'],
    ['weights-pytorch', 'pytorch_model.bin.index.json'],
    ['adapter-alone', 'adapter_config.json'],
    ['other-layout', 'consolidated.00.pth'],
    ['other-layout', 'consolidated.safetensors'],
    ['other-layout', 'tf_model.h5'],
    ['other-layout', 'flax_model.msgpack'],
    ...[2, 3, 4, 6, 7].map(
      (n) => ['index-missing', `model-00001-of-0000${n}.safetensors`] as const,
    ),
  ],
};

/**
 * The error for a file that is not there: what is there in its place, as far as names tell.
 *
 * @returns AppError `checkpoint-invalid`, or `checkpoint-unsupported` for a layout of another program.
 */
export async function missingError(files: SourceFiles, file: string): Promise<AppError> {
  for (const ending of unfinished) {
    const found = `${file}.${ending}`;
    if (await has(files, found)) return checkpointError('file-is-unfinished', { file, found });
  }
  for (const [what, found] of instead[file] ?? []) {
    if (await has(files, found)) return checkpointError(what, { file, found });
  }
  return checkpointError('file-missing', { file });
}

/** A hub that refuses to say whether it has a file nobody asked for says nothing about the one that is missing. */
async function has(files: SourceFiles, file: string): Promise<boolean> {
  try {
    return (await files.stat(file)) !== undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'http-status') return false;
    throw error;
  }
}
