"""Emitting: values as the front matter of a record, as an editor would write it."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from congbo.records.stamps import plain

_WIDTH = 1_000_000


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
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def key_lines(key: str, value: Any) -> str:
    """Return a key with its value as lines of front matter."""
    return yaml.dump({key: plain(value)}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def record(values: Mapping[str, Any]) -> str:
    """Return a new record's text."""
    return "".join(["---\n", *(key_lines(key, value) for key, value in values.items()), "---\n"])
