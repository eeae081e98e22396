"""Reads a model package (tensor-cache.json and shards) and unpacks its 4-bit matrices."""

import hashlib
import json
from pathlib import Path

import numpy as np

GROUP = 32
ZERO = 7


def load_tensors(folder: Path) -> dict[str, np.ndarray]:
    """Every tensor of the package by name, as stored. ValueError when a shard is cut short."""
    tensors = {}
    for shard in json.loads((folder / "tensor-cache.json").read_text())["records"]:
        data = memoryview((folder / shard["dataPath"]).read_bytes())
        for record in shard["records"]:
            start, size = record["byteOffset"], record["nbytes"]
            if start + size > len(data):
                raise ValueError(f"{shard['dataPath']} ends inside {record['name']}")
            tensors[record["name"]] = _decode(record, data[start : start + size])
    return tensors


def weights_hash(folder: Path) -> str:
    """sha256 over the shards in order; identifies the weights that a golden file belongs to."""
    digest = hashlib.sha256()
    for shard in json.loads((folder / "tensor-cache.json").read_text())["records"]:
        digest.update((folder / shard["dataPath"]).read_bytes())
    return digest.hexdigest()


def _decode(record: dict, data: memoryview) -> np.ndarray:
    if record["format"] == "f32-to-bf16":
        words = np.frombuffer(data, "<u2").astype("<u4") << 16
        return words.view("<f4").reshape(record["shape"])
    return np.frombuffer(data, record["dtype"]).reshape(record["shape"])


class Matrix:
    """A 4-bit matrix: q_weight uint32 [rows, cols / 8] and q_scale [rows, cols / 32].

    Unpacked it would be up to 16 times as large, so beyond KEPT weights it is unpacked again at each
    use, a few rows at a time, which then stay in the processor's cache.
    """

    KEPT = 1 << 24
    AT_ONCE = 1 << 18

    def __init__(self, weight: np.ndarray, scale: np.ndarray, dtype=np.float32):
        self.weight, self.scale, self.dtype = weight, scale, dtype
        cols = weight.shape[1] * 8
        small = weight.shape[0] * cols <= self.KEPT
        self.unpacked = dequantize(weight, scale, dtype) if small else None
        self.rows_at_once = max(1, self.AT_ONCE // cols)

    def take(self, rows: np.ndarray) -> np.ndarray:
        """[...] -> [..., cols]."""
        if self.unpacked is not None:
            return self.unpacked[rows]
        flat = dequantize(self.weight[rows.ravel()], self.scale[rows.ravel()], self.dtype)
        return flat.reshape(*rows.shape, -1)

    def project(self, x: np.ndarray) -> np.ndarray:
        """x [..., cols] -> [..., rows]."""
        if self.unpacked is not None:
            return x @ self.unpacked.T
        blocks = []
        for start in range(0, len(self.weight), self.rows_at_once):
            rows = slice(start, start + self.rows_at_once)
            blocks.append(x @ dequantize(self.weight[rows], self.scale[rows], self.dtype).T)
        return np.concatenate(blocks, axis=-1)


def dequantize(weight: np.ndarray, scale: np.ndarray, dtype=np.float32) -> np.ndarray:
    """q_weight uint32 [rows, cols / 8] and q_scale [rows, cols / 32] -> [rows, cols].

    Lowest bits first; w = (code - 7) * scale of its group of 32 columns.
    """
    pairs = np.ascontiguousarray(weight, "<u4").view(np.uint8)
    unpacked = np.empty((*pairs.shape, 2), dtype)
    unpacked[..., 0] = pairs & 15
    unpacked[..., 1] = pairs >> 4
    groups = unpacked.reshape(*scale.shape, GROUP)
    groups -= dtype(ZERO)
    groups *= scale[..., None].astype(dtype)
    return groups.reshape(len(weight), -1)
