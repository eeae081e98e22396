import { MLCEngine } from '@mlc-ai/web-llm';

/** The parts of web-llm's TVM instance that are used here; it exports no types for them. */
interface Tensor {
  readonly shape: number[];
  view(shape: number[]): Tensor;
  copyFrom(source: Tensor | Int32Array | Float32Array): Tensor;
  toArray(): Float32Array;
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
  readonly device: { sync(): Promise<void> };
  readonly params: unknown;
}

const engine = new MLCEngine({ logLevel: 'WARN' });

function pipeline(): Pipeline {
  const pipelines = (engine as unknown as { loadedModelIdToPipeline: Map<string, Pipeline> })
    .loadedModelIdToPipeline;
  return pipelines.get('demo')!;
}

async function load(): Promise<void> {
  const folder = new URL('models/', location.href).href;
  engine.setAppConfig({
    model_list: [
      {
        model_id: 'demo',
        model: `${folder}demo/q4f32_1/resolve/main/`,
        model_lib: `${folder}libs/bayling-demo-q4f32_1.wasm`,
      },
    ],
  });
  await engine.reload('demo');
}

/**
 * Decodes several prompts at once through batch_prefill and batch_decode, greedily.
 *
 * @param prompts Token ids.
 * @param split How many of each prompt's tokens to prefill in a first call of its own; the rest
 * then attends to pages of the cache as well as to itself.
 * @returns For each prompt `steps` tokens.
 */
async function decodeTogether(
  prompts: number[][],
  steps: number,
  split: number,
): Promise<number[][]> {
  const { tvm, vm, device, params } = pipeline();
  const shape = (...values: number[]) => tvm.makeShapeTuple(values);
  const state = (name: string) => tvm.getGlobalFunc(`vm.builtin.kv_state_${name}`);
  const [begin, end, add] = [state('begin_forward'), state('end_forward'), state('add_sequence')];
  tvm.beginScope();
  const count = prompts.length;
  const cache = vm.getFunction('create_tir_paged_kv_cache')(
    shape(8),
    shape(8 * 512),
    shape(512),
    shape(16),
    shape(0),
  );
  const ids = (values: number[]) =>
    tvm.empty([values.length], 'int32', device).copyFrom(Int32Array.from(values));
  const embed = (values: number[]) => vm.getFunction('embed')(ids(values), params) as Tensor;
  const best = async (logits: Tensor): Promise<number[]> => {
    const host = tvm.empty(logits.shape, 'float32', tvm.cpu()).copyFrom(logits);
    await device.sync();
    const all = host.toArray();
    const width = all.length / count;
    return Array.from({ length: count }, (_, row) => {
      const values = all.slice(row * width, (row + 1) * width);
      return values.indexOf(values.reduce((a, b) => Math.max(a, b)));
    });
  };
  const forward = (name: string, parts: number[][], ...more: unknown[]): Tensor => {
    begin(cache, shape(...parts.keys()), shape(...parts.map(({ length }) => length)));
    const flat = parts.flat();
    const x = embed(flat);
    const hidden = x.shape[1]!;
    const batched = name === 'batch_decode' ? [flat.length, 1, hidden] : [1, flat.length, hidden];
    const out = vm.getFunction(name)(x.view(batched), ...more, cache, params) as Tuple;
    end(cache);
    return out.get(0);
  };
  const prefill = (parts: number[][]): Tensor => {
    let last = -1;
    return forward('batch_prefill', parts, ids(parts.map(({ length }) => (last += length))));
  };

  for (const sequence of prompts.keys()) add(cache, tvm.scalar(sequence, 'int64'));
  if (split > 0) prefill(prompts.map((prompt) => prompt.slice(0, split)));
  let next = await best(prefill(prompts.map((prompt) => prompt.slice(split))));
  const answers = next.map((token) => [token]);
  for (let step = 1; step < steps; step++) {
    next = await best(
      forward(
        'batch_decode',
        next.map((token) => [token]),
      ),
    );
    next.forEach((token, row) => answers[row]!.push(token));
  }
  tvm.endScope();
  return answers;
}

/** Samples `draws` single tokens after a prompt. */
async function sample(prompt: string, draws: number, topP: number): Promise<string[]> {
  const drawn: string[] = [];
  for (let seed = 0; seed < draws; seed++) {
    const reply = await engine.completions.create({
      prompt,
      max_tokens: 1,
      temperature: 1,
      top_p: topP,
      seed,
    });
    drawn.push(reply.choices[0]!.text);
  }
  return drawn;
}

/** The last message that a failing C++ function gives. */
function failure(): string {
  const { tvm } = pipeline();
  try {
    tvm.getGlobalFunc('vm.builtin.match_prim_value')(1, 2, 3);
    return 'nothing failed';
  } catch (error) {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
  }
}

/** The model library under web-llm alone, without the app's engine. */
export const library = { load, decodeTogether, sample, failure };

declare global {
  interface Window {
    library: typeof library;
  }
}

window.library = library;
