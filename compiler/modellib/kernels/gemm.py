"""Projections of many tokens: quantized matrix times matrix, tiled through workgroup memory."""

from dataclasses import dataclass

from tvm.script import tirx as T

from ..shape import require_multiple
from .quantized import CODES_PER_WORD, GROUP, WORDS_PER_GROUP, code, silu


@dataclass(frozen=True)
class Tile:
    """A workgroup makes `tokens` x `rows` sums, each thread `ti` x `ri` of them, from `step`
    columns at a time. Both tiles stay under 16 KB of workgroup memory."""

    tokens: int
    rows: int
    ti: int
    ri: int
    step: int

    @property
    def threads(self) -> int:
        """Threads in a workgroup."""
        return (self.tokens // self.ti) * (self.rows // self.ri)


PREFILL = Tile(tokens=32, rows=32, ti=4, ri=4, step=32)


def _tiled(rows, cols, out_dtype, tile, gated, residual):
    """The body of both kernels below."""
    halves = 2 if gated else 1
    out = rows // halves
    wide = tile.rows // halves  # results along the rows, per workgroup
    step = tile.step
    step_words = step // CODES_PER_WORD
    # Odd, so that threads fall on different banks; TVM would cut such a margin off two dimensions.
    stride = step + 1
    across = tile.rows // tile.ri  # threads along the rows
    tokens, threads, ti, ri = tile.tokens, tile.threads, tile.ti, tile.ri
    require_multiple("The rows of a long matrix", rows, tile.rows)
    require_multiple("The columns of a long matrix", cols, step)
    assert ri % halves == 0
    assert tile.rows * step_words % threads == 0 and tokens * step % threads == 0

    def weight_row(bn, e):
        # Gate rows and up rows alternate in a tile, so that one thread holds both of a pair.
        return (e % halves) * out + bn * wide + e // halves

    @T.macro
    def multiply(n, X, W, S, R, Y):
        for bm in T.thread_binding((n + tokens - 1) // tokens, thread="blockIdx.y"):
            for bn in T.thread_binding(out // wide, thread="blockIdx.x"):
                for t in T.thread_binding(threads, thread="threadIdx.x"):
                    with T.sblock("gemm"):
                        T.reads()
                        T.writes()
                        xs = T.sblock_alloc_buffer((tokens * stride,), "float32", scope="shared")
                        ws = T.sblock_alloc_buffer((tile.rows * stride,), "float32", scope="shared")
                        acc = T.sblock_alloc_buffer((ti, ri), "float32", scope="local")
                        # Read once by name: not every compiler of shaders sees what is read twice.
                        x = T.sblock_alloc_buffer((ti,), "float32", scope="local")
                        w = T.sblock_alloc_buffer((ri,), "float32", scope="local")
                        packed = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                        factor = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        token0: T.let[T.int32] = t // across * ti
                        row0: T.let[T.int32] = t % across * ri
                        for a in T.unroll(ti):
                            for b in T.unroll(ri):
                                acc[a, b] = T.float32(0)
                        for k in T.serial(cols // step):
                            for i in T.serial(tokens * step // threads):
                                e: T.let[T.int32] = i * threads + t
                                token: T.let[T.int32] = bm * tokens + e // step
                                xs[e // step * stride + e % step] = T.float32(0)
                                if token < n:
                                    xs[e // step * stride + e % step] = T.Cast(
                                        "float32", X[token, k * step + e % step]
                                    )
                            for i in T.serial(tile.rows * step_words // threads):
                                e: T.let[T.int32] = i * threads + t
                                row: T.let[T.int32] = weight_row(bn, e // step_words)
                                word: T.let[T.int32] = k * step_words + e % step_words
                                packed[0] = W[row, word]
                                factor[0] = T.Cast("float32", S[row, word // WORDS_PER_GROUP])
                                for j in T.unroll(CODES_PER_WORD):
                                    ws[
                                        e // step_words * stride + e % step_words * CODES_PER_WORD + j
                                    ] = code(packed[0], j) * factor[0]
                            T.tvm_storage_sync("shared")
                            # A short prompt does not fill its tile, and nobody needs the rest.
                            if bm * tokens + token0 < n:
                                for c in T.serial(step):
                                    for a in T.unroll(ti):
                                        x[a] = xs[(token0 + a) * stride + c]
                                    for b in T.unroll(ri):
                                        w[b] = ws[(row0 + b) * stride + c]
                                    for a in T.unroll(ti):
                                        for b in T.unroll(ri):
                                            acc[a, b] = acc[a, b] + x[a] * w[b]
                            T.tvm_storage_sync("shared")
                        for a in T.unroll(ti):
                            if bm * tokens + token0 + a < n:
                                for b in T.unroll(ri // halves):
                                    if gated:
                                        acc[a, b] = (
                                            silu(acc[a, halves * b]) * acc[a, halves * b + 1]
                                        )
                                    if residual:
                                        acc[a, b] = acc[a, b] + T.Cast(
                                            "float32",
                                            R[bm * tokens + token0 + a, bn * wide + row0 + b],
                                        )
                                    Y[
                                        bm * tokens + token0 + a, bn * wide + row0 // halves + b
                                    ] = T.Cast(out_dtype, acc[a, b])

    return multiply


def plain_gemm(rows, cols, dtype, out_dtype, tile, gated):
    """x [n, cols] times weight [rows, cols] -> [n, out], n symbolic.

    `gated`: the rows are gate over up, and out = rows / 2 values of silu(gate) * up.
    """
    multiply = _tiled(rows, cols, out_dtype, tile, gated, residual=False)

    @T.prim_func(s_tir=True, private=True)
    def matmul(x: T.handle, weight: T.handle, scale: T.handle, y: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        Y = T.match_buffer(y, (n, rows // 2 if gated else rows), out_dtype)
        multiply(n, X, W, S, X, Y)

    return matmul


def residual_gemm(rows, cols, dtype, tile):
    """residual + x [n, cols] times weight [rows, cols]; residual and result [n, rows]."""
    multiply = _tiled(rows, cols, dtype, tile, gated=False, residual=True)

    @T.prim_func(s_tir=True, private=True)
    def residual_matmul(
        x: T.handle, weight: T.handle, scale: T.handle, residual: T.handle, y: T.handle
    ):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        R = T.match_buffer(residual, (n, rows), dtype)
        Y = T.match_buffer(y, (n, rows), dtype)
        multiply(n, X, W, S, R, Y)

    return residual_matmul
