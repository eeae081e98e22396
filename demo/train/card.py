"""Scores the 4-bit package with the numerical reference, calibrates its confidence, writes the card.

    python -m demo.train.card [--package public/models/demo/q4f32_1/resolve/main]
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from .corpus import Corpus
from .judged import Judged, judge_package
from .score import NAMES
from .verdict import calibrate, trusted

HERE = Path(__file__).parent
COLUMNS = ("relative times", "measures", "amounts", "dates", "names", "lists", "second turns",
           "phrases", "patterns", "things")
# At most this share of right translations may be withheld. It will be 0.02 once the model has learnt more
# phrases: until then an honest notice is worth more than one more translation.
MOST_REFUSED = 0.08
# A language below this share of right answers is not claimed, in percent.
CLAIMED_FROM = 80


def column(kind):
    if kind in NAMES:
        return "names"
    if kind.startswith("date-"):
        return "dates"
    if kind.startswith("second-"):
        return "second turns, after another exchange" if kind.endswith("-later") else "second turns"
    return {"relative": "relative times", "measure": "measures", "amount": "amounts",
            "list": "lists", "phrase": "phrases", "pattern": "patterns", "thing": "things",
            "count": "things", "way": "other ways to say a phrase"}.get(kind, kind)


def percent(found):
    return 100 * float(np.mean(found)) if found else None


def score_table(corpus, judged):
    cells = defaultdict(list)
    for one in judged:
        cells[one.tag, column(one.kind)].append(one.outcome == "right")

    def show(value):
        return "–" if value is None else f"{value:.0f}"

    lines = ["| into | " + " | ".join(COLUMNS) + " |", "|---|" + "--:|" * len(COLUMNS)]
    for language in corpus.languages:
        row = [percent(cells[language["tag"], name]) for name in COLUMNS]
        if any(row):
            lines.append(f"| {language['english']} | " + " | ".join(map(show, row)) + " |")
    every = [percent([ok for tag in corpus.tags for ok in cells[tag, name]]) for name in COLUMNS]
    lines.append("| **all** | " + " | ".join(f"**{show(value)}**" for value in every) + " |")
    return "\n".join(lines)


def shown(one, threshold):
    """Whether the page shows the answer as a translation."""
    return one.outcome != "refused" and trusted(one.log_probs, threshold)


def summary(judged, threshold):
    """{what: percent}, over the items that the threshold was not calibrated on."""
    group = defaultdict(list)
    for one in judged:
        group[column(one.kind)].append(one)
    found = {name: percent([one.outcome == "right" for one in ones])
             for name, ones in group.items() if not name.startswith("outside")}
    ways = group["other ways to say a phrase"]
    found["other ways to say a phrase: another meaning shown"] = percent(
        [one.outcome == "other" and shown(one, threshold) for one in ways])
    outside = group["outside"] + group["outside-near"]
    for name, ones in (("outside the domain", outside), ("near misses", group["outside-near"])):
        found[f"{name}: not shown as a translation"] = percent([not shown(one, threshold) for one in ones])
        found[f"{name}: an invented translation shown"] = percent([shown(one, threshold) for one in ones])
    right = [one for ones in group.values() for one in ones if one.outcome == "right"]
    found["right answers not shown"] = percent([not shown(one, threshold) for one in right])
    inside = [one for name in COLUMNS for one in group[name]]
    found["within the domain: wrong answers shown"] = percent(
        [one.outcome in ("other", "wrong") and shown(one, threshold) for one in inside])
    return {name: round(value, 1) for name, value in found.items() if value is not None}


def claimed(corpus, judged):
    """Codes of the languages whose dates, times, measures and amounts are right often enough."""
    right = defaultdict(list)
    for one in judged:
        if column(one.kind) in COLUMNS[:4]:
            right[one.tag].append(one.outcome == "right")
    return [language["code"] for language in corpus.languages
            if (percent(right[language["tag"]]) or 0) >= CLAIMED_FROM]


def review_table():
    """A table of what the second reading changed, from demo/phrasebook/review.tsv."""
    lines = (HERE.parent / "phrasebook" / "review.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:] if line]
    head = "| language | lines read | changed | other entries changed |\n|---|--:|--:|--:|"
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in rows)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", default=".cache/demo/corpus.json")
    parser.add_argument("--package", default="public/models/demo/q4f32_1/resolve/main")
    parser.add_argument("--per-cell", type=int, default=8)
    parser.add_argument("--languages", type=int, help="use only the first n languages")
    parser.add_argument("--out", default="demo/checkpoint")
    parser.add_argument("--answers", type=Path, help="file for every judged answer, as JSON lines")
    parser.add_argument("--judged", type=Path, help="such a file, to be read instead of decoding anew")
    options = parser.parse_args()
    corpus = Corpus(options.corpus)
    tags = set(corpus.tags[: options.languages])
    if options.judged:
        with options.judged.open(encoding="utf-8") as file:
            judged = [Judged(**json.loads(line)) for line in file]
    else:
        judged = judge_package(corpus, options.package, options.per_cell,
                               lambda item: item[1] in tags)
    if options.answers:
        with options.answers.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one.__dict__, ensure_ascii=False) + "\n" for one in judged)
    # One half sets the threshold, the other is reported.
    first, second = judged[::2], judged[1::2]

    def having(*outcomes):
        return [one.log_probs for one in first if one.outcome in outcomes and one.kind != "chat"]

    threshold = calibrate(having("right"), having("other", "wrong"), MOST_REFUSED)
    threshold = {name: round(value, 3) for name, value in threshold.items()}
    found = summary(second, threshold)
    codes = claimed(corpus, judged)
    card = (HERE / "card.md").read_text(encoding="utf-8")
    rows = "\n".join(f"| {name} | {value} |" for name, value in found.items())
    for name, value in {"items": f"{len(judged):,}", "table": score_table(corpus, judged),
                        "summary": rows, "threshold": json.dumps(threshold),
                        "review": review_table()}.items():
        card = card.replace("{{" + name + "}}", value)
    Path(options.out, "README.md").write_text(card, encoding="utf-8")
    print(json.dumps({"threshold": threshold, "claimed": codes, "scores": found}, indent=1,
                     ensure_ascii=False))


if __name__ == "__main__":
    main()
