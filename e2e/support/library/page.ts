import { MLCEngine } from '@mlc-ai/web-llm';

/** The parts of web-llm's TVM instance that are used here; it exports no types for them. */
interface Tensor {
  readonly shape: number[];
  view(shape: number[]): Tensor;
  copyFrom(source: Tensor | Int32Array | Float32Array): Tensor;
  toArray(): Float32Array | Int32Array;
}
interface Tuple {
  get(index: number): Tensor;
}
type TvmFunction = (...args: unknown[]) => unknown;
interface Pipeline {
  readonly tvm: {
    beginScope(): void;
    endScope(): void;
    makeShapeTuple(values: number[]): unknown;
    getGlobalFunc(name: string): TvmFunction;
    scalar(value: number, dtype: string): unknown;
    empty(shape: number[], dtype: string, device: unknown): Tensor;
    cpu(): unknown;
  };
  readonly vm: { getFunction(name: string): TvmFunction };
  readonly tokenizer: { encode(text: string): Int32Array };
  readonly device: { sync(): Promise<void> };
  readonly params: unknown;
}

const engine = new MLCEngine({ logLevel: 'WARN' });
const MODEL = 'model';

function pipeline(): Pipeline {
  const pipelines = (engine as unknown as { loadedModelIdToPipeline: Map<string, Pipeline> })
    .loadedModelIdToPipeline;
  return pipelines.get(MODEL)!;
}

/**
 * Loads a package, instead of the one before.
 *
 * @param folder The package and its library, from the page.
 */
async function load(folder: string, library: string): Promise<void> {
  engine.setAppConfig({
    model_list: [
      {
        model_id: MODEL,
        model: new URL(`${folder}/resolve/main/`, location.href).href,
        model_lib: new URL(library, location.href).href,
      },
    ],
  });
  await engine.reload(MODEL);
}

/** Gives back the memory and the disk that the model took. */
async function forget(): Promise<void> {
  await engine.unload();
  for (const name of await caches.keys()) await caches.delete(name);
}

/** Token ids as web-llm feeds them to the model. */
function encode(text: string): number[] {
  return Array.from(pipeline().tokenizer.encode(text));
}

/** The best tokens after a step, most probable first. */
export type Top = readonly { readonly token: number; readonly logprob: number }[];

const TOP = 5;

/**
 * Decodes greedily with prefill and decode, or several prompts at once with batch_prefill and
 * batch_decode. The log-probabilities are computed here, in float64, from all the logits: web-llm's
 * own leave out tokens when the others seem to have all the mass.
 *
 * @param prompts Token ids.
 * @param split How many of each prompt's tokens to prefill in a first call of its own; the rest
 * then attends to pages of the cache as well as to itself.
 * @returns For each prompt `steps` times the best tokens; the first of them was taken.
 */
async function decode(prompts: number[][], steps: number, split: number): Promise<Top[][]> {
  const { tvm, vm, params } = pipeline();
  tvm.beginScope();
  const cache = createCache(prompts.length);
  const state = (name: string) => tvm.getGlobalFunc(`vm.builtin.kv_state_${name}`);
  const [begin, end] = [state('begin_forward'), state('end_forward')];
  const batch = prompts.length > 1 ? 'batch_' : '';

  const forward = async (name: string, parts: number[][], ...more: unknown[]): Promise<Top[]> => {
    const lengths = parts.map(({ length }) => length);
    begin(cache, tvm.makeShapeTuple([...parts.keys()]), tvm.makeShapeTuple(lengths));
    const ids = parts.flat();
    const x = vm.getFunction('embed')(integers(ids), params) as Tensor;
    const each = name === 'batch_decode' ? [ids.length, 1] : [1, ids.length];
    const inputs = [x.view([...each, x.shape[1]!]), ...more, cache, params];
    const logits = (vm.getFunction(name)(...inputs) as Tuple).get(0);
    end(cache);
    return best(await read(logits, 'float32'), parts.length);
  };
  const prefill = (parts: number[][]) => {
    let last = -1;
    const ends = parts.map(({ length }) => (last += length));
    return forward(`${batch}prefill`, parts, ...(batch === '' ? [] : [integers(ends)]));
  };

  if (split > 0) await prefill(prompts.map((prompt) => prompt.slice(0, split)));
  let tops = await prefill(prompts.map((prompt) => prompt.slice(split)));
  const decoded = tops.map((top) => [top]);
  for (let step = 1; step < steps; step++) {
    tops = await forward(
      `${batch}decode`,
      tops.map((top) => [top[0]!.token]),
    );
    tops.forEach((top, row) => decoded[row]!.push(top));
  }
  tvm.endScope();
  return decoded;
}

/** A cache of the model's whole context for each of `count` sequences, which are 0, 1, … */
function createCache(count: number): unknown {
  const { tvm, vm } = pipeline();
  const sizes = [8, 8 * 512, 512, 16, 0].map((size) => tvm.makeShapeTuple([size]));
  const cache = vm.getFunction('create_tir_paged_kv_cache')(...sizes);
  const add = tvm.getGlobalFunc('vm.builtin.kv_state_add_sequence');
  for (let sequence = 0; sequence < count; sequence++) add(cache, tvm.scalar(sequence, 'int64'));
  return cache;
}

function integers(values: number[]): Tensor {
  const { tvm, device } = pipeline();
  return tvm.empty([values.length], 'int32', device).copyFrom(Int32Array.from(values));
}

/** @param logits [rows, vocabulary], one row after the other. */
function best(logits: number[], rows: number): Top[] {
  const width = logits.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    const values = logits.slice(row * width, (row + 1) * width);
    const tokens = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, TOP);
    const highest = values[tokens[0]!]!;
    const total = values.reduce((sum, value) => sum + Math.exp(value - highest), 0);
    return tokens.map((token) => ({
      token,
      logprob: values[token]! - highest - Math.log(total),
    }));
  });
}

/** What the sampling functions make of one row of logits. */
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
async function sample(
  logits: number[],
  temperature: number,
  topP: number,
  uniforms: number[],
): Promise<Drawn> {
  const { tvm, vm, device } = pipeline();
  const floats = (shape: number[], values: number[]) =>
    tvm.empty(shape, 'float32', device).copyFrom(Float32Array.from(values));
  tvm.beginScope();
  const rows = tvm.empty([uniforms.length], 'int32', device);
  const probabilities = vm.getFunction('softmax_with_temperature')(
    floats([1, 1, logits.length], logits),
    floats([1], [temperature]),
  ) as Tensor;
  const sorted = vm.getFunction('argsort_probs')(probabilities.view([1, logits.length])) as Tuple;
  const drawn = vm.getFunction('sample_with_top_p')(
    sorted.get(0),
    sorted.get(1),
    floats([uniforms.length], uniforms),
    rows.copyFrom(new Int32Array(uniforms.length)),
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

async function read(tensor: Tensor, dtype: string): Promise<number[]> {
  const { tvm, device } = pipeline();
  const host = tvm.empty(tensor.shape, dtype, tvm.cpu()).copyFrom(tensor);
  await device.sync();
  return Array.from(host.toArray());
}

/** The last message that a failing C++ function gives. */
function failure(): string {
  const { tvm } = pipeline();
  tvm.beginScope();
  try {
    tvm.getGlobalFunc('vm.builtin.match_prim_value')(1, 2, 3);
    return 'nothing failed';
  } catch (error) {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
  } finally {
    tvm.endScope();
  }
}

/** The model library under web-llm alone, without the app's engine. */
export const library = { load, forget, encode, decode, sample, failure };

declare global {
  interface Window {
    library: typeof library;
  }
}

window.library = library;
