"""Which of a row of numbers are the largest. Nothing sorts the whole vocabulary.

Numbers are compared by their bit patterns, turned into integers of the same order (`rank`): exact,
and safe where a shader's compiler takes it that there are no NaNs. Of equals the first is larger.
"""

from tvm import tirx
from tvm.script import tirx as T

THREADS = 256
TOP_K = 256
DIGIT_BITS = 3
DIGITS = 1 << DIGIT_BITS
PASSES = 11  # of three bits, for 32
STRIDE = THREADS + 1  # odd, so that digits fall on different banks
INFINITY_BITS = 0x7F800000
CHUNK = 4096  # numbers that a workgroup looks through for the largest


def rank(bits):
    """Of a float's bits as int32: larger for larger floats; -0 and 0 are equal."""
    return tirx.Select(bits < 0, -tirx.bitwise_and(bits, tirx.const(0x7FFFFFFF, "int32")), bits)


def rank_or_nan(bits):
    """The same, with every NaN above infinity."""
    size = tirx.bitwise_and(bits, tirx.const(0x7FFFFFFF, "int32"))
    return tirx.Select(size > INFINITY_BITS, tirx.const(0x7FFFFFFF, "int32"), rank(bits))


def unsigned_rank(bits):
    """`rank` as uint32, so that its digits order as they are."""
    return tirx.bitwise_xor(tirx.Cast("uint32", rank(bits)), tirx.const(1 << 31, "uint32"))


def is_number(rank_of_best):
    """Whether the largest of a row is finite: then the row holds no NaN, nor infinity."""
    return tirx.all(rank_of_best < INFINITY_BITS, rank_of_best > -INFINITY_BITS)


@T.macro
def keep_better(found, place, best, at):
    """The better of (found, place) and (best[0], at[0]) into the latter; of equals the earlier."""
    if (found > best[0]) or ((found == best[0]) and (place < at[0])):
        best[0] = found
        at[0] = place


@T.macro
def join_threads(tx, ranks, places, best, at):
    """What each of THREADS threads has found becomes what all have found."""
    ranks[tx] = best[0]
    places[tx] = at[0]
    T.tvm_storage_sync("shared")
    for i in T.serial(THREADS):
        # TVM refuses workgroup memory in a condition: compare copies.
        found: T.let[T.int32] = ranks[i]
        place: T.let[T.int32] = places[i]
        keep_better(found, place, best, at)


@T.prim_func(s_tir=True, private=True)
def argmax_chunks(logits: T.handle, best_ranks: T.handle, best_places: T.handle):
    """Of logits [b, v] the largest in each CHUNK, by rank and index: [b, chunks]. One workgroup
    could do a row, but not fill a GPU."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    v = T.int32()
    L = T.match_buffer(logits, (b, v), "float32")
    B = T.match_buffer(best_ranks, (b, (v + CHUNK - 1) // CHUNK), "int32")
    A = T.match_buffer(best_places, (b, (v + CHUNK - 1) // CHUNK), "int32")
    for by in T.thread_binding(b, thread="blockIdx.y"):
        for bx in T.thread_binding((v + CHUNK - 1) // CHUNK, thread="blockIdx.x"):
            for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
                with T.sblock("argmax"):
                    T.reads()
                    T.writes()
                    ranks = T.sblock_alloc_buffer((THREADS,), "int32", scope="shared")
                    places = T.sblock_alloc_buffer((THREADS,), "int32", scope="shared")
                    best = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    at = T.sblock_alloc_buffer((1,), "int32", scope="local")
                    best[0] = -0x7FFFFFFF
                    at[0] = v
                    for i in T.serial(CHUNK // THREADS):
                        token: T.let[T.int32] = bx * CHUNK + i * THREADS + tx
                        if token < v:
                            bits: T.let[T.int32] = T.reinterpret("int32", L[by, token])
                            keep_better(rank_or_nan(bits), token, best, at)
                    join_threads(tx, ranks, places, best, at)
                    if tx == 0:
                        B[by, bx] = best[0]
                        A[by, bx] = at[0]


@T.prim_func(s_tir=True, private=True)
def argmax_join(best_ranks: T.handle, best_places: T.handle, result: T.handle):
    """Of the chunks of argmax_chunks [b, m] the best one's index, [b]; -1 when it is not finite."""
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


