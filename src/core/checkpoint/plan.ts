import { GROUP } from '../quantize/format';
import type { LlamaConfig } from './config';
import { isBuffer } from './buffers';
import { parametersOf } from './parameters';
import { checkpointError } from './problems';
import type { StoredTensor } from './safetensors';
import type { Tensors } from './shards';

/** A dtype that weights come in. */
export type FloatDtype = 'BF16' | 'F16' | 'F32';

/** A tensor of a checkpoint that has weights. */
export type FloatTensor = StoredTensor & { readonly dtype: FloatDtype };

/** A matrix of the package. Its rows are those of its parts, one part after the other. */
export interface PlannedMatrix {
  readonly kind: 'matrix';
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly parts: readonly FloatTensor[];
}

/** A vector of the package, which is not quantized. */
export interface PlannedVector {
  readonly kind: 'vector';
  readonly name: string;
  readonly size: number;
  readonly part: FloatTensor;
}

/** A tensor of the package, and what it is made of. */
export type PlannedTensor = PlannedMatrix | PlannedVector;

/**
 * Which tensors of the checkpoint make which tensors of the package, in the order of the model libraries'
 * parameters.
 *
 * @throws AppError `checkpoint-invalid`: tensor-missing, tensor-shape, tensor-unexpected; or
 *   `checkpoint-unsupported`: tensor-dtype, width-not-in-groups.
 */
export function planTensors({ shape, tied }: LlamaConfig, tensors: Tensors): PlannedTensor[] {
  const used = new Set<string>();

  const take = (name: string, expected: readonly number[]): FloatTensor => {
    used.add(name);
    const tensor = tensors.get(name);
    if (tensor === undefined) throw checkpointError('tensor-missing', { tensor: name, expected });
    const place = { file: tensor.file, tensor: name };
    if (tensor.shape.join() !== expected.join()) {
      throw checkpointError('tensor-shape', { ...place, expected, actual: tensor.shape });
    }
    if (!isFloat(tensor)) throw checkpointError('tensor-dtype', { ...place, actual: tensor.dtype });
    return tensor;
  };

  const plan = parametersOf(shape, tied).map((parameter): PlannedTensor => {
    if (parameter.kind === 'vector') {
      const { name, size } = parameter;
      return { kind: 'vector', name, size, part: take(name, [size]) };
    }
    const { name, rows, cols, stacked } = parameter;
    const parts = Object.entries(stacked).map(([part, count]) =>
      take(`${part}.weight`, [count, cols]),
    );
    if (cols % GROUP !== 0) {
      throw checkpointError('width-not-in-groups', { tensor: `${name}.weight`, actual: cols });
    }
    return { kind: 'matrix', name, rows, cols, parts };
  });
  refuseUnexpected(tensors, used, tied);
  return plan;
}

/** A tensor left over means that the model computes something other than we would. */
function refuseUnexpected(tensors: Tensors, used: ReadonlySet<string>, tied: boolean): void {
  for (const { name, file } of tensors.values()) {
    const known = isBuffer(name) || (tied && name === 'lm_head.weight');
    if (!used.has(name) && !known) {
      throw checkpointError('tensor-unexpected', { file, tensor: name });
    }
  }
}

function isFloat(tensor: StoredTensor): tensor is FloatTensor {
  return tensor.dtype === 'BF16' || tensor.dtype === 'F16' || tensor.dtype === 'F32';
}

/** Whole rows of one part of a matrix, to be read in one piece. */
export interface RowSlice {
  readonly tensor: FloatTensor;
  readonly rows: number;
  /** The bytes of the file, from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
}

/** Cuts a matrix into slices of at most `maxBytes` (but at least one row), in the order of its rows. */
export function* sliceRows({ cols, parts }: PlannedMatrix, maxBytes: number): Generator<RowSlice> {
  for (const tensor of parts) {
    const rowBytes = cols * (tensor.dtype === 'F32' ? 4 : 2);
    const step = Math.max(1, Math.floor(maxBytes / rowBytes)) * rowBytes;
    for (let start = tensor.start; start < tensor.end; start += step) {
      const end = Math.min(start + step, tensor.end);
      yield { tensor, rows: (end - start) / rowBytes, start, end };
    }
  }
}
