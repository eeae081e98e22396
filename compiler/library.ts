import type { Bytes } from '../src/core/bytes';

/**
 * A model library outside a browser: just enough of tvm-ffi's C interface (wasm32; layouts of
 * tvm/ffi/c_api.h) to call global functions with numbers, text and objects.
 */

const TYPE = { none: 0, int: 1, bool: 2, rawText: 8, smallText: 11, text: 65, error: 67 } as const;
const ANY_SIZE = 16;
const HEADER_SIZE = 24;

/**
 * A reference to an object of the library, with its type. Never freed, because libraries are short-lived
 * here.
 */
export interface Handle {
  readonly type: number;
  readonly pointer: number;
}

export type Value = number | string | boolean | null | Handle;

/** Functions that web-llm's JavaScript defines for the GPU; the kernels' module looks them up. */
const gpuFunctions = ['wasm.WebGPUDeviceAPI', 'wasm.WebGPUCreateShader'];

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  TVMWasmAllocSpace(size: number): number;
  TVMFFIFunctionGetGlobal(name: number, out: number): number;
  TVMFFIFunctionSetGlobal(name: number, handle: number, override: number): number;
  TVMFFIFunctionCall(handle: number, args: number, count: number, result: number): number;
  TVMFFIWasmFunctionCreate(resource: number, out: number): number;
  TVMFFIWasmGetLastError(): number;
  TVMFFIErrorSetRaisedFromCStr(kind: number, message: number): void;
}

/** What web-llm gives the GPU device to build one pipeline of a library. */
export interface Shader {
  /** Also the entry point. */
  readonly name: string;
  readonly code: string;
}

export class Library {
  readonly #wasm: Exports;

  private constructor(wasm: Exports) {
    this.#wasm = wasm;
  }

  /** @throws WebAssembly.LinkError when the library asks for an import that web-llm does not give. */
  static async open(bytes: Bytes): Promise<Library> {
    const opened: { library?: Library } = {};
    const nothing = () => 0;
    const { instance } = await WebAssembly.instantiate(bytes, {
      env: {
        TVMFFIWasmSafeCall: () =>
          opened.library === undefined
            ? -1
            : opened.library.#raise('GPUError', 'there is no GPU here'),
        TVMFFIWasmFunctionDeleter: nothing,
        emscripten_notify_memory_growth: nothing,
      },
      wasi_snapshot_preview1: Object.fromEntries(
        [
          'clock_time_get',
          'environ_get',
          'environ_sizes_get',
          'fd_close',
          'fd_read',
          'fd_seek',
          'fd_write',
          'proc_exit',
        ].map((name) => [name, nothing]),
      ),
    });
    const wasm = instance.exports as unknown as Exports;
    wasm._initialize();
    const library = new Library(wasm);
    opened.library = library;
    for (const name of gpuFunctions) library.#defineFailing(name);
    return library;
  }

  has(name: string): boolean {
    return this.#global(name) !== 0;
  }

  /** Calls a global function. @throws Error with tvm-ffi's "Kind: message" when it fails. */
  call(name: string, ...args: Value[]): Value {
    const pointer = this.#global(name);
    if (pointer === 0) throw new Error(`no global function ${name}`);
    return this.callHandle({ type: 0, pointer }, ...args);
  }

