import { MLCEngine } from '@mlc-ai/web-llm';
import { readPipeline, type Pipeline, type Tensor } from '../../../src/engine/runtime/pipeline';
import { withSubgroupKernels } from '../../../src/engine/runtime/subgroupKernels';

export type { Tensor };
export interface Tuple {
  get(index: number): Tensor;
}

const engine = new MLCEngine({ logLevel: 'WARN' });
const MODEL = 'model';

/** The pipeline of the loaded model. */
export function pipeline(): Pipeline {
  return readPipeline(engine, MODEL);
}

/**
 * Loads a package, instead of the one before.
 *
 * @param folder The package and its library, from the page.
 * @param subgroups Whether to use subgroup kernels, if there are any.
 * @returns How many are used.
 */
export async function load(folder: string, library: string, subgroups = false): Promise<number> {
  engine.setAppConfig({
    model_list: [
      {
        model_id: MODEL,
        model: new URL(`${folder}/resolve/main/`, location.href).href,
        model_lib: new URL(library, location.href).href,
      },
    ],
  });
  let used = 0;
  const { prototype } = GPUDevice;
  const { createShaderModule } = prototype;
  prototype.createShaderModule = function (this: GPUDevice, wanted) {
    if (/acc.*subgroupShuffle/.test(wanted.code)) used++;
    return createShaderModule.call(this, wanted);
  };
  const reload = () => engine.reload(MODEL);
  try {
    await (subgroups ? withSubgroupKernels(reload) : reload());
  } finally {
    prototype.createShaderModule = createShaderModule;
  }
  return used;
}

/** Frees the memory and the disk space of the model. */
export async function forget(): Promise<void> {
  await engine.unload();
  for (const name of await caches.keys()) await caches.delete(name);
}

/** A cache of the model's whole context for each of `count` sequences, which are 0, 1, … */
export function createCache(count: number): unknown {
  const { tvm, vm } = pipeline();
  const sizes = [8, 8 * 512, 512, 16, 0].map((size) => tvm.makeShapeTuple([size]));
  const cache = vm.getFunction('create_tir_paged_kv_cache')(...sizes);
  const add = tvm.getGlobalFunc('vm.builtin.kv_state_add_sequence');
  for (let sequence = 0; sequence < count; sequence++) add(cache, tvm.scalar(sequence, 'int64'));
  return cache;
}

export function integers(values: number[]): Tensor {
  const { tvm, device } = pipeline();
  return tvm.empty([values.length], 'int32', device).copyFrom(Int32Array.from(values));
}

export function floats(shape: number[], values: number[]): Tensor {
  const { tvm, device } = pipeline();
  return tvm.empty(shape, 'float32', device).copyFrom(Float32Array.from(values));
}

export async function read(tensor: Tensor, dtype: string): Promise<number[]> {
  const { tvm, device } = pipeline();
  const host = tvm.empty(tensor.shape, dtype, tvm.cpu()).copyFrom(tensor);
  await device.sync();
  return Array.from(host.toArray());
}
