"""Exact match on held-out combinations, teacher-forced: greedy decoding gives the reference
exactly when every argmax along the reference is the reference's next token."""

import random
from collections import defaultdict

import numpy as np

from .batches import LENGTHS, bucket, pack, rows_of
from .corpus import second_language_turn, second_number_turn, instruction
from .template import TASK_EN
from .tokenizer import encode_dialogues

TOKENS = 4096
NAMES = ("month", "weekday", "word", "region", "language", "currency")


def held_out_items(corpus, per_cell, seed=7, tags=None):
    """[(kind, target tag, dialogue)]: `per_cell` of every kind into every language."""
    rng, items = random.Random(seed), []
    pivots = [corpus.index("en"), corpus.index("zh-Hans")]
    allowed = [corpus.index(tag) for tag in tags or corpus.tags]
    kinds = {kind: rows for kind, rows in corpus.held_out.items()}
    kinds |= {kind: corpus.seen[kind] for kind in NAMES}
    framed = [c for rows in corpus.held_out.values() for c in rows if "frame" in c]
    every = [c for rows in corpus.held_out.values() for c in rows]

    def source_for(concept, target):
        while True:
            pool = pivots if rng.random() < 0.5 else allowed
            source = rng.choice(pool)
            if source != target and source not in concept["noSource"]:
                return source

    def first(concept, target):
        text = concept["texts"][source_for(concept, target)]
        return instruction(corpus, TASK_EN, "en", target, text), concept["texts"][target]

    for target in allowed:
        tag = corpus.tags[target]
        for kind, rows in kinds.items():
            for concept in rng.sample(rows, min(per_cell, len(rows))):
                items.append((kind, tag, [first(concept, target)]))
        for concept in rng.sample(every, per_cell):
            before = rng.choice([i for i in allowed if i != target])
            items.append(("second-language", tag, [
                first(concept, before),
                second_language_turn(corpus, concept, target, rng.choice(("en", "zh")), rng)]))
        for concept in rng.sample(framed, per_cell):
            start = rng.choice([c for c in corpus.frames[concept["kind"], concept["frame"]]
                                if c is not concept])
            items.append(("second-number", tag, [
                first(start, target),
                second_number_turn(corpus, concept, target, rng.choice(("en", "zh")), rng)]))
    return items


def exact_matches(tokenizer, items, argmax):
    """One bool an item, about its last answer; `argmax(ids, positions)` gives token ids."""
    encoded = encode_dialogues(tokenizer, [dialogue for _, _, dialogue in items])
    waiting, right = {length: [] for length in LENGTHS}, np.zeros(len(items), bool)

    def flush(length):
        index = [i for i, _ in waiting[length]]
        batch = pack([sample for _, sample in waiting[length]], length, TOKENS)
        wrong = (argmax(batch.ids, batch.positions) != batch.targets) & (batch.weights > 0)
        failed = set(batch.owners[wrong])
        # A row left out of a full batch predicts nothing and cannot be called right.
        judged = set(batch.owners[batch.weights > 0])
        for row, i in enumerate(index):
            right[i] = row in judged and row not in failed
        waiting[length].clear()

    for i, (ids, predicts) in enumerate(encoded):
        start = last_answer_start(predicts)
        last = [p for p in predicts if p >= start]
        length = bucket(len(ids))
        waiting[length].append((i, (ids, last)))
        # Half-full batches keep every answer within the capacity.
        if len(waiting[length]) == rows_of(length, TOKENS) // 2:
            flush(length)
    for length in LENGTHS:
        if waiting[length]:
            flush(length)
    return right


def last_answer_start(predicts):
    """Of the positions that predict answers, the first that predicts the last one."""
    start = predicts[-1]
    for p in reversed(predicts[:-1]):
        if p != start - 1:
            break
        start = p
    return start


def table(items, right):
    """{kind: %} and {tag: %} of exact matches."""
    by_kind, by_tag = defaultdict(list), defaultdict(list)
    for (kind, tag, _), ok in zip(items, right):
        by_kind[kind].append(ok)
        by_tag[tag].append(ok)
    mean = lambda groups: {key: 100 * float(np.mean(values)) for key, values in groups.items()}
    return mean(by_kind), mean(by_tag)
