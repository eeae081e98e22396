"""Sections of a WebAssembly binary (core specification 5.5)."""

from pathlib import Path

CUSTOM_SECTION = 0
IMPORT_SECTION = 2
FUNCTION_IMPORT = 0


def function_imports(data: bytes) -> list[tuple[str, str]]:
    """The (module, name) pairs imported; ValueError when one is not a function."""
    found, at = [], 8
    while at < len(data):
        section = data[at]
        size, at = _leb(data, at + 1)
        if section == IMPORT_SECTION:
            count, position = _leb(data, at)
            for _ in range(count):
                module, position = _text(data, position)
                name, position = _text(data, position)
                if data[position] != FUNCTION_IMPORT:
                    raise ValueError(f"{module}.{name} is not a function")
                _, position = _leb(data, position + 1)
                found.append((module, name))
        at += size
    return found


def append_section(path: Path, name: str, content: bytes):
    """Appends a custom section, which engines skip and `WebAssembly.Module.customSections` gives."""
    label = name.encode()
    body = _to_leb(len(label)) + label + content
    with path.open("ab") as file:
        file.write(bytes([CUSTOM_SECTION]) + _to_leb(len(body)) + body)


def _to_leb(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _leb(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _text(data: bytes, at: int) -> tuple[str, int]:
    length, at = _leb(data, at)
    return data[at : at + length].decode(), at + length
