"""From a row of the table to objects, and through the linker to one .wasm."""

import json
import re
from dataclasses import replace
from pathlib import Path

import tvm
from tvm import relax, tirx
from tvm.s_tir import dlight
from tvm.target import Target

from .architecture import MAX_BATCH, QUANTIZATIONS, Architecture
from .cache import add_create_kv_cache
from .kernels import logits
from .link import Linker
from .llama import Llama
from .sampler import add_sampling
from .wasm import append_section

# Names of the custom sections in a library's file, which whoever loads it reads from here too.
# `subgroupKernels`: JSON of WGSL by entry point, to be used in place of the kernels of the same name
# by whoever has subgroups (engine/runtime/subgroupKernels.ts).
SECTIONS = json.loads((Path(__file__).parent / "sections.json").read_text())

# What TVM writes before each of the sources it lists.
SHADER_HEADER = re.compile(r"^(?://-+\n)?// Function: (\w+)\n//-+\n", re.MULTILINE)


def build(arch: Architecture, quantization: str, output: Path, runtime: Path):
    """Compiles an architecture and links it with the runtime object to `output`. What is another
    kernel with subgroups stands in a section beside those that run everywhere."""
    plain = compile_for({"kind": "webgpu"}, arch, quantization)
    plain.export_library(str(output), fcompile=Linker(runtime))
    kernels = subgroup_kernels(arch, quantization, shaders(plain))
    if kernels:
        append_section(output, SECTIONS["subgroupKernels"], json.dumps(kernels).encode())


def subgroup_kernels(arch: Architecture, quantization: str, plain: dict) -> dict[str, str]:
    """WGSL by entry point. `plain`: the library's own kernels, in whose place they are called."""
    # Every layer has the same kernels.
    one_layer = replace(arch, layers=1)
    target = {"kind": "webgpu", "supports_subgroups": True}
    compiled = shaders(compile_for(target, one_layer, quantization))
    kernels = {name: code for name, code in compiled.items() if "subgroupShuffle" in code}
    for name, code in kernels.items():
        if interface(code) != interface(plain[name]):
            raise RuntimeError(f"with subgroups {name} would have to be called in another way")
    return kernels


def compile_for(target: dict, arch: Architecture, quantization: str) -> relax.VMExecutable:
    host = Target({"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm"})
    with Target(target, host=host) as built_for:
        module = assemble(arch, quantization, QUANTIZATIONS[quantization], built_for)
        return relax.build(
            lower(module, arch, built_for),
            target=built_for,
            relax_pipeline=tvm.transform.Sequential([]),
        )


def shaders(executable: relax.VMExecutable) -> dict[str, str]:
    """The WGSL of each kernel, by its entry point."""
    modules = [executable.mod]
    found = {}
    for module in modules:
        modules.extend(module.imports)
        if module.kind == "webgpu":
            _, *parts = re.split(SHADER_HEADER, module.inspect_source())
            found.update(zip(parts[::2], parts[1::2], strict=True))
    return found


def interface(code: str) -> list[str]:
    """What a kernel is called with: its buffers, its numbers, the size of its workgroups."""
    head, _ = code.split("fn ", 1)
    apart = ("enable ", "var<workgroup>")
    return [line for line in head.splitlines() if line and not line.startswith(apart)]


def assemble(arch: Architecture, quantization: str, dtype: str, target: Target) -> tvm.IRModule:
    """The Relax module with every function web-llm calls, not lowered."""
    llama = Llama(arch, dtype)
    module, params = llama.export_tvm(spec=llama.spec())
    bb = relax.BlockBuilder(module)
    add_create_kv_cache(bb, arch, dtype, target)
    add_sampling(bb)
    with bb.function("_metadata", []):
        bb.emit_func_output(tvm.ir.StringImm(json.dumps(metadata(arch, quantization, params))))
    module = bb.finalize()
    for kernel in logits.KERNELS:
        module[kernel.attrs["global_symbol"]] = kernel
    return module


def metadata(arch: Architecture, quantization: str, params) -> dict:
    """What `_metadata` answers; web-llm reads params, prefill_chunk_size and kv_state_kind."""
    return {
        "model_type": "llama",
        "quantization": quantization,
        "context_window_size": arch.context,
        "sliding_window_size": -1,
        "attention_sink_size": -1,
        "prefill_chunk_size": arch.prefillChunk,
        "max_batch_size": MAX_BATCH,
        "tensor_parallel_shards": 1,
        "kv_state_kind": "kv_cache",
        "params": [
            {"name": name, "shape": [int(size) for size in param.shape], "dtype": str(param.dtype)}
            for name, param in params
        ],
    }


def lower(module: tvm.IRModule, arch: Architecture, target: Target) -> tvm.IRModule:
    """Down to VM calls and scheduled kernels. Our kernels are fused and scheduled by hand, so
    there is no operator fusion; dlight schedules the plain loops (page copies, RoPE)."""
    bounds = {"n": arch.prefillChunk, "b": MAX_BATCH}
    for symbol, function in list(module.functions.items()):
        if isinstance(function, relax.Function):
            module[symbol] = function.with_attr("tir_var_upper_bound", bounds)
    passes = [
        tirx.transform.BindTarget(target),
        relax.transform.LegalizeOps(),
        relax.transform.RewriteDataflowReshape(),
        relax.transform.DeadCodeElimination(),
        dlight.ApplyDefaultSchedule(dlight.gpu.Fallback()),
        tirx.transform.ForceNarrowIndexToInt32(),
        relax.transform.ToNonDataflow(),
        relax.transform.RemovePurityChecking(),
        relax.transform.CallTIRRewrite(),
        relax.transform.StaticPlanBlockMemory(),
        relax.transform.LowerAllocTensor(),
        relax.transform.KillAfterLastUse(),
        relax.transform.LowerRuntimeBuiltin(),
        relax.transform.VMShapeLower(),
        relax.transform.AttachGlobalSymbol(),
    ]
    with target:
        return tvm.transform.Sequential(passes)(module)
