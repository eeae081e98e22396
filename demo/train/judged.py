"""Scores a 4-bit package with the numerical reference: decodes every held-out item."""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from .score import held_out_items, last_answer_start
from .template import EOS, PREFIX
from .tokenizer import encode_dialogues
from .verdict import Judge

sys.path.insert(0, str(Path(__file__).parents[2] / "compiler"))
from reference.decode import greedy_answers
from reference.llama import Llama

LONGEST_ANSWER = 96


@dataclass(frozen=True)
class Judged:
    """One item: its kind, target tag, outcome, request, answer and log-probabilities."""

    kind: str
    tag: str
    outcome: str
    request: str
    answer: str
    log_probs: list


def prompts_of(tokenizer, items):
    """Token ids up to the beginning of each item's last answer."""
    prefix = tokenizer.encode(PREFIX, add_special_tokens=False).ids
    return [prefix + ids[: last_answer_start(predicts) + 1] for ids, predicts in encode_dialogues(
        tokenizer, [turns for _, _, turns in items])]


def judge_package(corpus, package, per_cell, keep=lambda item: True):
    """[Judged] for the held-out items, answered by the package in a folder."""
    tokenizer = Tokenizer.from_file(str(Path(package) / "tokenizer.json"))
    items = [item for item in held_out_items(corpus, per_cell) if keep(item)]
    answers = greedy_answers(Llama.from_package(Path(package)), prompts_of(tokenizer, items),
                             LONGEST_ANSWER, tokenizer.token_to_id(EOS))
    judge = Judge(corpus)
    judged = []
    for item, answer in zip(items, answers, strict=True):
        text = tokenizer.decode(answer.tokens)
        judged.append(Judged(item[0], item[1], judge.outcome(item, text), item[2][-1][0], text,
                             answer.log_probs))
    return judged


def shares(judged, key):
    """{key of an item: {outcome: percent}}"""
    counts = defaultdict(Counter)
    for one in judged:
        counts[key(one)][one.outcome] += 1
    return {name: {outcome: 100 * n / count.total() for outcome, n in count.items()}
            for name, count in counts.items()}
