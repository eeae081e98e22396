"""The paged KV cache of TVM, with kernels for the kinds of attention that a BayLing model uses.

`TIRPagedKVCache` would compile sliding windows, token trees and latent attention as well: ten more
shader modules that every visitor's GPU has to build. The runtime takes an empty tuple (or null)
for a kind that is absent and says so, should it ever be asked for one.
"""

import tvm
from tvm import relax, tirx
from tvm.relax.frontend.nn.llm import kv_cache as tir
from tvm.target import Target

from .architecture import Architecture
from .kernels import attention, merge, rope

SYMBOLS = (
    "max_batch_size_",
    "max_total_seq_len_",
    "prefill_chunk_size_",
    "page_size_",
    "support_sliding_window_",
)


def add_create_kv_cache(bb: relax.BlockBuilder, arch: Architecture, dtype: str, target: Target):
    """Adds create_tir_paged_kv_cache(five Shapes of one) to the module under construction."""
    sizes = [tirx.Var(name, "int64") for name in SYMBOLS]
    params = [relax.Var(size.name, relax.ShapeType([size])) for size in sizes]
    heads, kv_heads, dim = arch.heads, arch.kvHeads, arch.headDim
    none = relax.Tuple([])

    def kernel(function, name):
        return bb.add_func(function, name)

    def backend(function, name):
        return relax.Tuple([tvm.ir.StringImm("tirx"), kernel(function, name)])

    with bb.function("create_tir_paged_kv_cache", params):
        null = bb.emit(relax.op.null_value())
        call = relax.call_pure_packed(
            "vm.builtin.paged_attention_kv_cache_create",
            relax.ShapeExpr(sizes),
            relax.ShapeExpr([0, arch.layers]),
            relax.prim_value(heads),
            relax.prim_value(kv_heads),
            relax.prim_value(dim),
            relax.prim_value(dim),
            relax.ShapeExpr([int(tir.AttnKind.MHA)] * arch.layers),
            relax.prim_value(False),  # no transfer between devices
            relax.prim_value(tir.RopeMode.NORMAL),
            relax.prim_value(1),
            relax.prim_value(arch.ropeTheta),
            null,  # rope_ext_factors: a tensor here would mean scaled RoPE
            relax.op.zeros((), dtype),
            kernel(tir._kv_cache_transpose_append(kv_heads, dim, dtype), "kv_append"),
            null,  # append of latent attention
            backend(attention.prefill_ragged(heads, kv_heads, dim, dtype), "attention_prefill_ragged"),
            backend(attention.prefill_pages(heads, kv_heads, dim, dtype), "attention_prefill"),
            backend(attention.decode(heads, kv_heads, dim, dtype), "attention_decode"),
            none,  # prefill with a sliding window
            none,  # decode with a sliding window
            none,  # token tree over pages
            none,  # token tree
            none,  # latent attention
            relax.Tuple([kernel(merge.merge(heads, dim, dtype), "attention_merge")]),
            kernel(rope.rope(arch.ropeTheta, dim, heads, kv_heads, dtype), "split_rotary"),
            kernel(tir._copy_single_page(kv_heads, sizes[3], dim, dtype, target), "copy_page"),
            null,  # reading the cache back for debugging
            null,  # compacting after a token tree
            ty_args=relax.AnyType(),
        )
        bb.emit_func_output(bb.emit(call))

