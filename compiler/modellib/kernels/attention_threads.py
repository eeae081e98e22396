"""Attention for small heads: a thread computes one head of one query, with no workgroup memory.

Sharing tiles of keys among the threads of a workgroup, as attention_tiles.py does, is right for
heads of 128 and thousands of keys; on a small model it costs more than the attention itself, most
of all where barriers are slow (see direct.py).
"""

import math

from tvm.script import tirx as T

from ..shape import SMALL_HEAD

THREADS = 32
PAGE = 16  # tokens in a page; web-llm passes the same number when it creates the cache
LARGEST_HEAD = SMALL_HEAD
LOWEST = -5e4  # below any score; its exp2 is 0


def _attend(heads, kv_heads, dim, dtype, paged):
    """One query's head against keys first .. first + length of K and V, or of the pages in K."""
    group = heads // kv_heads
    to_base_2 = math.log2(math.e)

    @T.macro
    def attend(Q, K, V, table, first, length, row, head, O, L, sm_scale):
        query = T.sblock_alloc_buffer((dim,), "float32", scope="local")
        out = T.sblock_alloc_buffer((dim,), "float32", scope="local")
        score = T.sblock_alloc_buffer((1,), "float32", scope="local")
        highest = T.sblock_alloc_buffer((1,), "float32", scope="local")
        total = T.sblock_alloc_buffer((1,), "float32", scope="local")
        shrink = T.sblock_alloc_buffer((1,), "float32", scope="local")
        at = T.sblock_alloc_buffer((1,), "int32", scope="local")
        for d in T.unroll(dim):
            query[d] = T.Cast("float32", Q[row, head, d]) * sm_scale * T.float32(to_base_2)
            out[d] = T.float32(0)
        highest[0] = T.float32(LOWEST)
        total[0] = T.float32(1)
        for i in T.serial(length):
            score[0] = T.float32(0)
            at[0] = first + i
            if paged:
                at[0] = table[first + i // PAGE]
            for d in T.unroll(dim):
                if paged:
                    score[0] = score[0] + query[d] * T.Cast(
                        "float32", K[at[0], 0, head // group, i % PAGE, d]
                    )
                else:
                    score[0] = score[0] + query[d] * T.Cast("float32", K[at[0], head // group, d])
            shrink[0] = T.exp2(highest[0] - T.max(highest[0], score[0]))
            highest[0] = T.max(highest[0], score[0])
            score[0] = T.exp2(score[0] - highest[0])
            total[0] = total[0] * shrink[0] + score[0]
            for d in T.unroll(dim):
                if paged:
                    out[d] = out[d] * shrink[0] + score[0] * T.Cast(
                        "float32", K[at[0], 1, head // group, i % PAGE, d]
                    )
                else:
                    out[d] = out[d] * shrink[0] + score[0] * T.Cast(
                        "float32", V[at[0], head // group, d]
                    )
        for d in T.unroll(dim):
            O[row, head, d] = T.Cast(dtype, out[d] / total[0])
        L[row, head] = highest[0] + T.log2(total[0])

    return attend


def decode(heads, kv_heads, dim, dtype):
    """The loops of attention_decode."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=True)

    @T.macro
    def loops(b, Q, P, indptr, values, last_page, O, L, sm_scale):
        for bx in T.thread_binding((b * heads + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("attend"):
                    T.reads()
                    T.writes()
                    row: T.let[T.int32] = (bx * THREADS + tx) // heads
                    if row < b:
                        pages_here: T.let[T.int32] = indptr[row + 1] - indptr[row]
                        length: T.let[T.int32] = T.if_then_else(
                            pages_here > 0, (pages_here - 1) * PAGE + last_page[row], 0
                        )
                        attend(
                            Q, P, P, values, indptr[row], length,
                            row, (bx * THREADS + tx) % heads, O, L, sm_scale,
                        )

    return loops


def prefill_pages(heads, kv_heads, dim, dtype):
    """The loops of attention_prefill."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=True)

    @T.macro
    def loops(b, n, Q, starts, P, indptr, values, last_page, O, L, causal, sm_scale):
        for bx in T.thread_binding((n * heads + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("attend"):
                    T.reads()
                    T.writes()
                    sequence = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    length = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    row: T.let[T.int32] = (bx * THREADS + tx) // heads
                    if row < n:
                        sequence[0] = 0
                        for i in T.serial(b - 1):
                            if row >= starts[i + 1]:
                                sequence[0] = i + 1
                        length[0] = 0
                        if indptr[sequence[0] + 1] > indptr[sequence[0]]:
                            length[0] = (
                                indptr[sequence[0] + 1] - indptr[sequence[0]] - 1
                            ) * PAGE + last_page[sequence[0]]
                        if causal != 0:
                            length[0] = T.max(
                                0, length[0] - (starts[sequence[0] + 1] - 1 - row)
                            )
                        attend(
                            Q, P, P, values, indptr[sequence[0]], length[0],
                            row, (bx * THREADS + tx) % heads, O, L, sm_scale,
                        )

    return loops


def prefill_ragged(heads, kv_heads, dim, dtype):
    """The loops of attention_prefill_ragged."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=False)

    @T.macro
    def loops(b, n, Q, starts, K, V, keys, O, L, causal, sm_scale):
        for bx in T.thread_binding((n * heads + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("attend"):
                    T.reads()
                    T.writes()
                    sequence = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    length = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    row: T.let[T.int32] = (bx * THREADS + tx) // heads
                    if row < n:
                        sequence[0] = 0
                        for i in T.serial(b - 1):
                            if row >= starts[i + 1]:
                                sequence[0] = i + 1
                        length[0] = keys[sequence[0] + 1] - keys[sequence[0]]
                        if causal != 0:
                            length[0] = T.max(
                                0, length[0] - (starts[sequence[0] + 1] - 1 - row)
                            )
                        attend(
                            Q, K, V, keys, keys[sequence[0]], length[0],
                            row, (bx * THREADS + tx) % heads, O, L, sm_scale,
                        )

    return loops
