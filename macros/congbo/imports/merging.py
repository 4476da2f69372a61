"""Merging: what becomes of each key of a record when a source brings it again, or brings it newly.

A value that an import wrote and nobody touched follows its source: a key that changes in time gets a dated
version, any other is replaced. A value that was written by hand, or changed since, stays and is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from congbo.imports.emitting import digest, plain
from congbo.imports.letters import split_names
from congbo.records.part import fields_of
from congbo.records.procedures import Procedure
from congbo.records.record import Record, changing_keys
from congbo.words.spelling import same_form

DATED_LISTS = ("processing_time", "fees", "online_level")
ADDED_TO = ("sources", "unplaced")
"""Lists to which a source adds its own entries, each known by its `what`, and leaves those of others."""
_DATED_KEYS = ("since", "by", "source", "note")


class How(StrEnum):
    """What happens to a key, in the words of reports."""

    NEW = "mới"
    FILLED = "điền thêm"
    REPLACED = "thay"
    DATED = "thêm bản có ngày"
    EDITED = "giữ bản sửa tay"
    REMOVED = "đã xoá tay, không thêm lại"
    OTHERS = "khác nguồn khác hoặc bản soạn tay, giữ nguyên"
    GONE = "nguồn không còn, giữ nguyên"
    MOVED = "chuyển vào từng cách nộp"


KEPT = frozenset({How.EDITED, How.REMOVED, How.OTHERS, How.GONE})
"""What changes nothing in the record."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a key: the value that it has, that of the source, and what is written."""

    key: str
    how: How
    before: Any = None
    after: Any = None
    written: Any = None


def changes(
    model: type[Record],
    data: Mapping[str, Any],
    incoming: Mapping[str, Any],
    stamped: Mapping[str, str] | None,
    day: date,
    former_day: date | None,
) -> list[Change]:
    """Return what happens to the keys of a record; keys to which nothing happens are not among them.

    `stamped` are the digests of what this source wrote last, None where it never wrote to the record.
    """
    moved = _moved(data, incoming, stamped)
    if moved:
        data = _into_channels(data, moved)
        stamped = {**(stamped or {}), "channels": digest(data["channels"])}
    found = [
        change
        for key, value in incoming.items()
        if (change := _change(model, data, key, value, stamped, day, former_day))
    ]
    found += [Change(key, How.MOVED, plain(value), written="") for key, value in moved.items()]
    for key in stamped or ():
        if key in data and key not in incoming and key in fields_of(model):
            found.append(Change(key, How.GONE, plain(data[key])))
    return found


