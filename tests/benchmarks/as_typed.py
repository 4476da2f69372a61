"""As typed: the text of a record's file, as an editor types it and not as a library would write it."""

import re
from collections.abc import Iterator
from typing import Any

Keys = dict[str, Any]


def record(keys: Keys, body: str = "") -> str:
    """Return the text of a record."""
    own = f"\n{body}" if body else ""
    return "---\n" + "\n".join(lines(keys)) + f"\n---\n{own}"


def lines(value: Any) -> Iterator[str]:
    """Yield the lines of a group of keys or a list in YAML, as an editor types it."""
    pairs = value.items() if isinstance(value, dict) else ((None, part) for part in value)
    for key, part in pairs:
        head = "-" if key is None else f"{key}:"
        if not isinstance(part, dict | list | tuple):
            yield f"{head} {scalar(part)}"
            continue
        inner = list(lines(part))
        if key is None:
            yield f"- {inner.pop(0)}"
        else:
            yield head
        yield from (f"  {line}" for line in inner)


def scalar(value: Any) -> str:
    """Return a text, a number or a day as YAML, in quotation marks where YAML would read it otherwise."""
    text = str(value)
    return f"'{text}'" if re.search(r": | #|^[\d.]+$|^\W|[:%]$", text) and isinstance(value, str) else text
