"""Exact match on held-out combinations, teacher-forced: greedy decoding gives the reference if and
only if every argmax along the reference is the reference's next token."""

import random
from collections import defaultdict

import numpy as np

from .batches import LENGTHS, bucket, pack, rows_of
from .corpus import is_held_out
from .dialogues import (
    filled_pattern,
    instruction,
    pattern_key,
    second_language_turn,
    second_number_turn,
)
from .template import TASK_EN
from .tokenizer import encode_dialogues

TOKENS = 4096
NAMES = ("month", "weekday", "word", "region", "language", "currency")


class Items:
    """Draws the scored items: [(kind, target tag, dialogue)]."""

    def __init__(self, corpus, seed):
        self.corpus, self.random = corpus, random.Random(seed)
        self.pivots = [corpus.index("en"), corpus.index("zh-Hans")]

    def source_for(self, concept, target):
        """Half of the sources are English or Chinese; None if no other language has the text."""
        rng = self.random
        able = [i for i in self.corpus.core if i != target and i not in concept["noSource"] and concept["texts"][i]]
        pivots = [i for i in self.pivots if i in able]
        return rng.choice(pivots if pivots and rng.random() < 0.5 else able) if able else None

    def first(self, concept, target):
        """A turn, or None."""
        source = self.source_for(concept, target)
        if source is None or not concept["texts"][target]:
            return None
        text = concept["texts"][source]
        return instruction(self.corpus, TASK_EN, "en", target, text), concept["texts"][target]

    def translations(self, kind, rows, target, count):
        found = 0
        for concept in self.random.sample(rows, min(4 * count, len(rows))):
            turn = self.first(concept, target)
            if turn is not None and found < count:
                found += 1
                yield kind, self.corpus.tags[target], [turn]

    def patterns(self, target, count):
        rng, found = self.random, 0
        for _ in range(400 * count):
            pattern = rng.choice(self.corpus.patterns)
            fillers = {slot: rng.choice(self.corpus.fillers[slot]) for slot in pattern["slots"]}
            if found == count or not is_held_out(pattern_key(pattern, fillers)):
                continue
            turn = self.first(filled_pattern(self.corpus, pattern, fillers), target)
            if turn is not None:
                found += 1
                yield "pattern", self.corpus.tags[target], [turn]

    def second_turns(self, target, count, before=()):
        """Half change the language, half the number; `before`: unrelated turns."""
        rng, corpus, tag = self.random, self.corpus, self.corpus.tags[target]
        every = [c for rows in corpus.held_out.values() for c in rows if c["texts"][target]]
        for concept in rng.sample(every, min(count, len(every))):
            other = rng.choice([i for i in corpus.core if i != target and concept["texts"][i]])
            turn = self.first(concept, other)
            if turn is not None:
                yield "second-language", tag, [*before, turn, second_language_turn(
                    corpus, concept, target, rng.choice(("en", "zh")), rng)]
        framed = [c for c in every if "frame" in c]
        for concept in rng.sample(framed, min(count, len(framed))):
            start = rng.choice([c for c in corpus.frames[concept["kind"], concept["frame"]]
                                if c is not concept and c["texts"][target]])
            turn = self.first(start, target)
            if turn is not None:
                yield "second-number", tag, [*before, turn, second_number_turn(
                    corpus, concept, target, rng.choice(("en", "zh")), rng)]

    def unrelated_turn(self):
        line = self.random.choice(self.corpus.chat)
        return self.random.choice(line["texts"][1:]), line["texts"][0]

    def ways(self, count):
        """Ways to say a phrase that were never in training, into random languages."""
        corpus, rng = self.corpus, self.random
        able = [i for i in corpus.core if corpus.seen["phrase"][0]["texts"][i]]
        for line in rng.sample(corpus.held_out_ways, min(count, len(corpus.held_out_ways))):
            target = rng.choice([i for i in able if i != line["language"]])
            answer = corpus.phrase_of[line["key"]]["texts"][target]
            yield "way", corpus.tags[target], [(instruction(
                corpus, TASK_EN, "en", target, line["texts"][0]), answer)]

    def outside(self):
        corpus, rng = self.corpus, self.random
        able = [i for i in corpus.core if corpus.refusals[i]]
        for line in corpus.held_out_outside:
            target = rng.choice([i for i in able if i != line["language"]])
            kind = "outside-near" if line["key"].startswith("near") else "outside"
            yield kind, corpus.tags[target], [(instruction(
                corpus, TASK_EN, "en", target, line["texts"][0]), corpus.refusals[target])]

    def chat(self):
        for line in self.corpus.held_out_chat:
            answer = self.corpus.chat_of[line["key"], line["language"]]["texts"][0]
            yield "chat", self.corpus.tags[line["language"]], [(line["texts"][0], answer)]


def held_out_items(corpus, per_cell, seed=7):
    """[(kind, target tag, dialogue)]: `per_cell` of every kind into every language that has it."""
    draw, items = Items(corpus, seed), []
    rows = {**corpus.held_out, **{kind: corpus.seen[kind] for kind in NAMES}}
    written = {kind: corpus.seen[kind] for kind in ("phrase", "thing", "count")}
    for target in range(len(corpus.tags)):
        core = target in corpus.core
        for kind, concepts in {**rows, **(written if core else {})}.items():
            many = per_cell * (4 if kind == "phrase" else 1)
            items += draw.translations(kind, concepts, target, many)
        items += draw.second_turns(target, per_cell)
        if core:
            items += draw.patterns(target, 2 * per_cell)
        if core and corpus.chat:
            items += [(f"{kind}-later", tag, turns) for kind, tag, turns in draw.second_turns(
                target, per_cell, [draw.unrelated_turn()])]
    return items + list(draw.ways(200 * per_cell)) + list(draw.outside()) + list(draw.chat())


def exact_matches(tokenizer, items, argmax):
    """One bool per item, about its last answer; `argmax(ids, positions)` gives token ids."""
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
    """The first of the predicting positions that predicts the last answer."""
    start = predicts[-1]
    for p in reversed(predicts[:-1]):
        if p != start - 1:
            break
        start = p
    return start


def table(items, right):
    """{kind: %} and {tag: %} of exact matches."""
    by_kind, by_tag = defaultdict(list), defaultdict(list)
    for (kind, tag, _), ok in zip(items, right, strict=True):
        by_kind[kind].append(ok)
        by_tag[tag].append(ok)

    def mean(groups):
        return {key: 100 * float(np.mean(values)) for key, values in groups.items()}

    return mean(by_kind), mean(by_tag)
