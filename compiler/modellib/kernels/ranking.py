"""Which of a row of numbers are the largest. Nothing sorts the whole vocabulary.

Numbers are compared by their bit patterns, turned into integers of the same order (`rank`): exact,
and safe where a shader's compiler takes it that there are no NaNs. Of equals the first is larger.

A row is looked at in chunks first, a thread each: that fills a GPU, and needs no barrier. On
software GPUs a workgroup with barriers costs more than all that its threads compare.
"""

from tvm import tirx
from tvm.script import tirx as T

THREADS = 256
GROUPS = 16  # of threads, which put together what THREADS have found; as many in each
INFINITY_BITS = 0x7F800000

CHUNK = 16  # numbers that a thread looks through for the largest
CHUNK_THREADS = 64

TOP_K = 256
SELECTORS = 64  # threads that select the TOP_K of a row
DIGIT_BITS = 4
DIGITS = 1 << DIGIT_BITS
PASSES = 8  # of four bits, for 32
STRIDE = SELECTORS + 1  # odd, so that digits fall on different banks
TEAM = SELECTORS // DIGITS  # threads that add up one digit
BLOCK = 16  # threads whose counts are added up together


def rank(bits):
    """Of a float's bits as int32: larger for larger floats; -0 and 0 are equal."""
    return tirx.Select(bits < 0, -tirx.bitwise_and(bits, tirx.const(0x7FFFFFFF, "int32")), bits)


def rank_or_nan(bits):
    """The same, with every NaN above infinity."""
    size = tirx.bitwise_and(bits, tirx.const(0x7FFFFFFF, "int32"))
    return tirx.Select(size > INFINITY_BITS, tirx.const(0x7FFFFFFF, "int32"), rank(bits))


def unsigned_rank(bits):
    """`rank_or_nan` as uint32, so that its digits order as they are. None is 0."""
    return to_unsigned(rank_or_nan(bits))


def to_unsigned(rank_of_number):
    return tirx.bitwise_xor(tirx.Cast("uint32", rank_of_number), tirx.const(1 << 31, "uint32"))


def is_number(rank_of_best):
    """Whether the largest of a row is finite: then the row holds no NaN, nor infinity."""
    return tirx.all(rank_of_best < INFINITY_BITS, rank_of_best > -INFINITY_BITS)


@T.macro
def keep_better(found, place, best, at):
    """The better of (found, place) and (best[0], at[0]) into the latter; of equals the earlier."""
    if (found > best[0]) or ((found == best[0]) and (place < at[0])):
        best[0] = found
        at[0] = place


def rounds(thread, threads, count):
    """`count` for the first `threads`, none for the others: a loop of no rounds is left out where
    software GPUs go through what an `if` would leave out."""
    return tirx.Select(thread < threads, count, 0)


