"""Rotary position embedding (Su et al. 2021, https://arxiv.org/abs/2104.09864), in Llama's halves.

WGSL's own sine and cosine may be wrong by 2^-11 even between -pi and pi, and by any amount beyond
(WGSL specification, 15.7.4); its power is little better. At the thousandth token such an angle is
noise, so both are computed here. An angle is counted in turns of 2^32: what wraps around in a
32-bit product is whole turns, so position times frequency is exact at any position.
"""

import math

from tvm import tirx
from tvm.script import tirx as T

TURN = 1 << 32
# Of z = x^2, lowest power first: sin x = x + x z (...), cos x = ...
SINE = (-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4)
COSINE = (1.0, -0.5, 4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5)


def frequencies(theta: float, dim: int) -> list[int]:
    """Of each pair (i, i + dim / 2): theta^(-2i / dim) radians a token, in 2^-32 turns."""
    return [round(TURN * theta ** (-2 * i / dim) / (2 * math.pi)) for i in range(dim // 2)]


def rope(theta: float, dim: int, heads: int, kv_heads: int, dtype: str):
    """qkv [n, heads + 2 * kv_heads, dim] -> q, k, v; q and k rotated by position_map int32 [n]
    unless apply_rope is 0. The signature is that of TVM's llama_rope_with_position_map."""
    half = dim // 2
    table = frequencies(theta, dim)

    def rotated(x, s, h, d, position):
        def turn(sine, cosine):
            other = tirx.if_then_else(d < half, -x[s, h, d + half], x[s, h, d - half])
            y = cosine * x[s, h, d].astype("float32") + sine * other.astype("float32")
            return y.astype(dtype)

        angle = position.astype("uint32") * _entry(table, d % half)
        return _with_sine_cosine(angle, turn)

    @T.prim_func(s_tir=True, private=True)
    def split_rotary(
        var_qkv: T.handle,
        var_position_map: T.handle,
        var_q: T.handle,
        var_k: T.handle,
        var_v: T.handle,
        apply_rope: T.int64,
    ):
        T.func_attr({"op_pattern": 8, "tirx.noalias": True})
        n = T.int32()
        offset = T.int32()
        qkv = T.match_buffer(var_qkv, (n, heads + 2 * kv_heads, dim), dtype)
        q = T.match_buffer(var_q, (n, heads, dim), dtype)
        k = T.match_buffer(var_k, (n, kv_heads, dim), dtype)
        v = T.match_buffer(var_v, (n, kv_heads, dim), dtype)
        position_map = T.match_buffer(var_position_map, (n,), "int32", elem_offset=offset)
        for iters in T.grid(n, heads + 2 * kv_heads, dim):
            with T.sblock("rotate"):
                s, h, d = T.axis.remap("SSS", iters)
                if h < heads:
                    q[s, h, d] = T.if_then_else(
                        apply_rope > 0, rotated(qkv, s, h, d, position_map[s]), qkv[s, h, d]
                    )
                elif h < heads + kv_heads:
                    k[s, h - heads, d] = T.if_then_else(
                        apply_rope > 0, rotated(qkv, s, h, d, position_map[s]), qkv[s, h, d]
                    )
                else:
                    v[s, h - heads - kv_heads, d] = qkv[s, h, d]

    return split_rotary


def _entry(table: list[int], index):
    """table[index], by halving: a kernel has no constant arrays."""
    if len(table) == 1:
        return tirx.const(table[0], "uint32")
    middle = len(table) // 2
    return tirx.Select(
        index < middle, _entry(table[:middle], index), _entry(table[middle:], index - middle)
    )


def _with_sine_cosine(turns, use):
    """use(sine, cosine) of uint32 2^-32 turns. The nearest quarter turn is exact, and the rest
    within pi / 4 has the polynomials of Moshier's Cephes library (sinf.c), which err by 2^-24."""

    def word(value):
        return tirx.const(value, "uint32")

    def signed(value, turned):
        return tirx.Select(tirx.bitwise_and(turned, word(2)) == word(2), -value, value)

    angle, quarter = tirx.Var("angle", "uint32"), tirx.Var("quarter", "uint32")
    x, z = tirx.Var("x", "float32"), tirx.Var("z", "float32")
    sine, cosine = tirx.Var("sine", "float32"), tirx.Var("cosine", "float32")
    odd = tirx.bitwise_and(quarter, word(1)) == word(1)
    result = use(
        signed(tirx.Select(odd, cosine, sine), quarter),
        signed(tirx.Select(odd, sine, cosine), quarter + word(1)),
    )
    rest = (angle - tirx.shift_left(quarter, word(30))).astype("int32").astype("float32")
    steps = (
        (angle, turns),
        (quarter, tirx.shift_right(angle + word(TURN // 8), word(30))),
        (x, rest * tirx.const(2 * math.pi / TURN, "float32")),
        (z, x * x),
        (sine, x + x * z * _polynomial(z, *SINE)),
        (cosine, _polynomial(z, *COSINE)),
    )
    for variable, value in reversed(steps):
        result = tirx.Let(variable, value, result)
    return result


def _polynomial(x, *coefficients: float):
    """Horner's scheme, the constant first."""
    *rest, last = (tirx.const(value, "float32") for value in coefficients)
    for value in reversed(rest):
        last = last * x + value
    return last
