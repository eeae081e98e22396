"""Projections of one token: quantized matrix times vector.

A workgroup is LANES threads along the columns by TEAMS teams; a team computes ROWS rows, so a
token's values are read once for all of them. Every lane takes whole words; its partial sums meet
in workgroup memory behind a single barrier (barriers are what costs on software GPUs). Where the
target has subgroups, four lanes add up theirs before that, so that a quarter meets.
"""

from tvm.script import tirx as T
from tvm.target import Target

from ..shape import require_multiple
from .quantized import CODES_PER_WORD, GROUP, WORDS_PER_GROUP, code, silu

LANES = 32
TEAMS = 4
ROWS = 4
# Every subgroup has a multiple of four lanes. That four threads in a row are four lanes in a row is
# not promised: whoever loads such a kernel has to try that first.
QUAD = 4


def _has_subgroups() -> bool:
    target = Target.current(allow_none=True)
    return target is not None and bool(target.attrs.get("supports_subgroups", False))


@T.macro
def _sum_quad(acc, r):
    """Adds up acc[r] of each QUAD, for its first lane; the others have nothing of use then."""
    acc[r] = acc[r] + T.webgpu.subgroup_shuffle_down(acc[r], T.uint32(2))
    acc[r] = acc[r] + T.webgpu.subgroup_shuffle_down(acc[r], T.uint32(1))


def _projection(rows, cols, out_dtype, epsilon, gated, residual):
    """The body of both kernels below; `epsilon` is None without a norm."""
    words = cols // CODES_PER_WORD
    halves = 2 if gated else 1
    out = rows // halves
    mine = ROWS // halves  # results per team
    quads = _has_subgroups()
    meeting = LANES // QUAD if quads else LANES  # whose sums go through workgroup memory
    normed = epsilon is not None
    epsilon = epsilon or 0.0
    sums_per_team = ROWS + 1 if normed else ROWS
    require_multiple("The rows of a long matrix", rows, TEAMS * ROWS)
    require_multiple("The columns of a matrix", cols, GROUP)

    def weight_row(first, r):
        # The first `mine` sums of a team are rows of the gate half, the others of the up half.
        return (r // mine) * out + first + r % mine

    @T.macro
    def project(n, X, G, W, S, R, Y):
        for bx in T.thread_binding(out // (TEAMS * mine), thread="blockIdx.x"):
            for ty in T.thread_binding(TEAMS, thread="threadIdx.y"):
                for tx in T.thread_binding(LANES, thread="threadIdx.x"):
                    with T.sblock("gemv"):
                        T.reads()
                        T.writes()
                        sums = T.sblock_alloc_buffer(
                            (TEAMS, sums_per_team, meeting), "float32", scope="shared"
                        )
                        acc = T.sblock_alloc_buffer((sums_per_team,), "float32", scope="local")
                        value = T.sblock_alloc_buffer((CODES_PER_WORD,), "float32", scope="local")
                        dot = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        packed = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                        first: T.let[T.int32] = (bx * TEAMS + ty) * mine
                        for r in T.unroll(sums_per_team):
                            acc[r] = T.float32(0)
                        for i in T.serial((words + LANES - 1) // LANES):
                            word: T.let[T.int32] = i * LANES + tx
                            if word < words:
                                for j in T.unroll(CODES_PER_WORD):
                                    value[j] = T.Cast("float32", X[n - 1, word * 8 + j])
                                    if normed:
                                        acc[ROWS] = acc[ROWS] + value[j] * value[j]
                                        value[j] = value[j] * T.Cast("float32", G[word * 8 + j])
                                for r in T.unroll(ROWS):
                                    dot[0] = T.float32(0)
                                    packed[0] = W[weight_row(first, r), word]
                                    for j in T.unroll(CODES_PER_WORD):
                                        dot[0] = dot[0] + value[j] * code(packed[0], j)
                                    acc[r] = acc[r] + dot[0] * T.Cast(
                                        "float32", S[weight_row(first, r), word // WORDS_PER_GROUP]
                                    )
                        if quads:
                            for r in T.unroll(sums_per_team):
                                _sum_quad(acc, r)
                            if tx % QUAD == 0:
                                for r in T.unroll(sums_per_team):
                                    sums[ty, r, tx // QUAD] = acc[r]
                        else:
                            for r in T.unroll(sums_per_team):
                                sums[ty, r, tx] = acc[r]
                        T.tvm_storage_sync("shared")
                        if tx < mine:
                            for r in T.unroll(sums_per_team):
                                acc[r] = T.float32(0)
                            for lane in T.serial(meeting):
                                for h in T.unroll(halves):
                                    acc[h] = acc[h] + sums[ty, h * mine + tx, lane]
                                if normed:
                                    acc[ROWS] = acc[ROWS] + sums[ty, ROWS, lane]
                            if normed:
                                acc[ROWS] = T.rsqrt(
                                    acc[ROWS] / T.float32(cols) + T.float32(epsilon)
                                )
                                for h in T.unroll(halves):
                                    acc[h] = acc[h] * acc[ROWS]
                            if gated:
                                acc[0] = silu(acc[0]) * acc[1]
                            if residual:
                                acc[0] = acc[0] + T.Cast("float32", R[0, first + tx])
                            Y[0, first + tx] = T.Cast(out_dtype, acc[0])

    return project


def normed_gemv(rows, cols, dtype, out_dtype, epsilon, gated):
    """RMS norm of the last token of x [n, cols], then its projection -> [1, out].

    The norm costs no pass of its own: the sum of squares is gathered beside the dot products.
    `gated`: the rows are gate over up, and out = rows / 2 values of silu(gate) * up.
    """
    project = _projection(rows, cols, out_dtype, epsilon, gated, residual=False)

    @T.prim_func(s_tir=True, private=True)
    def normed_projection(
        x: T.handle, norm: T.handle, weight: T.handle, scale: T.handle, y: T.handle
    ):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        G = T.match_buffer(norm, (cols,), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        Y = T.match_buffer(y, (1, rows // 2 if gated else rows), out_dtype)
        project(n, X, G, W, S, X, Y)

    return normed_projection


def residual_gemv(rows, cols, dtype):
    """residual + projection of one token: x [1, cols], residual and result [1, rows]."""
    project = _projection(rows, cols, dtype, None, gated=False, residual=True)

    @T.prim_func(s_tir=True, private=True)
    def residual_projection(
        x: T.handle, weight: T.handle, scale: T.handle, residual: T.handle, y: T.handle
    ):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        X = T.match_buffer(x, (1, cols), dtype)
        W = T.match_buffer(weight, (rows, cols // CODES_PER_WORD), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        R = T.match_buffer(residual, (1, rows), dtype)
        Y = T.match_buffer(y, (1, rows), dtype)
        project(1, X, X, W, S, R, Y)

    return residual_projection