@T.prim_func(s_tir=True, private=True)
def select_top_k(numbers: T.handle, values: T.handle, indices: T.handle):
    """The TOP_K largest of each row of numbers [b, v], v >= TOP_K: values and indices [b, TOP_K].

    Radix selection, one workgroup a row: passes of three bits narrow down the rank of the k-th
    largest, then one pass gathers what is above it (and equals of it, lowest index first), and
    each survivor's place is the number of survivors before it."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    v = T.int32()
    P = T.match_buffer(numbers, (b, v), "float32")
    V = T.match_buffer(values, (b, TOP_K), "float32")
    I = T.match_buffer(indices, (b, TOP_K), "int32")
    for bx in T.thread_binding(b, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("select"):
                T.reads()
                T.writes()
                counts = T.sblock_alloc_buffer((DIGITS * STRIDE,), "int32", scope="shared")
                totals = T.sblock_alloc_buffer((DIGITS,), "int32", scope="shared")
                ranks = T.sblock_alloc_buffer((TOP_K,), "uint32", scope="shared")
                place = T.sblock_alloc_buffer((TOP_K,), "int32", scope="shared")
                prefix = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                x = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                own = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                wanted = T.sblock_alloc_buffer((1,), "int32", scope="local")
                digit = T.sblock_alloc_buffer((1,), "int32", scope="local")
                count = T.sblock_alloc_buffer((1,), "int32", scope="local")
                above = T.sblock_alloc_buffer((1,), "int32", scope="local")
                equal = T.sblock_alloc_buffer((1,), "int32", scope="local")
                prefix[0] = T.uint32(0)
                wanted[0] = TOP_K
                for p in T.serial(PASSES):
                    shift: T.let[T.uint32] = T.Cast("uint32", (PASSES - 1 - p) * DIGIT_BITS)
                    for d in T.serial(DIGITS):
                        counts[d * STRIDE + tx] = 0
                    for i in T.serial((v + THREADS - 1) // THREADS):
                        if i * THREADS + tx < v:
                            bits: T.let[T.int32] = T.reinterpret("int32", P[bx, i * THREADS + tx])
                            x[0] = T.shift_right(unsigned_rank(bits), shift)
                            if T.shift_right(x[0], T.uint32(DIGIT_BITS)) == prefix[0]:
                                digit[0] = T.Cast(
                                    "int32", T.bitwise_and(x[0], T.uint32(DIGITS - 1))
                                )
                                counts[digit[0] * STRIDE + tx] = counts[digit[0] * STRIDE + tx] + 1
                    T.tvm_storage_sync("shared")
                    if tx < DIGITS:
                        count[0] = 0
                        for i in T.serial(THREADS):
                            count[0] = count[0] + counts[tx * STRIDE + i]
                        totals[tx] = count[0]
                    T.tvm_storage_sync("shared")
                    digit[0] = DIGITS - 1
                    for d in T.serial(DIGITS - 1):
                        count[0] = totals[DIGITS - 1 - d]
                        if (digit[0] == DIGITS - 1 - d) and (count[0] < wanted[0]):
                            wanted[0] = wanted[0] - count[0]
                            digit[0] = digit[0] - 1
                    prefix[0] = prefix[0] * T.uint32(DIGITS) + T.Cast("uint32", digit[0])
                # prefix is now the k-th largest; `wanted` of its equals belong to the top k.
                above[0] = 0
                equal[0] = 0
                for i in T.serial((v + THREADS - 1) // THREADS):
                    token: T.let[T.int32] = tx * ((v + THREADS - 1) // THREADS) + i
                    if token < v:
                        bits: T.let[T.int32] = T.reinterpret("int32", P[bx, token])
                        x[0] = unsigned_rank(bits)
                        if x[0] > prefix[0]:
                            above[0] = above[0] + 1
                        if x[0] == prefix[0]:
                            equal[0] = equal[0] + 1
                counts[tx] = above[0]
                counts[STRIDE + tx] = equal[0]
                T.tvm_storage_sync("shared")
                above[0] = 0
                equal[0] = TOP_K - wanted[0]
                for i in T.serial(tx):
                    above[0] = above[0] + counts[i]
                    equal[0] = equal[0] + counts[STRIDE + i]
                for i in T.serial((v + THREADS - 1) // THREADS):
                    token: T.let[T.int32] = tx * ((v + THREADS - 1) // THREADS) + i
                    if token < v:
                        bits: T.let[T.int32] = T.reinterpret("int32", P[bx, token])
                        x[0] = unsigned_rank(bits)
                        if x[0] > prefix[0]:
                            ranks[above[0]] = x[0]
                            place[above[0]] = token
                            above[0] = above[0] + 1
                        if (x[0] == prefix[0]) and (equal[0] < TOP_K):
                            ranks[equal[0]] = x[0]
                            place[equal[0]] = token
                            equal[0] = equal[0] + 1
                T.tvm_storage_sync("shared")
                # TVM refuses workgroup memory in a condition: compare copies.
                own[0] = ranks[tx]
                digit[0] = place[tx]
                count[0] = 0
                for i in T.serial(TOP_K):
                    x[0] = ranks[i]
                    equal[0] = place[i]
                    if (x[0] > own[0]) or ((x[0] == own[0]) and (equal[0] < digit[0])):
                        count[0] = count[0] + 1
                V[bx, count[0]] = P[bx, digit[0]]
                I[bx, count[0]] = digit[0]
