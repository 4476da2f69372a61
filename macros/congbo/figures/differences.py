"""Differences: what became of a value that changed, in words; of lists and groups what differs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from congbo.records.cases import Case
from congbo.words.wording import count, listing, number, sentence

MOST_NAMED = 5
"""How many things of a list are named that were added, left out or changed."""

LONGEST = 160
"""Characters of a text that are shown before it is cut."""

NO_LONGER = "không còn"
"""What a value became that is not there any more."""

Label = Callable[[str], str]
"""What an id is called, or a text itself."""


def became(old: Any, new: Any, label: Label = str) -> tuple[str, str]:
    """Return what a value became and what it was, in words; both empty where nothing differs.

    Of lists and of groups only what differs is said, and the second text is empty.
    """
    if old == new or not (old or new):
        return "", ""
    if isinstance(old, tuple) or isinstance(new, tuple):
        return _of_lists(_listed(old), _listed(new), label), ""
    if isinstance(old or new, BaseModel):
        return "; ".join(_of_groups(old, new, label)), ""
    return _words(new, label) or NO_LONGER, _words(old, label)


def _listed(value: Any) -> tuple[Any, ...]:
    """Return a value as the list that it may stand for."""
    return value if isinstance(value, tuple) else (value,) if value else ()


def _of_lists(old: Sequence[Any], new: Sequence[Any], label: Label) -> str:
    before, after = _by_name(old, label), _by_name(new, label)
    said = (
        ("thêm", [name for name in after if name not in before]),
        ("bỏ", [name for name in before if name not in after]),
        ("sửa", [name for name in after if name in before and before[name] != after[name]]),
    )
    parts = [f"{verb} {count(len(names))} mục: {_some(names)}" for verb, names in said if names]
    if keys := [key for name in said[-1][1] for key in _of_cases(before[name], after[name])]:
        parts[-1] += f" ({listing(list(dict.fromkeys(keys)))})"
    return "; ".join(parts) or "xếp lại thứ tự"


def _by_name(items: Sequence[Any], label: Label) -> dict[str, list[Any]]:
    """Return the items by what they are called; several may be called the same."""
    found: dict[str, list[Any]] = {}
    for item in items:
        found.setdefault(_named(item, label), []).append(item)
    return found


def _of_cases(old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
    """Yield what differs between the versions of a case, by its titles; nothing of what is no case."""
    for before, after in zip(old, new, strict=False):
        if isinstance(before, Case) and isinstance(after, Case):
            for key, info in Case.model_fields.items():
                if getattr(before, key) != getattr(after, key):
                    yield str(info.title).lower()


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{_cut(name)}”" for name in names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    return f"{shown} và {count(rest)} mục khác" if rest > 0 else shown


def _of_groups(old: Any, new: Any, label: Label) -> Iterator[str]:
    """Yield what became of each key that differs, by its title."""
    for key, info in type(new if old is None else old).model_fields.items():
        value, before = became(getattr(old, key, None), getattr(new, key, None), label)
        if value:
            was = f" (trước đó: {before})" if before else ""
            yield f"{sentence(info.title or key)}: {value}{was}"


def _named(item: Any, label: Label) -> str:
    """Return what an item of a list is called: itself, a case by its name, or a group's first key."""
    if isinstance(item, Case):
        return item.name
    if isinstance(item, BaseModel):
        return str(getattr(item, next(iter(type(item).model_fields))))
    return _words(item, label)


def _words(value: Any, label: Label) -> str:
    match value:
        case None:
            return ""
        case int():
            return number(value)
        case _:
            return _cut(label(str(value))) if value else ""


def _cut(text: str) -> str:
    """Return a text that is not too long, cut between words."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]}…"
