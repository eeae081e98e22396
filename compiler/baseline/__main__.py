"""python -m baseline ARCHITECTURE QUANTIZATION OUTPUT RUNTIME_OBJECT [LAYERS]"""

import sys
from pathlib import Path

import tvm
from tvm import relax, tirx
from tvm.s_tir import dlight

from modellib import build as ours
from modellib import llama
from modellib.architecture import MAX_BATCH, load_architecture

from .projections import Plain


class Llama(llama.Llama):
    """modellib's model with unscheduled projections."""

    def __init__(self, arch, dtype):
        super().__init__(arch, dtype)
        self.one = Plain(arch, dtype, last=True)
        self.prompt = self.batch = Plain(arch, dtype)


def lower(module: tvm.IRModule, arch, target) -> tvm.IRModule:
    """TVM's lowering: operators are fused, and dlight's rules schedule every kernel without a schedule."""
    for symbol, function in list(module.functions.items()):
        if isinstance(function, relax.Function):
            bounds = {"n": arch.prefillChunk, "b": MAX_BATCH}
            module[symbol] = function.with_attr("tir_var_upper_bound", bounds)
    gpu = dlight.gpu
    passes = [
        tirx.transform.BindTarget(target),
        relax.transform.LegalizeOps(),
        relax.transform.AnnotateTIROpPattern(),
        relax.transform.FoldConstant(),
        relax.transform.FuseOps(),
        relax.transform.FuseTIR(),
        relax.transform.DeadCodeElimination(),
        dlight.ApplyDefaultSchedule(
            gpu.Matmul(), gpu.GEMV(), gpu.Reduction(), gpu.GeneralReduction(), gpu.Fallback()
        ),
        tirx.transform.ForceNarrowIndexToInt32(),
    ]
    with target:
        module = tvm.transform.Sequential(passes)(module)
    return ours_lower(module, arch, target)


ours_lower = ours.lower

if __name__ == "__main__":
    name, quantization, output, runtime, *layers = sys.argv[1:]
    ours.Llama, ours.lower = Llama, lower
    # With subgroups, TVM's schedules use other workgroup sizes, which would not fit the same calls.
    ours.subgroup_kernels = lambda *_: {}
    ours.build(load_architecture(name, *map(int, layers)), quantization, Path(output), Path(runtime))
