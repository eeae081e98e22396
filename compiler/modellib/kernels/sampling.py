"""Softmax, log-probabilities of the best tokens, and drawing one; each row by itself."""

from tvm.script import tirx as T

from .ranking import (
    INFINITY_BITS,
    THREADS,
    TOP_K,
    is_number,
    join_threads,
    keep_better,
    rank_or_nan,
    sum_threads,
)

GREEDY = 1e-5  # a temperature up to this one takes the best token


@T.prim_func(s_tir=True, private=True)
def softmax_rows(logits: T.handle, temperature: T.handle, probs: T.handle):
    """softmax(logits / temperature); logits and result [b, 1, v], one workgroup a row. Without a
    temperature to speak of, 1 for the best and 0 for the others; 0 for all of a row that holds no
    finite best."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    v = T.int32()
    L = T.match_buffer(logits, (b, 1, v), "float32")
    H = T.match_buffer(temperature, (b,), "float32")
    P = T.match_buffer(probs, (b, 1, v), "float32")
    for bx in T.thread_binding(b, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("softmax"):
                T.reads()
                T.writes()
                ranks = T.sblock_alloc_buffer((THREADS,), "int32", scope="shared")
                places = T.sblock_alloc_buffer((THREADS,), "int32", scope="shared")
                partial = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
                best = T.sblock_alloc_buffer((1,), "int32", scope="local")
                at = T.sblock_alloc_buffer((1,), "int32", scope="local")
                top = T.sblock_alloc_buffer((1,), "float32", scope="local")
                total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                heat = T.sblock_alloc_buffer((1,), "float32", scope="local")
                best[0] = -0x7FFFFFFF
                at[0] = v - 1
                for i in T.serial((v + THREADS - 1) // THREADS):
                    if i * THREADS + tx < v:
                        bits: T.let[T.int32] = T.reinterpret("int32", L[bx, 0, i * THREADS + tx])
                        keep_better(rank_or_nan(bits), i * THREADS + tx, best, at)
                join_threads(tx, ranks, places, best, at)
                top[0] = L[bx, 0, at[0]]
                heat[0] = T.max(H[bx], T.float32(GREEDY))
                total[0] = T.float32(0)
                for i in T.serial((v + THREADS - 1) // THREADS):
                    if i * THREADS + tx < v:
                        total[0] = total[0] + T.exp(
                            (L[bx, 0, i * THREADS + tx] - top[0]) / heat[0]
                        )
                sum_threads(tx, partial, total)
                for i in T.serial((v + THREADS - 1) // THREADS):
                    if i * THREADS + tx < v:
                        P[bx, 0, i * THREADS + tx] = T.float32(0)
                        if is_number(best[0]):
                            if H[bx] > T.float32(GREEDY):
                                P[bx, 0, i * THREADS + tx] = (
                                    T.exp((L[bx, 0, i * THREADS + tx] - top[0]) / heat[0])
                                    / total[0]
                                )
                            elif i * THREADS + tx == at[0]:
                                P[bx, 0, i * THREADS + tx] = T.float32(1)


@T.prim_func(s_tir=True, private=True)
def logprobs_of_best(logits: T.handle, values: T.handle, logprobs: T.handle):
    """log(softmax(logits)) of `values`, the best of each row in order: logits [b, v], values and
    result [b, TOP_K]. Differences of logits, so that nothing is lost where probabilities are tiny."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    v = T.int32()
    L = T.match_buffer(logits, (b, v), "float32")
    V = T.match_buffer(values, (b, TOP_K), "float32")
    P = T.match_buffer(logprobs, (b, TOP_K), "float32")
    for bx in T.thread_binding(b, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("logprobs"):
                T.reads()
                T.writes()
                partial = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
                total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                total[0] = T.float32(0)
                for i in T.serial((v + THREADS - 1) // THREADS):
                    if i * THREADS + tx < v:
                        total[0] = total[0] + T.exp(L[bx, i * THREADS + tx] - V[bx, 0])
                sum_threads(tx, partial, total)
                for i in T.serial(TOP_K // THREADS):
                    P[bx, i * THREADS + tx] = (
                        V[bx, i * THREADS + tx] - V[bx, 0] - T.log(total[0])
                    )


@T.macro
def draw(V, I, row, share, limit, total, uniform, O, i):
    """Into O[i] a token of `row`: of its first `limit`, the shortest head with mass >= share *
    total, renormalised, cut at `uniform` in [0, 1). -1 when the largest probability is not
    positive."""
    mass = T.sblock_alloc_buffer((1,), "float32", scope="local")
    count = T.sblock_alloc_buffer((1,), "int32", scope="local")
    pick = T.sblock_alloc_buffer((1,), "int32", scope="local")
    reached = T.sblock_alloc_buffer((1,), "float32", scope="local")
    mass[0] = T.float32(0)
    count[0] = 0
    while (count[0] < limit) and (mass[0] < share * total):
        mass[0] = mass[0] + V[row, count[0]]
        count[0] = count[0] + 1
    pick[0] = 0
    reached[0] = V[row, 0]
    while (pick[0] + 1 < count[0]) and (reached[0] <= uniform * mass[0]):
        pick[0] = pick[0] + 1
        reached[0] = reached[0] + V[row, pick[0]]
    count[0] = T.reinterpret("int32", V[row, 0])
    O[i] = -1
    if (count[0] > 0) and (count[0] < INFINITY_BITS):
        O[i] = I[row, pick[0]]


@T.prim_func(s_tir=True, private=True)
def sample_top_p(
    values: T.handle,
    indices: T.handle,
    uniform: T.handle,
    rows: T.handle,
    top_p: T.handle,
    result: T.handle,
):
    """For each i, a token of row rows[i] by top-p, cut at uniform[i] (see `draw`)."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    k = T.int32()
    n = T.int32()
    V = T.match_buffer(values, (b, k), "float32")
    I = T.match_buffer(indices, (b, k), "int32")
    U = T.match_buffer(uniform, (n,), "float32")
    R = T.match_buffer(rows, (n,), "int32")
    P = T.match_buffer(top_p, (b,), "float32")
    O = T.match_buffer(result, (n,), "int32")
    for bx in T.thread_binding(n, thread="blockIdx.x"):
        for tx in T.thread_binding(1, thread="threadIdx.x"):
            with T.sblock("sample"):
                T.reads()
                T.writes()
                draw(V, I, R[bx], P[R[bx]], k, T.float32(1), U[bx], O, bx)


@T.prim_func(s_tir=True, private=True)
def sample_every_row(
    values: T.handle,
    indices: T.handle,
    uniform: T.handle,
    top_p: T.handle,
    top_k: T.handle,
    result: T.handle,
):
    """A token of each row, by a top-p and top-k of its own. Top-k comes first: top-p then counts
    the mass of what is left as 1. Without top-k (0 or less) the mass is that of all tokens."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    k = T.int32()
    V = T.match_buffer(values, (b, k), "float32")
    I = T.match_buffer(indices, (b, k), "int32")
    U = T.match_buffer(uniform, (b,), "float32")
    P = T.match_buffer(top_p, (b,), "float32")
    K = T.match_buffer(top_k, (b,), "int32")
    O = T.match_buffer(result, (b,), "int32")
    for bx in T.thread_binding(b, thread="blockIdx.x"):
        for tx in T.thread_binding(1, thread="threadIdx.x"):
            with T.sblock("sample"):
                T.reads()
                T.writes()
                limit = T.sblock_alloc_buffer((1,), "int32", scope="local")
                total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                limit[0] = k
                total[0] = T.float32(1)
                if K[bx] > 0:
                    limit[0] = T.min(K[bx], k)
                    total[0] = T.float32(0)
                    for i in T.serial(limit[0]):
                        total[0] = total[0] + V[bx, i]
                draw(V, I, bx, P[bx], limit[0], total[0], U[bx], O, bx)
