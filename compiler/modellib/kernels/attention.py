"""Attention for small heads: a thread computes one head of one query, with no workgroup memory.

TVM's own kernels share tiles of keys among the threads of a workgroup, which is right for heads of
128 and thousands of keys; on a small model they cost more than the attention itself, most of all
where barriers are slow (see direct.py). Same signatures, so that the KV cache takes either; RoPE is
applied before the cache, hence `rotary_mode` and its arguments are not used.

Log-sum-exps are to base 2, as TVM's kernel that merges two partial results expects.
"""

import math

from tvm.script import tirx as T

THREADS = 32
PAGE = 16  # tokens in a page; web-llm passes the same number when it creates the cache
LARGEST_HEAD = 64
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
    """One query per sequence against the pages: Q and output [b, heads, dim]."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=True)

    @T.prim_func(s_tir=True, private=True)
    def attention_decode(
        q: T.handle,
        pages: T.handle,
        page_indptr: T.handle,
        page_values: T.handle,
        length_info: T.handle,
        k_rope_pos_offset: T.handle,
        q_rope_position: T.handle,
        output: T.handle,
        lse: T.handle,
        rotary_mode: T.int32,
        rope_scale: T.float32,
        rope_theta: T.float32,
        sm_scale: T.float32,
    ):
        T.func_attr({"tirx.is_scheduled": True})
        b = T.int32()
        total_pages = T.int32()
        used_pages = T.int32()
        pages_offset = T.int64()
        indptr_offset = T.int32()
        values_offset = T.int32()
        info_offset = T.int32()
        k_offset = T.int32()
        q_offset = T.int32()
        Q = T.match_buffer(q, (b, heads, dim), dtype)
        P = T.match_buffer(
            pages, (total_pages, 2, kv_heads, PAGE, dim), dtype, elem_offset=pages_offset
        )
        indptr = T.match_buffer(page_indptr, (b + 1,), "int32", elem_offset=indptr_offset)
        values = T.match_buffer(page_values, (used_pages,), "int32", elem_offset=values_offset)
        last_page = T.match_buffer(length_info, (b,), "int32", elem_offset=info_offset)
        KP = T.match_buffer(k_rope_pos_offset, (b,), "int32", elem_offset=k_offset)
        QP = T.match_buffer(q_rope_position, (b,), "int32", elem_offset=q_offset)
        O = T.match_buffer(output, (b, heads, dim), dtype)
        L = T.match_buffer(lse, (b, heads), "float32")
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

    return attention_decode


def prefill_pages(heads, kv_heads, dim, dtype):
    """The queries of several sequences against what their pages already hold."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=True)

    @T.prim_func(s_tir=True, private=True)
    def attention_prefill(
        q: T.handle,
        q_indptr: T.handle,
        pages: T.handle,
        page_indptr: T.handle,
        page_values: T.handle,
        length_info: T.handle,
        k_rope_pos_offset: T.handle,
        q_rope_position: T.handle,
        output: T.handle,
        lse: T.handle,
        causal: T.int32,
        rotary_mode: T.int32,
        rope_scale: T.float32,
        rope_theta: T.float32,
        sm_scale: T.float32,
    ):
        T.func_attr({"tirx.is_scheduled": True})
        b = T.int32()
        n = T.int32()
        total_pages = T.int32()
        used_pages = T.int32()
        pages_offset = T.int64()
        q_indptr_offset = T.int32()
        indptr_offset = T.int32()
        values_offset = T.int32()
        info_offset = T.int32()
        k_offset = T.int32()
        q_offset = T.int32()
        Q = T.match_buffer(q, (n, heads, dim), dtype)
        starts = T.match_buffer(q_indptr, (b + 1,), "int32", elem_offset=q_indptr_offset)
        P = T.match_buffer(
            pages, (total_pages, 2, kv_heads, PAGE, dim), dtype, elem_offset=pages_offset
        )
        indptr = T.match_buffer(page_indptr, (b + 1,), "int32", elem_offset=indptr_offset)
        values = T.match_buffer(page_values, (used_pages,), "int32", elem_offset=values_offset)
        last_page = T.match_buffer(length_info, (b,), "int32", elem_offset=info_offset)
        KP = T.match_buffer(k_rope_pos_offset, (b,), "int32", elem_offset=k_offset)
        QP = T.match_buffer(q_rope_position, (n,), "int32", elem_offset=q_offset)
        O = T.match_buffer(output, (n, heads, dim), dtype)
        L = T.match_buffer(lse, (n, heads), "float32")
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

    return attention_prefill


