import { subgroupKernels as SECTION } from '../../../compiler/modellib/sections.json';
import { withMethod } from './withMethod';

/*
 * On a GPU with subgroups, threads can sum without workgroup memory and its barriers. A library's kernels run
 * everywhere; a section of its file (compiler/modellib/build.py) also has versions of some of them with
 * subgroups, which replace them on devices that pass the probe below.
 */

/** GPUBufferUsage and GPUMapMode, which TypeScript's library for workers lacks. */
const usage = { mapRead: 0x1, copySource: 0x4, copyDestination: 0x8, storage: 0x80 } as const;
const READ = 0x1;

/**
 * What the kernels rely on, though WGSL does not promise it: four consecutive threads are consecutive lanes.
 */
const probe = /* wgsl */ `
enable subgroups;
@group(0) @binding(0) var<storage, read_write> wrong : atomic<u32>;
@compute @workgroup_size(32, 8, 1)
fn main(@builtin(local_invocation_index) at : u32) {
  let second = subgroupShuffleDown(at, 1u);
  let third = subgroupShuffleDown(at, 2u);
  if (at % 4u == 0u && second != at + 1u) || (at % 4u < 2u && third != at + 2u) {
    atomicAdd(&wrong, 1u);
  }
}`;

/**
 * Runs `load`, whose libraries get their subgroup kernels on devices that have subgroups.
 *
 * @throws what `load` throws.
 */
export async function withSubgroupKernels<T>(load: () => Promise<T>): Promise<T> {
  const kernels = new Map<string, string>();
  const collect = (instantiate: typeof WebAssembly.instantiate) => {
    const collecting = async (source: BufferSource, imports?: WebAssembly.Imports) => {
      const made = await instantiate(source, imports);
      for (const [name, code] of readKernels(made.module)) kernels.set(name, code);
      return made;
    };
    return collecting as typeof instantiate;
  };
  const replace = (requestDevice: GPUAdapter['requestDevice']) =>
    async function (this: GPUAdapter, descriptor: GPUDeviceDescriptor = {}): Promise<GPUDevice> {
      if (kernels.size === 0 || !this.features.has('subgroups')) {
        return requestDevice.call(this, descriptor);
      }
      const requiredFeatures = [...(descriptor.requiredFeatures ?? []), 'subgroups' as const];
      const device = await requestDevice.call(this, { ...descriptor, requiredFeatures });
      if (await hasQuads(device)) useKernels(device, kernels);
      return device;
    };
  return withMethod(WebAssembly, 'instantiate', collect, () =>
    withMethod(GPUAdapter.prototype, 'requestDevice', replace, load),
  );
}

/** WGSL by entry point; empty for a module without such a section, such as a tokenizer. */
export function readKernels(module: WebAssembly.Module): ReadonlyMap<string, string> {
  const sections = WebAssembly.Module.customSections(module, SECTION);
  const texts = sections.map((section) => new TextDecoder().decode(section));
  return new Map(
    texts.flatMap((text) => Object.entries(JSON.parse(text) as Record<string, string>)),
  );
}

function useKernels(device: GPUDevice, kernels: ReadonlyMap<string, string>): void {
  const create = device.createShaderModule.bind(device);
  device.createShaderModule = (wanted) => {
    const [, entryPoint = ''] = /\bfn (\w+)\(/.exec(wanted.code) ?? [];
    return create({ ...wanted, code: kernels.get(entryPoint) ?? wanted.code });
  };
}

async function hasQuads(device: GPUDevice): Promise<boolean> {
  const { storage, copySource, copyDestination, mapRead } = usage;
  const wrong = device.createBuffer({ size: 4, usage: storage | copySource });
  const copy = device.createBuffer({ size: 4, usage: copyDestination | mapRead });
  try {
    const compute = { module: device.createShaderModule({ code: probe }) };
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const entries = [{ binding: 0, resource: { buffer: wrong } }];
    const layout = pipeline.getBindGroupLayout(0);
    pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
    pass.dispatchWorkgroups(1);
    pass.end();
    encoder.copyBufferToBuffer(wrong, 0, copy, 0, 4);
    device.queue.submit([encoder.finish()]);
    await copy.mapAsync(READ);
    return new Uint32Array(copy.getMappedRange())[0] === 0;
  } catch {
    // The device was lost, or its compiler lacks what it claims to have; the other kernels will do.
    return false;
  } finally {
    wrong.destroy();
    copy.destroy();
  }
}
