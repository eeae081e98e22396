"""Attention of one query a sequence, for large heads: a workgroup takes one head of it.

PARTS threads share a key, so that those beside each other read addresses beside each other; then a
thread sums one dimension of the values. Nothing relies on threads that step together: what one
thread writes, others read behind a barrier.
"""

import math

from tvm.script import tirx as T

from ..shape import require
from .attention_threads import LOWEST, PAGE

TO_BASE_2 = math.log2(math.e)
KEYS = 64  # at a time
PARTS = 8
TOGETHER = 4  # dimensions that a thread reads in one go
STRIDE = PARTS + 1  # odd, so that threads fall on different banks


def decode(heads, kv_heads, dim, dtype):
    """The loops of attention_decode."""
    group = heads // kv_heads
    threads = dim
    at_once = threads // PARTS
    steps = dim // (PARTS * TOGETHER)
    require(KEYS % at_once == 0 and KEYS <= threads, f"A head cannot have {dim} dimensions.")

    @T.macro
    def loops(b, Q, P, indptr, values, last_page, O, L, sm_scale):
        for bx in T.thread_binding(b, thread="blockIdx.x"):
            for by in T.thread_binding(heads, thread="blockIdx.y"):
                for t in T.thread_binding(threads, thread="threadIdx.x"):
                    with T.sblock("attend"):
                        T.reads()
                        T.writes()
                        partial = T.sblock_alloc_buffer((KEYS * STRIDE,), "float32", scope="shared")
                        scores = T.sblock_alloc_buffer((KEYS,), "float32", scope="shared")
                        weights = T.sblock_alloc_buffer((KEYS,), "float32", scope="shared")
                        query = T.sblock_alloc_buffer((steps, TOGETHER), "float32", scope="local")
                        length = T.sblock_alloc_buffer((1,), "int32", scope="local")
                        page = T.sblock_alloc_buffer((1,), "int32", scope="local")
                        dot = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        highest = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        out = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        length[0] = 0
                        if indptr[bx + 1] > indptr[bx]:
                            length[0] = (indptr[bx + 1] - indptr[bx] - 1) * PAGE + last_page[bx]
                        for i in T.unroll(steps):
                            for j in T.unroll(TOGETHER):
                                query[i, j] = (
                                    T.Cast(
                                        "float32",
                                        Q[bx, by, (i * PARTS + t % PARTS) * TOGETHER + j],
                                    )
                                    * sm_scale
                                    * T.float32(TO_BASE_2)
                                )
                        highest[0] = T.float32(LOWEST)
                        total[0] = T.float32(1)
                        out[0] = T.float32(0)
                        for tile in T.serial((length[0] + KEYS - 1) // KEYS):
                            for p in T.serial(KEYS // at_once):
                                mine: T.let[T.int32] = p * at_once + t // PARTS
                                key: T.let[T.int32] = tile * KEYS + mine
                                dot[0] = T.float32(0)
                                if key < length[0]:
                                    page[0] = values[indptr[bx] + key // PAGE]
                                    for i in T.unroll(steps):
                                        for j in T.unroll(TOGETHER):
                                            dot[0] = dot[0] + query[i, j] * T.Cast(
                                                "float32",
                                                P[
                                                    page[0],
                                                    0,
                                                    by // group,
                                                    key % PAGE,
                                                    (i * PARTS + t % PARTS) * TOGETHER + j,
                                                ],
                                            )
                                partial[mine * STRIDE + t % PARTS] = dot[0]
                            T.tvm_storage_sync("shared")
                            if t < KEYS:
                                dot[0] = T.float32(0)
                                for i in T.unroll(PARTS):
                                    dot[0] = dot[0] + partial[t * STRIDE + i]
                                if tile * KEYS + t >= length[0]:
                                    dot[0] = T.float32(LOWEST)
                                scores[t] = dot[0]
                            T.tvm_storage_sync("shared")
                            # What came before shrinks to the new maximum.
                            dot[0] = highest[0]
                            for i in T.serial(KEYS):
                                highest[0] = T.max(highest[0], scores[i])
                            dot[0] = T.exp2(dot[0] - highest[0])
                            total[0] = total[0] * dot[0]
                            out[0] = out[0] * dot[0]
                            if t < KEYS:
                                weights[t] = T.exp2(scores[t] - highest[0])
                            T.tvm_storage_sync("shared")
                            for i in T.serial(T.min(KEYS, length[0] - tile * KEYS)):
                                key: T.let[T.int32] = tile * KEYS + i
                                page[0] = values[indptr[bx] + key // PAGE]
                                total[0] = total[0] + weights[i]
                                out[0] = out[0] + weights[i] * T.Cast(
                                    "float32", P[page[0], 1, by // group, key % PAGE, t]
                                )
                        O[bx, by, t] = T.Cast(dtype, out[0] / total[0])
                        if t == 0:
                            L[bx, by] = highest[0] + T.log2(total[0])

    return loops
