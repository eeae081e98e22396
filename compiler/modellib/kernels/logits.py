"""Kernels that change logits [b, vocabulary] float32 in place, under the names web-llm calls."""

from tvm.script import tirx as T

THREADS = 256
LOWEST = -3.402823e38


@T.prim_func(s_tir=True)
def apply_logit_bias_inplace(
    logits: T.handle, pos2seq: T.handle, token_ids: T.handle, biases: T.handle
):
    T.func_attr({"global_symbol": "apply_logit_bias_inplace", "tirx.noalias": True, "tirx.is_scheduled": True})
    b = T.int32()
    v = T.int32()
    n = T.int32()
    L = T.match_buffer(logits, (b, v), "float32")
    P = T.match_buffer(pos2seq, (n,), "int32")
    I = T.match_buffer(token_ids, (n,), "int32")
    B = T.match_buffer(biases, (n,), "float32")
    for bx in T.thread_binding((n + THREADS - 1) // THREADS, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("bias"):
                T.reads()
                T.writes()
                i: T.let[T.int32] = bx * THREADS + tx
                if i < n:
                    L[P[i], I[i]] = L[P[i], I[i]] + B[i]


@T.prim_func(s_tir=True)
def apply_penalty_inplace(
    logits: T.handle,
    seq_ids: T.handle,
    pos2seq: T.handle,
    token_ids: T.handle,
    counts: T.handle,
    penalties: T.handle,
):
    # penalties [s, 3]: presence, frequency, repetition.
    T.func_attr({"global_symbol": "apply_penalty_inplace", "tirx.noalias": True, "tirx.is_scheduled": True})
    b = T.int32()
    v = T.int32()
    s = T.int32()
    n = T.int32()
    L = T.match_buffer(logits, (b, v), "float32")
    S = T.match_buffer(seq_ids, (s,), "int32")
    P = T.match_buffer(pos2seq, (n,), "int32")
    I = T.match_buffer(token_ids, (n,), "int32")
    C = T.match_buffer(counts, (n,), "int32")
    E = T.match_buffer(penalties, (s, 3), "float32")
    for bx in T.thread_binding((n + THREADS - 1) // THREADS, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("penalty"):
                T.reads()
                T.writes()
                value = T.sblock_alloc_buffer((1,), "float32", scope="local")
                i: T.let[T.int32] = bx * THREADS + tx
                if i < n:
                    value[0] = L[S[P[i]], I[i]] - (
                        E[P[i], 0] + T.Cast("float32", C[i]) * E[P[i], 1]
                    )
                    L[S[P[i]], I[i]] = T.if_then_else(
                        value[0] < T.float32(0), value[0] * E[P[i], 2], value[0] / E[P[i], 2]
                    )


@T.prim_func(s_tir=True)
def apply_bitmask_inplace(logits: T.handle, seq_ids: T.handle, bitmask: T.handle):
    T.func_attr({"global_symbol": "apply_bitmask_inplace", "tirx.noalias": True, "tirx.is_scheduled": True})
    b = T.int32()
    v = T.int32()
    s = T.int32()
    L = T.match_buffer(logits, (b, v), "float32")
    S = T.match_buffer(seq_ids, (s,), "int32")
    M = T.match_buffer(bitmask, (b, (v + 31) // 32), "int32")
    for bx in T.thread_binding((s * v + THREADS - 1) // THREADS, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("mask"):
                T.reads()
                T.writes()
                row: T.let[T.int32] = (bx * THREADS + tx) // v
                token: T.let[T.int32] = (bx * THREADS + tx) % v
                if row < s:
                    if T.bitwise_and(T.shift_right(M[S[row], token // 32], token % 32), 1) == 0:
                        L[S[row], token] = T.float32(LOWEST)


KERNELS = (apply_logit_bias_inplace, apply_penalty_inplace, apply_bitmask_inplace)
