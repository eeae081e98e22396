import type { Pipeline, Tensor, TvmFunction } from './pipeline';

/** Functions of a model's library that can be called at any time. */
export function bindFunctions<Name extends string>(
  { tvm, vm }: Pipeline,
  names: readonly Name[],
): Readonly<Record<Name, TvmFunction>> {
  tvm.beginScope();
  const bound = Object.fromEntries(
    names.map((name) => [name, tvm.detachFromCurrentScope(vm.getFunction(name))]),
  ) as Record<Name, TvmFunction>;
  tvm.endScope();
  return bound;
}

/** int32 [values.length], on the GPU until the end of the scope. */
export function integers({ tvm, device }: Pipeline, values: readonly number[]): Tensor {
  return tvm.empty([values.length], 'int32', device).copyFrom(Int32Array.from(values));
}

/** float32, likewise. */
export function floats(
  { tvm, device }: Pipeline,
  shape: readonly number[],
  values: readonly number[],
): Tensor {
  return tvm.empty(shape, 'float32', device).copyFrom(Float32Array.from(values));
}
