"""Projections of the few tokens that a batch decodes: quantized matrix times up to TOKENS vectors.

As gemv.py, with each weight read and unpacked once for all of them. A token is summed in the same
order whatever else is in the batch, so its result does not depend on that. The norm is a pass of
its own here (rows.rms_norm): every workgroup would do it again for every token.
"""

from tvm.script import tirx as T

from ..shape import require_multiple
from .quantized import CODES_PER_WORD, GROUP, WORDS_PER_GROUP, code, silu

LANES = 32
TEAMS = 8  # so many that a workgroup reads no more of the tokens than of the weights
ROWS = 4
TOKENS = 8  # as many as a batch has
HALF = 4  # of them are computed always, the others only where there are more
MEETING = 2  # tokens whose partial sums meet in workgroup memory at once
STRIDE = LANES + 1  # odd, so that threads fall on different banks


def _projection(rows, cols, out_dtype, gated, residual):
    """The body of both kernels below."""
    words = cols // CODES_PER_WORD
    halves = 2 if gated else 1
    out = rows // halves
    mine = ROWS // halves  # results per team and token
    require_multiple("The rows of a long matrix", rows, TEAMS * ROWS)
    require_multiple("The columns of a long matrix", cols, LANES * CODES_PER_WORD)

    def weight_row(first, r):
        # The first `mine` sums of a team are rows of the gate half, the others of the up half.
        return (r // mine) * out + first + r % mine

    def place(ty, a, r):
        return ((ty * MEETING + a) * ROWS + r) * STRIDE

    @T.macro
    def multiply(n, first, half, word, X, weight, factor, value, dot, acc):
        for a in T.unroll(HALF):
            for j in T.unroll(CODES_PER_WORD):
                # Past the end, the last token again; its result is not stored.
                value[j] = T.Cast("float32", X[T.min(first + half + a, n - 1), word * 8 + j])
            for r in T.unroll(ROWS):
                dot[0] = value[0] * weight[r, 0]
                for j in T.unroll(CODES_PER_WORD - 1):
                    dot[0] = dot[0] + value[j + 1] * weight[r, j + 1]
                acc[half + a, r] = acc[half + a, r] + dot[0] * factor[r]

    @T.macro
    def project(n, X, W, S, R, Y):
        for by in T.thread_binding((n + TOKENS - 1) // TOKENS, thread="blockIdx.y"):
            for bx in T.thread_binding(out // (TEAMS * mine), thread="blockIdx.x"):
                for ty in T.thread_binding(TEAMS, thread="threadIdx.y"):
                    for tx in T.thread_binding(LANES, thread="threadIdx.x"):
                        with T.sblock("gemv"):
                            T.reads()
                            T.writes()
                            sums = T.sblock_alloc_buffer(
                                (TEAMS * MEETING * ROWS * STRIDE,), "float32", scope="shared"
                            )
                            acc = T.sblock_alloc_buffer((TOKENS, ROWS), "float32", scope="local")
                            weight = T.sblock_alloc_buffer(
                                (ROWS, CODES_PER_WORD), "float32", scope="local"
                            )
                            factor = T.sblock_alloc_buffer((ROWS,), "float32", scope="local")
                            value = T.sblock_alloc_buffer(
                                (CODES_PER_WORD,), "float32", scope="local"
                            )
                            dot = T.sblock_alloc_buffer((halves,), "float32", scope="local")
                            packed = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                            bt: T.let[T.int32] = by * TOKENS
                            first: T.let[T.int32] = (bx * TEAMS + ty) * mine
                            for a in T.unroll(TOKENS):
                                for r in T.unroll(ROWS):
                                    acc[a, r] = T.float32(0)
                            for i in T.serial(words // LANES):
                                word: T.let[T.int32] = i * LANES + tx
                                for r in T.unroll(ROWS):
                                    packed[0] = W[weight_row(first, r), word]
                                    factor[r] = T.Cast(
                                        "float32", S[weight_row(first, r), word // WORDS_PER_GROUP]
                                    )
                                    for j in T.unroll(CODES_PER_WORD):
                                        weight[r, j] = code(packed[0], j)
                                multiply(n, bt, 0, word, X, weight, factor, value, dot, acc)
                                # A loop of one round or none: software GPUs go through what an `if`
                                # would leave out.
                                for once in T.serial(T.min(T.max(n - bt - HALF, 0), 1)):
                                    multiply(n, bt, HALF, word, X, weight, factor, value, dot, acc)
                            for g in T.unroll(TOKENS // MEETING):
                                for a in T.unroll(MEETING):
                                    for r in T.unroll(ROWS):
                                        sums[place(ty, a, r) + tx] = acc[g * MEETING + a, r]
                                T.tvm_storage_sync("shared")
                                token: T.let[T.int32] = bt + g * MEETING + tx // mine
                                if (tx < MEETING * mine) and (token < n):
                                    for h in T.unroll(halves):
                                        dot[h] = T.float32(0)
                                    for lane in T.serial(LANES):
                                        for h in T.unroll(halves):
                                            dot[h] = (
                                                dot[h]
                                                + sums[
                                                    place(ty, tx // mine, h * mine + tx % mine)
                                                    + lane
                                                ]
                                            )
                                    if gated:
                                        dot[0] = silu(dot[0]) * dot[1]
                                    if residual:
                                        dot[0] = dot[0] + T.Cast(
                                            "float32", R[token, first + tx % mine]
                                        )
                                    Y[token, first + tx % mine] = T.Cast(out_dtype, dot[0])
                                T.tvm_storage_sync("shared")

    return project


def plain_gemv(rows, cols, dtype, out_dtype, gated):
    """Weight [rows, cols] times each of x [n, cols] -> [n, out].

    `gated`: the rows are gate over up, and out = rows / 2 values of silu(gate) * up.
    """
    project = _projection(rows, cols, out_dtype, gated, residual=False)

    @T.prim_func(s_tir=True, private=True)
    def few_projection(x: T.handle, weight: T.handle, scale: T.handle, y: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        Y = T.match_buffer(y, (n, rows // 2 if gated else rows), out_dtype)
        project(n, X, W, S, X, Y)

    return few_projection


def residual_gemv(rows, cols, dtype):
    """residual + weight [rows, cols] times each of x [n, cols]; residual and result [n, rows]."""
    project = _projection(rows, cols, dtype, gated=False, residual=True)

    @T.prim_func(s_tir=True, private=True)
    def few_residual(
        x: T.handle, weight: T.handle, scale: T.handle, residual: T.handle, y: T.handle
    ):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        R = T.match_buffer(residual, (n, rows), dtype)
        Y = T.match_buffer(y, (n, rows), dtype)
        project(n, X, W, S, R, Y)

    return few_residual
