"""Texts: what is wrong with the text of a file before anybody asks what it means, each thing at its place.

What is told is also mended, as far as the mend is certain, so that the rest of the file is still checked and
one cause has one message: of a conflict of git the first side is read, hidden characters are taken out, and
letters that only look right are put right.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from congbo.records.problems import Problem, Severity
from congbo.words.health import (
    LONGEST_SHOWN,
    Damage,
    Sort,
    damage,
    entities,
    entities_twice,
    tags,
    unsound,
)
from congbo.words.hidden import PLAIN, hidden, hidden_mend, hidden_name, is_invisible, without_hidden
from congbo.words.look_alikes import look_alikes
from congbo.words.merges import conflicts
from congbo.words.repeats import LONG_BLOCK, repeated
from congbo.words.tangles import tangles

AS_TYPED = frozenset(
    {
        "encoding",
        "control-character",
        "invisible-character",
        "look-alike-letter",
        "conflict-marker",
        "html-entity",
        "misread-encoding",
        "old-encoding",
        "lost-letters",
        "repeated-text",
        "tangled-text",
    }
)
"""The rules whose problems already have the column of the line as it was typed."""

_ODD = re.compile(f"[^{PLAIN}]")
_HEAD = re.compile(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_NEW_VALUE = re.compile(r" *(?:- +)*(?:[\w-]+:(?: +|$)|- +)['\"]?|---|$")
_CURLY = re.compile(r"[“”„]([^“”„\"\n]*)[“”„\"][ \t]*")
_COMMENT = re.compile(r" *#")
_CALL = re.compile(r"\{\{[^{}\n]*\}\}")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def policed(typed: str, path: str) -> tuple[str, list[Problem]]:
    """Return a file's text in its normal form, mended, and every problem of its letters.

    `typed` has line feeds only. The normal form is NFC without hidden characters; lines are never joined or
    divided, so that a line's number is the same in both. Columns are those of the text as typed.
    """
    text = unicodedata.normalize("NFC", typed)
    file = _File(path, typed, text)
    problems = list(file.conflicts())
    if problems:
        file = _File(path, typed, file.ours())
    problems += file.letters()
    return file.mended(), problems


def typed_columns(line: str, *, keep_hidden: bool = False) -> list[int] | None:
    """Return the place in a line as typed of each letter of its normal form and of its end, from 0.

    None says that both are the same. Linear: letters are composed in groups, each of a letter and the marks
    behind it, because nothing composes across a group.
    """
    if line.isascii() and (keep_hidden or line.isprintable()):
        return None
    kept = range(len(line))
    if not keep_hidden:
        dropped = set(hidden(line))
        kept = [place for place in kept if place not in dropped]  # type: ignore[assignment]
    text = line if len(kept) == len(line) else "".join(line[place] for place in kept)
    if unicodedata.is_normalized("NFC", text):
        return None if text is line else [*kept, len(line)]
    places: list[int] = []
    group: list[int] = []
    for place in kept:
        if group and not _composes(line[place]):
            places += _places_of(line, group)
            group = []
        group.append(place)
    return [*places, *_places_of(line, group), len(line)]


def _composes(letter: str) -> bool:
    """Tell whether a letter may become one with the letter before it."""
    return unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff"


def _places_of(line: str, group: list[int]) -> list[int]:
    composed = len(unicodedata.normalize("NFC", "".join(line[place] for place in group)))
    return (group + group[-1:] * composed)[:composed]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A value of the front matter or a paragraph of the body: its first line from 0, and its text.

    `start` is where it begins in that line.
    """

    first: int
    start: int
    text: str
    is_value: bool

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line from 0 and the place in it of an offset."""
        line_start = self.text.rfind("\n", 0, offset) + 1
        line = self.text.count("\n", 0, offset)
        return self.first + line, offset - line_start + (0 if line else self.start)


class _File:
    """A file while its text is looked at; `text` is composed and has as many lines as `typed`."""

    def __init__(self, path: str, typed: str, text: str) -> None:
        self.path = path
        self.typed = typed
        self.text = text
        self.is_odd = _ODD.search(text) is not None
        self._columns: dict[int, list[int] | None] = {}
        self._mends: dict[int, dict[int, str]] = {}

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the composed text."""
        return self.text.split("\n")

    @cached_property
    def typed_lines(self) -> list[str]:
        """The lines as typed."""
        return self.typed.split("\n")

    @cached_property
    def prose(self) -> list[str]:
        """The lines of the composed text with spaces for what is code in the body."""
        if "`" not in self.text and "~~~" not in self.text:
            return self.lines
        body = "\n".join(self.lines[self.body :])
        return [*self.lines[: self.body], *_CODE.sub(_blank, body).split("\n")]

    @cached_property
    def body(self) -> int:
        """The line in which the body begins, from 0."""
        head = _HEAD.match(self.text)
        return head.group().rstrip("\n").count("\n") + 1 if head else 0

    @cached_property
    def units(self) -> list[_Unit]:
        """Every value of the front matter and every paragraph of the body, comments and code left out."""
        return [*self._values(), *self._paragraphs()]

    def _values(self) -> Iterator[_Unit]:
        first, start, lines = 0, 0, list[str]()
        for number, line in enumerate(self.lines[: self.body]):
            begins = _NEW_VALUE.match(line)
            if begins or _COMMENT.match(line):
                if lines:
                    yield _Unit(first, start, "\n".join(lines), is_value=True)
                first, start = number, begins.end() if begins else 0
                lines = [line[start:]] if begins and line[start:] else []
            elif lines:
                lines.append(line)
            else:
                first, start, lines = number, 0, [line]
        if lines:
            yield _Unit(first, start, "\n".join(lines), is_value=True)

    def _long_values(self) -> Iterator[_Unit]:
        """Yield the values whose first line is long, with the lines that continue it."""
        end = 0
        for number in range(self.body):
            if number >= end and len(self.lines[number]) >= LONG_BLOCK:
                begins = _NEW_VALUE.match(self.lines[number])
                start, end = begins.end() if begins else 0, number + 1
                while end < self.body and not _NEW_VALUE.match(self.lines[end]):
                    end += 1
                lines = [self.lines[number][start:], *self.lines[number + 1 : end]]
                yield _Unit(number, start, "\n".join(lines), is_value=True)

    def _paragraphs(self) -> Iterator[_Unit]:
        first, lines = 0, list[str]()
        for number, line in enumerate([*self.prose[self.body :], ""], self.body):
            if line.strip():
                first = first if lines else number
                lines.append(line)
            elif lines:
                yield _Unit(first, 0, "\n".join(lines), is_value=False)
                lines = []

    def problem(
        self, line: int, offset: int, rule: str, message: str, hint: str = "", *, doubtful: bool = False
    ) -> Problem:
        """Return the problem at an offset of a line, both counted from 0 in the composed text."""
        severity = Severity.WARNING if doubtful else Severity.ERROR
        if line not in self._columns:
            self._columns[line] = typed_columns(self.typed_lines[line], keep_hidden=True)
        places = self._columns[line]
        place = places[min(offset, len(places) - 1)] if places else offset
        said, hinted = without_hidden(message), without_hidden(hint)  # they quote the text
        return Problem(self.path, line + 1, place + 1, rule, said, hinted, severity)

    def conflicts(self) -> Iterator[Problem]:
        """Yield each conflict that git left, once, at the line where it begins."""
        for conflict in conflicts(self.text, self.body):
            lines = f"từ dòng {conflict.first + 1} đến dòng {conflict.last + 1}"
            lines = lines if conflict.last > conflict.first else f"ở dòng {conflict.first + 1}"
            message = (
                f"còn dấu xung đột của git {lines}; hãy giữ lại phần đúng và xoá các dòng"
                " “<<<<<<<”, “=======”, “>>>>>>>”"
            )
            yield self.problem(conflict.first, 0, "conflict-marker", message)

    def ours(self) -> str:
        """Return the text with the first side of each conflict; all else of it is an empty line."""
        lines = list(self.lines)
        for conflict in conflicts(self.text, self.body):
            for number in range(conflict.first, conflict.last + 1):
                if number not in conflict.ours:
                    lines[number] = ""
        return "\n".join(lines)

    def letters(self) -> Iterator[Problem]:
        """Yield what is wrong with the letters; of a damaged text nothing else is told."""
        damaged: set[int] = set()
        if "&" in self.text or "<" in self.text or unsound(self.text):
            for unit in self.units:
                yield from self._of_unit(unit, damaged)
        if ": “" in self.text or "- “" in self.text:
            yield from self._curly(damaged)
        if self.is_odd:
            for number, line in enumerate(self.prose):
                if number not in damaged and _ODD.search(line):
                    yield from self._hidden(number, self.lines[number])
                    yield from self._look_alikes(number, line)
        if len(self.text) > LONG_BLOCK:
            yield from self._repeated()
        body = "\n".join(self.lines[self.body :])
        for offset, what in tangles(body):
            number = self.body + body.count("\n", 0, offset)
            message = f"có quá nhiều {what}; hãy sửa lại hoặc xoá bớt"
            yield self.problem(number, 0, "tangled-text", message)

    def _curly(self, damaged: set[int]) -> Iterator[Problem]:
        """Yield the values that stand in the quotes of Word; they are read without them."""
        for unit in self._values():
            match = _CURLY.fullmatch(unit.text)
            if match and unit.first not in damaged:
                mends = self._mends.setdefault(unit.first, {})
                mends |= {unit.start: "", unit.start + len(match[1]) + 1: ""}
                message = (
                    "giá trị nằm trong ngoặc kép cong “…” của Word, là chữ nên sẽ được đăng; hãy bỏ ngoặc"
                )
                yield self.problem(
                    unit.first, unit.start, "look-alike-letter", message, f"Hãy viết: {match[1]}"
                )

    def mended(self) -> str:
        """Return the text with its letters put right; to be asked for after `letters` are told."""
        if not self.is_odd and not self._mends:
            return self.text
        lines = list(self.lines)
        for number, mends in self._mends.items():
            lines[number] = "".join(mends.get(place, letter) for place, letter in enumerate(lines[number]))
        return "\n".join(unicodedata.normalize("NFC", without_hidden(line)) for line in lines)

    def _of_unit(self, unit: _Unit, damaged: set[int]) -> Iterator[Problem]:
        found = damage(unit.text)
        if found:
            damaged.update(range(unit.first, unit.first + unit.text.count("\n") + 1))
            yield self._damage(unit, found)
            return
        entity = next(entities(unit.text) if unit.is_value else entities_twice(unit.text), None)
        if entity:
            message = f"có mã HTML “{entity.got}” thay cho chữ"
            hint = f"Hãy viết “{entity.meant}”" if entity.meant else "Hãy xoá mã này"
            yield self.problem(*unit.place(entity.start), "html-entity", message, hint)
        elif unit.is_value and (tag := next(tags(unit.text), None)):
            message = f"có thẻ HTML “{tag.got}” (chép từ trang mạng hay Word); giá trị chỉ là chữ thường"
            hint = f"Hãy viết “{tag.meant}”" if tag.meant else "Hãy xoá các thẻ “<…>”"
            yield self.problem(*unit.place(tag.start), "html-entity", message, hint)

    def _damage(self, unit: _Unit, found: Damage) -> Problem:
        place, got = unit.place(found.start), found.got
        hint = f"Có phải “{found.meant}”?" if found.meant and found.meant != found.got else ""
        match found.sort:
            case Sort.MISREAD:
                message = f"chữ hỏng vì đọc sai bảng mã: “{got}”; hãy chép lại từ bản gốc bằng bảng mã UTF-8"
                return self.problem(*place, "misread-encoding", message, hint)
            case Sort.OLD:
                message = f"chữ còn ở bảng mã cũ {found.encoding}: “{got}”; hãy chuyển sang Unicode"
                return self.problem(*place, "old-encoding", message, hint)
            case Sort.LOST:
                message = f"chữ có dấu đã mất, chỉ còn dấu hỏi: “{got}”; hãy chép lại từ bản gốc"
                return self.problem(*place, "lost-letters", message)

    def _hidden(self, number: int, line: str) -> Iterator[Problem]:
        for offset in hidden(line):
            name, mend = hidden_name(line[offset]), hidden_mend(line[offset])
            if is_invisible(line[offset]):
                message = f"có ký tự không nhìn thấy: {name}; hãy xoá ký tự này"
                yield self.problem(number, offset, "invisible-character", message)
            else:
                message = f"không được có {name}; hãy xoá ký tự này{mend}"
                yield self.problem(number, offset, "control-character", message)

    def _look_alikes(self, number: int, line: str) -> Iterator[Problem]:
        for found in look_alikes(line):
            mends = self._mends.setdefault(number, {})
            mends.update({place: right for place, _, right in found.letters if right})
            message = f"“{found.word}” có {found.said}"
            hint = f"Hãy viết “{found.mended}”" if found.mended != found.word else "Hãy gõ lại chữ này"
            yield self.problem(number, found.start, "look-alike-letter", message, hint)

    def _repeated(self) -> Iterator[Problem]:
        for units in (*([value] for value in self._long_values()), list(self._paragraphs())):
            if found := repeated(_without_calls([unit.text for unit in units])):
                index, offset = found
                got = " ".join(units[index].text[offset : offset + LONGEST_SHOWN].split())
                message = f"đoạn “{got}…” có hai lần, có lẽ dán nhầm; hãy xoá một lần"
                place = units[index].place(offset)
                yield self.problem(*place, "repeated-text", message, doubtful=True)


def _without_calls(texts: list[str]) -> list[str]:
    """Return the texts with one sign and spaces for each macro call: a call has no length, but is itself."""
    if not any("{{" in text for text in texts):
        return texts
    signs: dict[str, str] = {}

    def sign(match: re.Match[str]) -> str:
        call = match.group()
        return signs.setdefault(call, chr(0xE000 + len(signs) % 6400)).ljust(len(call))

    return [_CALL.sub(sign, text) for text in texts]


def _blank(match: re.Match[str]) -> str:
    """Return spaces for what matches, on as many lines."""
    return re.sub(r"[^\n]", " ", match.group())
