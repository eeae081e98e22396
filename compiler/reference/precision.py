"""How far a GPU's numbers may be from the reference's, and where that decides."""

import numpy as np

from .decode import Step, log_softmax
from .llama import Llama, Rounding

# Ten times what log-probabilities in f32 on a GPU have differed.
SINGLE = 1e-3
# Half precision is tried as often, with other roundings each time. A GPU sums in an order of its own, so it
# may be so many times as far off as the worst of the trials.
TRIALS, SLACK = 4, 2


class Precision:
    """The arithmetic in which a GPU runs a package of some quantization."""

    def __init__(self, model: Llama, quantization: str):
        half = "f16" in quantization
        self.trials = [model.rounded(half_rounding(seed)) for seed in range(TRIALS)] if half else []

    def settle(self, prompt: list[int], steps: list[Step]) -> tuple[list[Step], float]:
        """The steps before the first at which two tokens are so close that a GPU may take either, and how
        far a GPU's log-probabilities may differ from theirs."""
        if not self.trials:
            return steps, SINGLE
        tolerance = SLACK * max(deviation(model, prompt, steps) for model in self.trials)
        gaps = (step.top[0][1] - step.top[1][1] for step in steps)
        close = next((i for i, gap in enumerate(gaps) if gap <= 2 * tolerance), len(steps))
        return steps[:close], tolerance


def half_rounding(seed: int) -> Rounding:
    """Rounds to one of the two nearest float16 at random, more often to the nearer one."""
    random = np.random.default_rng(seed)

    def rounding(x: np.ndarray) -> np.ndarray:
        unit = np.spacing(np.abs(x).astype(np.float16)).astype(x.dtype)
        return (x + (random.random(x.shape) - 0.5) * unit).astype(np.float16).astype(x.dtype)

    return rounding


def deviation(model: Llama, prompt: list[int], steps: list[Step]) -> float:
    """The largest difference of the steps' log-probabilities to those of the model."""
    ids = np.array([[*prompt, *(step.token for step in steps[:-1])]])
    hidden, _ = model.hidden(ids)
    rows = log_softmax(model.logits(hidden[0, len(prompt) - 1 :]))
    return max(
        abs(row[token] - value)
        for row, step in zip(rows, steps, strict=True)
        for token, value in step.top
    )
