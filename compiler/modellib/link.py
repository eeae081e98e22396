"""Links TVM's objects with the runtime to one .wasm that web-llm loads."""

import subprocess
from pathlib import Path

from .wasm import function_imports

# What @mlc-ai/web-llm 0.2.86 calls on `instance.exports`.
EXPORTS = (
    "TVMFFIAnyViewToOwnedAny",
    "TVMFFIDataTypeToString",
    "TVMFFIErrorSetRaisedFromCStr",
    "TVMFFIFunctionCall",
    "TVMFFIFunctionGetGlobal",
    "TVMFFIFunctionSetGlobal",
    "TVMFFIGetTypeInfo",
    "TVMFFIObjectDecRef",
    "TVMFFIObjectIncRef",
    "TVMFFITypeKeyToIndex",
    "TVMFFIWasmFunctionCreate",
    "TVMFFIWasmGetLastError",
    "TVMWasmAllocSpace",
    "TVMWasmFreeSpace",
)

# What it gives a module to import: anything else undefined would fail in the browser.
IMPORTS = {
    "env": {"TVMFFIWasmSafeCall", "TVMFFIWasmFunctionDeleter", "emscripten_notify_memory_growth"},
    "wasi_snapshot_preview1": {
        "clock_time_get",
        "environ_get",
        "environ_sizes_get",
        "fd_close",
        "fd_read",
        "fd_seek",
        "fd_write",
        "proc_exit",
    },
}

FLAGS = (
    "-Oz",
    "--no-entry",
    "-fwasm-exceptions",
    "-sSTANDALONE_WASM=1",
    "-sWASM_BIGINT=1",
    "-sALLOW_MEMORY_GROWTH=1",
    "-sINITIAL_MEMORY=32MB",
    # web-llm's imports are not known to emcc; `check_imports` refuses everything else.
    "-sERROR_ON_UNDEFINED_SYMBOLS=0",
    "-sEXPORTED_FUNCTIONS=" + ",".join("_" + name for name in EXPORTS),
)


class Linker:
    """A `fcompile` for `export_library`."""

    # TVM asks for this: objects, since bitcode would be compiled again at every link.
    object_format = "o"

    def __init__(self, runtime: Path):
        self.runtime = runtime

    def __call__(self, output: str, objects: list[str], **_: object):
        run(["emcc", *FLAGS, "-o", output, str(self.runtime), *objects])
        check_imports(Path(output))


def check_imports(path: Path):
    """Deletes the file and raises when it imports what web-llm does not provide."""
    missing = [
        f"{module}.{name}"
        for module, name in function_imports(path.read_bytes())
        if name not in IMPORTS.get(module, ())
    ]
    if missing:
        path.unlink()
        raise RuntimeError(f"undefined in {path.name}: {', '.join(missing)}")


def run(command: list[str]):
    """Runs a compiler; its output is part of the error when it fails."""
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}")