def _moved(
    data: Mapping[str, Any], incoming: Mapping[str, Any], stamped: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return what stood for every way to file alike, and of which the source now has one for each."""
    if not stamped or not isinstance(incoming.get("channels"), list):
        return {}
    channels = data.get("channels")
    if not isinstance(channels, list) or digest(channels) != stamped.get("channels"):
        return {}
    if _is_versions(Procedure, "channels", plain(channels)):
        return {}
    return {
        key: data[key]
        for key in ("processing_time", "fees")
        if key in data
        and key not in incoming
        and stamped.get(key) == digest(data[key])
        and len(data[key]) == 1
        and "since" not in data[key][0]
        and any(key in channel for channel in incoming["channels"])
    }


def _into_channels(data: Mapping[str, Any], moved: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record with what was said once said of each way, so that earlier days keep it."""
    own = {key: value[0]["items"] if key == "fees" else value[0] for key, value in moved.items()}
    channels = [{**own, **channel} for channel in data["channels"]]
    return {**{key: value for key, value in data.items() if key not in moved}, "channels": channels}


def _change(
    model: type[Record],
    data: Mapping[str, Any],
    key: str,
    value: Any,
    stamped: Mapping[str, str] | None,
    day: date,
    former_day: date | None,
) -> Change | None:
    new = plain(value)
    if key not in data or data[key] in ("", [], {}, None):
        if stamped and key in stamped:
            return Change(key, How.REMOVED, after=new)
        later = stamped is not None and day != former_day
        return Change(key, How.FILLED, after=new, written=_begun(model, key, new, day) if later else new)
    whole = plain(data[key])
    held = latest(model, key, whole)
    if _covers(held, new) or (key in ADDED_TO and all(one in held for one in new)):
        return None
    if key in ADDED_TO and (stamped is None or key not in stamped):
        return Change(key, How.FILLED, held, new, [*held, *(one for one in new if one not in held)])
    if stamped is None or key not in stamped:
        filled = _filled(held, new)
        if filled is not None and whole == held:
            return Change(key, How.FILLED, held, new, filled)
        return None if _alike(held, new) else Change(key, How.OTHERS, held, new)
    if digest(whole) != stamped[key]:
        return Change(key, How.EDITED, held, new)
    if key in ADDED_TO:
        names = {one.get("what") for one in new}
        kept = [one for one in held if one.get("what") not in names]
        return Change(key, How.REPLACED, held, new, [*kept, *new])
    if day == former_day or not _changes_in_time(model, key):
        return Change(key, How.REPLACED, held, new, _in_place(model, key, whole, new))
    return Change(key, How.DATED, held, new, _dated(key, whole, held, new, day))


def _begun(model: type[Record], key: str, new: Any, day: date) -> Any:
    """Return a value that a source has not had before, from its day on where the key changes in time."""
    if key in DATED_LISTS:
        return [{"since": day.isoformat(), **new[-1]}]
    return [{"since": day.isoformat(), "value": new}] if key in changing_keys(model) else new


def latest(model: type[Record], key: str, whole: Any) -> Any:
    """Return what a key holds last, without its days."""
    if key in DATED_LISTS and isinstance(whole, list) and whole:
        return [{name: one for name, one in whole[-1].items() if name not in ("since", "by", "source")}]
    if _is_versions(model, key, whole):
        return whole[-1].get("value")
    return whole


def _is_versions(model: type[Record], key: str, whole: Any) -> bool:
    if key not in changing_keys(model) or not isinstance(whole, list) or not whole:
        return False
    return all(
        isinstance(one, dict) and set(one) <= {"value", "none", *_DATED_KEYS} for one in whole
    ) and any("value" in one or "none" in one for one in whole)


def _changes_in_time(model: type[Record], key: str) -> bool:
    return model is Procedure and (key in DATED_LISTS or key in changing_keys(model))


def _dated(key: str, whole: Any, held: Any, new: Any, day: date) -> Any:
    """Return a key's value with another version from a day on."""
    if key in DATED_LISTS:
        return [*whole, {"since": day.isoformat(), **new[-1]}]
    versions = whole if held is not whole else [{"value": whole}]
    return [*versions, {"since": day.isoformat(), "value": new}]


def _in_place(model: type[Record], key: str, whole: Any, new: Any) -> Any:
    """Return a key's value with the latest version put right, its day kept."""
    if key in DATED_LISTS and len(whole) > 1:
        return [
            *whole[:-1],
            {**{name: whole[-1][name] for name in _DATED_KEYS if name in whole[-1]}, **new[-1]},
        ]
    if _is_versions(model, key, whole):
        return [*whole[:-1], {**whole[-1], "value": new}]
    return new


def _covers(held: Any, new: Any) -> bool:
    """Tell whether a value says all that the source says."""
    if isinstance(held, dict) and isinstance(new, dict):
        return all(key in held and _covers(held[key], value) for key, value in new.items())
    return bool(held == new)


def _filled(held: Any, new: Any) -> Any:
    """Return a group of keys with those that it lacks; None where the source differs in one that it has."""
    if not (isinstance(held, dict) and isinstance(new, dict)):
        return None
    if any(key in held and not _alike(held[key], value) for key, value in new.items()):
        return None
    lacking = {key: value for key, value in new.items() if key not in held}
    return {**held, **lacking} if lacking else None


def _alike(held: Any, new: Any) -> bool:
    """Tell whether two sources say the same in other letters: case, spaces, a full stop at the end."""
    if isinstance(held, str) and isinstance(new, str):
        return _bare(held) == _bare(new) or _names(held) == _names(new)
    if isinstance(held, dict) and isinstance(new, dict):
        return all(key in held and _alike(held[key], value) for key, value in new.items())
    return bool(held == new)


def _names(text: str) -> list[str]:
    """Return the names of a list in an order of their own: two sources may name bodies in another order."""
    return sorted(map(_bare, split_names(text)))


def _bare(text: str) -> str:
    return "".join(sign for sign in same_form(text).casefold() if sign.isalnum())
