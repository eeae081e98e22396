"""Reads a model package (tensor-cache.json and shards) and unpacks its 4-bit matrices."""

import json
from pathlib import Path

import numpy as np

GROUP = 32
ZERO = 7


def load_tensors(folder: Path) -> dict[str, np.ndarray]:
    """Every tensor of the package by name, as stored. ValueError when a shard is cut short."""
    tensors = {}
    for shard in json.loads((folder / "tensor-cache.json").read_text())["records"]:
        data = (folder / shard["dataPath"]).read_bytes()
        for record in shard["records"]:
            start, size = record["byteOffset"], record["nbytes"]
            if start + size > len(data):
                raise ValueError(f"{shard['dataPath']} ends inside {record['name']}")
            tensors[record["name"]] = _decode(record, data[start : start + size])
    return tensors


def _decode(record: dict, data: bytes) -> np.ndarray:
    if record["format"] == "f32-to-bf16":
        words = np.frombuffer(data, "<u2").astype("<u4") << 16
        return words.view("<f4").reshape(record["shape"])
    return np.frombuffer(data, record["dtype"]).reshape(record["shape"])


def dequantize(weight: np.ndarray, scale: np.ndarray, dtype=np.float32) -> np.ndarray:
    """q_weight uint32 [rows, cols / 8] and q_scale [rows, cols / 32] -> [rows, cols].

    Lowest bits first; w = (code - 7) * scale of its group of 32 columns.
    """
    shifts = np.arange(8, dtype=np.uint32) * 4
    codes = (weight[:, :, None] >> shifts) & 15
    codes = codes.reshape(weight.shape[0], -1).astype(dtype) - dtype(ZERO)
    return codes * np.repeat(scale.astype(dtype), GROUP, axis=1)
