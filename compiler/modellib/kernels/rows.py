"""Kernels over the rows of one tensor: embedding lookup, RMS norm, picking rows."""

from tvm.script import tirx as T

from .quantized import CODES_PER_WORD, GROUP, WORDS_PER_GROUP, code

THREADS = 64


def embedding(rows, cols, dtype):
    """ids int32 [n] -> rows of the quantized table, [n, cols]."""
    words = cols // CODES_PER_WORD

    @T.prim_func(s_tir=True, private=True)
    def take_embedding(ids: T.handle, weight: T.handle, scale: T.handle, y: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        I = T.match_buffer(ids, (n,), "int32")
        W = T.match_buffer(weight, (rows, words), "uint32")
        S = T.match_buffer(scale, (rows, cols // GROUP), dtype)
        Y = T.match_buffer(y, (n, cols), dtype)
        for bx in T.thread_binding((n * words + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("take"):
                    T.reads()
                    T.writes()
                    token: T.let[T.int32] = (bx * THREADS + tx) // words
                    word: T.let[T.int32] = (bx * THREADS + tx) % words
                    if token < n:
                        for j in T.unroll(CODES_PER_WORD):
                            Y[token, word * CODES_PER_WORD + j] = T.Cast(
                                dtype,
                                code(W[I[token], word], j)
                                * T.Cast("float32", S[I[token], word // WORDS_PER_GROUP]),
                            )

    return take_embedding


def rms_norm(cols, dtype, epsilon):
    """x [n, cols] / sqrt(mean(x^2) + epsilon) * weight, one workgroup a row."""

    @T.prim_func(s_tir=True, private=True)
    def rms_norm(x: T.handle, weight: T.handle, y: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        G = T.match_buffer(weight, (cols,), dtype)
        Y = T.match_buffer(y, (n, cols), dtype)
        for bx in T.thread_binding(n, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("norm"):
                    T.reads()
                    T.writes()
                    sums = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
                    acc = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    acc[0] = T.float32(0)
                    for i in T.serial((cols + THREADS - 1) // THREADS):
                        if i * THREADS + tx < cols:
                            acc[0] = acc[0] + T.Cast(
                                "float32", X[bx, i * THREADS + tx]
                            ) * T.Cast("float32", X[bx, i * THREADS + tx])
                    sums[tx] = acc[0]
                    T.tvm_storage_sync("shared")
                    acc[0] = T.float32(0)
                    for i in T.serial(THREADS):
                        acc[0] = acc[0] + sums[i]
                    acc[0] = T.rsqrt(acc[0] / T.float32(cols) + T.float32(epsilon))
                    for i in T.serial((cols + THREADS - 1) // THREADS):
                        if i * THREADS + tx < cols:
                            Y[bx, i * THREADS + tx] = T.Cast(
                                dtype,
                                T.Cast("float32", X[bx, i * THREADS + tx])
                                * acc[0]
                                * T.Cast("float32", G[i * THREADS + tx]),
                            )

    return rms_norm


def pick_rows(cols, dtype):
    """x [n, cols], positions int32 [b] -> [b, cols]."""

    @T.prim_func(s_tir=True, private=True)
    def pick_rows(x: T.handle, positions: T.handle, y: T.handle):
        T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
        n = T.int32()
        b = T.int32()
        X = T.match_buffer(x, (n, cols), dtype)
        P = T.match_buffer(positions, (b,), "int32")
        Y = T.match_buffer(y, (b, cols), dtype)
        for bx in T.thread_binding((b * cols + THREADS - 1) // THREADS, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("pick"):
                    T.reads()
                    T.writes()
                    row: T.let[T.int32] = (bx * THREADS + tx) // cols
                    if row < b:
                        Y[row, (bx * THREADS + tx) % cols] = X[
                            P[row], (bx * THREADS + tx) % cols
                        ]

    return pick_rows
