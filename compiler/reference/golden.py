"""python -m reference.golden PACKAGE OUTPUT: decodes the prompts of golden/prompts.json.

For each prompt, the output has its rendered text and token ids, the greedy tokens and the five most
probable tokens at each step, computed in float64, and how far a GPU may be off. In half precision it
ends where a GPU could take another token.
"""

import json
import sys
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .decode import greedy
from .llama import Llama
from .package import weights_hash
from .precision import Precision

PROMPTS = Path(__file__).parent.parent / "golden" / "prompts.json"
LIMIT = 40
STOP = 2

# BayLing's layout; the app renders it in TypeScript, and a test compares the two.
START = (
    "<s>I am an intelligent language assistant developed by the NLP Group of ICT/CAS.\n"
    "Below is a dialog consisting of instructions and responses. "
    "Write a response that completes the request.\n\n"
)


def render(turns: list[str]) -> str:
    """Renders turns in order, the user's first and last, as one prompt."""
    text = START
    for index, turn in enumerate(turns):
        text += f"### Instruction:\n{turn}\n### Response:\n" if index % 2 == 0 else f"{turn}</s>\n"
    return text


def golden(folder: Path) -> dict:
    """The golden file of a package folder as a JSON-able record."""
    model = Llama.from_package(folder, dtype=np.float64)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    quantization = json.loads((folder / "mlc-chat-config.json").read_text())["quantization"]
    precision = Precision(model, quantization)
    return {
        "quantization": quantization,
        "weights": weights_hash(folder),
        "prompts": [
            _decode(model, precision, tokenizer, **prompt)
            for prompt in json.loads(PROMPTS.read_text())
        ],
    }


def _decode(
    model: Llama, precision: Precision, tokenizer: Tokenizer, name: str, turns: list[str]
) -> dict:
    prompt = render(turns)
    ids = tokenizer.encode(prompt, add_special_tokens=False).ids
    steps, tolerance = precision.settle(ids, greedy(model, ids, LIMIT, STOP))

    def text(tokens: list[int]) -> str:
        return tokenizer.decode(tokens, skip_special_tokens=False)

    return {
        "name": name,
        "turns": turns,
        "prompt": prompt,
        "promptIds": ids,
        "tolerance": round(tolerance, 4),
        "text": text([step.token for step in steps if step.token != STOP]),
        "steps": [
            {
                "token": step.token,
                "top": [
                    {"token": token, "text": text([token]), "logprob": round(logprob, 6)}
                    for token, logprob in step.top
                ],
            }
            for step in steps
        ],
    }


def main(words: list[str]) -> int:
    if len(words) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    record = golden(Path(words[0]))
    Path(words[1]).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    for prompt in record["prompts"]:
        print(f"{prompt['name']}: {prompt['text']}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
