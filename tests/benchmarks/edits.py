"""Edits: what editors do to records and pages, at random, each made from a seed and its number.

An edit changes files of a site: their new bytes by path, None where a file goes. Data are edited as data, so
that what comes of it is well formed; whether it makes sense is for the checks to tell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml
from pydantic import BaseModel

from congbo.records import frontmatter
from congbo.records.kinds import kind_of, part_type
from congbo.records.reader import read_record
from congbo.records.record import Record

Keys = tuple[str | int, ...]
Change = Mapping[str, bytes | None]

OWN_KEYS = {"id", "path", "body", "kind", "former_ids"}
"""Keys that nobody types, and that of the edit which renames a record."""
SIGNED = "docs/bao-cao/2024-tu-kiem-tra.md"
WORDS = ["rà soát", "cập nhật", "hồ sơ", "năm", "mới", "bổ sung", "Sở", "tỉnh", "chuyển đổi số", "25"]


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit: what it is called, what it touches, and the files that it changes."""

    name: str
    path: str
    files: Change


def leaves(value: Any, at: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text in data with its place."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*at, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, (*at, index))
    else:
        yield at, value


def holders(value: Any, at: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """Yield every group and list in data with its place."""
    if isinstance(value, dict | list):
        yield at, value
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in parts:
            yield from holders(part, (*at, key))


def found_at(data: Any, at: Keys) -> Any:
    """Return what stands at a place."""
    for key in at:
        data = data[key]
    return data


def shape_of(at: Keys) -> tuple[str, ...]:
    """Return a place without the numbers of items: what stands at one shape is of one sort."""
    return tuple(key for key in at if isinstance(key, str))


def written(data: Any, body: str) -> bytes:
    """Return a record as a file."""
    head = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6) if data else ""
    return f"---\n{head}---\n{body}".encode()


def reworded(text: str, random: Random) -> str:
    """Return a text with a word more, a word less, two words swapped, or a slip of the keyboard."""
    words = text.split(" ")
    place = random.randrange(len(words))
    match random.randrange(4):
        case 0:
            return " ".join([*words[:place], random.choice(WORDS), *words[place:]])
        case 1 if len(words) > 1:
            return " ".join(words[:place] + words[place + 1 :])
        case 2 if len(words) > 2 and place:
            words[place - 1], words[place] = words[place], words[place - 1]
            return " ".join(words)
        case _:
            letter = random.randrange(len(words[place]) + 1)
            words[place] = words[place][:letter] + random.choice("aeniuht") + words[place][letter:]
            return " ".join(words)


class Files:
    """The records of a site as data, to be edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        paths = sorted((root / "records").rglob("*.md"))
        self.raw = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
        self.data: dict[str, Any] = {}
        self.body: dict[str, str] = {}
        for path, raw in self.raw.items():
            front, problems = frontmatter.read(raw.decode(), path)
            assert front, path
            assert not problems, path
            self.data[path], self.body[path] = front.data, front.body
        self.page = (root / SIGNED).read_text("utf-8")

    @cached_property
    def records(self) -> dict[str, Record]:
        """The records by path."""
        found = {path: read_record(raw, path)[0] for path, raw in self.raw.items()}
        return {path: record for path, record in found.items() if record}

    @cached_property
    def donors(self) -> dict[tuple[str, tuple[str, ...]], list[Any]]:
        """What stands at each shape of place in the records of a kind."""
        found: dict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
        for path, data in self.data.items():
            for at, holder in holders(data):
                for key, part in holder.items() if isinstance(holder, dict) else enumerate(holder):
                    found[self.target(path), shape_of((*at, key))].append(part)
        return found

    def target(self, path: str) -> str:
        """Return what references call the kind of a record."""
        kind = kind_of(path.removeprefix("records/"))
        assert kind
        return kind.target

    def model(self, path: str, at: Keys) -> type[BaseModel] | None:
        """Return the type of the record or of the group at a place in it."""
        kind = kind_of(path.removeprefix("records/"))
        model: type[BaseModel] | None = kind.model if kind else None
        for key in shape_of(at):
            info = model.model_fields.get(key) if model else None
            model = part_type(info.annotation) if info else None
        return model

    def rewritten(self, path: str, data: Any, body: str | None = None) -> Change:
        """Return the change of one record."""
        return {path: written(data, self.body[path] if body is None else body)}


Maker = Callable[[Files, Random], Edit | None]
