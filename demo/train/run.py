"""Trains the demo model; can be stopped and continued at any time.

    python -m demo.train.run --corpus .cache/demo/corpus.json --run .cache/demo/run --hours 10

After a kill, it continues from its last checkpoint. `--hours` may be changed between starts: the stages
and the learning rate follow the share of the hours that is done.
"""

import argparse
import functools
import json
import queue
import threading
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from . import model, optimizer
from .batches import batches
from .checkpoint import grow, load, save
from .corpus import Corpus
from .dialogues import Sampler
from .score import exact_matches, held_out_items, table
from .template import PREFIX
from .tokenizer import encode_dialogues, train_tokenizer

CONFIG = model.Config()
# Share of the run from which the first n languages are drawn. Few languages first: the model finds
# what the words have in common ten times sooner (see demo/README.md).
STAGES = ((0.0, 10), (0.08, 20), (0.12, 30), (0.2, 100))
MUON_RATE, ADAM_RATE = 0.015, 1.3e-3
WARM_UP, DECAY_FROM = 100, 0.5
device = "cuda" if torch.cuda.is_available() else "cpu"


def stage(share):
    return max(count for at, count in STAGES if share >= at)


def rate(share, step):
    decay = 1.0 if share < DECAY_FROM else max(0.01, (1 - share) / (1 - DECAY_FROM))
    return decay * min(1.0, (step + 1) / WARM_UP)


def prefetch(iterator, depth=4):
    ready = queue.Queue(depth)

    def fill():
        for item in iterator:
            ready.put(item)
    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield ready.get()


def on_device(*arrays):
    return [torch.from_numpy(array).to(device) for array in arrays]


@torch.no_grad()
def evaluate(tokenizer, prefix, params, items):
    def argmax(ids, positions):
        logits = model.answer_logits(CONFIG, params, prefix, *on_device(ids, positions))
        return logits.argmax(-1).cpu().numpy()
    return table(items, exact_matches(tokenizer, items, argmax))


def begin(options, tokenizer):
    """(parameters, optimizer's state, seconds done)"""
    path = options.run / "checkpoint.pt"
    if path.exists():
        params, state, done = load(path)
    else:
        params, done = model.init(CONFIG, options.seed), 0.0
        if options.start is not None:
            params = grow(options.start, tokenizer, params)
        state = optimizer.init(params)
    params = {name: value.to(device).requires_grad_() for name, value in params.items()}
    for group in ("first", "second"):
        state[group] = {name: value.to(device) for name, value in state[group].items()}
    return params, state, done


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", default=".cache/demo/corpus.json")
    parser.add_argument("--run", type=Path, default=".cache/demo/run")
    parser.add_argument("--from", dest="start", type=Path, help="folder of exported weights to begin with")
    parser.add_argument("--hours", type=float, default=10)
    parser.add_argument("--languages", type=int, help="number of languages, instead of growing in stages")
    parser.add_argument("--written", type=int, help="number of languages for phrases, things and patterns")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--tokens", type=int, default=3584, help="padded tokens per step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=120, help="seconds")
    parser.add_argument("--per-cell", type=int, default=3, help="items per kind and language")
    parser.add_argument("--score-every", type=float, default=600, help="seconds")
    options = parser.parse_args()

    options.run.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(options.corpus)
    tokenizer_path = options.run / "tokenizer.json"
    if not tokenizer_path.exists():
        train_tokenizer(corpus, CONFIG.vocab).save(str(tokenizer_path))
    tokenizer = Tokenizer.from_file(str(tokenizer_path))
    prefix = torch.tensor(tokenizer.encode(PREFIX, add_special_tokens=False).ids, device=device)
    checkpoint = options.run / "checkpoint.pt"
    params, state, done = begin(options, tokenizer)
    total = options.hours * 3600

    sampler = Sampler(corpus, options.seed * 1_000_003 + int(done))
    loss_of = torch.compile(functools.partial(model.loss, CONFIG), dynamic=False)

    def draw(count):
        known = options.languages or stage(done / total)
        sampler.set_stage(min(known, len(corpus.tags)), options.written)
        return encode_dialogues(tokenizer, [sampler.dialogue() for _ in range(count)])

    def report():
        kinds, languages = evaluate(tokenizer, prefix, params, held_out_items(corpus, options.per_cell))
        line = {"hours": round(done / 3600, 2), "kinds": {k: round(v) for k, v in kinds.items()},
                "languages": {k: round(v) for k, v in languages.items()}}
        print(json.dumps(line), flush=True)

    began = saved = scored = told = time.time()
    losses, rows_told = [], 0
    for batch, rows in prefetch(batches(draw, options.tokens)):
        if done >= total:
            break
        factor = options.rate * rate(done / total, state["step"])
        value = loss_of(params, prefix, *on_device(*batch.arrays()))
        grads = dict(zip(params, torch.autograd.grad(value, list(params.values())), strict=True))
        optimizer.update(params, grads, state, MUON_RATE * factor, ADAM_RATE * factor)
        losses.append(value.item())
        rows_told += rows
        now = time.time()
        # Compilation and pauses do not count as training.
        done += min(now - began, 3.0)
        began = now
        if now - told > 30:
            print(f"{time.strftime('%H:%M:%S')} {done / 3600:.2f} h, {rows_told / (now - told):.0f} samples/s, "
                  f"nll {np.mean(losses):.3f}, rate {factor:.2f}", flush=True)
            told, rows_told, losses = now, 0, []
        if now - saved > options.save_every:
            save(checkpoint, params, state, done)
            saved = now
        if now - scored > options.score_every:
            report()
            scored = began = told = time.time()
    save(checkpoint, params, state, done)
    report()


if __name__ == "__main__":
    main()
