"""Trains the demo model; stops and goes on at any time.

    python -m demo.train.run --corpus .cache/demo/corpus.json --run .cache/demo/run --samples 1030000

Killed, it goes on from its last checkpoint. `--samples` may be changed between starts: the stages
and the learning rate follow the share of it that is done.
"""

import argparse
import functools
import json
import os
import queue
import threading
import time

import jax
import numpy as np
from tokenizers import Tokenizer

from . import model, optimizer
from .batches import batches
from .corpus import Corpus, Sampler
from .score import exact_matches, held_out_items, table
from .template import PREFIX
from .tokenizer import encode_dialogues, train_tokenizer

CONFIG = model.Config()
# Share of the run from which the first n languages are drawn. Few languages first: the model finds
# what the words have in common ten times sooner (see demo/README.md).
STAGES = ((0.0, 10), (0.25, 20), (0.3, 30))
FRESH_FOR = 0.12
MUON_RATE, ADAM_RATE = 0.015, 1.3e-3
WARM_UP, DECAY_FROM = 100, 0.5


def stage(share):
    """(active, fresh) languages: new ones are drawn twice as often for a while."""
    count = max(n for at, n in STAGES if share >= at)
    settled = max(n for at, n in STAGES if share >= at + FRESH_FOR or at == 0)
    return range(count), range(settled, count)


def rate(share, step):
    decay = 1.0 if share < DECAY_FROM else max(0.01, (1 - share) / (1 - DECAY_FROM))
    return decay * min(1.0, (step + 1) / WARM_UP)


def save(path, params, state, done):
    flat = {f"param/{k}": v for k, v in params.items()}
    flat |= {f"first/{k}": v for k, v in state["first"].items()}
    flat |= {f"second/{k}": v for k, v in state["second"].items()}
    # The rename comes last: a killed run finds the checkpoint before or the one after.
    with open(path + ".part", "wb") as file:
        np.savez(file, step=state["step"], done=done, **flat)
    os.replace(path + ".part", path)


def load(path):
    with np.load(path) as file:
        group = lambda name: {k.split("/")[1]: jax.numpy.asarray(file[k])
                              for k in file.files if k.startswith(name + "/")}
        state = {"first": group("first"), "second": group("second"),
                 "step": jax.numpy.asarray(file["step"])}
        return group("param"), state, int(file["done"])


def prefetch(iterator, depth=4):
    ready = queue.Queue(depth)

    def fill():
        for item in iterator:
            ready.put(item)
    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield ready.get()


def evaluate(config, tokenizer, prefix, params, items):
    logits = jax.jit(functools.partial(model.answer_logits, config))
    right = exact_matches(tokenizer, items, lambda ids, positions: np.asarray(
        logits(params, prefix, ids, positions).argmax(-1)))
    return table(items, right)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", default=".cache/demo/corpus.json")
    parser.add_argument("--run", default=".cache/demo/run")
    parser.add_argument("--samples", type=int, default=1_030_000)
    parser.add_argument("--tokens", type=int, default=3584, help="padded tokens a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=120, help="seconds")
    parser.add_argument("--score-every", type=float, default=420, help="seconds")
    options = parser.parse_args()

    os.makedirs(options.run, exist_ok=True)
    corpus = Corpus(options.corpus)
    tokenizer_path = os.path.join(options.run, "tokenizer.json")
    if not os.path.exists(tokenizer_path):
        train_tokenizer(corpus).save(tokenizer_path)
    tokenizer = Tokenizer.from_file(tokenizer_path)
    prefix = np.array(tokenizer.encode(PREFIX, add_special_tokens=False).ids, np.int32)

    checkpoint = os.path.join(options.run, "checkpoint.npz")
    if os.path.exists(checkpoint):
        params, state, done = load(checkpoint)
    else:
        params = model.init(CONFIG, jax.random.PRNGKey(options.seed))
        state, done = optimizer.init(params), 0

    sampler = Sampler(corpus, options.seed * 1_000_003 + done)
    step_of = jax.jit(jax.value_and_grad(functools.partial(model.loss, CONFIG)))

    def draw(count):
        sampler.set_stage(*stage(done / options.samples))
        return encode_dialogues(tokenizer, [sampler.dialogue() for _ in range(count)])

    def report(active):
        tags = [corpus.tags[i] for i in active]
        items = held_out_items(corpus, 8, tags=tags)
        kinds, languages = evaluate(CONFIG, tokenizer, prefix, params, items)
        line = {"done": done, "mean": round(float(np.mean(list(kinds.values()))), 1),
                "kinds": {k: round(v) for k, v in kinds.items()},
                "languages": {k: round(v) for k, v in languages.items()}}
        print(json.dumps(line), flush=True)

    saved = scored = told = time.time()
    losses, told_done = [], done
    for batch, rows in prefetch(batches(draw, options.tokens)):
        share = done / options.samples
        if share >= 1:
            break
        factor = rate(share, int(state["step"]))
        value, grads = step_of(params, prefix, *batch.arrays())
        params, state = optimizer.update(
            params, grads, state, MUON_RATE * factor, ADAM_RATE * factor)
        losses.append(float(value))
        done += rows
        now = time.time()
        if now - told > 20:
            print(f"{time.strftime('%H:%M:%S')} {done} samples, {(done - told_done) / (now - told):.0f}/s, "
                  f"nll {np.mean(losses):.3f}, rate {factor:.2f}, "
                  f"{len(stage(share)[0])} languages", flush=True)
            told, told_done, losses = now, done, []
        if now - saved > options.save_every:
            save(checkpoint, params, state, done)
            saved = now
        if now - scored > options.score_every:
            report(stage(share)[0])
            scored = told = time.time()
            told_done = done
    save(checkpoint, params, state, done)
    report(range(len(corpus.tags)))


if __name__ == "__main__":
    main()
