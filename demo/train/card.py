"""Scores the 4-bit package by the numerical reference and writes the model card.

    python -m demo.train.card [--package public/models/demo/q4f32_1/resolve/main]
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .corpus import Corpus
from .score import NAMES, held_out_items, last_answer_start
from .template import PREFIX
from .tokenizer import encode_dialogues

sys.path.insert(0, str(Path(__file__).parents[2] / "compiler"))
from reference.decode import gives  # noqa: E402
from reference.llama import Llama  # noqa: E402

HERE = Path(__file__).parent
COLUMNS = ("relative times", "measures", "amounts", "dates", "names", "lists", "second turns")
MAIN_TARGETS = ("en", "zh-Hans", "fr", "de", "es", "ja")


def column(kind):
    if kind in NAMES:
        return "names"
    if kind.startswith("date-"):
        return "dates"
    if kind.startswith("second-"):
        return "second turns"
    return {"relative": "relative times", "measure": "measures", "amount": "amounts",
            "list": "lists"}[kind]


def split_last_answer(tokenizer, items):
    """(prompt ids, answer ids) of each item's last turn."""
    prefix = tokenizer.encode(PREFIX, add_special_tokens=False).ids
    prompts, answers = [], []
    for ids, predicts in encode_dialogues(tokenizer, [turns for _, _, turns in items]):
        start = last_answer_start(predicts)
        prompts.append(prefix + ids[: start + 1])
        answers.append(ids[start + 1 :])
    return prompts, answers


def cells(items, right):
    found = defaultdict(list)
    for (kind, tag, _), ok in zip(items, right):
        found[tag, column(kind)].append(bool(ok))
    return found


def mean(found, columns, tags):
    values = [ok for tag in tags for name in columns for ok in found[tag, name]]
    return 100 * float(np.mean(values))


def score_table(corpus, found):
    lines = ["| into | " + " | ".join(COLUMNS) + " |", "|---|" + "--:|" * len(COLUMNS)]
    for language in corpus.languages:
        row = [f"{mean(found, [name], [language['tag']]):.0f}" for name in COLUMNS]
        lines.append(f"| {language['english']} | " + " | ".join(row) + " |")
    row = [f"**{mean(found, [name], corpus.tags):.1f}**" for name in COLUMNS]
    lines.append("| **all 30** | " + " | ".join(row) + " |")
    row = [f"{mean(found, [name], MAIN_TARGETS):.1f}" for name in COLUMNS]
    lines.append("| into en, zh, fr, de, es, ja | " + " | ".join(row) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", default=".cache/demo/corpus.json")
    parser.add_argument("--package", default="public/models/demo/q4f32_1/resolve/main")
    parser.add_argument("--per-cell", type=int, default=12)
    parser.add_argument("--out", default="demo/checkpoint")
    options = parser.parse_args()
    package = Path(options.package)
    corpus = Corpus(options.corpus)
    tokenizer = Tokenizer.from_file(str(package / "tokenizer.json"))
    items = held_out_items(corpus, options.per_cell)
    right = gives(Llama.from_package(package), *split_last_answer(tokenizer, items))
    found = cells(items, right)
    core = COLUMNS[:4]
    summary = {
        "items": len(items),
        "relative, measures, amounts, dates": round(mean(found, core, corpus.tags), 1),
        "the same into en zh fr de es ja": round(mean(found, core, MAIN_TARGETS), 1),
        "names and lists": round(mean(found, ("names", "lists"), corpus.tags), 1),
        "second turns": round(mean(found, ("second turns",), corpus.tags), 1),
    }
    card = (HERE / "card.md").read_text(encoding="utf-8")
    card = card.replace("{{items}}", f"{len(items):,}").replace("{{table}}", score_table(corpus, found))
    Path(options.out, "README.md").write_text(card, encoding="utf-8")
    print(json.dumps(summary, indent=1))


if __name__ == "__main__":
    main()
