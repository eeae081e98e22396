"""python -m reference.tokens PACKAGE ARCHITECTURE LAYERS PROMPTS OUTPUT: decodes token ids.

PROMPTS has [{"name", "promptIds"}, ...]; to each, the output adds the greedy tokens and the five most
probable tokens at each step, computed in float64, and how far a GPU may be off. In half precision it
ends where a GPU could take another token.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from .decode import greedy
from .llama import Llama
from .package import weights_hash
from .precision import Precision

STEPS = 8


def golden(folder: Path, architecture: str, layers: int, prompts: list[dict]) -> dict:
    """The golden file of a package folder as a JSON-able record."""
    model = Llama.from_package(folder, architecture, layers, dtype=np.float64)
    quantization = json.loads((folder / "mlc-chat-config.json").read_text())["quantization"]
    precision = Precision(model, quantization)
    return {
        "quantization": quantization,
        "weights": weights_hash(folder),
        "prompts": [_decode(model, precision, **prompt) for prompt in prompts],
    }


def _decode(model: Llama, precision: Precision, name: str, promptIds: list[int]) -> dict:
    start = time.monotonic()
    steps, tolerance = precision.settle(promptIds, greedy(model, promptIds, STEPS))
    seconds = time.monotonic() - start
    print(f"{name}: {[step.token for step in steps]}, {seconds:.0f} s", file=sys.stderr)
    return {
        "name": name,
        "promptIds": promptIds,
        "tolerance": round(tolerance, 4),
        "steps": [
            {
                "token": step.token,
                "top": [
                    {"token": token, "logprob": round(logprob, 6)} for token, logprob in step.top
                ],
            }
            for step in steps
        ],
    }


def main(words: list[str]) -> int:
    if len(words) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    folder, architecture, layers, prompts, output = words
    record = golden(Path(folder), architecture, int(layers), json.loads(Path(prompts).read_text()))
    Path(output).write_text(json.dumps(record, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
