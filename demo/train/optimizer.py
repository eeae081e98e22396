"""Muon for the matrices of the layers, Adam for embeddings and norms.

Muon (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/) steps by the orthogonalised
momentum: rare facts get steps as large as frequent ones, which is what a closed domain of many
small vocabularies needs.
"""

import jax
import jax.numpy as jnp

MATRICES = ("q", "k", "v", "o", "gate", "up", "down")
MOMENTUM = 0.95
BETAS = (0.9, 0.98)


def _orthogonalise(g):
    """Newton-Schulz iteration towards U·Vᵀ of g = U·S·Vᵀ; g [layers, rows, columns]."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = g.shape[1] > g.shape[2]
    x = g.swapaxes(1, 2) if tall else g
    x = x / (jnp.sqrt((x * x).sum((1, 2), keepdims=True)) + 1e-7)
    for _ in range(5):
        gram = x @ x.swapaxes(1, 2)
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.swapaxes(1, 2) if tall else x


def init(params):
    zeros = {name: jnp.zeros_like(value) for name, value in params.items()}
    second = {name: jnp.zeros_like(value) for name, value in params.items() if name not in MATRICES}
    return {"first": zeros, "second": second, "step": jnp.zeros((), jnp.int32)}


def update(params, grads, state, muon_rate, adam_rate):
    step = state["step"] + 1
    first, second, fresh = dict(state["first"]), dict(state["second"]), {}
    norm = jnp.sqrt(sum((g * g).sum() for name, g in grads.items() if name not in MATRICES))
    clip = jnp.minimum(1.0, 1.0 / (norm + 1e-6))
    for name, value in params.items():
        g = grads[name]
        if name in MATRICES:
            first[name] = MOMENTUM * first[name] + g
            direction = _orthogonalise(g + MOMENTUM * first[name])
            scale = max(1.0, value.shape[2] / value.shape[1]) ** 0.5
            fresh[name] = value - muon_rate * scale * direction
        else:
            g = g * clip
            first[name] = BETAS[0] * first[name] + (1 - BETAS[0]) * g
            second[name] = BETAS[1] * second[name] + (1 - BETAS[1]) * g * g
            mean = first[name] / (1 - BETAS[0] ** step)
            deviation = jnp.sqrt(second[name] / (1 - BETAS[1] ** step))
            fresh[name] = value - adam_rate * mean / (deviation + 1e-8)
    return fresh, {"first": first, "second": second, "step": step}


update = jax.jit(update, donate_argnums=(0, 2))
