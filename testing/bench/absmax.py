"""Absmax rounding of bf16 weights to four bits in numpy, timed: python absmax.py FILE RUNS.

Prints each run's processor seconds."""

import sys
import time
from pathlib import Path

import numpy as np

GROUP = 32


def quantize(raw: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Bytes of bf16 weights -> eight codes per uint32, and one f16 scale per group."""
    bits = np.frombuffer(raw, "<u2").astype(np.uint32) << 16
    values = bits.view(np.float32).reshape(-1, GROUP)
    scales = np.abs(values).max(axis=1, keepdims=True) / np.float32(7)
    codes = np.clip(np.rint(values / scales) + 7, 0, 14).astype(np.uint32).reshape(-1, 8)
    words = codes[:, 0].copy()
    for i in range(1, 8):
        words |= codes[:, i] << np.uint32(4 * i)
    return words, scales.astype(np.float16)


def main() -> None:
    raw = Path(sys.argv[1]).read_bytes()
    for _ in range(int(sys.argv[2])):
        start = time.process_time()
        quantize(raw)
        print(time.process_time() - start)


main()