def prefill_ragged(heads, kv_heads, dim, dtype):
    """The queries of several sequences against their own new keys, one after the other in K."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=False)

    @T.prim_func(s_tir=True, private=True)
    def attention_prefill_ragged(
        q: T.handle,
        q_indptr: T.handle,
        k: T.handle,
        v: T.handle,
        kv_indptr: T.handle,
        q_rope_position: T.handle,
        k_rope_pos_offset: T.handle,
        output: T.handle,
        lse: T.handle,
        causal: T.int32,
        rotary_mode: T.int32,
        rope_scale: T.float32,
        rope_theta: T.float32,
        sm_scale: T.float32,
    ):
        T.func_attr({"tirx.is_scheduled": True})
        b = T.int32()
        n = T.int32()
        m = T.int32()
        q_indptr_offset = T.int32()
        kv_indptr_offset = T.int32()
        k_offset = T.int32()
        q_offset = T.int32()
        Q = T.match_buffer(q, (n, heads, dim), dtype)
        starts = T.match_buffer(q_indptr, (b + 1,), "int32", elem_offset=q_indptr_offset)
        K = T.match_buffer(k, (m, kv_heads, dim), dtype)
        V = T.match_buffer(v, (m, kv_heads, dim), dtype)
        keys = T.match_buffer(kv_indptr, (b + 1,), "int32", elem_offset=kv_indptr_offset)
        QP = T.match_buffer(q_rope_position, (n,), "int32", elem_offset=q_offset)
        KP = T.match_buffer(k_rope_pos_offset, (b,), "int32", elem_offset=k_offset)
        O = T.match_buffer(output, (n, heads, dim), dtype)
        L = T.match_buffer(lse, (n, heads), "float32")
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

    return attention_prefill_ragged


def merge(heads, dim, dtype):
    """Two partial results over different keys, v and its log-sum-exp s, into the first: v [n,
    heads, dim], s [n, heads]. A thread for each head of each query: in TVM's kernel, which this
    replaces for all sizes, one thread writes `s` while others have yet to read it.
    """

    @T.prim_func(s_tir=True, private=True)
    def attention_merge(v: T.handle, s: T.handle, v_other: T.handle, s_other: T.handle):
        T.func_attr({"tirx.is_scheduled": True})
        n = T.int32()
        V = T.match_buffer(v, (n, heads, dim), dtype)
        S = T.match_buffer(s, (n, heads), "float32")
        W = T.match_buffer(v_other, (n, heads, dim), dtype)
        R = T.match_buffer(s_other, (n, heads), "float32")
        for bx in T.thread_binding((n * heads + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("merge"):
                    T.reads()
                    T.writes()
                    share = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    other = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    highest = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    row: T.let[T.int32] = (bx * THREADS + tx) // heads
                    head: T.let[T.int32] = (bx * THREADS + tx) % heads
                    if row < n:
                        highest[0] = T.max(S[row, head], R[row, head])
                        share[0] = T.exp2(S[row, head] - highest[0])
                        other[0] = T.exp2(R[row, head] - highest[0])
                        total[0] = share[0] + other[0]
                        share[0] = share[0] / total[0]
                        other[0] = other[0] / total[0]
                        for d in T.serial(dim):
                            V[row, head, d] = T.Cast(
                                dtype,
                                T.Cast("float32", V[row, head, d]) * share[0]
                                + T.Cast("float32", W[row, head, d]) * other[0],
                            )
                        S[row, head] = highest[0] + T.log2(total[0])

    return attention_merge
