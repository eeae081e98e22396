import {
  createCache,
  forget,
  integers,
  load,
  pipeline,
  read,
  type Tensor,
  type Tuple,
} from './pipeline';
import { measure } from './measure';
import { argmaxRows, chosenLogprobs, sample, sampleRows, topLogprobs } from './sampling';
import { watchKernels } from './times';

/** Token ids, as web-llm feeds them to the model. */
function encode(text: string): number[] {
  return Array.from(pipeline().tokenizer.encode(text));
}

/** The best tokens after a step, most probable first. */
export type Top = readonly { readonly token: number; readonly logprob: number }[];

const TOP = 5;

/**
 * Decodes greedily with prefill and decode, or several prompts at once with batch_prefill and batch_decode.
 * The log-probabilities are computed here, in float64, from all the logits: web-llm's own leave out tokens if
 * the others seem to have all the mass.
 *
 * @param prompts Token ids.
 * @param split How many of each prompt's tokens to prefill in a separate first call; the rest then attends to
 *   pages of the cache as well as to itself.
 * @param batched Whether to use the functions for batches.
 * @returns For each prompt and each of `steps`, the best tokens; the first of them was taken.
 */
async function decode(
  prompts: number[][],
  steps: number,
  split: number,
  batched = prompts.length > 1,
): Promise<Top[][]> {
  const { tvm, vm, params } = pipeline();
  tvm.beginScope();
  const cache = createCache(prompts.length);
  const state = (name: string) => tvm.getGlobalFunc(`vm.builtin.kv_state_${name}`);
  const [begin, end] = [state('begin_forward'), state('end_forward')];
  const batch = batched ? 'batch_' : '';

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

/** The last message of a failing C++ function. */
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

/** The model library under web-llm, without the app's engine. */
export const library = {
  load,
  forget,
  encode,
  decode,
  sample,
  sampleRows,
  argmaxRows,
  topLogprobs,
  chosenLogprobs,
  watchKernels,
  measure,
  failure,
};

declare global {
  interface Window {
    library: typeof library;
  }
}

window.library = library;
