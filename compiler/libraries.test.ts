import { readdirSync, readFileSync } from 'node:fs';
import { create, globals } from 'webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { readKernels } from '../src/engine/runtime/subgroupKernels';
import { Library, type Shader } from './library';
import { folders } from './targets';

const root = new URL('..', import.meta.url);
const files = Object.values(folders).flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => `${folder}/${name}`),
);
/** Its devices die with it, and nothing else keeps it from being collected. */
const gpu = create(['backend=null']);
Object.assign(globalThis, globals);

/** Device limits as web-llm 0.2.86 asks for them (detectGPUDevice). */
const wanted = {
  maxBufferSize: 1 << 30,
  maxStorageBufferBindingSize: 1 << 30,
  maxComputeWorkgroupStorageSize: 32 << 10,
  maxStorageBuffersPerShaderStage: 10,
  // What web-llm falls back to on the smallest GPUs; no kernel may need more.
  maxComputeInvocationsPerWorkgroup: 256,
};

const globalFunctions = [
  'ffi.Array',
  'ffi.ArrayGetItem',
  'ffi.ArraySize',
  'ffi.FunctionListGlobalNamesFunctor',
  'ffi.ModuleGetFunction',
  'ffi.ModuleImportModule',
  'ffi.Shape',
  'ffi.SystemLib',
  'runtime.TVMTensorAllocWithScope',
  'runtime.TVMTensorCopyFromTo',
  'runtime.TVMTensorCreateView',
  'tvmjs.array.decode_bf16_to_f32_inplace',
  'tvmjs.array.decode_storage',
  'tvmjs.runtime.ArrayConcat',
  'tvmjs.runtime.ConcatEmbeddings',
  'tvmjs.runtime.TensorCopyFromBytes',
  'tvmjs.runtime.TensorCopyToBytes',
  'vm.builtin.apply_presence_and_frequency_penalty',
  'vm.builtin.apply_repetition_penalty',
  'vm.builtin.apply_softmax_with_temperature',
  'vm.builtin.attention_kv_cache_enable_sliding_window_for_seq',
  'vm.builtin.kv_state_add_sequence',
  'vm.builtin.kv_state_begin_forward',
  'vm.builtin.kv_state_clear',
  'vm.builtin.kv_state_end_forward',
  'vm.builtin.kv_state_fork_sequence',
  'vm.builtin.kv_state_popn',
  'vm.builtin.kv_state_remove_sequence',
  'vm.builtin.param_module_from_cache',
  'vm.builtin.param_module_from_cache_by_name',
  'vm.builtin.sample_top_p_from_logits',
  'vm.builtin.sample_top_p_from_prob',
  'vm.builtin.tensor_cache.clear',
  'vm.builtin.tensor_cache.get',
  'vm.builtin.tensor_cache.remove',
  'vm.builtin.tensor_cache.update',
];

/** Messages of the compiler, or undefined if the shader and its pipeline are good. */
async function compile(device: GPUDevice, shader: Shader): Promise<string | undefined> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code: shader.code });
  const { messages } = await module.getCompilationInfo();
  device.createComputePipeline({
    layout: 'auto',
    compute: { module, entryPoint: shader.name },
  });
  const error = await device.popErrorScope();
  const errors = messages.filter(({ type }) => type === 'error').map(({ message }) => message);
  return error === null && errors.length === 0
    ? undefined
    : `${shader.name}: ${[...errors, error?.message].join(' | ')}`;
}

async function nullDevice(): Promise<GPUDevice> {
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error('Dawn has no null adapter');
  // The null adapter has the default limits, some of which are even lower.
  const limits = Object.fromEntries(
    Object.entries(wanted).map(([name, limit]) => [
      name,
      Math.min(limit, adapter.limits[name as keyof typeof wanted]),
    ]),
  );
  return adapter.requestDevice({
    requiredLimits: limits,
    requiredFeatures: ['shader-f16', 'subgroups'],
  });
}

describe('WGSL in Dawn', () => {
  it('is refused when it is wrong, so that the checks below mean something', async () => {
    const device = await nullDevice();
    const broken = { name: 'main', code: '@compute @workgroup_size(1) fn main() { undefined(); }' };
    expect(await compile(device, broken)).toContain('undefined');
  });
});

describe.each(files)('%s', (file) => {
  const bytes = new Uint8Array(readFileSync(new URL(file, root)));
  let library: Library;
  beforeAll(async () => {
    library = await Library.open(bytes);
  });

  it('is small', () => {
    // size-limit measures the size with brotli, which takes seconds for each library.
    expect(bytes.length).toBeLessThanOrEqual(3_000_000);
  });

  it('has the global functions web-llm asks for', () => {
    expect(globalFunctions.filter((name) => !library.has(name))).toEqual([]);
    expect(library.has('vm.builtin.no_such_function')).toBe(false);
  });

  it('has shaders that all compile, with their pipelines', async () => {
    const device = await nullDevice();
    const shaders = library.shaders();
    // Compiling one takes a user's GPU up to half a second: adding one needs a reason.
    expect(shaders.length).toBeGreaterThan(20);
    expect(shaders.length).toBeLessThanOrEqual(36);
    const half = shaders.filter(({ code }) => code.includes('enable f16;'));
    expect(half.length > 0).toBe(file.includes('q4f16'));
    const failures = await Promise.all(shaders.map((shader) => compile(device, shader)));
    expect(failures.filter((failure) => failure !== undefined)).toEqual([]);
  });

  it('has kernels for subgroups where rows are long, in the place of others', async () => {
    const device = await nullDevice();
    const kernels = [...readKernels(new WebAssembly.Module(bytes))];
    const names = library.shaders().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(kernels.map(([name]) => name)));
    expect(kernels).toHaveLength(file.includes('demo') ? 0 : 5);
    const failures = await Promise.all(
      kernels.map(([name, code]) => compile(device, { name, code })),
    );
    expect(failures.filter((failure) => failure !== undefined)).toEqual([]);
    const half = kernels.filter(([, code]) => code.includes('enable f16;'));
    expect(half).toHaveLength(file.includes('q4f16') ? kernels.length : 0);
  });

  it('gives the message of a C++ error, and goes on', () => {
    expect(() => library.call('vm.builtin.match_prim_value', 1, 2, 3)).toThrow(/^\w+Error: /);
    expect(() => library.call('ffi.ArraySize', 7)).toThrow(/^TypeError: .*ffi\.ArraySize/s);
    expect(library.call('vm.builtin.copy', 42)).toBe(42);
  });

  it('hands on the message of a failing JavaScript callback', () => {
    expect(() => library.call('device_api.webgpu')).toThrow('GPUError: there is no GPU here');
  });
});
