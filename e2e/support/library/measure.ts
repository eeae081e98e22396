import { TvmLogprobs } from '../../../src/engine/runtime/tvmLogprobs';
import { createCache, floats, integers, pipeline, type Tensor, type Tuple } from './pipeline';
import { timeStep, type StepTimes } from './times';

/** What to time, with the rows of a batch and the tokens of a prompt if they matter. */
export type Job =
  | { readonly kind: 'decode' | 'batch_decode'; readonly rows: number; readonly context: number }
  | { readonly kind: 'prefill'; readonly tokens: number }
  | {
      readonly kind: 'argmax' | 'sampling' | 'logprobs' | 'confidence';
      readonly rows: number;
      readonly size: number;
    };

/** Runs a job this many times. */
export async function measure(job: Job, times: number): Promise<StepTimes[]> {
  const { tvm } = pipeline();
  tvm.beginScope();
  const step = prepare(job, await TvmLogprobs.open(pipeline()));
  const measured: StepTimes[] = [];
  for (let i = 0; i < times; i++) {
    tvm.beginScope();
    const taken = await timeStep(async () => {
      step();
      await pipeline().device.sync();
    });
    tvm.endScope();
    measured.push(taken);
  }
  tvm.endScope();
  return measured;
}

function prepare(job: Job, logprobs: TvmLogprobs): () => void {
  const { vm } = pipeline();
  if ('tokens' in job) return preparePrefill(job.tokens);
  if ('context' in job) return prepareDecode(job.kind, job.rows, job.context);
  const { kind, rows, size } = job;
  const values = Array.from({ length: rows * size }, (_, i) => ((i * 7919) % 10_007) / 500);
  const logits = floats([rows, size], values);
  const each = (value: number) => floats([rows], Array<number>(rows).fill(value));
  if (kind === 'argmax') return () => vm.getFunction('argmax_rows')(logits);
  if (kind === 'confidence') {
    const tokens = integers(Array<number>(rows).fill(0));
    return () => logprobs.measure(logits, tokens);
  }
  if (kind === 'logprobs') return () => vm.getFunction('top_logprobs')(logits);
  return () => {
    const softmax = vm.getFunction('softmax_with_temperature');
    const probs = softmax(logits.view([rows, 1, size]), each(0.8)) as Tensor;
    const sorted = vm.getFunction('argsort_probs')(probs.view([rows, size])) as Tuple;
    const none = integers(Array<number>(rows).fill(0));
    vm.getFunction('sample_rows')(sorted.get(0), sorted.get(1), each(0.5), each(0.9), none);
  };
}

function prepareDecode(kind: string, rows: number, context: number): () => void {
  const cache = createCache(rows);
  // Attending to keys that were never computed takes as long as to others.
  forward(cache, rows, context, () => undefined);
  return () => {
    forward(cache, rows, 1, () => run(kind, cache, rows, [rows, 1]));
  };
}

function preparePrefill(tokens: number): () => void {
  const { tvm } = pipeline();
  const cache = createCache(1);
  let filled = 0;
  return () => {
    tvm.getGlobalFunc('vm.builtin.kv_state_popn')(
      cache,
      tvm.scalar(0, 'int64'),
      tvm.scalar(filled, 'int32'),
    );
    forward(cache, 1, tokens, () => run('prefill', cache, tokens, [1, tokens]));
    filled = tokens;
  };
}

/** Makes room for `length` tokens of each sequence, and lets `compute` fill it. */
function forward(cache: unknown, rows: number, length: number, compute: () => void): void {
  const { tvm } = pipeline();
  const state = (name: string) => tvm.getGlobalFunc(`vm.builtin.kv_state_${name}`);
  const numbers = Array.from({ length: rows }, (_, row) => row);
  const lengths = tvm.makeShapeTuple(numbers.map(() => length));
  state('begin_forward')(cache, tvm.makeShapeTuple(numbers), lengths);
  compute();
  state('end_forward')(cache);
}

function run(name: string, cache: unknown, tokens: number, shape: number[]): void {
  const { vm, params } = pipeline();
  const ids = integers(Array.from({ length: tokens }, (_, i) => 300 + 7 * i));
  const x = vm.getFunction('embed')(ids, params) as Tensor;
  vm.getFunction(name)(x.view([...shape, x.shape[1]!]), cache, params);
}
