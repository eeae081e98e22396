"""Joins what two attention kernels made of the same queries and different keys."""

from tvm.script import tirx as T

THREADS = 32


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
