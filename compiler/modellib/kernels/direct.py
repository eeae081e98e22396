"""Projections whose rows are short: a thread computes whole sums, with no workgroup memory.

Barriers and workgroup memory are nearly all the cost of a small projection on a software GPU
(measured on SwiftShader: 40 ms with them, 1 ms without), and a short row leaves too little work to
share on a real one. Long rows go through gemv.py and gemm.py.
"""

from tvm.script import tirx as T

from ..shape import LONGEST_SHORT_ROW, require_multiple
from .quantized import CODES_PER_WORD, GROUP, WORDS_PER_GROUP, code, silu

THREADS = 32
ROWS = 4  # of the matrix, a thread
MANY_ROWS = 8  # for many tokens, which are then read half as often, where threads are enough
MANY_RESULTS = 512
TOKENS = 4  # a thread takes at once, where there are many
LONGEST_ROW = LONGEST_SHORT_ROW


def _projection(rows, cols, out_dtype, tokens, epsilon, gated, residual):
    """The body of both kernels below; `epsilon` is None without a norm."""
    words = cols // CODES_PER_WORD
    halves = 2 if gated else 1
    out = rows // halves
    each = MANY_ROWS if tokens > 1 and out >= MANY_RESULTS else ROWS
    mine = each // halves  # results per thread and token
    normed = epsilon is not None
    epsilon = epsilon or 0.0
    require_multiple("The rows of a short matrix", rows, THREADS * each)
    require_multiple("The columns of a matrix", cols, GROUP)

    def weight_row(first, r):
        # The first `mine` sums of a thread are rows of the gate half, the others of the up half.
        return (r // mine) * out + first + r % mine

    def blocks(n):
        return 1 if tokens == 1 else (n + tokens - 1) // tokens

    def token(by, a, n):
        # Past the end, the last token again; its result is not stored.
        return n - 1 if tokens == 1 else T.min(by * tokens + a, n - 1)

    @T.macro
    def project(n, X, G, W, S, R, Y):
        for by in T.thread_binding(blocks(n), thread="blockIdx.y"):
            for bx in T.thread_binding(out // (THREADS * mine), thread="blockIdx.x"):
                for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                    with T.sblock("project"):
                        T.reads()
                        T.writes()
                        acc = T.sblock_alloc_buffer((tokens, each), "float32", scope="local")
                        dot = T.sblock_alloc_buffer((tokens,), "float32", scope="local")
                        square = T.sblock_alloc_buffer((tokens,), "float32", scope="local")
                        value = T.sblock_alloc_buffer(
                            (tokens, CODES_PER_WORD), "float32", scope="local"
                        )
                        packed = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                        weight = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        first: T.let[T.int32] = (bx * THREADS + tx) * mine
                        for a in T.unroll(tokens):
                            square[a] = T.float32(0)
                            for r in T.unroll(each):
                                acc[a, r] = T.float32(0)
                        for word in T.serial(words):
                            for j in T.unroll(CODES_PER_WORD):
                                if normed:
                                    weight[0] = T.Cast("float32", G[word * 8 + j])
                                for a in T.unroll(tokens):
                                    value[a, j] = T.Cast(
                                        "float32", X[token(by, a, n), word * 8 + j]
                                    )
                                    if normed:
                                        square[a] = square[a] + value[a, j] * value[a, j]
                                        value[a, j] = value[a, j] * weight[0]
                            for r in T.unroll(each):
                                packed[0] = W[weight_row(first, r), word]
                                for a in T.unroll(tokens):
                                    dot[a] = T.float32(0)
                                for j in T.unroll(CODES_PER_WORD):
                                    weight[0] = code(packed[0], j)
                                    for a in T.unroll(tokens):
                                        dot[a] = dot[a] + value[a, j] * weight[0]
                                weight[0] = T.Cast(
                                    "float32", S[weight_row(first, r), word // WORDS_PER_GROUP]
                                )
                                for a in T.unroll(tokens):
                                    acc[a, r] = acc[a, r] + dot[a] * weight[0]
                        for a in T.unroll(tokens):
                            if normed:
                                square[a] = T.rsqrt(
                                    square[a] / T.float32(cols) + T.float32(epsilon)
                                )
                                for r in T.unroll(each):
                                    acc[a, r] = acc[a, r] * square[a]
                            if by * tokens + a < n:
                                for r in T.unroll(mine):
                                    if gated:
                                        acc[a, r] = silu(acc[a, r]) * acc[a, r + mine]
                                    if residual:
                                        acc[a, r] = acc[a, r] + T.Cast(
                                            "float32", R[by * tokens + a, first + r]
                                        )
                                    Y[by * tokens + a, first + r] = T.Cast(out_dtype, acc[a, r])

    return project


def normed_projection(rows, cols, dtype, out_dtype, tokens, epsilon, gated):
    """RMS norm of x [n, cols], then its projection -> [n, out], `tokens` of them a thread.

    With one token a thread it is only the last of x that counts, and the result is [1, out].

    The norm costs no pass of its own: the sum of squares is gathered beside the dot products.
    `gated`: the rows are gate over up, and out = rows / 2 values of silu(gate) * up.
    """
    project = _projection(rows, cols, out_dtype, tokens, epsilon, gated, residual=False)

    @T.prim_func(s_tir=True, private=True)
    def direct_normed(
        x: T.handle, norm: T.handle, weight: T.handle, scale: T.handle, y: T.handle
    ):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        G = T.match_buffer(norm, (cols,), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        Y = T.match_buffer(y, (_results(n, tokens), rows // 2 if gated else rows), out_dtype)
        project(n, X, G, W, S, X, Y)

    return direct_normed


def residual_projection(rows, cols, dtype, tokens):
    """residual + projection of x [n, cols]; residual and result [n, rows]. `tokens` as above,
    except that with one, n is one as well."""
    project = _projection(rows, cols, dtype, tokens, None, gated=False, residual=True)

    @T.prim_func(s_tir=True, private=True)
    def direct_residual(
        x: T.handle, weight: T.handle, scale: T.handle, residual: T.handle, y: T.handle
    ):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        R = T.match_buffer(residual, (n, rows), dtype)
        Y = T.match_buffer(y, (n, rows), dtype)
        project(n, X, X, W, S, R, Y)

    return direct_residual


def _results(n, tokens):
    return 1 if tokens == 1 else n
