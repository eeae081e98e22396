"""Greedy decoding: of one prompt with the other probable tokens, and of many together for scoring."""

from dataclasses import dataclass

import numpy as np

from .llama import Cache, Llama


@dataclass(frozen=True)
class Step:
    """One decoded token and the most probable ones in its place, best first: (id, log-prob)."""

    token: int
    top: list[tuple[int, float]]


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def greedy(
    model: Llama, prompt: list[int], limit: int, stop: int | None = None, top: int = 5
) -> list[Step]:
    """The tokens after `prompt`, including the stop token if it comes within `limit`."""
    steps: list[Step] = []
    cache = None
    ids = np.array([prompt])
    while len(steps) < limit:
        hidden, cache = model.hidden(ids, cache)
        log_probs = log_softmax(model.logits(hidden[0, -1]))
        best = np.argsort(-log_probs, kind="stable")[:top]
        steps.append(Step(int(best[0]), [(int(i), float(log_probs[i])) for i in best]))
        if steps[-1].token == stop:
            break
        ids = np.array([[steps[-1].token]])
    return steps


@dataclass(frozen=True)
class Answer:
    """Greedy tokens without the stop token, and the log-probability of each, including that of the stop
    token."""

    tokens: list[int]
    log_probs: list[float]


def greedy_answers(
    model: Llama, prompts: list[list[int]], limit: int, stop: int, batch=64
) -> list[Answer]:
    """Like `greedy` for many prompts: those of one length in a batch, with their common prefix read once."""
    shared = _common_prefix(prompts)
    prefix: Cache | None = None
    if shared:
        _, prefix = model.hidden(np.array([prompts[0][:shared]]))
    answers = [Answer([], []) for _ in prompts]
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    while order:
        length = len(prompts[order[0]])
        chosen = [i for i in order[:batch] if len(prompts[i]) == length]
        order = order[len(chosen) :]
        _continue(model, prefix, np.array([prompts[i][shared:] for i in chosen]), limit, stop,
                  [answers[i] for i in chosen])
    return answers


def _continue(model, cache, ids, limit, stop, answers) -> None:
    open_rows = list(range(len(answers)))
    for _ in range(limit):
        hidden, cache = model.hidden(ids, cache)
        log_probs = log_softmax(model.logits(hidden[:, -1]))
        best = log_probs.argmax(axis=-1)
        for row in list(open_rows):
            answers[row].log_probs.append(float(log_probs[row, best[row]]))
            if best[row] == stop:
                open_rows.remove(row)
            else:
                answers[row].tokens.append(int(best[row]))
        if not open_rows:
            return
        ids = best[:, None]


def _common_prefix(rows: list[list[int]]) -> int:
    """Tokens that all rows begin with, leaving at least one to each row."""
    longest = min(map(len, rows)) - 1
    first = rows[0]
    for i in range(longest):
        if any(row[i] != first[i] for row in rows):
            return i
    return longest
