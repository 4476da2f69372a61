"""A value of a front matter changed in its place: it reads as asked, and every other byte stays."""

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from congbo.records import editing, frontmatter
from congbo.records.frontmatter import KeyPath

BODY = "\n# Thân bài\n\nseal: không phải khoá\n---\n"
TEXTS = [
    "2024-01-01",
    "1.010830",
    "Kế hoạch số 46",
    "có: dấu hai chấm",
    "dấu # thăng",
    "- gạch",
    "'",
    "no",
    "ô  cách",
]
BLOCKS = ["|", "|-", ">-", "|+", "|2"]
VALUES: list[Any] = [
    "đổi", "x: y # z", "a\nb\n", "2024-01-01", "1.010830", "- x", " đầu", "\n", "a\n\n\n",
    ["a", "b"], {"k": "v", "m": ["x", {"y": "z"}]}, [{"a": "1", "b": "hai\nba"}, "c"], [["a", ["b"]], {}],
]  # fmt: skip


class Typist:
    """Types a front matter as people and tools do: in every style, with notes wherever one may stand."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.notes = 0

    def note(self) -> str:
        self.notes += 1
        return f"# ghi chú {self.notes}:"

    def between(self, column: int) -> list[str]:
        pick = self.chance.randrange(6)
        return [" " * column + self.note()] if pick == 0 else ["", self.note()] if pick == 1 else []

    def scalar(self, column: int) -> list[str]:
        text, pick = self.chance.choice(TEXTS), self.chance.randrange(6)
        if pick == 0:
            ends = self.chance.choice(BLOCKS)
            return [ends, *(" " * (column + 2) + one for one in ("dòng một", "# không phải ghi chú"))]
        if pick == 1:
            return ["'" + text.replace("'", "''") + "'" + self.behind()]
        if pick == 2:
            return ['"' + text + '"' + self.behind()]
        if pick == 3:
            return ["chữ trần kéo", " " * (column + 2) + "sang dòng hai" + self.behind()]
        return [self.chance.choice(["từ", "46", "2024-07-01"]) + self.behind()]

    def behind(self) -> str:
        return f"  {self.note()}" if self.chance.random() < 0.2 else ""

    def flow(self) -> str:
        return self.chance.choice(
            ["[a, 'b, c']", "{k: v, l: [m]}", "[{k: v}, {k: w}]", "[ a ]", "{ k: 'v' }"]
        )

    def mapping(self, column: int, depth: int) -> list[str]:
        lines = []
        for key in self.chance.sample("abcdefg", self.chance.randrange(1, 4)):
            first, *rest = self.value(column, depth)
            lines += [*self.between(column), " " * column + f"{key}:{first and ' '}{first}", *rest]
        return lines

    def value(self, column: int, depth: int) -> list[str]:
        pick = self.chance.random()
        if pick < 0.2:
            return [self.flow() + self.behind()]
        if pick < 0.4 and depth:
            return [self.behind().strip(), *self.mapping(column + 2, depth - 1)]
        if pick < 0.6 and depth:
            return [self.behind().strip(), *self.items(column + self.chance.choice([0, 2]), depth - 1)]
        return self.scalar(column)

    def items(self, column: int, depth: int) -> list[str]:
        lines = []
        for _ in range(self.chance.randrange(1, 4)):
            lines += self.between(column)
            if self.chance.random() < 0.5:
                inside = self.mapping(column + 2, depth)
                while not inside[0].strip() or inside[0].lstrip().startswith("#"):
                    inside.pop(0)
                lines += [" " * column + "- " + inside[0].strip(), *inside[1:]]
            else:
                first, *rest = self.scalar(column)
                lines += [" " * column + "- " + first, *rest]
        return lines

    def file(self) -> str:
        head = "\n".join(["---", *self.mapping(0, 3), *self.between(0), "---", ""])
        ends = self.chance.choice(["\n", "\n", "\r\n", "\r"])
        return self.chance.choice(["", "", "\ufeff"]) + (head + BODY).replace("\n", ends)


def paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inside:
        yield from paths(one, (*path, step))


def data_of(text: str) -> dict[str, Any]:
    found, _ = frontmatter.read(frontmatter.decode(text.encode(), "")[0], "x.md")
    assert found is not None
    return found.data


def at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def with_value(data: Any, path: KeyPath, value: Any) -> Any:
    if not path:
        return value
    copy = [*data] if isinstance(data, list) else {**data}
    step: Any = path[0]
    if isinstance(copy, list) and step == len(copy):
        copy.append(value)
    else:
        copy[step] = with_value(copy[step] if len(path) > 1 else None, path[1:], value)
    return copy


def without(data: Any, path: KeyPath) -> Any:
    copy = [*data] if isinstance(data, list) else {**data}
    step: Any = path[0]
    inside = without(copy[step], path[1:]) if len(path) > 1 else None
    if inside:
        copy[step] = inside
    else:
        del copy[step]
    return copy


def notes(text: str) -> set[str]:
    return set(re.findall(r"# ghi chú \d+:", text))


@pytest.mark.parametrize("seed", range(150))
def test_an_edit_reads_as_asked_and_keeps_every_line_beside_it(seed: int) -> None:
    typed = Typist(seed).file()
    before, chance = data_of(typed), random.Random(seed)
    path = chance.choice([*paths(before)][1:])
    held, value = at(before, path), chance.choice(VALUES)
    edits = [(path, editing.replaced(typed.encode(), path, value), with_value(before, path, value))]
    gone = path
    while len(gone) > 1 and len(at(before, gone[:-1])) == 1:
        gone = gone[:-1]
    edits += [(gone, editing.removed(typed.encode(), path), without(before, path))]
    if isinstance(held, list):
        new = editing.appended(typed.encode(), path, value)
        edits += [(path, new, with_value(before, (*path, len(held)), value))]
        assert notes(new.decode()) == notes(typed)
    elif isinstance(held, dict):
        new = editing.replaced(typed.encode(), (*path, "mới"), value)
        edits += [(path, new, with_value(before, (*path, "mới"), value))]
        assert notes(new.decode()) == notes(typed)
    places = frontmatter.locate(frontmatter.decode(typed.encode(), "")[0])
    for edited, raw, expected in edits:
        text, first = raw.decode(), places[edited][0][0]
        assert data_of(text) == expected
        assert text.splitlines()[: first - 1] == typed.splitlines()[: first - 1]
        assert text.endswith(BODY.replace("\n", re.search(r"\r?\n|\r", typed).group()))  # type: ignore[union-attr]
        lines = typed.splitlines()[first - 1 :]
        lost = "\n".join(lines[:3] if isinstance(at(before, edited), str) else lines)
        assert notes(typed) - notes(text) <= notes(lost)


def test_a_key_that_is_new_finds_its_place_in_the_order_of_the_kind() -> None:
    raw = b"---\n# t\xc3\xaan\nname: a # b\n# sau\nevents:\n  - x\n---\n"
    order = ("id", "name", "field", "events", "note")
    assert editing.replaced(raw, ("field",), "c", order) == raw.replace(b"# sau", b"field: c\n# sau")
    assert editing.replaced(raw, ("id",), "c", order) == raw.replace(b"name", b"id: c\nname")
    assert editing.replaced(raw, ("note",), "c", order) == raw.replace(b"- x", b"- x\nnote: c")
    assert editing.appended(raw, ("note",), "c") == raw.replace(b"- x", b"- x\nnote:\n  - c")
    assert editing.replaced(b"---\n---\n", ("a", "b"), ["c"]) == b"---\na:\n  b:\n    - c\n---\n"


def test_what_cannot_be_edited_is_said() -> None:
    for raw in (
        b"",
        b"a: b\n",
        b"---\na: [\n---\n",
        b"---\n- a\n---\n",
        "---\na: é\n---\n".encode("latin-1"),
    ):
        with pytest.raises(editing.EditingError):
            editing.replaced(raw, ("a",), "b")
    raw = b"---\na: b\n---\n"
    paths_through_a_text: list[KeyPath] = [("a", "b"), ("a", 0)]
    for path in paths_through_a_text:
        with pytest.raises(editing.EditingError):
            editing.replaced(raw, path, "c")
    with pytest.raises(editing.EditingError):
        editing.appended(raw, ("a",), "c")
    assert editing.removed(raw, ("b",)) == raw


def test_a_comment_is_found_in_the_lines_of_its_key_alone() -> None:
    head = (
        "# trên cùng\nname: 'Tên # không phải'\nsteps:\n- một  # ghi chú\n- hai\n# dưới\ncode: |-\n  a # b\n"
    )
    assert editing.commented(f"---\n{head}---\n# thân bài\n".encode()) == {"steps"}


@pytest.mark.parametrize("value", ["12 34", "no", "1e5", "a: b", "# x", "", "'", "dài " * 200, "{{ x }}"])
def test_a_value_is_written_so_that_it_reads_back(value: str) -> None:
    text = editing.replaced(b"---\ntitle: a\n---\n", ("seal",), value).decode()
    assert text.count("\n") == 4
    assert data_of(text)["seal"] == value


def test_lines_that_end_in_different_ways_stay_as_they_are() -> None:
    raw = b"---\r\ntitle: a\nseal: 1e00\rday: 2024-01-01\n---\r\nx\r\ny\n"
    assert editing.replaced(raw, ("seal",), "78ea d6d8") == raw.replace(b"1e00", b"78ea d6d8")
    assert editing.replaced(b"---\na: b\n---", ("c",), "d") == b"---\na: b\nc: d\n---"
