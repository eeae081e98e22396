"""Norms and projections as plain tensor expressions, for TVM to schedule."""

from tvm import te, tirx
from tvm.relax.frontend.nn import op

from modellib.kernels.quantized import CODES_PER_WORD, GROUP, ZERO
from modellib.llama import Kernels


class Plain(Kernels):
    """The same results as modellib's kernels; with `last`, only for the last token."""

    def __init__(self, arch, dtype, last=False):
        super().__init__(arch, dtype)
        self.last = last

    def normed(self, x, norm, matrix, gated=False, out_dtype=None):
        if self.last:
            x = op.tensor_expr_op(take_last, "take_last", [x])
        x = op.rms_norm(x, norm.weight, axes=-1, epsilon=self.arch.epsilon)
        y = self._project(x, matrix, out_dtype or self.dtype)
        if not gated:
            return y
        gate, up = op.split(y, 2, axis=-1)
        return op.silu(gate) * up

    def residual(self, x, matrix, residual):
        return self._project(x, matrix, self.dtype) + residual

    def _project(self, x, matrix, out_dtype):
        def project(x, weight, scale):
            return multiply(x, unpack(weight, scale, self.dtype), out_dtype)

        return op.tensor_expr_op(project, "project", [x, matrix.q_weight, matrix.q_scale])


def take_last(x):
    """[1, n, size] -> [1, 1, size]."""
    _, n, size = x.shape
    return te.compute((1, 1, size), lambda _a, _b, k: x[0, n - 1, k], name="last")


def unpack(weight, scale, dtype):
    """Unpacks a packed matrix."""

    def element(row, col):
        word = weight[row, col // CODES_PER_WORD]
        shift = tirx.Cast("uint32", (col % CODES_PER_WORD) * 4)
        nibble = tirx.bitwise_and(tirx.shift_right(word, shift), tirx.const(15, "uint32"))
        centred = tirx.Cast(dtype, tirx.Cast("int32", nibble) - ZERO)
        return centred * scale[row, col // GROUP]

    rows, words = weight.shape
    return te.compute((rows, words * CODES_PER_WORD), element, name="unpack")


def multiply(x, weight, dtype):
    """x [a, b, cols] times weight [rows, cols]."""
    a, b, cols = x.shape
    k = te.reduce_axis((0, cols), name="k")
    return te.compute(
        (a, b, weight.shape[0]),
        lambda i, j, row: te.sum(x[i, j, k].astype(dtype) * weight[row, k].astype(dtype), axis=k),
        name="multiply",
    )
