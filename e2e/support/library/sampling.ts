import { readLogprobs, TvmLogprobs } from '../../../src/engine/runtime/tvmLogprobs';
import { floats, integers, pipeline, read, type Tensor, type Tuple } from './pipeline';

/** Results of the sampling functions for one row of logits. */
interface Drawn {
  /** The candidates, most probable first. */
  readonly probabilities: number[];
  readonly tokens: number[];
  /** One for each of `uniforms`. */
  readonly drawn: number[];
}

/**
 * Runs softmax_with_temperature, argsort_probs and sample_with_top_p as web-llm does, on one row.
 *
 * @param logits float32 [vocabulary].
 * @param uniforms In [0, 1): where to cut the distribution.
 */
export async function sample(
  logits: Float32Array,
  temperature: number,
  topP: number,
  uniforms: number[],
): Promise<Drawn> {
  const { tvm, vm } = pipeline();
  tvm.beginScope();
  const sorted = sort([logits], [temperature]);
  const drawn = vm.getFunction('sample_with_top_p')(
    sorted.get(0),
    sorted.get(1),
    floats([uniforms.length], uniforms),
    integers(uniforms.map(() => 0)),
    floats([1], [topP]),
  ) as Tensor;
  const result = {
    probabilities: await read(sorted.get(0), 'float32'),
    tokens: await read(sorted.get(1), 'int32'),
    drawn: await read(drawn, 'int32'),
  };
  tvm.endScope();
  return result;
}

/** A row of a batch, with its sampling parameters. */
export interface Row {
  readonly logits: Float32Array;
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly uniform: number;
}

/** Samples a token of each row with softmax_with_temperature, argsort_probs and sample_rows. */
export async function sampleRows(rows: readonly Row[]): Promise<number[]> {
  const { tvm, vm } = pipeline();
  const each = (value: (row: Row) => number) => floats([rows.length], rows.map(value));
  tvm.beginScope();
  const sorted = sort(
    rows.map(({ logits }) => logits),
    rows.map(({ temperature }) => temperature),
  );
  const drawn = vm.getFunction('sample_rows')(
    sorted.get(0),
    sorted.get(1),
    each(({ uniform }) => uniform),
    each(({ topP }) => topP),
    integers(rows.map(({ topK }) => topK)),
  ) as Tensor;
  const result = await read(drawn, 'int32');
  tvm.endScope();
  return result;
}

/** The best token of each row. */
export async function argmaxRows(rows: readonly Float32Array[]): Promise<number[]> {
  const { tvm, vm } = pipeline();
  tvm.beginScope();
  const best = vm.getFunction('argmax_rows')(matrix(rows)) as Tensor;
  const result = await read(best, 'int32');
  tvm.endScope();
  return result;
}

/** The candidates of each row, most probable first. */
export async function topLogprobs(
  rows: readonly Float32Array[],
): Promise<{ logprobs: number[]; tokens: number[] }[]> {
  const { tvm, vm } = pipeline();
  tvm.beginScope();
  const best = vm.getFunction('top_logprobs')(matrix(rows)) as Tuple;
  const logprobs = await read(best.get(0), 'float32');
  const tokens = await read(best.get(1), 'int32');
  tvm.endScope();
  const width = tokens.length / rows.length;
  return rows.map((_, row) => ({
    logprobs: logprobs.slice(row * width, (row + 1) * width),
    tokens: tokens.slice(row * width, (row + 1) * width),
  }));
}

/** The log-probability of a token of each row, by the app's own kernel. */
export async function chosenLogprobs(
  rows: readonly Float32Array[],
  tokens: readonly number[],
): Promise<readonly number[]> {
  const measuring = await TvmLogprobs.open(pipeline());
  const { tvm } = pipeline();
  tvm.beginScope();
  const measured = await read(measuring.measure(matrix(rows), integers([...tokens])), 'int32');
  tvm.endScope();
  return readLogprobs(Int32Array.from(measured), rows.length).map(({ logprob }) => logprob);
}

function sort(rows: readonly Float32Array[], temperatures: number[]): Tuple {
  const { vm } = pipeline();
  const logits = matrix(rows);
  const [count, size] = logits.shape as [number, number];
  const probabilities = vm.getFunction('softmax_with_temperature')(
    logits.view([count, 1, size]),
    floats([count], temperatures),
  ) as Tensor;
  return vm.getFunction('argsort_probs')(probabilities.view([count, size])) as Tuple;
}

function matrix(rows: readonly Float32Array[]): Tensor {
  const values = rows.flatMap((row) => [...row]);
  return floats([rows.length, rows[0]!.length], values);
}
