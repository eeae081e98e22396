"""python -m reference.beam PACKAGE SENTENCES OUTPUT: beam search over held-out translations.

SENTENCES has [{"name", "turns", "expected"}, ...]. The output has the first COUNT of them whose search
has no close call (in half precision: goes the same way with other roundings), with the three best
answers and their scores, computed in float64, and for the longest of these searches the candidates too.
Standard output tells how many answers are the expected ones over all sentences, for beam search and for
greedy decoding.
"""

import json
import sys
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .decode import greedy, log_softmax
from .golden import STOP, render
from .llama import Cache, Llama
from .package import weights_hash
from .precision import SINGLE, SLACK, Precision

# BayLing's own beam width, and its length penalty.
WIDTH = 5
LENGTH_PENALTY = 1.0
RESULTS = 3
LIMIT = 64
COUNT = 50
TRACED = 3
# How far the sum of an answer's log-probabilities may be off in f32 on a GPU, with room to spare.
CLOSE = 5 * SINGLE


@dataclass(frozen=True)
class Hypothesis:
    """A whole answer, without its stop token. The score is the sum of the log-probabilities over
    the length to the power of the length penalty; the stop token counts in both."""

    tokens: list[int]
    score: float
    finished: str


@dataclass
class Search:
    """The result of a search, best first, and its steps."""

    hypotheses: list[Hypothesis] = field(default_factory=list)
    # Per step and beam the 2 * width most probable tokens, best first: (id, log-prob).
    steps: list[list[list[tuple[int, float]]]] = field(default_factory=list)
    # The smallest difference between two numbers whose order mattered.
    margin: float = np.inf

    def decide(self, *gaps: float) -> None:
        self.margin = min(self.margin, *(abs(gap) for gap in gaps))


def beam_search(
    model: Llama,
    prompt: list[int],
    *,
    width: int,
    limit: int,
    stop: int,
    length_penalty: float,
    results: int,
) -> Search:
    """The best answers to a prompt.

    As in Hugging Face's transformers (`GenerationMixin._beam_search`, early_stopping=False): among the
    2 * width best continuations, a stop token in the first `width` ends a hypothesis, and the best
    `width` others continue. The search ends when the best of these, at its current length, does not
    beat the worst of `width` hypotheses. Ties go to the earlier beam, then to the lower id.
    """
    search = Search()
    finished: list[Hypothesis] = []
    beams: list[list[int]] = [[]]
    scores = np.zeros(1)
    hidden, cache = model.hidden(np.array([prompt]))
    for length in range(1, limit + 1):
        log_probs = log_softmax(model.logits(hidden[:, -1]))
        search.steps.append([_top(row, 2 * width) for row in log_probs])
        chosen, ended = _continue(search, scores[:, None] + log_probs, width, stop)
        norm = length**length_penalty
        finished += [Hypothesis(beams[i], total / norm, "stop") for i, total in ended]
        finished = _best(finished, width)
        beams = [beams[parent] + [token] for parent, token, _ in chosen]
        scores = np.array([total for _, _, total in chosen])
        if len(finished) == width:
            search.decide(finished[-1].score - scores[0] / norm)
            if finished[-1].score >= scores[0] / norm:
                break
        if length == limit:
            ended = [Hypothesis(b, s / norm, "length") for b, s in zip(beams, scores.tolist(), strict=True)]
            finished = _best(finished + ended, width)
            break
        parents = [parent for parent, _, _ in chosen]
        hidden, cache = model.hidden(np.array(beams)[:, -1:], _take(cache, parents))
    for better, worse in pairwise(finished[: results + 1]):
        search.decide(better.score - worse.score)
    search.hypotheses = finished[:results]
    return search


def _continue(search: Search, totals: np.ndarray, width: int, stop: int):
    """From totals [beams, vocabulary]: [(parent, token, total)] that continue and [(parent, total)]
    that end, both best first."""
    # One more than needed, to see how close the best one left out was.
    order = np.argsort(-totals.ravel(), kind="stable")[: 2 * width + 1]
    best = totals.ravel()[order].tolist()
    pairs = [divmod(int(i), totals.shape[1]) for i in order]
    going = [(*pair, total) for pair, total in zip(pairs, best, strict=True) if pair[1] != stop]
    search.decide(going[width - 1][2] - going[width][2])
    ended = []
    for rank, ((parent, token), total) in enumerate(zip(pairs[:-1], best[:-1], strict=True)):
        if token != stop:
            continue
        if rank < width:
            ended.append((parent, total))
        search.decide(total - best[width if rank < width else width - 1])
    return going[:width], ended