@T.macro
def join_threads(tx, ranks, places, best, at):
    """What each of THREADS threads has found becomes what all have found: GROUPS of them look at a
    share each, then all at what these have found. If every thread looked at all, that would be more
    work than the search."""
    ranks[tx] = best[0]
    places[tx] = at[0]
    T.tvm_storage_sync("shared")
    for i in T.serial(rounds(tx, GROUPS, THREADS // GROUPS)):
        # TVM refuses workgroup memory in a condition: compare copies.
        found: T.let[T.int32] = ranks[i * GROUPS + tx]
        place: T.let[T.int32] = places[i * GROUPS + tx]
        keep_better(found, place, best, at)
    if tx < GROUPS:
        ranks[tx] = best[0]
        places[tx] = at[0]
    T.tvm_storage_sync("shared")
    for i in T.serial(GROUPS):
        found: T.let[T.int32] = ranks[i]
        place: T.let[T.int32] = places[i]
        keep_better(found, place, best, at)


@T.macro
def sum_threads(tx, partial, total):
    """The total[0] of each of THREADS threads becomes that of all, likewise."""
    partial[tx] = total[0]
    T.tvm_storage_sync("shared")
    total[0] = T.float32(0)
    for i in T.serial(rounds(tx, GROUPS, THREADS // GROUPS)):
        total[0] = total[0] + partial[i * GROUPS + tx]
    if tx < GROUPS:
        partial[tx] = total[0]
    T.tvm_storage_sync("shared")
    total[0] = T.float32(0)
    for i in T.serial(GROUPS):
        total[0] = total[0] + partial[i]


def chunks_of(n):
    return (n + CHUNK - 1) // CHUNK


def blocks_of(n):
    return (chunks_of(n) + CHUNK_THREADS - 1) // CHUNK_THREADS


@T.prim_func(s_tir=True, private=True)
def best_of_chunks(numbers: T.handle, best_ranks: T.handle, best_places: T.handle):
    """Of numbers [b, v] the largest in each CHUNK, by rank and index: [b, chunks]."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    v = T.int32()
    L = T.match_buffer(numbers, (b, v), "float32")
    B = T.match_buffer(best_ranks, (b, chunks_of(v)), "int32")
    A = T.match_buffer(best_places, (b, chunks_of(v)), "int32")
    for by in T.thread_binding(b, thread="blockIdx.y"):
        for bx in T.thread_binding(blocks_of(v), thread="blockIdx.x"):
            for tx in T.thread_binding(CHUNK_THREADS, thread="threadIdx.x"):
                with T.sblock("best"):
                    T.reads()
                    T.writes()
                    best = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    at = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    chunk: T.let[T.int32] = bx * CHUNK_THREADS + tx
                    best[0] = -0x7FFFFFFF
                    at[0] = v
                    for i in T.serial(T.min(CHUNK, v - chunk * CHUNK)):
                        bits: T.let[T.int32] = T.reinterpret("int32", L[by, chunk * CHUNK + i])
                        keep_better(rank_or_nan(bits), chunk * CHUNK + i, best, at)
                    if chunk < chunks_of(v):
                        B[by, chunk] = best[0]
                        A[by, chunk] = at[0]


@T.prim_func(s_tir=True, private=True)
def best_of_bests(ranks: T.handle, places: T.handle, best_ranks: T.handle, best_places: T.handle):
    """The same once more: of bests [b, n] the best in each CHUNK, [b, chunks]."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    n = T.int32()
    R = T.match_buffer(ranks, (b, n), "int32")
    P = T.match_buffer(places, (b, n), "int32")
    B = T.match_buffer(best_ranks, (b, chunks_of(n)), "int32")
    A = T.match_buffer(best_places, (b, chunks_of(n)), "int32")
    for by in T.thread_binding(b, thread="blockIdx.y"):
        for bx in T.thread_binding(blocks_of(n), thread="blockIdx.x"):
            for tx in T.thread_binding(CHUNK_THREADS, thread="threadIdx.x"):
                with T.sblock("best"):
                    T.reads()
                    T.writes()
                    best = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    at = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    chunk: T.let[T.int32] = bx * CHUNK_THREADS + tx
                    best[0] = -0x7FFFFFFF
                    at[0] = 0
                    for i in T.serial(T.min(CHUNK, n - chunk * CHUNK)):
                        keep_better(
                            R[by, chunk * CHUNK + i], P[by, chunk * CHUNK + i], best, at
                        )
                    if chunk < chunks_of(n):
                        B[by, chunk] = best[0]
                        A[by, chunk] = at[0]


@T.prim_func(s_tir=True, private=True)
def argmax_join(best_ranks: T.handle, best_places: T.handle, result: T.handle):
    """Of bests of chunks [b, m] the best one's index, [b]; -1 when it is not finite."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    m = T.int32()
    B = T.match_buffer(best_ranks, (b, m), "int32")
    A = T.match_buffer(best_places, (b, m), "int32")
    O = T.match_buffer(result, (b,), "int32")
    for bx in T.thread_binding(b, thread="blockIdx.x"):
        for tx in T.thread_binding(1, thread="threadIdx.x"):
            with T.sblock("join"):
                T.reads()
                T.writes()
                best = T.sblock_alloc_buffer((1,), "int32", scope="local")
                at = T.sblock_alloc_buffer((1,), "int32", scope="local")
                best[0] = -0x7FFFFFFF
                at[0] = 0
                for i in T.serial(m):
                    keep_better(B[bx, i], A[bx, i], best, at)
                O[bx] = -1
                if is_number(best[0]):
                    O[bx] = at[0]


def chunk_rank(P, v, R, chunks, row, i):
    """Of a chunk's best."""
    return to_unsigned(R[row, i])


def token_rank(P, v, R, chunks, row, i):
    """Of a token in the chunks that were selected; of what is past the end, below all."""
    token = token_at(chunks, i)
    bits = tirx.reinterpret("int32", P[row, tirx.min(token, v - 1)])
    return tirx.Select(token < v, unsigned_rank(bits), tirx.const(0, "uint32"))


def token_at(chunks, i):
    return chunks[i // CHUNK] * CHUNK + i % CHUNK


def _selection(rank_at):
    """Puts into `chosen` which TOP_K of n are the largest, in their order, rank_at(…, i) being the
    rank of i. Radix selection: passes of four bits narrow down the rank of the k-th largest, then
    one pass gathers what is above it, and of its equals the first."""

    @T.macro
    def select(tx, row, n, P, v, R, chunks, chosen, counts, totals, whole, part):
        kth, x = whole
        wanted, digit, count, above, equal = part
        kth[0] = T.uint32(0)
        wanted[0] = TOP_K
        for p in T.serial(PASSES):
            shift: T.let[T.uint32] = T.Cast("uint32", (PASSES - 1 - p) * DIGIT_BITS)
            for d in T.serial(DIGITS):
                counts[d * STRIDE + tx] = 0
            for i in T.serial((n + SELECTORS - 1) // SELECTORS):
                if i * SELECTORS + tx < n:
                    x[0] = T.shift_right(
                        rank_at(P, v, R, chunks, row, i * SELECTORS + tx), shift
                    )
                    if T.shift_right(x[0], T.uint32(DIGIT_BITS)) == kth[0]:
                        digit[0] = T.Cast("int32", T.bitwise_and(x[0], T.uint32(DIGITS - 1)))
                        counts[digit[0] * STRIDE + tx] = counts[digit[0] * STRIDE + tx] + 1
            T.tvm_storage_sync("shared")
            count[0] = 0
            for i in T.serial(SELECTORS // TEAM):
                count[0] = count[0] + counts[tx // TEAM * STRIDE + i * TEAM + tx % TEAM]
            counts[tx // TEAM * STRIDE + tx % TEAM] = count[0]
            T.tvm_storage_sync("shared")
            count[0] = 0
            for i in T.serial(rounds(tx, DIGITS, TEAM)):
                count[0] = count[0] + counts[tx * STRIDE + i]
            if tx < DIGITS:
                totals[tx] = count[0]
            T.tvm_storage_sync("shared")
            digit[0] = DIGITS - 1
            for d in T.serial(DIGITS - 1):
                count[0] = totals[DIGITS - 1 - d]
                if (digit[0] == DIGITS - 1 - d) and (count[0] < wanted[0]):
                    wanted[0] = wanted[0] - count[0]
                    digit[0] = digit[0] - 1
            kth[0] = kth[0] * T.uint32(DIGITS) + T.Cast("uint32", digit[0])
        # `wanted` equals of the k-th largest belong to the top k.
        above[0] = 0
        equal[0] = 0
        for i in T.serial(T.max(T.min(share_of(n), n - tx * share_of(n)), 0)):
            x[0] = rank_at(P, v, R, chunks, row, tx * share_of(n) + i)
            if x[0] > kth[0]:
                above[0] = above[0] + 1
            if x[0] == kth[0]:
                equal[0] = equal[0] + 1
        counts[tx] = above[0]
        counts[STRIDE + tx] = equal[0]
        T.tvm_storage_sync("shared")
        # Those of the threads before this one: of whole blocks first, then within its own.
        above[0] = 0
        equal[0] = 0
        for i in T.serial(rounds(tx, SELECTORS // BLOCK, BLOCK)):
            above[0] = above[0] + counts[tx * BLOCK + i]
            equal[0] = equal[0] + counts[STRIDE + tx * BLOCK + i]
        if tx < SELECTORS // BLOCK:
            counts[2 * STRIDE + tx] = above[0]
            counts[3 * STRIDE + tx] = equal[0]
        T.tvm_storage_sync("shared")
        above[0] = 0
        equal[0] = 0
        for i in T.serial(tx // BLOCK):
            above[0] = above[0] + counts[2 * STRIDE + i]
            equal[0] = equal[0] + counts[3 * STRIDE + i]
        for i in T.serial(tx % BLOCK):
            above[0] = above[0] + counts[tx // BLOCK * BLOCK + i]
            equal[0] = equal[0] + counts[STRIDE + tx // BLOCK * BLOCK + i]
        for i in T.serial(T.max(T.min(share_of(n), n - tx * share_of(n)), 0)):
            x[0] = rank_at(P, v, R, chunks, row, tx * share_of(n) + i)
            if (x[0] > kth[0]) or ((x[0] == kth[0]) and (equal[0] < wanted[0])):
                chosen[above[0] + T.min(equal[0], wanted[0])] = tx * share_of(n) + i
            if x[0] > kth[0]:
                above[0] = above[0] + 1
            if x[0] == kth[0]:
                equal[0] = equal[0] + 1
        T.tvm_storage_sync("shared")

    return select


def share_of(n):
    return (n + SELECTORS - 1) // SELECTORS


select_chunks = _selection(chunk_rank)
select_tokens = _selection(token_rank)


@T.prim_func(s_tir=True, private=True)
def select_top_k(numbers: T.handle, chunk_ranks: T.handle, values: T.handle, indices: T.handle):
    """The TOP_K largest of each row of numbers [b, v], in order: values and indices [b, TOP_K].
    `chunk_ranks` are those of best_of_chunks, TOP_K of them at least.

    One workgroup a row. None of the TOP_K is in a chunk whose best is not among the TOP_K bests:
    these would all be larger. So chunks are selected first, then numbers of theirs, and each
    one's place is the number of larger ones."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    v = T.int32()
    P = T.match_buffer(numbers, (b, v), "float32")
    R = T.match_buffer(chunk_ranks, (b, chunks_of(v)), "int32")
    V = T.match_buffer(values, (b, TOP_K), "float32")
    I = T.match_buffer(indices, (b, TOP_K), "int32")
    for bx in T.thread_binding(b, thread="blockIdx.x"):
        for tx in T.thread_binding(SELECTORS, thread="threadIdx.x"):
            with T.sblock("select"):
                T.reads()
                T.writes()
                counts = T.sblock_alloc_buffer((DIGITS * STRIDE,), "int32", scope="shared")
                totals = T.sblock_alloc_buffer((DIGITS,), "int32", scope="shared")
                chunks = T.sblock_alloc_buffer((TOP_K,), "int32", scope="shared")
                chosen = T.sblock_alloc_buffer((TOP_K,), "int32", scope="shared")
                ranks = T.sblock_alloc_buffer((TOP_K,), "uint32", scope="shared")
                kth = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                x = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                own = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                wanted = T.sblock_alloc_buffer((1,), "int32", scope="local")
                digit = T.sblock_alloc_buffer((1,), "int32", scope="local")
                count = T.sblock_alloc_buffer((1,), "int32", scope="local")
                above = T.sblock_alloc_buffer((1,), "int32", scope="local")
                equal = T.sblock_alloc_buffer((1,), "int32", scope="local")
                select_chunks(
                    tx, bx, chunks_of(v), P, v, R, chunks, chunks, counts, totals,
                    (kth, x), (wanted, digit, count, above, equal),
                )
                select_tokens(
                    tx, bx, TOP_K * CHUNK, P, v, R, chunks, chosen, counts, totals,
                    (kth, x), (wanted, digit, count, above, equal),
                )
                for j in T.unroll(TOP_K // SELECTORS):
                    ranks[j * SELECTORS + tx] = token_rank(
                        P, v, R, chunks, bx, chosen[j * SELECTORS + tx]
                    )
                T.tvm_storage_sync("shared")
                for j in T.unroll(TOP_K // SELECTORS):
                    # TVM refuses workgroup memory in a condition: compare copies.
                    own[0] = ranks[j * SELECTORS + tx]
                    digit[0] = token_at(chunks, chosen[j * SELECTORS + tx])
                    count[0] = 0
                    for i in T.serial(TOP_K):
                        x[0] = ranks[i]
                        if (x[0] > own[0]) or ((x[0] == own[0]) and (i < j * SELECTORS + tx)):
                            count[0] = count[0] + 1
                    V[bx, count[0]] = P[bx, digit[0]]
                    I[bx, count[0]] = digit[0]
