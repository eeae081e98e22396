"""Llama in JAX: RMSNorm, rotate-half RoPE, SwiGLU, tied embeddings. Parameters are float32.

The dialogue template's constant prefix is run once a step, and every sample of the batch attends
to its keys and values; gradients flow through it.
"""

from dataclasses import dataclass

import jax
import jax.numpy as jnp


@dataclass(frozen=True)
class Config:
    vocab: int = 8192
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


def init(config, key):
    """Matrices are [layers, in, out]; `embed` is [vocab, hidden]."""
    d, f, n = config.hidden, config.ffn, config.layers
    shapes = {"q": (d, d), "k": (d, d), "v": (d, d), "o": (d, d),
              "gate": (d, f), "up": (d, f), "down": (f, d)}
    keys = jax.random.split(key, len(shapes) + 1)
    params = {
        name: jax.random.normal(k, (n, *shape)) * shape[0] ** -0.5
        for k, (name, shape) in zip(keys, shapes.items())
    }
    # The residual stream starts as the embedding alone.
    params["o"] *= 0.0
    params["down"] *= 0.0
    return params | {
        "embed": jax.random.normal(keys[-1], (config.vocab, d)) * 0.03,
        "norm_attn": jnp.ones((n, d)), "norm_mlp": jnp.ones((n, d)), "norm": jnp.ones((d,)),
    }


def _norm(x, weight, epsilon):
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + epsilon) * weight


def _rope(config, start, length):
    """cos, sin: [length, 1, head_dim / 2]"""
    half = config.head_dim // 2
    inverse = config.theta ** (-jnp.arange(half) / half)
    angle = (start + jnp.arange(length))[:, None, None] * inverse
    return jnp.cos(angle), jnp.sin(angle)


def _rotate(x, cos, sin):
    a, b = jnp.split(x, 2, axis=-1)
    return jnp.concatenate([a * cos - b * sin, b * cos + a * sin], axis=-1)


def _attend(q, k, v, shared, mask):
    """q, k, v: [batch, length, heads, head_dim]; shared: keys and values [prefix, heads, dim]."""
    scale = q.shape[-1] ** -0.5
    own = jnp.einsum("blhd,bmhd->bhlm", q, k) * scale + mask
    if shared is None:
        return jnp.einsum("bhlm,bmhd->blhd", jax.nn.softmax(own, -1), v)
    common = jnp.einsum("blhd,phd->bhlp", q, shared[0]) * scale
    weights = jax.nn.softmax(jnp.concatenate([common, own], -1), -1)
    split = common.shape[-1]
    return (jnp.einsum("bhlp,phd->blhd", weights[..., :split], shared[1])
            + jnp.einsum("bhlm,bmhd->blhd", weights[..., split:], v))


def body(config, params, ids, shared=None):
    """ids [batch, length] → hidden states [batch, length, hidden], keys and values by layer."""
    batch, length = ids.shape
    start = 0 if shared is None else shared[0][0].shape[0]
    cos, sin = _rope(config, start, length)
    mask = jnp.where(jnp.tril(jnp.ones((length, length), bool)), 0.0, -1e9)
    heads = (batch, length, config.heads, config.head_dim)
    x, caches = params["embed"][ids], []
    for layer in range(config.layers):
        h = _norm(x, params["norm_attn"][layer], config.epsilon)
        qkv = h @ jnp.concatenate([params[name][layer] for name in "qkv"], axis=1)
        q, k, v = (part.reshape(heads) for part in jnp.split(qkv, 3, axis=-1))
        q, k = _rotate(q, cos, sin), _rotate(k, cos, sin)
        caches.append((k, v))
        out = _attend(q, k, v, None if shared is None else shared[layer], mask)
        x = x + out.reshape(batch, length, config.hidden) @ params["o"][layer]
        h = _norm(x, params["norm_mlp"][layer], config.epsilon)
        gate, up = jnp.split(
            h @ jnp.concatenate([params["gate"][layer], params["up"][layer]], axis=1), 2, axis=-1)
        x = x + (jax.nn.silu(gate) * up) @ params["down"][layer]
    return _norm(x, params["norm"], config.epsilon), caches


def answer_logits(config, params, prefix, ids, positions):
    """Logits [n, vocab] at flat `positions` [n] of the batch `ids` [batch, length] after `prefix`."""
    _, caches = body(config, params, prefix[None])
    shared = [(k[0], v[0]) for k, v in caches]
    hidden, _ = body(config, params, ids, shared)
    return hidden.reshape(-1, config.hidden)[positions] @ params["embed"].T


def loss(config, params, prefix, ids, positions, targets, weights):
    """Mean negative log-likelihood (nats) of `targets` [n]; padding has weight 0."""
    logits = answer_logits(config, params, prefix, ids, positions)
    picked = jnp.take_along_axis(logits, targets[:, None], axis=1)[:, 0]
    nll = jax.nn.logsumexp(logits, axis=-1) - picked
    return (nll * weights).sum() / weights.sum()
