"""The forward pass: RMS norm, rotary positions, grouped attention, SwiGLU."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from modellib.architecture import Architecture, load_architecture

from .package import Matrix, load_tensors


@dataclass
class Cache:
    """Keys (rotated) and values of earlier tokens, per layer [batch, tokens, kv heads, head dim].
    A batch of one serves any batch: a shared prefix is computed once."""

    keys: list[np.ndarray] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Number of cached tokens."""
        return self.keys[0].shape[1] if self.keys else 0


Rounding = Callable[[np.ndarray], np.ndarray]


class Llama:
    """A model of one architecture; `dtype` is the precision of all arithmetic."""

    def __init__(self, arch: Architecture, tensors: dict[str, np.ndarray], dtype=np.float32):
        self.arch, self.dtype = arch, dtype
        # What is done to every result that a GPU would store.
        self._stored: Rounding = lambda x: x
        self.matrices: dict[str, Matrix] = {}
        self.vectors: dict[str, np.ndarray] = {}
        for name, tensor in tensors.items():
            if name.endswith(".q_weight"):
                matrix = name.removesuffix(".q_weight")
                self.matrices[matrix] = Matrix(tensor, tensors[matrix + ".q_scale"], dtype)
            elif not name.endswith(".q_scale"):
                self.vectors[name] = tensor.astype(dtype)

    @classmethod
    def from_package(
        cls, folder: Path, architecture="bayling-demo", layers: int | None = None, dtype=np.float32
    ) -> "Llama":
        """The model in a package folder; `layers` replaces the number in the table."""
        return cls(load_architecture(architecture, layers), load_tensors(folder), dtype)

    def rounded(self, rounding: Rounding) -> "Llama":
        """The same model, with `rounding` applied to every result that a GPU would store."""
        other = copy(self)
        other._stored = rounding
        return other

    def hidden(self, ids: np.ndarray, cache: Cache | None = None) -> tuple[np.ndarray, Cache]:
        """ids int [batch, tokens], after what the cache holds -> last hidden states, normed
        [batch, tokens, hidden], and the cache with these tokens added (the given one is unchanged).

        Attention is causal, so padding on the right changes nothing to its left.
        """
        cache = cache or Cache()
        grown = Cache()
        x = self.matrices["model.embed_tokens"].take(ids)
        positions = cache.length + np.arange(ids.shape[1])
        for layer in range(self.arch.layers):
            name = f"model.layers.{layer}."
            h = self._norm(x, name + "input_layernorm.weight")
            x = self._stored(x + self._attention(h, name + "self_attn.", layer, positions, cache, grown))
            h = self._norm(x, name + "post_attention_layernorm.weight")
            gate, up = np.split(self._project(name + "mlp.gate_up_proj", h), 2, axis=-1)
            gate = self._stored(gate / (1 + np.exp(-gate)))
            x = self._stored(x + self._project(name + "mlp.down_proj", self._stored(gate * up)))
        return self._norm(x, "model.norm.weight"), grown

    def logits(self, hidden: np.ndarray) -> np.ndarray:
        """[..., hidden] -> [..., vocabulary]."""
        return self._project("lm_head", hidden)

    def _project(self, name: str, x: np.ndarray) -> np.ndarray:
        return self._stored(self.matrices[name].project(x))

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        mean = np.mean(x * x, axis=-1, keepdims=True)
        normed = x / np.sqrt(mean + self.dtype(self.arch.epsilon)) * self.vectors[name]
        return self._stored(normed)

    def _attention(self, x, name, layer, positions, cache, grown) -> np.ndarray:
        arch = self.arch
        batch, tokens, _ = x.shape
        qkv = self._project(name + "qkv_proj", x).reshape(batch, tokens, -1, arch.headDim)
        q, k, v = np.split(qkv, [arch.heads, arch.heads + arch.kvHeads], axis=2)
        q, k = (self._stored(self._rotate(x, positions)) for x in (q, k))
        if cache.keys:
            k = np.concatenate([_spread(cache.keys[layer], batch), k], axis=1)
            v = np.concatenate([_spread(cache.values[layer], batch), v], axis=1)
        grown.keys.append(k)
        grown.values.append(v)
        # [batch, heads, tokens, dim]; each key head serves a group of query heads.
        q = q.transpose(0, 2, 1, 3)
        k, v = (np.repeat(t.transpose(0, 2, 1, 3), arch.heads // arch.kvHeads, axis=1) for t in (k, v))
        scores = q @ k.transpose(0, 1, 3, 2) / self.dtype(np.sqrt(arch.headDim))
        hidden = np.arange(k.shape[2])[None, :] > positions[:, None]
        scores = np.where(hidden, -np.inf, scores)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights = weights / weights.sum(axis=-1, keepdims=True)
        out = self._stored(weights @ v).transpose(0, 2, 1, 3).reshape(batch, tokens, -1)
        return self._project(name + "o_proj", out)

    def _rotate(self, x: np.ndarray, positions: np.ndarray) -> np.ndarray:
        """Rotates the pairs (i, i + dim / 2) of each head by position * theta^(-2i / dim)."""
        half = self.arch.headDim // 2
        frequencies = self.arch.ropeTheta ** (-np.arange(half) / half)
        angles = positions[:, None] * frequencies[None, :]
        cos, sin = (f(angles).astype(self.dtype)[:, None, :] for f in (np.cos, np.sin))
        first, second = x[..., :half], x[..., half:]
        return np.concatenate([first * cos - second * sin, second * cos + first * sin], axis=-1)


def _spread(x: np.ndarray, batch: int) -> np.ndarray:
    return np.broadcast_to(x, (batch, *x.shape[1:]))
