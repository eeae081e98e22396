"""Softmax, top-k and top-p. One workgroup a row; nothing sorts the whole vocabulary.

The top TOP_K are found by radix selection: probabilities are not negative, so their bit patterns
order as integers. Ten passes of three bits narrow down the bit pattern of the k-th largest, then
one pass gathers what is above it (and ties with it, lowest index first), and each survivor's place
is the number of survivors before it. Exact for greedy, and for top-p whenever the mass fits.
"""

from tvm.script import tirx as T

THREADS = 256
TOP_K = 256
DIGIT_BITS = 3
DIGITS = 1 << DIGIT_BITS
TOP_SHIFT = 27  # a probability is at most 1.0 = 0x3f800000, below 1 << 30
STRIDE = THREADS + 1  # odd, so that digits fall on different banks
INFINITY_BITS = 0x7F800000


@T.prim_func(s_tir=True, private=True)
def softmax_rows(logits: T.handle, temperature: T.handle, probs: T.handle):
    """softmax(logits / temperature); logits and result [b, 1, v]."""
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
                partial = T.sblock_alloc_buffer((THREADS,), "float32", scope="shared")
                top = T.sblock_alloc_buffer((1,), "float32", scope="local")
                total = T.sblock_alloc_buffer((1,), "float32", scope="local")
                top[0] = T.float32(-3.402823e38)
                for i in T.serial((v + THREADS - 1) // THREADS):
                    if i * THREADS + tx < v:
                        top[0] = T.max(top[0], L[bx, 0, i * THREADS + tx])
                partial[tx] = top[0]
                T.tvm_storage_sync("shared")
                for i in T.serial(THREADS):
                    top[0] = T.max(top[0], partial[i])
                T.tvm_storage_sync("shared")
                total[0] = T.float32(0)
                for i in T.serial((v + THREADS - 1) // THREADS):
                    if i * THREADS + tx < v:
                        total[0] = total[0] + T.exp(
                            (L[bx, 0, i * THREADS + tx] - top[0]) / H[bx]
                        )
                partial[tx] = total[0]
                T.tvm_storage_sync("shared")
                total[0] = T.float32(0)
                for i in T.serial(THREADS):
                    total[0] = total[0] + partial[i]
                for i in T.serial((v + THREADS - 1) // THREADS):
                    if i * THREADS + tx < v:
                        P[bx, 0, i * THREADS + tx] = (
                            T.exp((L[bx, 0, i * THREADS + tx] - top[0]) / H[bx]) / total[0]
                        )


@T.prim_func(s_tir=True, private=True)
def select_top_k(probs: T.handle, values: T.handle, indices: T.handle):
    """The TOP_K largest of each row of probs [b, v], v >= TOP_K: values and indices [b, TOP_K]."""
    T.func_attr({"tirx.is_scheduled": True, "tirx.noalias": True})
    b = T.int32()
    v = T.int32()
    P = T.match_buffer(probs, (b, v), "float32")
    V = T.match_buffer(values, (b, TOP_K), "float32")
    I = T.match_buffer(indices, (b, TOP_K), "int32")
    for bx in T.thread_binding(b, thread="blockIdx.x"):
        for tx in T.thread_binding(THREADS, thread="threadIdx.x"):
            with T.sblock("select"):
                T.reads()
                T.writes()
                counts = T.sblock_alloc_buffer((DIGITS * STRIDE,), "int32", scope="shared")
                totals = T.sblock_alloc_buffer((DIGITS,), "int32", scope="shared")
                bits = T.sblock_alloc_buffer((TOP_K,), "int32", scope="shared")
                place = T.sblock_alloc_buffer((TOP_K,), "int32", scope="shared")
                prefix = T.sblock_alloc_buffer((1,), "int32", scope="local")
                wanted = T.sblock_alloc_buffer((1,), "int32", scope="local")
                digit = T.sblock_alloc_buffer((1,), "int32", scope="local")
                x = T.sblock_alloc_buffer((1,), "int32", scope="local")
                above = T.sblock_alloc_buffer((1,), "int32", scope="local")
                equal = T.sblock_alloc_buffer((1,), "int32", scope="local")
                prefix[0] = 0
                wanted[0] = TOP_K
                for p in T.serial(TOP_SHIFT // DIGIT_BITS + 1):
                    shift: T.let[T.int32] = TOP_SHIFT - p * DIGIT_BITS
                    for d in T.serial(DIGITS):
                        counts[d * STRIDE + tx] = 0
                    for i in T.serial((v + THREADS - 1) // THREADS):
                        if i * THREADS + tx < v:
                            x[0] = T.shift_right(
                                T.reinterpret("int32", P[bx, i * THREADS + tx]), shift
                            )
                            if T.shift_right(x[0], DIGIT_BITS) == prefix[0]:
                                digit[0] = T.bitwise_and(x[0], DIGITS - 1)
                                counts[digit[0] * STRIDE + tx] = counts[digit[0] * STRIDE + tx] + 1
                    T.tvm_storage_sync("shared")
                    if tx < DIGITS:
                        x[0] = 0
                        for i in T.serial(THREADS):
                            x[0] = x[0] + counts[tx * STRIDE + i]
                        totals[tx] = x[0]
                    T.tvm_storage_sync("shared")
                    digit[0] = DIGITS - 1
                    for d in T.serial(DIGITS - 1):
                        x[0] = totals[DIGITS - 1 - d]
                        if (digit[0] == DIGITS - 1 - d) and (x[0] < wanted[0]):
                            wanted[0] = wanted[0] - x[0]
                            digit[0] = digit[0] - 1
                    prefix[0] = prefix[0] * DIGITS + digit[0]
                # prefix is now the k-th largest; `wanted` of its equals belong to the top k.
                above[0] = 0
                equal[0] = 0
                for i in T.serial((v + THREADS - 1) // THREADS):
                    token: T.let[T.int32] = tx * ((v + THREADS - 1) // THREADS) + i
                    if token < v:
                        x[0] = T.reinterpret("int32", P[bx, token])
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
                        x[0] = T.reinterpret("int32", P[bx, token])
                        if x[0] > prefix[0]:
                            bits[above[0]] = x[0]
                            place[above[0]] = token
                            above[0] = above[0] + 1
                        if (x[0] == prefix[0]) and (equal[0] < TOP_K):
                            bits[equal[0]] = x[0]
                            place[equal[0]] = token
                            equal[0] = equal[0] + 1
                T.tvm_storage_sync("shared")
                # TVM refuses workgroup memory in a condition: compare copies.
                wanted[0] = bits[tx]
                digit[0] = place[tx]
                x[0] = 0
                for i in T.serial(TOP_K):
                    above[0] = bits[i]
                    equal[0] = place[i]
                    if (above[0] > wanted[0]) or (
                        (above[0] == wanted[0]) and (equal[0] < digit[0])
                    ):
                        x[0] = x[0] + 1
                V[bx, x[0]] = T.reinterpret("float32", wanted[0])
                I[bx, x[0]] = digit[0]


@T.prim_func(s_tir=True, private=True)
def sample_top_p(
    values: T.handle,
    indices: T.handle,
    uniform: T.handle,
    rows: T.handle,
    top_p: T.handle,
    result: T.handle,
):
    """For each i, a token of row rows[i]: the shortest head of it with mass >= top_p, renormalised,
    cut at uniform[i] in [0, 1). -1 when the largest probability is not a positive number."""
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
                mass = T.sblock_alloc_buffer((1,), "float32", scope="local")
                count = T.sblock_alloc_buffer((1,), "int32", scope="local")
                pick = T.sblock_alloc_buffer((1,), "int32", scope="local")
                reached = T.sblock_alloc_buffer((1,), "float32", scope="local")
                mass[0] = T.float32(0)
                count[0] = 0
                while (count[0] < k) and (mass[0] < P[R[bx]]):
                    mass[0] = mass[0] + V[R[bx], count[0]]
                    count[0] = count[0] + 1
                pick[0] = 0
                reached[0] = V[R[bx], 0]
                while (pick[0] + 1 < count[0]) and (reached[0] <= U[bx] * mass[0]):
                    pick[0] = pick[0] + 1
                    reached[0] = reached[0] + V[R[bx], pick[0]]
                count[0] = T.reinterpret("int32", V[R[bx], 0])
                O[bx] = -1
                if (count[0] > 0) and (count[0] < INFINITY_BITS):
                    O[bx] = I[R[bx], pick[0]]
