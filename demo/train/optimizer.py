"""Muon for the matrices of the layers, Adam for embeddings and norms.

Muon (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/) steps by the orthogonalised
momentum, so rare facts get steps as large as frequent ones, as a closed domain of many small
vocabularies needs.
"""

import torch

MATRICES = {"qkv": 3, "o": 1, "gate_up": 2, "down": 1}  # number of matrices stacked on the rows
MOMENTUM = 0.95
BETAS = (0.9, 0.98)


def _orthogonalise(g):
    """Newton-Schulz iteration towards U·Vᵀ of g = U·S·Vᵀ; g [n, rows, columns]."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = g.shape[1] > g.shape[2]
    x = (g.mT if tall else g).bfloat16()
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(5):
        gram = x @ x.mT
        x = a * x + torch.baddbmm(gram, gram, gram, beta=b, alpha=c) @ x
    return x.mT if tall else x


def init(params):
    zeros = {name: torch.zeros_like(value) for name, value in params.items()}
    second = {name: torch.zeros_like(value) for name, value in params.items()
              if name not in MATRICES}
    return {"first": zeros, "second": second, "step": 0}


@torch.no_grad()
def update(params, grads, state, muon_rate, adam_rate):
    """Steps `params` and `state` in place."""
    state["step"] += 1
    others = [name for name in params if name not in MATRICES]
    norm = sum(grads[name].square().sum() for name in others).sqrt()
    clip = torch.clamp(1.0 / (norm + 1e-6), max=1.0)
    for name, parts in MATRICES.items():
        first, g, value = state["first"][name], grads[name], params[name]
        first.mul_(MOMENTUM).add_(g)
        layers, rows, columns = value.shape
        split = torch.add(g, first, alpha=MOMENTUM).view(layers * parts, rows // parts, columns)
        scale = max(1.0, rows / parts / columns) ** 0.5
        value.add_(_orthogonalise(split).reshape(value.shape), alpha=-muon_rate * scale)
    for name in others:
        first, second, g = state["first"][name], state["second"][name], grads[name] * clip
        first.lerp_(g, 1 - BETAS[0])
        second.mul_(BETAS[1]).addcmul_(g, g, value=1 - BETAS[1])
        rate = adam_rate / (1 - BETAS[0] ** state["step"])
        deviation = (second / (1 - BETAS[1] ** state["step"])).sqrt_().add_(1e-8)
        params[name].addcdiv_(first, deviation, value=-rate)
