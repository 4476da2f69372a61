"""Merging: what becomes of each key of a record when a source brings it again, or brings it newly.

A value that an import wrote and nobody touched follows its source: a key that changes in time gets a dated
version, any other is replaced. A value that was written by hand, or changed since, stays and is told.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from congbo.imports.bodies import REFERENCES
from congbo.imports.letters import split_names
from congbo.records.part import fields_of
from congbo.records.procedures import Procedure
from congbo.records.record import Record, changing_keys
from congbo.records.stamps import (
    ADDED_TO,
    DATED_KEYS,
    DATED_LISTS,
    EMPTY,
    digest,
    edited,
    is_versions,
    items_of,
    items_stamp,
    latest,
    plain,
    stamps,
)
from congbo.words.spelling import same_form


class How(StrEnum):
    """What happens to a key, in the words of reports."""

    NEW = "mới"
    FILLED = "điền thêm"
    REPLACED = "thay"
    DATED = "thêm bản có ngày"
    EDITED = "giữ bản sửa tay"
    ADDED = "đã thêm ngày hay văn bản bằng tay, giữ nguyên"
    REMOVED = "đã xoá tay, không thêm lại"
    OTHERS = "khác nguồn khác hoặc bản soạn tay, giữ nguyên"
    GONE = "nguồn không còn, giữ nguyên"
    MOVED = "chuyển vào từng cách nộp"


KEPT = frozenset({How.EDITED, How.ADDED, How.REMOVED, How.OTHERS, How.GONE})
"""What changes nothing in the record."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to a key: the value that it has, that of the source, what is written, and its stamps.

    `key` may be one of a group: `authority.handles`. `stamped` are the stamps that a value gets, by which the
    source is followed from now on; a key that is only told has none.
    """

    key: str
    how: How
    before: Any = None
    after: Any = None
    written: Any = None
    stamped: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Import:
    """What is known of an import while the keys of a record are compared."""

    model: type[Record]
    stamped: Mapping[str, str] | None
    day: date
    former: date | None
    commented: Collection[str]

    def of(self, key: str) -> dict[str, str]:
        """Return the stamps of a key: its own, or those of its parts by their names."""
        found = self.stamped or {}
        return {name: stamp for name, stamp in found.items() if name == key or name.startswith(f"{key}.")}


def changes(
    model: type[Record],
    data: Mapping[str, Any],
    incoming: Mapping[str, Any],
    stamped: Mapping[str, str] | None,
    day: date,
    former_day: date | None,
    commented: Collection[str] = (),
) -> list[Change]:
    """Return what happens to the keys of a record; keys to which nothing happens are not among them.

    `stamped` are the digests of what this source wrote last, None where it never wrote to the record.
    `commented` are the keys in whose lines somebody wrote a comment, which a new value would not keep.
    """
    moved = _moved(data, incoming, stamped)
    if moved:
        data = _into_channels(data, moved)
        stamped = {**(stamped or {}), "channels": digest(data["channels"])}
    of = _Import(model, stamped, day, former_day, commented)
    found = [change for key, value in incoming.items() for change in _changes(of, data, key, plain(value))]
    found += [Change(key, How.MOVED, plain(value), written="") for key, value in moved.items()]
    for key in dict.fromkeys(name.partition(".")[0] for name in stamped or ()):
        if key in data and key not in incoming and key not in moved and key in fields_of(model):
            found.append(Change(key, How.GONE, plain(data[key])))
    return found


def _changes(of: _Import, data: Mapping[str, Any], key: str, new: Any) -> Iterator[Change]:
    """Yield what happens to a key: one change, or one of each part that is told by itself."""
    whole = plain(data.get(key, ""))
    held = latest(of.model, key, whole)
    if key in ADDED_TO and (held not in EMPTY or of.of(key)):
        yield from _items(of, key, held if isinstance(held, list) else [], new)
    elif isinstance(held, dict) and held and isinstance(new, dict) and of.of(key):
        yield from _group(of, key, whole, held, new)
    elif change := _change(of, data, key, new):
        yield change


def _group(of: _Import, key: str, whole: Any, held: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """Yield what happens to a group of keys of which each follows its source by itself."""
    own = {name.partition(".")[2]: stamp for name, stamp in of.of(key).items()}
    if "" in own:  # stamped as a whole
        own = {name: digest(one) if own[""] == digest(whole) else "" for name, one in held.items()}
    merged = dict(held)
    for name, value in new.items():
        path = f"{key}.{name}"
        if held.get(name, "") in EMPTY:
            if name in own:
                yield Change(path, How.REMOVED, after=value)
            else:
                merged[name] = value
        elif held[name] == value:
            continue
        elif name not in own:
            if not _alike(held[name], value):
                yield Change(path, How.OTHERS, held[name], value)
        elif own[name] == digest(held[name]) and key not in of.commented:
            merged[name] = value
        else:
            yield Change(path, How.EDITED, held[name], value)
    for name in own:
        if name not in new and name in held:
            yield Change(f"{key}.{name}", How.GONE, held[name])
    if merged != held:
        stamped = {f"{key}.{name}": digest(one) for name, one in new.items() if merged.get(name) == one}
        kept = {f"{key}.{name}": stamp for name, stamp in own.items() if stamp and name in held}
        stamped = {**kept, **stamped}
        if {name for name, one in merged.items() if held.get(name) != one} <= {*REFERENCES.values()}:
            # the source says what it said: the site has learnt who that is
            yield Change(key, How.FILLED, held, new, _in_place(of.model, key, whole, merged), stamped)
        else:
            yield _newer(of, key, whole, held, merged, stamped)


def _items(of: _Import, key: str, held: list[Any], new: list[Any]) -> Iterator[Change]:
    """Yield what happens to a list to which several sources and hands add, each its own items."""
    stamp = (of.stamped or {}).get(key)
    wrote = set() if stamp is None else items_of(stamp)
    by_hand = False
    if wrote is None:  # stamped as a whole
        by_hand = digest(held) != stamp
        wrote = {digest(one) for one in (new if by_hand else held)}
    there = {digest(one) for one in held}
    removed = [one for one in new if digest(one) in wrote - there]
    added = [one for one in new if digest(one) not in wrote | there]
    said, names = {digest(one) for one in new}, {one.get("what") for one in added}
    left = [
        one for one in held if isinstance(one, dict) and one.get("what") in names
        and digest(one) in wrote - said and not by_hand
    ]  # fmt: skip
    if removed:
        yield Change(key, How.REMOVED, after=removed)
    if added and key in of.commented:
        yield Change(key, How.EDITED, held, added)
    elif added:
        written = [*(one for one in held if one not in left), *added]
        mine = [digest(one) for one in new] + sorted(wrote - said - {digest(one) for one in left})
        how = How.REPLACED if left else How.FILLED
        yield Change(key, how, held, new, written, {key: items_stamp(dict.fromkeys(mine))})


def _moved(
    data: Mapping[str, Any], incoming: Mapping[str, Any], stamped: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return what stood for every way to file alike, and of which the source now has one for each."""
    if not stamped or not isinstance(incoming.get("channels"), list):
        return {}
    channels = data.get("channels")
    if not isinstance(channels, list) or digest(channels) != stamped.get("channels"):
        return {}
    if is_versions(Procedure, "channels", plain(channels)):
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


