"""From a row of the table to objects, and through the linker to one .wasm."""

import json
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


def build(arch: Architecture, quantization: str, output: Path, runtime: Path):
    """Compiles an architecture and links it with the runtime object to `output`."""
    dtype = QUANTIZATIONS[quantization]
    target = Target(
        {"kind": "webgpu"},
        host=Target({"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm"}),
    )
    module = lower(assemble(arch, quantization, dtype, target), arch, target)
    with target:
        executable = relax.build(
            module, target=target, relax_pipeline=tvm.transform.Sequential([])
        )
    executable.export_library(str(output), fcompile=Linker(runtime))


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
