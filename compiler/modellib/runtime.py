"""Compiles runtime/runtime.cc over the C++ sources that the TVM wheels carry."""

import importlib.util
from pathlib import Path

from .link import run

HERE = Path(__file__).parent.parent / "runtime"


def compile_runtime(output: Path):
    """Writes the runtime as one wasm object."""
    site = Path(importlib.util.find_spec("tvm").origin).parent.parent
    # The order matters: our headers stand in for some the wheel lacks. Its sources name a few
    # relative to themselves ("../support/x.h", "../../support/x.h", "../../src/support/x.h");
    # those resolve from the two include folders to runtime/src/support.
    include = [
        site / "tvm",
        site / "tvm_ffi",
        HERE / "src" / "include",
        HERE / "src" / "include" / "tvm",
        site / "tvm" / "include",
        site / "tvm_ffi" / "include",
    ]
    run(
        [
            "emcc",
            "-c",
            str(HERE / "runtime.cc"),
            "-o",
            str(output),
            "-Oz",
            "-std=c++17",
            "-DNDEBUG",
            "-w",
            "-fwasm-exceptions",
            f"-ffile-prefix-map={site}=.",
            f"-ffile-prefix-map={HERE}=.",
            *(f"-I{path}" for path in include),
        ]
    )
