"""Calls: the body of a written page as prose and macro calls with constant arguments.

Nothing of a page is ever run: a call is read with Jinja's parser, and only its name, its constants and its
place are kept. Whatever else stands between the marks of a template is a problem.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from congbo.records.problems import Problem
from congbo.records.scalars import parse_date
from congbo.reports.broken_calls import LONGEST, how_to_write, macro_meant, why_broken
from congbo.reports.macros import MACROS
from congbo.words.spelling import nearest

_OPEN = re.compile(r"\{[{%#]")
_CALL = re.compile(
    r"""\{\{(?P<before>[-+]?)"""
    r"""(?P<inner>(?:[^"'{}]|"(?:\\.|[^"\\]){0,2000}"|'(?:\\.|[^'\\]){0,2000}'){0,4000}?)"""
    r"""(?P<after>[-+]?)\}\}""",
    re.DOTALL,
)
_COMMENT = re.compile(r"\{#(?P<before>[-+]?).*?(?P<after>[-+]?)#\}", re.DOTALL)
_RAW = re.compile(
    r"\{%[-+]?\s*raw\s*[-+]?%\}(?P<text>.*?)\{%[-+]?\s*endraw\s*[-+]?%\}",
    re.DOTALL,
)
_UNREAD = re.compile(r"\{[{%#](?:[^\n]*?[}%#]\}|[^\n]*)")
_HEADING = re.compile(r"^(#{2,6}) +(?:(?P<number>[IVX]+|\d+(?:\.\d+)*)\. +)?", re.MULTILINE)
_ENVIRONMENT = Environment(autoescape=False)  # its parser only
_NO_CONSTANT = "trong “{name}(…)” chỉ viết giá trị cố định, không viết biến hay phép tính"


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call of a page, with the place where it stands and the note it is in, if any.

    `line` and `column` are of the macro's name in the file; `start` and `end` are offsets in the body.
    """

    name: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    line: int
    column: int
    section: str
    note: str = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """The id in the first argument."""
        return str(self.arguments[0]) if self.arguments else ""

    @property
    def status(self) -> str:
        """What the call says that the sentence says of the document's validity; empty where nothing is."""
        return str(self.options.get("as", ""))

    @property
    def as_of(self) -> date | None:
        """The day that the call says the sentence speaks of, if it is not the report's own."""
        said = self.options.get("as_of")
        return parse_date(said) if said else None


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of a page's body that is text, from offset `start` to `end`."""

    start: int
    end: int


class Lines:
    """Places in a page's body as line and column of the file, and as numbered sections."""

    def __init__(self, body: str, first: int) -> None:
        self._first = first
        self._starts = [0, *(match.end() for match in re.finditer("\n", body))]
        sections = list(_sections(body))
        self._section_starts = [start for start, _ in sections]
        self._section_names = [name for _, name in sections]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file of an offset in the body, both from 1."""
        index = bisect_right(self._starts, offset) - 1
        return index + self._first, offset - self._starts[index] + 1

    def section(self, offset: int) -> str:
        """Return the section in which an offset lies, as a citation calls it: `mục II.1`."""
        index = bisect_right(self._section_starts, offset) - 1
        return self._section_names[index] if index >= 0 else "phần mở đầu"


def _sections(body: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, label) of each heading; below `II.`, heading `1.` is section `II.1`."""
    part = ""
    for match in _HEADING.finditer(body):
        number = match.group("number") or ""
        if len(match.group(1)) == 2:
            part = number
            yield match.start(), f"mục {number}" if number else "phần không đánh số"
        elif number:
            yield match.start(), f"mục {part}.{number}" if part else f"mục {number}"


def parts_of(
    body: str, lines: Lines, notes: Sequence[tuple[int, int, str]], path: str
) -> tuple[list[Prose | Call], list[Problem]]:
    """Return a body as prose and calls in order, and every problem of what stands between marks.

    `notes` are the spans of the notes' texts in order. Comments are in no part; what `raw` encloses is prose.
    """
    reader = _Reader(body, lines, notes, path)
    reader.read()
    return reader.parts, reader.problems


class _Reader:
    """Reads a body once from its beginning to its end."""

    def __init__(self, body: str, lines: Lines, notes: Sequence[tuple[int, int, str]], path: str) -> None:
        self.parts: list[Prose | Call] = []
        self.problems: list[Problem] = []
        self._body = body
        self._lines = lines
        self._notes = notes
        self._note_starts = [start for start, _, _ in notes]
        self._path = path

    def read(self) -> None:
        body, position, start = self._body, 0, 0
        while mark := _OPEN.search(body, position):
            read = {"{{": self._call, "{#": self._comment, "{%": self._raw}[mark.group()]
            position = start = read(mark.start(), start)
        self._prose(start, len(body))

    def _prose(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(Prose(start, end))

    def _skip(self, at: int, start: int) -> int:
        """Pass over what cannot be read: to the end of its marks, or of its line."""
        self._prose(start, at)
        end = _UNREAD.match(self._body, at)
        return end.end() if end else len(self._body)

    def _before(self, start: int, end: int, strip: str) -> None:
        """Keep the prose before a mark; a hyphen in the mark takes the space before it away."""
        self._prose(start, start + len(self._body[start:end].rstrip()) if strip == "-" else end)

    def _past(self, end: int, strip: str) -> int:
        rest = self._body[end:] if strip == "-" else ""
        return end + len(rest) - len(rest.lstrip())

    def _comment(self, at: int, start: int) -> int:
        match = _COMMENT.match(self._body, at)
        if match is None:
            self._tell_broken(at)
            return self._skip(at, start)
        self._before(start, at, match["before"])
        return self._past(match.end(), match["after"])

    def _raw(self, at: int, start: int) -> int:
        match = _RAW.match(self._body, at)
        if match is None:
            self._tell_broken(at)
            return self._skip(at, start)
        self._prose(start, at)
        self._prose(*match.span("text"))
        return match.end()

    def _call(self, at: int, start: int) -> int:
        match = _CALL.match(self._body, at)
        if match is None:
            self._tell_broken(at)
            return self._skip(at, start)
        self._before(start, at, match["before"])
        self._read_call(match)
        return self._past(match.end(), match["after"])

    def _read_call(self, match: re.Match[str]) -> None:
        at, inner = match.start(), match["inner"]
        try:
            page = _ENVIRONMENT.parse(f"{{{{{inner}}}}}")
        except (TemplateSyntaxError, RecursionError, ValueError):
            self._tell_broken(at)
            return
        output = page.body[0] if len(page.body) == 1 else None
        node = output.nodes[0] if isinstance(output, nodes.Output) and len(output.nodes) == 1 else None
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            self._tell_broken(at)
            return
        name = node.node.name
        place = match.start("inner") + max(inner.find(name), 0)
        if name not in MACROS:
            meant = macro_meant(name)
            hint = f"Có phải “{meant}”?" if meant else nearest(name, MACROS)
            every = f"Các lệnh: {', '.join(MACROS)}"
            self._tell(place, "unknown-macro", f"không có lệnh “{name}”", hint or every)
            return
        try:
            arguments = tuple(_constant(argument) for argument in node.args)
            options = {option.key: _constant(option.value) for option in node.kwargs}
            if node.dyn_args or node.dyn_kwargs:
                raise nodes.Impossible
        except nodes.Impossible:
            self._tell(place, "macro-argument", _NO_CONSTANT.format(name=name), _in_quotes(name, inner))
            return
        if wrong := MACROS[name].wrong(arguments, options):
            self._tell(place, "macro-argument", *wrong)
            return
        line, column = self._lines.position(place)
        section, note = self._lines.section(place), self._note(place)
        self.parts.append(Call(name, arguments, options, line, column, section, note, at, match.end()))

    def _note(self, offset: int) -> str:
        index = bisect_right(self._note_starts, offset) - 1
        if index < 0:
            return ""
        start, end, id_ = self._notes[index]
        return id_ if start <= offset < end else ""

    def _tell_broken(self, at: int) -> None:
        self._tell(at, "macro-syntax", *why_broken(self._body[at : at + LONGEST]))

    def _tell(self, offset: int, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self._path, *self._lines.position(offset), rule, message, hint))


def _in_quotes(name: str, inner: str) -> str:
    """Return the hint with the only argument of a call in quotes, or that words stand in quotes."""
    argument = inner.partition("(")[2].rpartition(")")[0].strip()
    if re.fullmatch(r"[\w.-]+", argument):
        return how_to_write(name, argument)
    return "Chữ đặt trong ngoặc kép; “có” viết true, “không” viết false"


def _constant(node: nodes.Expr) -> Any:
    """Return the constant that is written; nothing is folded or evaluated."""
    if not isinstance(node, nodes.Const):
        raise nodes.Impossible
    return node.value
