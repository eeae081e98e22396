"""Llama in PyTorch: RMSNorm, rotate-half RoPE, SwiGLU, tied embeddings. Parameters are float32,
products bfloat16.

The dialogue template's constant prefix is run once per step, and every sample of the batch attends to
its keys and values; gradients flow through it.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F


@dataclass(frozen=True)
class Config:
    vocab: int = 12288
    hidden: int = 256
    layers: int = 4
    heads: int = 4
    ffn: int = 512
    theta: float = 10000.0
    epsilon: float = 1e-5
    context: int = 512

    @property
    def head_dim(self):
        return self.hidden // self.heads


def init(config, seed):
    """Matrices are [layers, out, in], q, k, v and gate, up stacked on rows; `embed` [vocab, hidden]."""
    d, f, n = config.hidden, config.ffn, config.layers
    random = torch.Generator().manual_seed(seed)

    def normal(*shape):
        return torch.randn(shape, generator=random)

    return {
        "qkv": normal(n, 3 * d, d) * d ** -0.5,
        "gate_up": normal(n, 2 * f, d) * d ** -0.5,
        # The residual stream starts as the embedding alone.
        "o": torch.zeros(n, d, d), "down": torch.zeros(n, d, f),
        "embed": normal(config.vocab, d) * 0.03,
        "norm_attn": torch.ones(n, d), "norm_mlp": torch.ones(n, d), "norm": torch.ones(d),
    }


def _norm(x, weight, epsilon):
    return F.rms_norm(x.float(), (x.shape[-1],), weight, epsilon).bfloat16()


def _rope(config, start, length, device):
    """cos, sin: [length, head_dim], sin with the sign that the rotated halves need."""
    half = config.head_dim // 2
    inverse = config.theta ** (-torch.arange(half, device=device) / half)
    angle = (start + torch.arange(length, device=device))[:, None] * inverse
    cos, sin = angle.cos(), angle.sin()
    return torch.cat([cos, cos], -1).bfloat16(), torch.cat([-sin, sin], -1).bfloat16()


def _rotate(x, cos, sin):
    return x * cos + x.roll(x.shape[-1] // 2, -1) * sin


def body(config, weights, ids, shared=None):
    """ids [batch, length] → hidden states [batch, length, hidden], keys and values by layer.

    `shared`: keys and values [1, heads, prefix, head_dim] by layer.
    """
    batch, length = ids.shape
    start = 0 if shared is None else shared[0][0].shape[2]
    cos, sin = _rope(config, start, length, ids.device)
    mask = torch.full((length, start + length), -1e9, device=ids.device).triu(start + 1)
    x, caches = F.embedding(ids, weights["embed"]), []
    for layer in range(config.layers):
        h = _norm(x, weights["norm_attn"][layer], config.epsilon)
        q, k, v = F.linear(h, weights["qkv"][layer]).view(
            batch, length, 3, config.heads, config.head_dim).permute(2, 0, 3, 1, 4).unbind()
        q, k = _rotate(q, cos, sin), _rotate(k, cos, sin)
        caches.append((k, v))
        if shared is not None:
            first_k, first_v = (common.expand(batch, -1, -1, -1) for common in shared[layer])
            k, v = torch.cat([first_k, k], 2), torch.cat([first_v, v], 2)
        scores = (q @ k.mT).float() * config.head_dim ** -0.5 + mask
        out = scores.softmax(-1).bfloat16() @ v
        x = x + F.linear(out.transpose(1, 2).reshape(batch, length, -1), weights["o"][layer])
        h = _norm(x, weights["norm_mlp"][layer], config.epsilon)
        gate, up = F.linear(h, weights["gate_up"][layer]).chunk(2, -1)
        x = x + F.linear(F.silu(gate) * up, weights["down"][layer])
    return _norm(x, weights["norm"], config.epsilon), caches


def answer_logits(config, params, prefix, ids, positions):
    """Logits [n, vocab] at flat `positions` [n] of the batch `ids` [batch, length] after `prefix`."""
    weights = {k: v if k.startswith("norm") else v.bfloat16() for k, v in params.items()}
    _, shared = body(config, weights, prefix[None])
    hidden, _ = body(config, weights, ids, shared)
    return F.linear(hidden.reshape(-1, config.hidden)[positions], weights["embed"])


def loss(config, params, prefix, ids, positions, targets, weights):
    """Mean negative log-likelihood (nats) of `targets` [n]; padding has weight 0."""
    logits = answer_logits(config, params, prefix, ids, positions).float()
    return (F.cross_entropy(logits, targets, reduction="none") * weights).sum() / weights.sum()
