"""The attention kernels with the signatures that the paged KV cache calls.

How they compute depends on the size of a head (`_bodies`). TVM has kernels of its own, which also
rotate queries and keys; with the buffers for that they bind nine or ten, where WebGPU promises
eight, and take 25 KB of workgroup memory, where it promises 16. RoPE is applied before the cache
here (rope.py), so `rotary_mode` and its arguments are not used, and unused buffers are not bound.

Log-sum-exps are to base 2, as merge.py expects.
"""

from tvm.script import tirx as T

from . import attention_threads, attention_tiles
from .attention_threads import PAGE


def _bodies(dim):
    return attention_threads if dim <= attention_threads.LARGEST_HEAD else attention_tiles


def decode(heads, kv_heads, dim, dtype):
    """One query per sequence against the pages: Q and output [b, heads, dim]."""
    attend = _bodies(dim).decode(heads, kv_heads, dim, dtype)

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
        attend(b, Q, P, indptr, values, last_page, O, L, sm_scale)

    return attention_decode


def prefill_pages(heads, kv_heads, dim, dtype):
    """The queries of several sequences against what their pages already hold."""
    attend = _bodies(dim).prefill_pages(heads, kv_heads, dim, dtype)

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
        attend(b, n, Q, starts, P, indptr, values, last_page, O, L, causal, sm_scale)

    return attention_prefill


def prefill_ragged(heads, kv_heads, dim, dtype):
    """The queries of several sequences against their own new keys, one after the other in K."""
    attend = _bodies(dim).prefill_ragged(heads, kv_heads, dim, dtype)

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
        attend(b, n, Q, starts, K, V, keys, O, L, causal, sm_scale)

    return attention_prefill_ragged
