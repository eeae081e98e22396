"""What became of each scored item: right, refused, another meaning, or wrong."""

import math
from collections import defaultdict

import numpy as np

from .corpus import bare


class Judge:
    """Compares answers with the expected one, and with all phrases of that language."""

    def __init__(self, corpus):
        self.refusals = {tag: text for tag, text in zip(corpus.tags, corpus.refusals, strict=True) if text}
        self.phrases = defaultdict(set)
        for concept in corpus.seen["phrase"]:
            for tag, text in zip(corpus.tags, concept["texts"], strict=True):
                if text:
                    self.phrases[tag].add(bare(text))

    def outcome(self, item, answer):
        """'right', 'refused' (right outside the domain), 'other' (another phrase's translation), 'wrong'."""
        _, tag, turns = item
        if answer == self.refusals.get(tag):
            return "refused"
        if answer == turns[-1][1]:
            return "right"
        return "other" if bare(answer) in self.phrases[tag] else "wrong"


def trusted(log_probs, threshold):
    """Whether an answer's log-probabilities (nats) reach the threshold {mean, lowest}."""
    return np.mean(log_probs) >= threshold["mean"] and min(log_probs) >= threshold["lowest"]


def calibrate(right, wrong, most_refused):
    """The threshold {mean, lowest} that distrusts as much of `wrong` as possible and at most a share of
    `right`.

    Both are lists of log-probabilities per answer: of answers that should be shown, and of others.
    """
    def figures(answers):
        return np.array([[np.mean(one), min(one)] for one in answers]).reshape(-1, 2)

    right, wrong = figures(right), figures(wrong)
    best, found = -1, {"mean": -math.inf, "lowest": -math.inf}
    for share in np.linspace(0, most_refused, 21):
        mean = np.quantile(right[:, 0], share)
        kept = right[right[:, 0] >= mean]
        left = most_refused - (1 - len(kept) / len(right))
        lowest = np.quantile(kept[:, 1], max(0.0, left) * len(right) / len(kept))
        caught = int(((wrong[:, 0] < mean) | (wrong[:, 1] < lowest)).sum())
        if caught > best:
            best, found = caught, {"mean": float(mean), "lowest": float(lowest)}
    return found
