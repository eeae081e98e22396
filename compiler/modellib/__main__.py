"""python -m modellib runtime OBJECT | build ARCHITECTURE QUANTIZATION OUTPUT RUNTIME_OBJECT [LAYERS]"""

import sys
from pathlib import Path


def main(words: list[str]) -> int:
    match words:
        case ["runtime", output]:
            from .runtime import compile_runtime

            compile_runtime(Path(output))
        case ["build", name, quantization, output, runtime, *layers] if len(layers) < 2:
            from .architecture import load_architecture
            from .build import build

            arch = load_architecture(name, *map(int, layers))
            build(arch, quantization, Path(output), Path(runtime))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
