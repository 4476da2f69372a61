"""Emitting: values as front matter, laid out as an editor would write it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from congbo.records.quoting import block, on_one_line
from congbo.records.stamps import plain

_STEP = "  "


def block_lines(value: Any) -> list[str]:
    """Return the lines of a list or a group of keys that is not empty, as they stand at the first column."""
    return [*_lines(value)]


def scalar_lines(text: str) -> list[str]:
    """Return a text as it stands behind a key or a dash, and what of it stands on lines below."""
    if found := block(text):
        sign, lines = found
        return [sign, *lines]
    return [on_one_line(text, number=True)]


def in_flow(value: Any) -> str:
    """Return a value as it stands between brackets or braces, on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{in_flow(key)}: {in_flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(in_flow, value))}]"
    return on_one_line(value, number=True, flow=True)


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            first, *rest = beside(one)
            yield f"{in_flow(key)}:{first and ' '}{first}"
            yield from rest
    else:
        for one in value:
            first, *rest = block_lines(one) if one and isinstance(one, dict | list) else beside(one)
            yield f"- {first}"
            yield from indented(rest) if one and isinstance(one, dict | list) else rest


def beside(value: Any) -> list[str]:
    """Return a value as it stands behind a key: what follows on its line, then the lines below it."""
    if isinstance(value, dict | list):
        return ["", *indented(block_lines(value))] if value else ["{}" if isinstance(value, dict) else "[]"]
    return scalar_lines(value)


def indented(lines: Iterable[str], by: str = _STEP) -> Iterator[str]:
    """Yield lines moved to the right; an empty line stays empty."""
    return (f"{by}{line}" if line else line for line in lines)


def key_lines(key: str, value: Any) -> str:
    """Return a key with its value as lines of front matter."""
    return "".join(f"{line}\n" for line in block_lines({key: plain(value)}))


def record(values: Mapping[str, Any]) -> str:
    """Return a new record's text."""
    return "".join(["---\n", *(key_lines(key, value) for key, value in values.items()), "---\n"])
