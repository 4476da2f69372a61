"""Emitting: values as the front matter of a record, as an editor would write it."""

import re
from collections.abc import Mapping
from hashlib import sha256
from json import dumps
from typing import Any

import yaml

_WIDTH = 1_000_000
_DIGEST = 12


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


def plain(value: Any) -> Any:
    """Return a value as the reader of front matter would give it: mappings, lists and texts."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value).strip()


def digest(value: Any) -> str:
    """Return a short digest of a value; how it is quoted or laid out does not count."""
    return sha256(dumps(plain(value), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:_DIGEST]


def key_lines(key: str, value: Any) -> str:
    """Return a key with its value as lines of front matter."""
    return yaml.dump({key: plain(value)}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def record(values: Mapping[str, Any]) -> str:
    """Return a new record's text."""
    return "".join(["---\n", *(key_lines(key, value) for key, value in values.items()), "---\n"])
