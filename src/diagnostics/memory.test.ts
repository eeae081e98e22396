import { create, globals } from 'webgpu';
import { describe, expect, it, vi } from 'vitest';
import { memoryBytes, openMemory } from './memory';

const MiB = 2 ** 20;

describe('the piece of memory to read', () => {
  const limits = (maxBufferSize: number, maxStorageBufferBindingSize = maxBufferSize) => ({
    maxBufferSize,
    maxStorageBufferBindingSize,
  });

  it('is larger than caches where the limits allow it', () => {
    expect(memoryBytes(limits(4096 * MiB), false)).toBe(256 * MiB);
    expect(memoryBytes(limits(256 * MiB, 128 * MiB), false)).toBe(128 * MiB);
  });

  it('is a power of two', () => {
    expect(memoryBytes(limits(200 * MiB - 4), false)).toBe(128 * MiB);
  });

  it('is small for a GPU of software', () => {
    expect(memoryBytes(limits(1024 * MiB), true)).toBe(64 * MiB);
  });
});

describe('on a device that checks all and computes nothing', () => {
  Object.assign(globalThis, globals);
  const gpu = create(['backend=null']);

  /** The real adapter, with its devices observed. */
  function watched(change: (device: GPUDevice) => void = () => undefined) {
    const devices: GPUDevice[] = [];
    const requestAdapter = async () => {
      const adapter = await gpu.requestAdapter();
      if (adapter === null) return null;
      const requestDevice = adapter.requestDevice.bind(adapter);
      adapter.requestDevice = async (descriptor) => {
        const device = await requestDevice(descriptor);
        change(device);
        vi.spyOn(device, 'destroy');
        devices.push(device);
        return device;
      };
      return adapter;
    };
    return { gpu: { requestAdapter }, devices };
  }

  it('the programs and their buffers are valid, and the device is given back', async () => {
    const { gpu: seen, devices } = watched();
    let ms = 0;
    const memory = await openMemory({ gpu: seen, now: () => (ms += 500) });
    expect(memory.bytes % 2 ** 17).toBe(0);
    expect(await memory.read(3)).toBeGreaterThan(0);
    expect(devices[0]!.destroy).not.toHaveBeenCalled();
    memory.close();
    expect(devices[0]!.destroy).toHaveBeenCalledOnce();
  });

  it('takes less where there is no room, and gives up where that tells nothing', async () => {
    const sizes: number[] = [];
    const { gpu: full, devices } = watched((device) => {
      device.popErrorScope = () => Promise.resolve({ message: 'full' } as GPUError);
      const createBuffer = device.createBuffer.bind(device);
      device.createBuffer = (descriptor) => {
        sizes.push(descriptor.size / MiB);
        return createBuffer({ ...descriptor, size: 4 });
      };
    });
    await expect(openMemory({ gpu: full, now: () => 0 })).rejects.toMatchObject({
      code: 'out-of-memory',
    });
    expect(sizes.at(-1)).toBe(32);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(devices[0]!.destroy).toHaveBeenCalledOnce();
  });

  it('says why there is none', async () => {
    const now = () => 0;
    await expect(openMemory({ gpu: undefined, now })).rejects.toMatchObject({
      code: 'webgpu-unavailable',
    });
    const none = { requestAdapter: () => Promise.resolve(null) };
    await expect(openMemory({ gpu: none, now })).rejects.toMatchObject({
      code: 'adapter-unavailable',
    });
  });
});
