"""Stamps: short digests of what an import wrote, by which everybody can tell what was edited by hand since.

A key is stamped as a whole; a group of keys is stamped key by key (`authority.handles`), a list to which
several sources add (`unplaced`) item by item, so that an edit of one part does not hold the others.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import dumps
from typing import Any

from congbo.records.record import Record, changing_keys

DATED_LISTS = ("processing_time", "fees", "online_level")
ADDED_TO = ("sources", "unplaced")
"""Lists to which a source adds its own items, and leaves those of others."""
DATED_KEYS = ("since", "by", "source", "note")
EMPTY: tuple[Any, ...] = ("", [], {}, None)
_DIGEST = 12
_ITEM = "+"
"""What begins the digest of an item; the digest of a whole list has none."""


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


def stamps(model: type[Record], key: str, value: Any) -> dict[str, str]:
    """Return the stamps of a value that an import wrote whole."""
    held = latest(model, key, plain(value))
    if isinstance(held, dict):
        return {f"{key}.{name}": digest(one) for name, one in held.items()}
    return {key: items_stamp(map(digest, held)) if key in ADDED_TO else digest(value)}


def items_stamp(digests: Iterable[str]) -> str:
    """Return the stamp of a list by the digests of its items."""
    return " ".join(f"{_ITEM}{one}" for one in digests)


def items_of(stamp: str) -> set[str] | None:
    """Return the digests of a list's items; None where the list was stamped as a whole."""
    parts = stamp.split()
    return {one[1:] for one in parts} if all(one.startswith(_ITEM) for one in parts) else None


def edited(model: type[Record], data: Mapping[str, Any], stamped: Mapping[str, str]) -> list[str]:
    """Return the keys, as they are stamped, whose values are no longer those that an import wrote.

    A group or a list that has more than was written is none of them.
    """
    return [name for name, stamp in stamped.items() if current(model, data, name, stamp) != stamp]


def current(model: type[Record], data: Mapping[str, Any], name: str, stamp: str) -> str:
    """Return the stamp that a key would have now, of the sort of the one that it has."""
    key, _, part = name.partition(".")
    whole = data.get(key, "")
    if part:
        held = latest(model, key, plain(whole))
        return digest(held[part]) if isinstance(held, dict) and part in held else ""
    items = items_of(stamp) if key in ADDED_TO else None
    if items is None:
        return digest(whole)
    return stamp if items <= {digest(one) for one in whole or ()} else ""


def latest(model: type[Record], key: str, whole: Any) -> Any:
    """Return what a key holds last, without its days."""
    if key in DATED_LISTS and isinstance(whole, list) and whole and isinstance(whole[-1], dict):
        return [{name: one for name, one in whole[-1].items() if name not in ("since", "by", "source")}]
    if is_versions(model, key, whole):
        return whole[-1].get("value")
    return whole


def is_versions(model: type[Record], key: str, whole: Any) -> bool:
    """Tell whether a key is written as dated versions."""
    if key not in changing_keys(model) or not isinstance(whole, list) or not whole:
        return False
    return all(isinstance(one, dict) and set(one) <= {"value", "none", *DATED_KEYS} for one in whole) and any(
        "value" in one or "none" in one for one in whole
    )
