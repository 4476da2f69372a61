"""Emitting: values as front matter, laid out as an editor would write it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from congbo.records.stamps import plain

_WIDTH = 1_000_000
_STEP = "  "


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as blocks, and never an alias: every value stands where it is read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_PLAIN = (
    (re.compile(r"0|[1-9]\d{0,14}"), "int"),
    (re.compile(r"(?:0|[1-9]\d{0,14})\.\d{1,14}"), "float"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "timestamp"),
)
"""Texts that need no quotes: the reader of front matter takes every scalar as it is typed."""


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    for pattern, tag in _PLAIN:
        if pattern.fullmatch(text):
            return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", text)
    style = None
    if "\n" in text:
        style = "|" if text.strip("\n") and not text.endswith("\n\n") else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _dumped(value: Any, *, flow: bool = False) -> str:
    written: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=flow
    )
    return written


def block_lines(value: Any) -> list[str]:
    """Return the lines of a list or a group of keys that is not empty, as they stand at the first column."""
    return [*_lines(value)]


def scalar_lines(text: str) -> list[str]:
    """Return a text as it stands behind a key or a dash, and what of it stands on lines below."""
    return _dumped([text])[2:].rstrip("\n").split("\n") if text else ["''"]


def in_flow(value: Any) -> str:
    """Return a value as it stands between brackets or braces, on one line."""
    return _dumped([value], flow=True)[1:-2]


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
