"""Review of records: what was done to the files of records, key by key, in the words of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from congbo.records import frontmatter
from congbo.records.kinds import kind_of, part_type
from congbo.records.part import fields_of
from congbo.records.reader import RECORDS

LONGEST = 160
"""Characters of a value that is told whole."""
BODY = "Phần viết dưới các khoá"


class How(StrEnum):
    """What was done to a record."""

    ADDED = "thêm"
    CHANGED = "sửa"
    RENAMED = "đổi mã"
    MOVED = "chuyển thư mục"
    REMOVED = "bỏ"
    LAID_OUT = "chỉ đổi cách viết"
    UNREAD = "không đọc được"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key by its title, with what it was and became; empty where it was not, or is no more."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What was done to a record. `former` is the path that it had, where that is another."""

    path: str
    kind: str
    name: str
    how: How
    keys: tuple[KeyChange, ...] = ()
    former: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids by which other records know it, or knew it."""
        return tuple(PurePosixPath(path).stem for path in (self.path, self.former) if path)


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    data: dict[str, Any] | None
    body: str

    @property
    def id(self) -> str:
        return PurePosixPath(self.path).stem

    @property
    def kind(self) -> Any:
        return kind_of(self.path.removeprefix(f"{RECORDS}/"))

    @property
    def name(self) -> str:
        data = self.data or {}
        number = data.get("number", "")
        told = data.get("name") or data.get("title") or data.get("subject") or data.get("measure") or ""
        words = _words(
            told[-1].get("value", "")
            if isinstance(told, list) and told and isinstance(told[-1], dict)
            else told
        )
        return f"{number} {words}".strip() or self.id


def record_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[RecordChange]:
    """Yield what was done to each record whose file is not the same, in the order of their paths."""
    gone = {path: _file(path, raw) for path, raw in before.items() if path not in after}
    come = {path: _file(path, raw) for path, raw in after.items() if path not in before}
    former = dict(_renamed(gone, come))
    found = [_added(one) for path, one in come.items() if path not in former]
    found += [_removed(one) for path, one in gone.items() if path not in former.values()]
    found += [_changed(gone[old], come[path]) for path, old in former.items()]
    for path, raw in after.items():
        if path in before and raw != before[path]:
            found.append(_changed(_file(path, before[path]), _file(path, raw)))
    yield from sorted(found, key=lambda one: one.path)


def _renamed(gone: Mapping[str, _File], come: Mapping[str, _File]) -> Iterator[tuple[str, str]]:
    """Yield (path, former path) of each record that got another id or folder."""
    for path, new in come.items():
        ids = {new.id, *_listed((new.data or {}).get("former_ids"))}
        for old_path, old in gone.items():
            if old.kind is new.kind and old.kind and old.id in ids:
                yield path, old_path
                break


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]


def _file(path: str, raw: bytes) -> _File:
    text, _ = frontmatter.decode(raw, path)
    front, _ = frontmatter.read(text, path)
    return _File(path, front.data if front else None, front.body.strip() if front else "")


def _kind(file: _File) -> str:
    return str(file.kind.label) if file.kind else "tệp"


def _added(file: _File) -> RecordChange:
    return RecordChange(file.path, _kind(file), file.name, How.ADDED if file.data is not None else How.UNREAD)


def _removed(file: _File) -> RecordChange:
    return RecordChange(file.path, _kind(file), file.name, How.REMOVED)


def _changed(old: _File, new: _File) -> RecordChange:
    former = old.path if old.path != new.path else ""
    if new.data is None:
        return RecordChange(new.path, _kind(new), old.name, How.UNREAD, former=former)
    keys = tuple(_keys(new.kind.model if new.kind else None, old.data or {}, new.data, ()))
    if old.body != new.body:
        keys = (*keys, KeyChange(BODY, *_apart(old.body, new.body)))
    how = How.CHANGED if keys else How.LAID_OUT
    if former:
        how = How.RENAMED if old.id != new.id else How.MOVED
    return RecordChange(new.path, _kind(new), new.name, how, keys, former)


def _keys(
    model: type[BaseModel] | None, old: Mapping[str, Any], new: Mapping[str, Any], above: tuple[str, ...]
) -> Iterator[KeyChange]:
    for key in (*old, *(one for one in new if one not in old)):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        info = fields_of(model).get(key) if model else None
        title = (*above, str(info.title) if info and info.title else key)
        inside = part_type(info.annotation) if info else None
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _keys(inside, was, now, title)
        elif isinstance(was, list) and isinstance(now, list):
            yield from _items(inside, was, now, title)
        else:
            yield KeyChange(" › ".join(title), *_apart(_words(was), _words(now)))


def _items(
    model: type[BaseModel] | None, old: list[Any], new: list[Any], above: tuple[str, ...]
) -> Iterator[KeyChange]:
    """Yield what was done to a list: items that took the place of one another are told by what differs."""
    known = [[_words(one) for one in items] for items in (old, new)]
    matcher = SequenceMatcher(None, known[0], known[1], autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            continue
        if b - a == d - c and all(isinstance(one, dict) for one in (*old[a:b], *new[c:d])):
            for number, (was, now) in enumerate(zip(old[a:b], new[c:d], strict=True), c + 1):
                yield from _keys(model, was, now, (*above, f"mục {number}"))
        else:
            was, now = ("; ".join(words) for words in (known[0][a:b], known[1][c:d]))
            yield KeyChange(" › ".join(above), *_apart(was, now))


def _words(value: Any) -> str:
    """Return a value as a reader types it, on one line."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    return " ".join(str(value).split())


def _apart(old: str, new: str) -> tuple[str, str]:
    """Return two texts, of long ones only the part in which they differ."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    start = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    start = max(0, start - LONGEST // 4)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    inside = text[start : start + LONGEST]
    return f"{'…' if start and inside else ''}{inside}{'…' if start + LONGEST < len(text) else ''}"