  /** Calls a function object. @throws Error with tvm-ffi's "Kind: message" when it fails. */
  callHandle(callee: Handle, ...args: Value[]): Value {
    const packed = this.#allocate(ANY_SIZE * Math.max(args.length, 1));
    args.forEach((value, i) => this.#write(packed + i * ANY_SIZE, value));
    const result = this.#allocate(ANY_SIZE);
    this.#write(result, null);
    this.#check(this.#wasm.TVMFFIFunctionCall(callee.pointer, packed, args.length, result));
    return this.#read(result);
  }

  /** A function of the library's own modules, including the kernels' modules. */
  find(name: string): Handle {
    const module = this.call('ffi.SystemLib');
    const found = this.call('ffi.ModuleGetFunction', module, name, true);
    if (found === null || typeof found !== 'object') throw new Error(`no function ${name}`);
    return found;
  }

  /** Every WGSL module in the library. */
  shaders(): Shader[] {
    const map = this.callHandle(this.find('webgpu.get_fmap'));
    const source = this.find('webgpu.get_shader');
    return Object.keys(JSON.parse(asText(map)) as Record<string, unknown>).map((name) => ({
      name,
      code: asText(this.callHandle(source, name)),
    }));
  }

  /** Defines a global function `name` that always fails. */
  #defineFailing(name: string): void {
    const out = this.#allocate(8);
    this.#check(this.#wasm.TVMFFIWasmFunctionCreate(1, out));
    const handle = this.#view().getUint32(out, true);
    this.#check(this.#wasm.TVMFFIFunctionSetGlobal(this.#bytes(name), handle, 1));
  }

  #raise(kind: string, message: string): number {
    this.#wasm.TVMFFIErrorSetRaisedFromCStr(this.#text(kind), this.#text(message));
    return -1;
  }

  #global(name: string): number {
    const out = this.#allocate(8);
    this.#check(this.#wasm.TVMFFIFunctionGetGlobal(this.#bytes(name), out));
    return this.#view().getUint32(out, true);
  }

  #check(status: number): void {
    if (status !== 0) throw new Error(this.#textAt(this.#wasm.TVMFFIWasmGetLastError()));
  }

  #write(at: number, value: Value): void {
    const put = (type: number, bits: bigint) => {
      this.#view().setBigInt64(at, BigInt(type), true);
      this.#view().setBigInt64(at + 8, bits, true);
    };
    if (value === null) put(TYPE.none, 0n);
    else if (typeof value === 'number') put(TYPE.int, BigInt(value));
    else if (typeof value === 'boolean') put(TYPE.bool, BigInt(value));
    else if (typeof value === 'string') put(TYPE.rawText, BigInt(this.#text(value)));
    else put(value.type, BigInt(value.pointer));
  }

  #read(at: number): Value {
    const type = this.#view().getInt32(at, true);
    const pointer = this.#view().getUint32(at + 8, true);
    switch (type) {
      case TYPE.none:
        return null;
      case TYPE.int:
        return Number(this.#view().getBigInt64(at + 8, true));
      case TYPE.bool:
        return pointer !== 0;
      case TYPE.smallText:
        return this.#decode(at + 8, this.#view().getUint32(at + 4, true));
      case TYPE.text:
        return this.#decode(
          this.#view().getUint32(pointer + HEADER_SIZE, true),
          this.#view().getUint32(pointer + HEADER_SIZE + 4, true),
        );
      default:
        return { type, pointer };
    }
  }

  #allocate(size: number): number {
    return this.#wasm.TVMWasmAllocSpace(size);
  }

  #view(): DataView {
    return new DataView(this.#wasm.memory.buffer);
  }

  #decode(at: number, size: number): string {
    return new TextDecoder().decode(new Uint8Array(this.#wasm.memory.buffer, at, size));
  }

  #textAt(at: number): string {
    const end = new Uint8Array(this.#wasm.memory.buffer).indexOf(0, at);
    return this.#decode(at, end - at);
  }

  #text(text: string): number {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const at = this.#allocate(bytes.length);
    new Uint8Array(this.#wasm.memory.buffer).set(bytes, at);
    return at;
  }

  /** A TVMFFIByteArray { data, size }. */
  #bytes(text: string): number {
    const at = this.#allocate(8);
    const data = this.#text(text);
    this.#view().setUint32(at, data, true);
    this.#view().setUint32(at + 4, new TextEncoder().encode(text).length, true);
    return at;
  }
}

function asText(value: Value): string {
  if (typeof value !== 'string') throw new TypeError('the library returned no text');
  return value;
}
