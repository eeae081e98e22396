"""Converts a checkpoint of f16 weights to four bits by absmax rounding in numpy:
python absmax_convert.py CHECKPOINT OUT tensors|blocks.

`tensors` is the simplest program; `blocks` stays in the processor's caches and needs little memory.
Prints time and memory as a line of JSON.
"""

import json
import resource
import struct
import sys
import time
from pathlib import Path
from typing import BinaryIO

import numpy as np

GROUP = 32
BLOCK_BYTES = 1 << 22


def quantize(raw: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Bytes of f16 weights -> eight codes per uint32, and one f16 scale per group."""
    values = np.frombuffer(raw, "<f2").astype(np.float32).reshape(-1, GROUP)
    scales = np.abs(values).max(axis=1, keepdims=True) / np.float32(7)
    steps = np.divide(values, scales, out=np.zeros_like(values), where=scales > 0)
    codes = (np.clip(np.rint(steps), -7, 7) + 7).astype(np.uint32).reshape(-1, 8)
    words = np.zeros(len(codes), np.uint32)
    for i in range(8):
        words |= codes[:, i] << np.uint32(4 * i)
    return words, scales.astype(np.float16)


def convert(
    source: BinaryIO, start: int, end: int, block: int, words_out: BinaryIO, scales_out: BinaryIO
) -> None:
    source.seek(start)
    for at in range(start, end, block):
        words, scales = quantize(source.read(min(block, end - at)))
        words_out.write(words)
        scales_out.write(scales)


def main(checkpoint: Path, out: Path, by: str) -> None:
    begin = time.perf_counter()
    weights = 0
    out.mkdir()
    for path in sorted(checkpoint.glob("*.safetensors")):
        with path.open("rb") as source:
            (length,) = struct.unpack("<Q", source.read(8))
            header = json.loads(source.read(length))
            header.pop("__metadata__", None)
            for name, tensor in header.items():
                start, end = (8 + length + offset for offset in tensor["data_offsets"])
                weights += (end - start) // 2
                with (out / f"{name}.q").open("wb") as words, (out / f"{name}.s").open("wb") as scales:
                    block = BLOCK_BYTES if by == "blocks" else end - start
                    convert(source, start, end, block, words, scales)
    seconds = time.perf_counter() - begin
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "cpuSeconds": cpu, "peakBytes": peak, "weights": weights}))


main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
