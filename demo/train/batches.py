"""Packs dialogues into padded arrays of few shapes, so that few programs are compiled."""

from dataclasses import dataclass

import numpy as np

LENGTHS = (16, 20, 26, 34, 46, 64, 100, 160)
# Answers take at most this share of a batch's positions; the few beyond it wait for a later batch.
ANSWER_SHARE = 0.48


@dataclass
class Batch:
    ids: np.ndarray        # int64 [rows, length]
    positions: np.ndarray  # int64 [n], flat positions whose next token is predicted
    targets: np.ndarray    # int64 [n]
    weights: np.ndarray    # float32 [n], 0 for padding
    owners: np.ndarray     # int64 [n], the row of each prediction

    def arrays(self):
        return self.ids, self.positions, self.targets, self.weights


def bucket(length):
    return next((b for b in LENGTHS if length <= b), None)


def rows_of(length, tokens):
    return max(8, tokens // length // 8 * 8)


def answers_of(length, tokens):
    return int(rows_of(length, tokens) * length * ANSWER_SHARE) // 64 * 64


def pack(samples, length, tokens):
    """samples: [(ids, predicting positions)], at most rows_of(length, tokens)."""
    rows, capacity = rows_of(length, tokens), answers_of(length, tokens)
    ids = np.zeros((rows, length), np.int64)
    positions, targets, owners = [], [], []
    for row, (tokens_of_row, predicts) in enumerate(samples):
        ids[row, : len(tokens_of_row)] = tokens_of_row
        if len(positions) + len(predicts) > capacity:
            continue
        positions += [row * length + p for p in predicts]
        targets += [tokens_of_row[p + 1] for p in predicts]
        owners += [row] * len(predicts)
    fill = capacity - len(positions)
    return Batch(
        ids, np.array(positions + [0] * fill, np.int64), np.array(targets + [0] * fill, np.int64),
        np.array([1.0] * len(positions) + [0.0] * fill, np.float32),
        np.array(owners + [-1] * fill, np.int64))


def batches(draw, tokens):
    """Endless training batches; `draw(n)` gives n encoded dialogues."""
    waiting = {length: [] for length in LENGTHS}
    while True:
        for sample in draw(256):
            length = bucket(len(sample[0]))
            if length is not None:
                waiting[length].append(sample)
        for length, samples in waiting.items():
            rows = rows_of(length, tokens)
            while len(samples) >= rows:
                yield pack(samples[:rows], length, tokens), rows
                del samples[:rows]
