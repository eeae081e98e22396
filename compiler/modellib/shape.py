"""Shapes that no library can be built for are refused by a sentence."""

# Rows this long or shorter have kernels of their own (kernels/direct.py).
LONGEST_SHORT_ROW = 1024

# What the kernels need the rows and columns of a matrix to be multiples of.
SHORT = (256, 32)
LONG = (32, 256)

# Heads above the first size have a thread per dimension, and a kernel for one size alone.
SMALL_HEAD = 64
LARGE_HEAD = 128


class ShapeError(ValueError):
    """A shape that the kernels cannot compute; its text is a sentence."""


def require_multiple(what: str, size: int, step: int):
    """Refuses a `size` that is no multiple of `step`; ShapeError, in which `what` is the subject."""
    if size % step:
        raise ShapeError(f"{what} must be a multiple of {step}, and {size} is not.")


def require(holds: bool, sentence: str):
    """Refuses a shape with a whole sentence; ShapeError."""
    if not holds:
        raise ShapeError(sentence)


def check(arch):
    """Everything that the kernels need of an Architecture; ShapeError for the first that it lacks."""
    for name, value in vars(arch).items():
        whole = name not in ("ropeTheta", "epsilon")
        number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        require(
            number and value > 0,
            f"{name} must be a {'whole ' if whole else ''}number above 0, and {value!r} is not.",
        )
    require_multiple("heads", arch.heads, arch.kvHeads)
    require_multiple("headDim", arch.headDim, 2)
    require(
        arch.headDim <= SMALL_HEAD or arch.headDim == LARGE_HEAD,
        f"headDim must be {LARGE_HEAD}, or at most {SMALL_HEAD}, and {arch.headDim} is not.",
    )
    require(
        arch.prefillChunk <= arch.context,
        f"prefillChunk must be at most context, and {arch.prefillChunk} is more than {arch.context}.",
    )
    attention = arch.heads * arch.headDim
    for what, rows, cols, size in (
        ("vocabulary", arch.vocabulary, "hidden", arch.hidden),
        ("(heads + 2 * kvHeads) * headDim", arch.qkv, "hidden", arch.hidden),
        ("hidden", arch.hidden, "heads * headDim", attention),
        ("2 * ffn", 2 * arch.ffn, "hidden", arch.hidden),
        ("hidden", arch.hidden, "ffn", arch.ffn),
    ):
        row_step, column_step = SHORT if size <= LONGEST_SHORT_ROW else LONG
        require_multiple(what, rows, row_step)
        require_multiple(cols, size, column_step)
