"""Attention of many queries, for large heads: a workgroup reads a tile of keys and values once for
all its queries.

It stays under the 16 KB of workgroup memory and the 256 threads that WebGPU promises. Nothing
relies on threads that step together: what one thread writes, others read behind a barrier.
"""

import math

from tvm.script import tirx as T

from ..shape import require
from .attention_one import decode
from .attention_threads import LOWEST, PAGE

__all__ = ["decode", "prefill_pages", "prefill_ragged"]

TO_BASE_2 = math.log2(math.e)
THREADS = 128
QUERIES = 32  # of one head, in a workgroup
KEYS = 32  # at a time
STEP = 32  # dimensions of queries and keys in workgroup memory at a time
ROWS = 4  # queries of a thread
LANES = THREADS * ROWS // QUERIES  # threads that share these
PARTS = THREADS // QUERIES  # threads that make one query's weights of its scores
STRIDE = STEP + 1  # odd, so that threads fall on different banks
TILE = QUERIES * STRIDE


def prefill_pages(heads, kv_heads, dim, dtype):
    """The loops of attention_prefill."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=True)

    @T.macro
    def loops(b, n, Q, starts, P, indptr, values, last_page, O, L, causal, sm_scale):
        attend(b, n, Q, starts, P, P, indptr, values, last_page, O, L, causal, sm_scale)

    return loops


def prefill_ragged(heads, kv_heads, dim, dtype):
    """The loops of attention_prefill_ragged."""
    attend = _attend(heads, kv_heads, dim, dtype, paged=False)

    @T.macro
    def loops(b, n, Q, starts, K, V, keys, O, L, causal, sm_scale):
        attend(b, n, Q, starts, K, V, keys, keys, keys, O, L, causal, sm_scale)

    return loops


def _attend(heads, kv_heads, dim, dtype, paged):
    """Both kernels: `ends` [b + 1] counts the keys of the sequences, or their pages in `values`, of
    which the last has `last_page` keys."""
    group = heads // kv_heads
    across = KEYS // LANES  # scores of a thread and query
    deep = dim // LANES  # sums of values of a thread and query
    few = KEYS // 2  # as many values fit where a step of queries and keys was
    require(dim == THREADS, f"A large head must have {THREADS} dimensions, and {dim} is another number.")
    assert KEYS == STEP and few * dim <= 2 * TILE

    def row_of(ends, values, s, key):
        return values[ends[s] + key // PAGE] if paged else ends[s] + key

    def element(X, row, value, head, key, d):
        place = (row, value, head, key % PAGE, d) if paged else (row, head, d)
        return T.Cast("float32", X[place])

    def visible(causal, length, after):
        # A query sees all keys but those of the queries `after` it.
        return T.max(0, length - T.if_then_else(causal != 0, after, 0))

    @T.macro
    def attend(b, n, Q, starts, K, V, ends, values, last_page, O, L, causal, sm_scale):
        # Every sequence may have one tile that is not full.
        for bx in T.thread_binding((n + QUERIES - 1) // QUERIES + b, thread="blockIdx.x"):
            for by in T.thread_binding(heads, thread="blockIdx.y"):
                for t in T.thread_binding(THREADS, thread="threadIdx.x"):
                    with T.sblock("attend"):
                        T.reads()
                        T.writes()
                        # Queries and keys, then values.
                        tile = T.sblock_alloc_buffer((2 * TILE,), "float32", scope="shared")
                        weights = T.sblock_alloc_buffer((TILE,), "float32", scope="shared")
                        peaks = T.sblock_alloc_buffer((PARTS, QUERIES), "float32", scope="shared")
                        masses = T.sblock_alloc_buffer((PARTS, QUERIES), "float32", scope="shared")
                        score = T.sblock_alloc_buffer((ROWS, across), "float32", scope="local")
                        out = T.sblock_alloc_buffer((ROWS, deep), "float32", scope="local")
                        # Read once by name: not every compiler of shaders sees what is read twice.
                        left = T.sblock_alloc_buffer((ROWS,), "float32", scope="local")
                        right = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        highest = T.sblock_alloc_buffer((ROWS,), "float32", scope="local")
                        total = T.sblock_alloc_buffer((ROWS,), "float32", scope="local")
                        weight = T.sblock_alloc_buffer((KEYS // PARTS,), "float32", scope="local")
                        best = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        change = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        sequence = T.sblock_alloc_buffer((1,), "int32", scope="local")
                        first = T.sblock_alloc_buffer((1,), "int32", scope="local")
                        length = T.sblock_alloc_buffer((1,), "int32", scope="local")
                        seen = T.sblock_alloc_buffer((1,), "int32", scope="local")
                        row0: T.let[T.int32] = t // LANES * ROWS
                        lane: T.let[T.int32] = t % LANES
                        query: T.let[T.int32] = t % QUERIES
                        part: T.let[T.int32] = t // QUERIES
                        mine: T.let[T.int32] = query * STRIDE + part * (KEYS // PARTS)
                        sequence[0] = 0
                        first[0] = bx * QUERIES
                        for i in T.serial(b):
                            if sequence[0] == i:
                                if first[0] >= starts[i + 1] - starts[i]:
                                    first[0] = first[0] - (
                                        starts[i + 1] - starts[i] + QUERIES - 1
                                    ) // QUERIES * QUERIES
                                    sequence[0] = i + 1
                        if T.tvm_thread_invariant(sequence[0] < b):
                            s: T.let[T.int32] = sequence[0]
                            start: T.let[T.int32] = starts[s]
                            count: T.let[T.int32] = starts[s + 1] - starts[s]
                            length[0] = ends[s + 1] - ends[s]
                            if paged:
                                if length[0] > 0:
                                    length[0] = (length[0] - 1) * PAGE + last_page[s]
                            best[0] = T.float32(LOWEST)
                            for a in T.unroll(ROWS):
                                highest[a] = T.float32(LOWEST)
                                total[a] = T.float32(1)
                                for i in T.unroll(deep):
                                    out[a, i] = T.float32(0)
                            # The last query of the tile sees the most.
                            seen[0] = visible(
                                causal, length[0], T.max(0, count - first[0] - QUERIES)
                            )
                            for k in T.serial((seen[0] + KEYS - 1) // KEYS):
                                for a in T.unroll(ROWS):
                                    for i in T.unroll(across):
                                        score[a, i] = T.float32(0)
                                for c in T.serial(dim // STEP):
                                    for i in T.serial(QUERIES * STEP // THREADS):
                                        r: T.let[T.int32] = (i * THREADS + t) // STEP
                                        d: T.let[T.int32] = (i * THREADS + t) % STEP
                                        key: T.let[T.int32] = k * KEYS + r
                                        tile[r * STRIDE + d] = T.float32(0)
                                        if first[0] + r < count:
                                            tile[r * STRIDE + d] = (
                                                T.Cast(
                                                    "float32",
                                                    Q[start + first[0] + r, by, c * STEP + d],
                                                )
                                                * sm_scale
                                                * T.float32(TO_BASE_2)
                                            )
                                        tile[TILE + r * STRIDE + d] = T.float32(0)
                                        if key < length[0]:
                                            tile[TILE + r * STRIDE + d] = element(
                                                K, row_of(ends, values, s, key),
                                                0, by // group, key, c * STEP + d,
                                            )
                                    T.tvm_storage_sync("shared")
                                    for d in T.serial(STEP):
                                        for a in T.unroll(ROWS):
                                            left[a] = tile[(row0 + a) * STRIDE + d]
                                        for i in T.unroll(across):
                                            right[0] = tile[TILE + (lane + i * LANES) * STRIDE + d]
                                            for a in T.unroll(ROWS):
                                                score[a, i] = score[a, i] + left[a] * right[0]
                                    T.tvm_storage_sync("shared")
                                for a in T.unroll(ROWS):
                                    for i in T.unroll(across):
                                        weights[(row0 + a) * STRIDE + lane + i * LANES] = score[a, i]
                                T.tvm_storage_sync("shared")
                                here: T.let[T.int32] = (
                                    visible(causal, length[0], count - 1 - first[0] - query)
                                    - k * KEYS
                                )
                                for i in T.unroll(KEYS // PARTS):
                                    if part * (KEYS // PARTS) + i < here:
                                        best[0] = T.max(best[0], weights[mine + i])
                                peaks[part, query] = best[0]
                                T.tvm_storage_sync("shared")
                                for i in T.unroll(PARTS):
                                    best[0] = T.max(best[0], peaks[i, query])
                                change[0] = T.float32(0)
                                for i in T.unroll(KEYS // PARTS):
                                    weight[i] = T.float32(0)
                                    if part * (KEYS // PARTS) + i < here:
                                        weight[i] = T.exp2(weights[mine + i] - best[0])
                                    change[0] = change[0] + weight[i]
                                masses[part, query] = change[0]
                                for i in T.unroll(KEYS // PARTS):
                                    weights[mine + i] = weight[i]
                                T.tvm_storage_sync("shared")
                                # What came before shrinks to the new maximum.
                                for a in T.unroll(ROWS):
                                    change[0] = highest[a]
                                    for i in T.unroll(PARTS):
                                        highest[a] = T.max(highest[a], peaks[i, row0 + a])
                                    change[0] = T.exp2(change[0] - highest[a])
                                    total[a] = total[a] * change[0]
                                    for i in T.unroll(PARTS):
                                        total[a] = total[a] + masses[i, row0 + a]
                                    for i in T.unroll(deep):
                                        out[a, i] = out[a, i] * change[0]
                                for h in T.serial(KEYS // few):
                                    for i in T.serial(few):
                                        key: T.let[T.int32] = k * KEYS + h * few + i
                                        tile[i * dim + t] = T.float32(0)
                                        if key < length[0]:
                                            tile[i * dim + t] = element(
                                                V, row_of(ends, values, s, key),
                                                1, by // group, key, t,
                                            )
                                    T.tvm_storage_sync("shared")
                                    for j in T.serial(few):
                                        for a in T.unroll(ROWS):
                                            left[a] = weights[(row0 + a) * STRIDE + h * few + j]
                                        for i in T.unroll(deep):
                                            right[0] = tile[j * dim + i * LANES + lane]
                                            for a in T.unroll(ROWS):
                                                out[a, i] = out[a, i] + left[a] * right[0]
                                    T.tvm_storage_sync("shared")
                            for a in T.unroll(ROWS):
                                if first[0] + row0 + a < count:
                                    for i in T.unroll(deep):
                                        O[start + first[0] + row0 + a, by, i * LANES + lane] = (
                                            T.Cast(dtype, out[a, i] / total[a])
                                        )
                                    if lane == 0:
                                        L[start + first[0] + row0 + a, by] = (
                                            highest[a] + T.log2(total[a])
                                        )

    return attend
