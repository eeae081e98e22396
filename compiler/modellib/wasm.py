"""Reads the import section of a WebAssembly binary (core specification 5.5.5)."""

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
