"""The sampling functions web-llm calls, as Relax functions around kernels/sampling.py."""

from tvm import relax, tirx

from .kernels import sampling


def add_sampling(bb: relax.BlockBuilder):
    """Adds softmax_with_temperature, argsort_probs and sample_with_top_p; batch and vocabulary
    are symbolic. argsort_probs gives the TOP_K best, in order, not the whole vocabulary."""
    _add(
        bb,
        "softmax_with_temperature",
        sampling.softmax_rows,
        lambda b, v, n: [("logits", (b, 1, v), "float32"), ("temperature", (b,), "float32")],
        lambda b, v, n: [((b, 1, v), "float32")],
    )
    _add(
        bb,
        "argsort_probs",
        sampling.select_top_k,
        lambda b, v, n: [("probs", (b, v), "float32")],
        lambda b, v, n: [((b, sampling.TOP_K), "float32"), ((b, sampling.TOP_K), "int32")],
    )
    _add(
        bb,
        "sample_with_top_p",
        sampling.sample_top_p,
        lambda b, v, n: [
            ("sorted_probs", (b, v), "float32"),
            ("sorted_indices", (b, v), "int32"),
            ("uniform_samples", (n,), "float32"),
            ("sample_indices", (n,), "int32"),
            ("top_p", (b,), "float32"),
        ],
        lambda b, v, n: [((n,), "int32")],
    )


def _add(bb, name, kernel, params, results):
    sizes = [tirx.Var(size, "int64") for size in ("b", "v", "n")]
    args = [relax.Var(arg, relax.TensorType(shape, dtype)) for arg, shape, dtype in params(*sizes)]
    types = [relax.TensorType(shape, dtype) for shape, dtype in results(*sizes)]
    function = bb.add_func(kernel, kernel.__name__ if hasattr(kernel, "__name__") else name + "_kernel")
    with bb.function(name, args):
        with bb.dataflow():
            call = relax.call_tir(function, args, out_ty=types if len(types) > 1 else types[0])
            result = bb.emit_output(call)
        bb.emit_func_output(result)
