import type { Bytes } from '../src/core/bytes';
import { parseConfig } from '../src/core/checkpoint/config';
import type { FileStat, SourceFiles } from '../src/core/files';
import { countValues, layOutFiles, listWeights } from '../tools/synthetic/layout';
import { encodeJson } from './tinyCheckpoint';
import { encodeModel, firstPieces } from './tokenizer/encodeModel';

/*
 * Folders as makers of Llamas have published them: the fields of their configurations and the names of their
 * files. Of the weights there are the headers alone, in full size.
 */

export interface Folder {
  /** Left out, there is none. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly generation?: Readonly<Record<string, unknown>>;
  /** Tokens that were added, with their ids. */
  readonly added?: Readonly<Record<string, number>>;
  readonly tokenizer: 'json' | 'model' | 'both' | 'none';
  /** Names of files whose content does not matter. */
  readonly others?: readonly string[];
  readonly weights: 'safetensors' | 'none';
  /** Bytes of a shard; left out, 5 GB. */
  readonly shardBytes?: number;
  /** Whether the index lists tables of rotary embeddings, as that of Llama 2 does. */
  readonly listsBuffers?: boolean;
}

/** The small files of a folder, and the headers of its weights. */
export function openFolder(folder: Folder): SourceFiles {
  const files = new Map<string, { readonly bytes: Bytes; readonly size: number }>();
  const add = (name: string, bytes: Bytes, size = bytes.length) => files.set(name, { bytes, size });
  if (folder.config) add('config.json', encodeJson(folder.config));
  if (folder.generation) add('generation_config.json', encodeJson(folder.generation));
  addTokenizer(folder, add);
  for (const name of folder.others ?? []) add(name, encodeJson('of no matter'));
  if (folder.weights === 'safetensors') addWeights(folder, add);
  return {
    stat: (name) => {
      const found = files.get(name);
      const stat: FileStat | undefined = found && { bytes: found.size, tag: '' };
      return Promise.resolve(stat);
    },
    read: (name, start, end) =>
      Promise.resolve(files.get(name)?.bytes.slice(start, end) ?? new Uint8Array()),
  };
}

type Add = (name: string, bytes: Bytes, size?: number) => void;

function addTokenizer({ tokenizer, added = {} }: Folder, add: Add): void {
  const added_tokens = Object.entries(added).map(([content, id]) => ({ id, content }));
  const model = { byte_fallback: true, vocab: { '<unk>': 0, '<s>': 1, '</s>': 2 } };
  if (tokenizer === 'json' || tokenizer === 'both') {
    add('tokenizer.json', encodeJson({ added_tokens, model }));
  }
  if (tokenizer === 'model' || tokenizer === 'both') {
    add('tokenizer.model', encodeModel(firstPieces));
    if (added_tokens.length > 0) add('added_tokens.json', encodeJson(added));
  }
}

function addWeights({ config, shardBytes, listsBuffers = false }: Folder, add: Add): void {
  const { shape } = parseConfig(encodeJson({ ...config, rope_scaling: null }), undefined);
  const { files, index } = layOutFiles(listWeights(shape), shardBytes);
  for (const { name, header, weights } of files) {
    const bytes = weights.reduce((sum, weight) => sum + countValues(weight) * 2, header.length);
    add(name, header, bytes);
  }
  if (index === undefined) return;
  const { weight_map, ...rest } = JSON.parse(new TextDecoder().decode(index)) as {
    readonly weight_map: object;
  };
  const buffers = Array.from({ length: listsBuffers ? shape.layers : 0 }, (_, n) => [
    `model.layers.${n}.self_attn.rotary_emb.inv_freq`,
    files[0]!.name,
  ]);
  const map = { ...weight_map, ...(Object.fromEntries(buffers) as object) };
  add('model.safetensors.index.json', encodeJson({ ...rest, weight_map: map }));
}
