"""The rows of architectures.json, checked."""

import json
from dataclasses import dataclass, fields, replace
from pathlib import Path

from .shape import check, require

TABLE = Path(__file__).parent.parent / "architectures.json"

# Compute dtype of each quantization; both pack eight 4-bit codes to a uint32.
QUANTIZATIONS = {"q4f32_1": "float32", "q4f16_1": "float16"}

# How many sequences batch_prefill and batch_decode take at once.
MAX_BATCH = 8


@dataclass(frozen=True)
class Architecture:
    """One Llama architecture. Sizes are element counts, `context` and `prefillChunk` tokens."""

    layers: int
    hidden: int
    heads: int
    kvHeads: int
    headDim: int
    ffn: int
    vocabulary: int
    ropeTheta: float
    epsilon: float
    context: int
    prefillChunk: int

    @property
    def qkv(self) -> int:
        """Rows of the stacked query, key and value projection."""
        return (self.heads + 2 * self.kvHeads) * self.headDim


def load_architecture(name: str, layers: int | None = None) -> Architecture:
    """Row `name` of the table, with another number of layers where given; ShapeError when there is
    no such row, or no library for its shape."""
    table = json.loads(TABLE.read_text())
    require(name in table, f"There is no architecture {name!r}, but there are {', '.join(table)}.")
    row = parse_architecture(table[name])
    row = row if layers is None else replace(row, layers=layers)
    check(row)
    return row


def parse_architecture(row: dict) -> Architecture:
    """A row of the table; ShapeError when a name is missing or unknown."""
    names = {field.name for field in fields(Architecture)}
    missing, unknown = sorted(names - row.keys()), sorted(row.keys() - names)
    require(not missing, f"The architecture lacks {', '.join(missing)}.")
    require(not unknown, f"An architecture has no {', '.join(unknown)}.")
    return Architecture(**row)
