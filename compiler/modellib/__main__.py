"""python -m modellib runtime OBJECT | build ARCHITECTURE QUANTIZATION OUTPUT RUNTIME_OBJECT [LAYERS]"""

import sys
from pathlib import Path

from .shape import ShapeError, require


def main(words: list[str]) -> int:
    match words:
        case ["runtime", output]:
            from .runtime import compile_runtime

            compile_runtime(Path(output))
        case ["build", name, quantization, output, runtime, *layers] if len(layers) < 2:
            from .architecture import QUANTIZATIONS, load_architecture

            try:
                arch = load_architecture(name, *map(int, layers))
                known = ", ".join(QUANTIZATIONS)
                require(quantization in QUANTIZATIONS, f"The quantization must be one of {known}.")
                from .build import build

                build(arch, quantization, Path(output), Path(runtime))
            except ShapeError as error:
                print(f"{name} cannot be built: {error}", file=sys.stderr)
                return 1
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