def _change(of: _Import, data: Mapping[str, Any], key: str, new: Any) -> Change | None:
    stamped, model = of.stamped, of.model
    own = of.of(key)
    if data.get(key) in EMPTY:
        if own:
            return Change(key, How.REMOVED, after=new)
        later = stamped is not None and of.day != of.former
        written = _begun(model, key, new, of.day) if later else new
        return Change(key, How.FILLED, after=new, written=written, stamped=stamps(model, key, written))
    whole = plain(data[key])
    held = latest(model, key, whole)
    if not own:
        if _covers(held, new):
            return None
        filled = _filled(held, new)
        if filled is not None and whole == held and key not in of.commented:
            mine = {f"{key}.{name}": digest(one) for name, one in new.items() if name not in held}
            return Change(key, How.FILLED, held, new, filled, mine)
        return None if _alike(held, new) else Change(key, How.OTHERS, held, new)
    if edited(model, data, own):
        if held != new:
            return Change(key, How.EDITED, held, new)
        return None if whole == held else Change(key, How.ADDED, whole)
    if _covers(held, new):
        return None
    if key in of.commented:
        return Change(key, How.EDITED, held, new)
    return _newer(of, key, whole, held, new, None)


def _newer(
    of: _Import, key: str, whole: Any, held: Any, new: Any, stamped: Mapping[str, str] | None
) -> Change:
    """Return the change of a key that follows its source, a version of its own where the key has such."""
    last = whole[-1].get("since", "") if isinstance(whole, list) and isinstance(whole[-1], dict) else ""
    if of.day == of.former or not _changes_in_time(of.model, key):
        how, written = How.REPLACED, _in_place(of.model, key, whole, new)
    elif last >= of.day.isoformat():  # somebody wrote what holds after the day of the source
        return Change(key, How.EDITED, held, new)
    else:
        how, written = How.DATED, _dated(key, whole, held, new, of.day)
    return Change(
        key, how, held, new, written, stamps(of.model, key, written) if stamped is None else stamped
    )


def _begun(model: type[Record], key: str, new: Any, day: date) -> Any:
    """Return a value that a source has not had before, from its day on where the key changes in time."""
    if key in DATED_LISTS:
        return [{"since": day.isoformat(), **new[-1]}]
    return [{"since": day.isoformat(), "value": new}] if key in changing_keys(model) else new


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
            {**{name: whole[-1][name] for name in DATED_KEYS if name in whole[-1]}, **new[-1]},
        ]
    if is_versions(model, key, whole):
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
