"""The sampling functions, as Relax functions around kernels/ranking.py and kernels/sampling.py.

Batch and vocabulary are symbolic. web-llm calls softmax_with_temperature, argsort_probs (which
gives the TOP_K best, in order, not the whole vocabulary) and sample_with_top_p; the others are for
sampling a whole batch.
"""

from tvm import relax, tirx

from .kernels import ranking, sampling

K = ranking.TOP_K


def add_sampling(bb: relax.BlockBuilder):
    """Adds the functions to the module under construction."""
    b, v, k, n = (tirx.Var(size, "int64") for size in "bvkn")
    f32, i32 = _tensor("float32"), _tensor("int32")

    softmax = bb.add_func(sampling.softmax_rows, "softmax_rows")
    select = bb.add_func(ranking.select_top_k, "select_top_k")
    sample = bb.add_func(sampling.sample_top_p, "sample_top_p")
    sample_rows = bb.add_func(sampling.sample_every_row, "sample_every_row")
    chunks = bb.add_func(ranking.best_of_chunks, "best_of_chunks")
    bests = bb.add_func(ranking.best_of_bests, "best_of_bests")
    argmax_join = bb.add_func(ranking.argmax_join, "argmax_join")
    logprobs = bb.add_func(sampling.logprobs_of_best, "logprobs_of_best")

    def call(function, args, out):
        return bb.emit(relax.call_tir(function, args, out_ty=out))

    def pair(of):
        return bb.emit(of[0]), bb.emit(of[1])

    few = ranking.chunks_of(v)
    fewer = ranking.chunks_of(few)

    def select_best(numbers):
        ranks, _ = pair(call(chunks, [numbers], [i32(b, few), i32(b, few)]))
        return call(select, [numbers, ranks], [f32(b, K), i32(b, K)])

    _add(
        bb,
        "softmax_with_temperature",
        {"logits": f32(b, 1, v), "temperature": f32(b)},
        lambda *args: call(softmax, args, f32(b, 1, v)),
    )
    _add(
        bb,
        "argsort_probs",
        {"probs": f32(b, v)},
        select_best,
    )
    _add(
        bb,
        "sample_with_top_p",
        {
            "sorted_probs": f32(b, k),
            "sorted_indices": i32(b, k),
            "uniform_samples": f32(n),
            "sample_indices": i32(n),
            "top_p": f32(b),
        },
        lambda *args: call(sample, args, i32(n)),
    )
    _add(
        bb,
        "sample_rows",
        {
            "sorted_probs": f32(b, k),
            "sorted_indices": i32(b, k),
            "uniform": f32(b),
            "top_p": f32(b),
            "top_k": i32(b),
        },
        lambda *args: call(sample_rows, args, i32(b)),
    )

    def argmax(logits):
        some = pair(call(chunks, [logits], [i32(b, few), i32(b, few)]))
        best = pair(call(bests, some, [i32(b, fewer), i32(b, fewer)]))
        return call(argmax_join, best, i32(b))

    _add(bb, "argmax_rows", {"logits": f32(b, v)}, argmax)

    def top_logprobs(logits):
        values, indices = pair(select_best(logits))
        of_values = call(logprobs, [logits, values], f32(b, K))
        return bb.emit(relax.Tuple([of_values, indices]))

    _add(bb, "top_logprobs", {"logits": f32(b, v)}, top_logprobs)


def _tensor(dtype):
    return lambda *shape: relax.TensorType(shape, dtype)


def _add(bb, name, params, body):
    args = [relax.Var(param, type_) for param, type_ in params.items()]
    with bb.function(name, args):
        with bb.dataflow():
            result = bb.emit_output(body(*args))
        bb.emit_func_output(result)