def _best(hypotheses: list[Hypothesis], count: int) -> list[Hypothesis]:
    return sorted(hypotheses, key=lambda h: -h.score)[:count]


def _top(log_probs: np.ndarray, count: int) -> list[tuple[int, float]]:
    best = np.argsort(-log_probs, kind="stable")[:count]
    return [(int(i), float(log_probs[i])) for i in best]


def _take(cache: Cache, rows: list[int]) -> Cache:
    return Cache([keys[rows] for keys in cache.keys], [values[rows] for values in cache.values])


def golden(folder: Path, sentences: list[dict]) -> dict:
    """The golden file of a package folder as a JSON-able record."""
    model = Llama.from_package(folder, dtype=np.float64)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    config = json.loads((folder / "mlc-chat-config.json").read_text())
    trials = Precision(model, config["quantization"]).trials
    searched = _search_all(model, tokenizer, sentences)
    kept, tried = [], 0
    for record, search in searched:
        tolerance = _tolerance(trials, record["promptIds"], search)
        tried += 1
        if tolerance is not None:
            kept.append(({**record, "tolerance": round(tolerance, 4)}, search))
        if len(kept) == COUNT:
            break
    print(f"{tried - len(kept)} of {tried} searches hang on too little")
    longest = sorted(kept, key=lambda pair: -len(pair[1].steps))[:TRACED]
    for record, search in longest:
        record["trace"] = [
            [[[token, round(p, 6)] for token, p in beam] for beam in step] for step in search.steps
        ]
    return {
        "quantization": config["quantization"],
        "weights": weights_hash(folder),
        "width": WIDTH,
        "lengthPenalty": LENGTH_PENALTY,
        "maxTokens": LIMIT,
        "prompts": [record for record, _ in kept],
    }


def _search(model: Llama, prompt: list[int]) -> Search:
    return beam_search(
        model,
        prompt,
        width=WIDTH,
        limit=LIMIT,
        stop=STOP,
        length_penalty=LENGTH_PENALTY,
        results=RESULTS,
    )


def _tolerance(trials: list[Llama], prompt: list[int], search: Search) -> float | None:
    """How far a GPU's scores may be off, or None if it could rightly give other answers."""
    if not trials:
        return SINGLE if search.margin > CLOSE else None
    worst = 0.0
    for model in trials:
        found = _search(model, prompt).hypotheses
        pairs = list(zip(search.hypotheses, found, strict=True))
        if any(wanted.tokens != got.tokens for wanted, got in pairs):
            return None
        worst = max(worst, *(abs(wanted.score - got.score) for wanted, got in pairs))
    tolerance = SLACK * worst
    gaps = (a.score - b.score for a, b in pairwise(search.hypotheses))
    return tolerance if min(gaps) > 2 * tolerance else None


def _search_all(model, tokenizer, sentences) -> list[tuple[dict, Search]]:
    start = time.monotonic()
    searched = []
    right = {"beam": 0, "greedy": 0}

    def text(tokens: list[int]) -> str:
        return tokenizer.decode(tokens, skip_special_tokens=False)

    for sentence in sentences:
        prompt = render(sentence["turns"])
        ids = tokenizer.encode(prompt, add_special_tokens=False).ids
        search = _search(model, ids)
        answers = [
            {
                "tokens": hypothesis.tokens,
                "text": text(hypothesis.tokens),
                "score": round(hypothesis.score, 6),
                "finished": hypothesis.finished,
            }
            for hypothesis in search.hypotheses
        ]
        steps = greedy(model, ids, LIMIT, STOP, top=1)
        right["beam"] += answers[0]["text"] == sentence["expected"]
        right["greedy"] += sentence["expected"] == text(
            [step.token for step in steps if step.token != STOP]
        )
        record = {**sentence, "prompt": prompt, "promptIds": ids, "answers": answers}
        searched.append((record, search))
    seconds = time.monotonic() - start
    print(f"{len(sentences)} sentences, {seconds:.0f} s; as expected: {json.dumps(right)}")
    return searched


def write(record: dict, output: Path) -> None:
    """One prompt per line: with every number on its own line, the file would have thousands."""
    head = json.dumps({**record, "prompts": []}, ensure_ascii=False, indent=1)
    lines = ",\n".join(json.dumps(prompt, ensure_ascii=False) for prompt in record["prompts"])
    output.write_text(head.replace('"prompts": []', f'"prompts": [\n{lines}\n ]') + "\n")


def main(words: list[str]) -> int:
    if len(words) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    folder, sentences, output = map(Path, words)
    write(golden(folder, json.loads(sentences.read_text())), output)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
