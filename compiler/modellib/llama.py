"""Llama on TVM's Relax frontend, with a path per use: one token, a prompt, a batch of sequences.

Parameter names and shapes are those of a model package (see README.md).
"""

from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache

from .architecture import Architecture
from .kernels import direct, gemm, gemv, gemv_rows, rows
from .kernels.quantized import CODES_PER_WORD, GROUP


class Quantized(nn.Module):
    """A 4-bit matrix [rows, cols]."""

    def __init__(self, rows: int, cols: int, dtype: str):
        self.rows, self.cols, self.dtype = rows, cols, dtype
        self.q_weight = nn.Parameter((rows, cols // CODES_PER_WORD), "uint32")
        self.q_scale = nn.Parameter((rows, cols // GROUP), dtype)

    @property
    def short(self) -> bool:
        """Whether a thread may as well compute a whole row (kernels/direct.py)."""
        return self.cols <= direct.LONGEST_ROW


class Norm(nn.Module):
    """The weight of an RMS norm."""

    def __init__(self, size: int, dtype: str):
        self.weight = nn.Parameter((size,), dtype)


class Kernels:
    """How the projections run for one kind of call. Hidden states are [a, b, hidden]."""

    def __init__(self, arch: Architecture, dtype: str):
        self.arch, self.dtype = arch, dtype

    def normed(self, x: Tensor, norm: Norm, matrix: Quantized, gated=False, out_dtype=None):
        """Norm, then projection (then silu(gate) * up)."""
        raise NotImplementedError

    def residual(self, x: Tensor, matrix: Quantized, residual: Tensor):
        """residual + projection."""
        raise NotImplementedError


class OneToken(Kernels):
    """x [1, n, hidden], of which the last token counts; n is 1 except before the logits."""

    def normed(self, x, norm, matrix, gated=False, out_dtype=None):
        out_dtype = out_dtype or self.dtype
        shape = (matrix.rows, matrix.cols, self.dtype, out_dtype)
        if matrix.short:
            kernel = direct.normed_projection(*shape, 1, self.arch.epsilon, gated)
        else:
            kernel = gemv.normed_gemv(*shape, self.arch.epsilon, gated)
        width = matrix.rows // 2 if gated else matrix.rows
        y = op.tensor_ir_op(
            kernel,
            "one_gated" if gated else "one_normed",
            [flat(x), norm.weight, matrix.q_weight, matrix.q_scale],
            Tensor.placeholder((1, width), out_dtype),
        )
        return op.reshape(y, (1, 1, width))

    def residual(self, x, matrix, residual):
        shape = (matrix.rows, matrix.cols, self.dtype)
        y = op.tensor_ir_op(
            direct.residual_projection(*shape, 1) if matrix.short else gemv.residual_gemv(*shape),
            "one_residual",
            [flat(x), matrix.q_weight, matrix.q_scale, flat(residual)],
            Tensor.placeholder((1, matrix.rows), self.dtype),
        )
        return op.reshape(y, (1, 1, matrix.rows))


class ManyTokens(Kernels):
    """Any number of tokens."""

    name = "many"

    def plain(self, matrix: Quantized, out_dtype: str, gated: bool):
        """The kernel of a projection."""
        return gemm.plain_gemm(matrix.rows, matrix.cols, self.dtype, out_dtype, gemm.PREFILL, gated)

    def plus_residual(self, matrix: Quantized):
        """The kernel of residual + projection."""
        return gemm.residual_gemm(matrix.rows, matrix.cols, self.dtype, gemm.PREFILL)

    def normed(self, x, norm, matrix, gated=False, out_dtype=None):
        out_dtype = out_dtype or self.dtype
        a, b, hidden = x.shape
        shape = (matrix.rows, matrix.cols, self.dtype, out_dtype)
        x = flat(x)
        if matrix.short:
            kernel = direct.normed_projection(*shape, direct.TOKENS, self.arch.epsilon, gated)
            inputs = [x, norm.weight]
        else:
            kernel = self.plain(matrix, out_dtype, gated)
            inputs = [
                op.tensor_ir_op(
                    rows.rms_norm(hidden, self.dtype, self.arch.epsilon),
                    "rms_norm",
                    [x, norm.weight],
                    Tensor.placeholder((a * b, hidden), self.dtype),
                )
            ]
        width = matrix.rows // 2 if gated else matrix.rows
        y = op.tensor_ir_op(
            kernel,
            f"{self.name}_gated" if gated else f"{self.name}_normed",
            [*inputs, matrix.q_weight, matrix.q_scale],
            Tensor.placeholder((a * b, width), out_dtype),
        )
        return op.reshape(y, (a, b, width))

    def residual(self, x, matrix, residual):
        a, b, width = residual.shape
        shape = (matrix.rows, matrix.cols, self.dtype)
        if matrix.short:
            kernel = direct.residual_projection(*shape, direct.TOKENS)
        else:
            kernel = self.plus_residual(matrix)
        y = op.tensor_ir_op(
            kernel,
            f"{self.name}_residual",
            [flat(x), matrix.q_weight, matrix.q_scale, flat(residual)],
            Tensor.placeholder((a * b, width), self.dtype),
        )
        return op.reshape(y, (a, b, width))


class FewTokens(ManyTokens):
    """One token of each sequence of a batch."""

    name = "few"

    def plain(self, matrix, out_dtype, gated):
        return gemv_rows.plain_gemv(matrix.rows, matrix.cols, self.dtype, out_dtype, gated)

    def plus_residual(self, matrix):
        return gemv_rows.residual_gemv(matrix.rows, matrix.cols, self.dtype)


def flat(x: Tensor) -> Tensor:
    """[a, b, size] -> [a * b, size]."""
    a, b, size = x.shape
    return op.reshape(x, (a * b, size))


class Attention(nn.Module):
    """The attention half of a layer, residual included."""

    def __init__(self, arch: Architecture, dtype: str):
        self.arch = arch
        self.qkv_proj = Quantized(arch.qkv, arch.hidden, dtype)
        self.o_proj = Quantized(arch.hidden, arch.heads * arch.headDim, dtype)

    def forward(self, kernels: Kernels, x: Tensor, norm: Norm, cache: PagedKVCache, layer: int):
        arch = self.arch
        a, b, _ = x.shape
        qkv = kernels.normed(x, norm, self.qkv_proj)
        qkv = op.reshape(qkv, (a, b, arch.heads + 2 * arch.kvHeads, arch.headDim))
        out = cache.attention_with_fused_qkv(
            layer, qkv, arch.heads, sm_scale=arch.headDim**-0.5
        )
        out = op.reshape(out, (a, b, arch.heads * arch.headDim))
        return kernels.residual(out, self.o_proj, x)


class Mlp(nn.Module):
    """The SwiGLU half of a layer, residual included."""

    def __init__(self, arch: Architecture, dtype: str):
        self.gate_up_proj = Quantized(2 * arch.ffn, arch.hidden, dtype)
        self.down_proj = Quantized(arch.hidden, arch.ffn, dtype)

    def forward(self, kernels: Kernels, x: Tensor, norm: Norm):
        hidden = kernels.normed(x, norm, self.gate_up_proj, gated=True)
        return kernels.residual(hidden, self.down_proj, x)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, arch: Architecture, dtype: str):
        self.self_attn = Attention(arch, dtype)
        self.mlp = Mlp(arch, dtype)
        self.input_layernorm = Norm(arch.hidden, dtype)
        self.post_attention_layernorm = Norm(arch.hidden, dtype)

    def forward(self, kernels: Kernels, x: Tensor, cache: PagedKVCache, layer: int):
        x = self.self_attn(kernels, x, self.input_layernorm, cache, layer)
        return self.mlp(kernels, x, self.post_attention_layernorm)


class Body(nn.Module):
    """Embedding, layers and the weight of the last norm."""

    def __init__(self, arch: Architecture, dtype: str):
        self.embed_tokens = Quantized(arch.vocabulary, arch.hidden, dtype)
        self.layers = nn.ModuleList([Layer(arch, dtype) for _ in range(arch.layers)])
        self.norm = Norm(arch.hidden, dtype)

    def forward(self, kernels: Kernels, x: Tensor, cache: PagedKVCache):
        for index, layer in enumerate(self.layers):
            x = layer(kernels, x, cache, index)
        return x


class Llama(nn.Module):
    """The exported functions; each returns (logits float32, cache) except `embed`."""

    def __init__(self, arch: Architecture, dtype: str):
        self.arch, self.dtype = arch, dtype
        self.model = Body(arch, dtype)
        self.lm_head = Quantized(arch.vocabulary, arch.hidden, dtype)
        self.one = OneToken(arch, dtype)
        self.prompt = ManyTokens(arch, dtype)
        self.batch = FewTokens(arch, dtype)

    def _logits(self, kernels: Kernels, x: Tensor):
        return kernels.normed(x, self.model.norm, self.lm_head, out_dtype="float32")

    def embed(self, ids: Tensor):
        """ids int32 [n] -> [n, hidden]."""
        table = self.model.embed_tokens
        return op.tensor_ir_op(
            rows.embedding(table.rows, table.cols, self.dtype),
            "take_embedding",
            [ids, table.q_weight, table.q_scale],
            Tensor.placeholder((ids.shape[0], table.cols), self.dtype),
        )

    def prefill(self, x: Tensor, cache: PagedKVCache):
        """One sequence, x [1, n, hidden] -> logits of the last token [1, 1, vocabulary]."""
        return self._logits(self.one, self.model(self.prompt, x, cache)), cache

    def decode(self, x: Tensor, cache: PagedKVCache):
        """One sequence, x [1, 1, hidden] -> [1, 1, vocabulary]."""
        return self._logits(self.one, self.model(self.one, x, cache)), cache

    def batch_prefill(self, x: Tensor, positions: Tensor, cache: PagedKVCache):
        """Several sequences, one after the other in x [1, n, hidden]; positions int32 [b] of their
        last tokens in it -> [1, b, vocabulary]."""
        hidden = self.model(self.prompt, x, cache)
        last = op.tensor_ir_op(
            rows.pick_rows(self.arch.hidden, self.dtype),
            "pick_rows",
            [flat(hidden), positions],
            Tensor.placeholder((positions.shape[0], self.arch.hidden), self.dtype),
        )
        last = op.reshape(last, (1, positions.shape[0], self.arch.hidden))
        return self._logits(self.batch, last), cache

    def batch_decode(self, x: Tensor, cache: PagedKVCache):
        """One token of each of b sequences, x [b, 1, hidden] -> [b, 1, vocabulary]."""
        return self._logits(self.batch, self.model(self.batch, x, cache)), cache

    def spec(self):
        """Shapes of the exported functions, for `export_tvm`."""
        hidden, dtype = self.arch.hidden, self.dtype
        cache = nn.spec.Object(object_type=PagedKVCache)
        packed = {"$": {"param_mode": "packed", "effect_mode": "none"}}
        return {
            "embed": {"ids": nn.spec.Tensor(["n"], "int32"), **packed},
            "prefill": {"x": nn.spec.Tensor([1, "n", hidden], dtype), "cache": cache, **packed},
            "decode": {"x": nn.spec.Tensor([1, 1, hidden], dtype), "cache": cache, **packed},
            "batch_prefill": {
                "x": nn.spec.Tensor([1, "n", hidden], dtype),
                "positions": nn.spec.Tensor(["b"], "int32"),
                "cache": cache,
                **packed,
            },
            "batch_decode": {"x": nn.spec.Tensor(["b", 1, hidden], dtype), "cache": cache, **packed},
        }
