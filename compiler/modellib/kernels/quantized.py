"""What every kernel over 4-bit weights shares (format: groups of 32, w = (code - 7) * scale)."""

from tvm import tirx
from tvm.script import tirx as T

CODES_PER_WORD = 8
GROUP = 32
WORDS_PER_GROUP = GROUP // CODES_PER_WORD
ZERO = 7


def code(word, index):
    """The 4-bit code at `index` (0 = lowest bits) of a uint32 word, centred, as float32."""
    nibble = tirx.bitwise_and(
        tirx.shift_right(word, tirx.Cast("uint32", index * 4)), tirx.const(15, "uint32")
    )
    return tirx.Cast("float32", tirx.Cast("int32", nibble) - ZERO)


def silu(x):
    """x * sigmoid(x) in float32."""
    return x / (T.float32(1) + T.exp(-x))
