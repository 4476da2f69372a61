"""Citations: what a page of docs/ calls from the records, where, and how a citation is worded.

A page is read without being rendered: its macro calls come from Jinja's own parser, its notes from
Markdown's footnote marks. So every check of a page runs without MkDocs, and order is reading order.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import chain
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from congbo.records import frontmatter
from congbo.records.problems import Problem
from congbo.records.record import Document, Organisation
from congbo.words.spelling import nearest
from congbo.words.wording import long_date, short_date

_DATES = ("long", "short", "none")
_ISSUERS = ("", "short", "long", "full")
_FORMS = ("long", "short")
_YES_NO = (True, False)
_LISTS = tuple(
    sorted(
        file.name.removesuffix(".html")
        for file in files("congbo.pages").joinpath("templates/lists").iterdir()
        if file.name != "home.html"  # the macro `summary`
    )
)


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro that a page may call: what its one argument names, if it has one, and its options.

    Where the argument names no record, `words` are those it accepts; none of them accepts any text. An
    option's value is the tuple of what it accepts; None accepts any text. A `block` stands by itself.
    """

    target: str = ""
    options: Mapping[str, tuple[object, ...] | None] = field(default_factory=dict)
    words: tuple[str, ...] | None = None
    block: bool = False


MACROS: dict[str, Macro] = {
    "figure": Macro("figure", {"zero": None, "nonzero": None}),
    "fraction": Macro("figure"),
    "cite": Macro(
        "document", {"date": _DATES, "of": _ISSUERS, "subject": _YES_NO, "article": None, "kind": _YES_NO}
    ),
    "issued": Macro("document", {"form": _FORMS}),
    "cite_all": Macro("indicator", {"order": None, "date": _DATES, "of": _ISSUERS, "subject": _YES_NO}),
    "procedure_names": Macro("indicator"),
    "date_of": Macro("", {"form": _FORMS}, ("start", "end", "as_of", "day", "period")),
    "editor_note": Macro(words=()),
    "indicator_table": Macro(block=True),
    "dossier_form": Macro(block=True),
    "chart": Macro(words=(), block=True),
    "signature": Macro(block=True),
    "report_head": Macro(block=True),
    "listing": Macro(words=_LISTS, block=True),
    "summary": Macro(block=True),
}
"""The macros that a page may call."""

ANYWHERE = frozenset({"cite", "issued", "editor_note", "listing", "summary"})
"""The macros that need no report around them."""

_MARKER = re.compile(r"\[\^([\w-]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[\^([\w-]+)\]:", re.MULTILINE)
_NOTE_END = re.compile(
    r"\n[ \t]*\n(?!\s*\n)(?! {4}|\t)"  # paragraphs of a note are indented
    r"|\n(?= {0,3}\[\^[\w-]+\]:)"
)
_HEADING = re.compile(r"^(#{2,6}) +(?:(?P<number>[IVX]+|\d+(?:\.\d+)*)\. +)?", re.MULTILINE)
_ENVIRONMENT = Environment(autoescape=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call of a page, with the place where it stands and the note it is in, if any."""

    name: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    line: int
    column: int
    section: str
    note: str = ""

    @property
    def id(self) -> str:
        """The id in the first argument."""
        return str(self.arguments[0]) if self.arguments else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's marker or the beginning of a note's text."""

    id: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page of docs/ as it is written. `id` is the file's stem; lines count from 1 in the file."""

    id: str
    path: str
    data: dict[str, Any]
    text: str
    body: str
    body_line: int
    calls: tuple[Call, ...] = ()
    markers: tuple[Mark, ...] = ()
    definitions: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def note_text(self, id_: str) -> str:
        """Return the source of a note's text, macro calls and all."""
        found = next((mark for mark in _DEFINITION.finditer(self.body) if mark.group(1) == id_), None)
        return self.body[found.end() : _note_end(self.body, found.start())].strip() if found else ""

    @property
    def note_ids(self) -> list[str]:
        """The notes in the order of their first markers, which is the order of their numbers."""
        return list(dict.fromkeys(mark.id for mark in self.markers))


def read_page(raw: bytes, path: str) -> PageSource:
    """Read a page of docs/: front matter if it has one, macro calls, note markers and note texts."""
    text, problems = frontmatter.decode(raw, path)
    data: dict[str, Any] = {}
    body, body_line = text, 1
    if frontmatter.split(text) is not None or frontmatter.opens(text):
        front, found = frontmatter.read(text, path)
        problems += found
        if front:
            data, body, body_line = front.data, front.body, front.body_line
    id_ = path.rpartition("/")[2].removesuffix(".md")
    if data.get("render_macros") != "true":
        return PageSource(id_, path, data, text, body, body_line, problems=tuple(problems))
    lines = _Lines(body, body_line)
    spans = note_spans(body)
    markers = tuple(
        Mark(match.group(1), *lines.position(match.start()))
        for match in _MARKER.finditer(body)
        if not any(start <= match.start() < end for start, end, _ in spans)
    )
    definitions = tuple(Mark(id_, *lines.position(start)) for start, _, id_ in spans)
    calls: list[Call] = []
    try:
        for call, problem in _calls(body, lines, spans, path):
            if call:
                calls.append(call)
            if problem:
                problems.append(problem)
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        line = getattr(error, "lineno", 1) + body_line - 1
        message = "lệnh trong “{{ … }}”, “{% … %}” hoặc “{# … #}” viết chưa đúng hoặc chưa đóng"
        problems.append(Problem(path, line, 1, "macro-syntax", message))
    return PageSource(
        id_, path, data, text, body, body_line, tuple(calls), markers, definitions, tuple(problems)
    )


def citation(
    document: Document,
    issuer: Organisation | None,
    *,
    date: str = "short",
    of: str = "",
    subject: bool = False,
    article: str = "",
    kind: bool = True,
) -> str:
    """Return the words that cite a document, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục I.

    `date` is `long`, `short` or `none`; `of` names the issuer as `short`, `long` or `full`, or not at all.
    """
    words = [f"{article}"] if article else []
    words.append(f"{document.kind.capitalize()} số {document.number}" if kind else document.number)
    if document.issued and date != "none":
        words.append(f"ngày {long_date(document.issued) if date == 'long' else short_date(document.issued)}")
    if issuer and of:
        names = {"short": issuer.short_name, "long": issuer.long_name, "full": issuer.name}
        words.append(f"của {names.get(of) or issuer.name}")
    if subject and document.subject:
        words.append(document.subject)
    return " ".join(words)


def in_order(documents: Sequence[Document], order: str) -> list[Document]:
    """Return the documents by the keys in `order`: `year`, `number`, `issued`, with `-` for falling."""
    ordered = list(documents)
    for key in reversed([part.strip() for part in order.split(",")]):
        ordered.sort(key=_ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))
    return ordered


_ORDERS: dict[str, Callable[[Document], Any]] = {
    "year": lambda document: document.year or 0,
    "number": lambda document: document.symbol.count or 0,
    "issued": lambda document: str(document.issued or ""),
}


class _Lines:
    """Places in a page's body as line and column of the file, and as numbered sections."""

    def __init__(self, body: str, first: int) -> None:
        self.body = body
        self.first = first
        self._starts = [0, *(match.end() for match in re.finditer("\n", body))]
        self._sections = list(_sections(body))

    def position(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        return index + self.first, offset - self._starts[index] + 1

    def offset(self, line: int) -> int:
        return self._starts[line - 1]

    def section(self, offset: int) -> str:
        index = bisect_right([start for start, _ in self._sections], offset) - 1
        return self._sections[index][1] if index >= 0 else "phần mở đầu"


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


def note_spans(body: str) -> list[tuple[int, int, str]]:
    """Return where each note's text begins and ends, and the note's id."""
    return [
        (match.start(), _note_end(body, match.start()), match.group(1))
        for match in _DEFINITION.finditer(body)
    ]


def _note_end(body: str, start: int) -> int:
    end = _NOTE_END.search(body, start)
    return end.start() if end else len(body)


def _called_names(body: str) -> dict[tuple[int, str], Iterator[int]]:
    """Return the offsets of the names that are called, by the line of the bracket, as Jinja counts it."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    offset, name, start = 0, "", 0
    for line, kind, value in _ENVIRONMENT.lex(body):
        offset = body.find(value, offset)
        if kind == "name":
            name, start = value, offset
        elif kind == "operator" and value == "(" and name:
            found[line, name].append(start)
        elif kind != "whitespace":
            name = ""
        offset += len(value)
    return {place: iter(offsets) for place, offsets in found.items()}


def _calls(
    body: str, lines: _Lines, spans: Sequence[tuple[int, int, str]], path: str
) -> Iterator[tuple[Call | None, Problem | None]]:
    page = _ENVIRONMENT.parse(body)
    for node in page.body:
        for part in node.nodes if isinstance(node, nodes.Output) else [node]:
            if not isinstance(part, nodes.TemplateData) and not _is_macro(part):
                message = 'giữa các dấu ngoặc nhọn chỉ viết một lệnh, ví dụ {{ figure("ma-so-lieu") }}'
                yield None, Problem(path, *lines.position(lines.offset(part.lineno)), "macro-syntax", message)
    written = _called_names(body)
    for node in page.find_all(nodes.Call):
        if not isinstance(node.node, nodes.Name):
            continue
        name = node.node.name
        offset = next(written.get((node.lineno, name), iter(())), lines.offset(node.lineno))
        line, column = lines.position(offset)
        if name not in MACROS:
            message = f"không có lệnh “{name}”"
            yield None, Problem(path, line, column, "unknown-macro", message, nearest(name, MACROS))
            continue
        try:
            values = [*node.args, *(option.value for option in node.kwargs)]
            if node.dyn_args or node.dyn_kwargs or not all(isinstance(v, nodes.Const) for v in values):
                raise nodes.Impossible
            arguments = tuple(argument.as_const() for argument in node.args)
            options = {option.key: option.value.as_const() for option in node.kwargs}
            order = str(options.get("order", "year")).split(",")
            unknown = [key.strip() for key in order if key.strip().removeprefix("-") not in _ORDERS]
        except nodes.Impossible:
            message = f"trong “{name}(…)” chỉ viết giá trị cố định, không viết biến hay phép tính"
            yield None, Problem(path, line, column, "macro-argument", message)
            continue
        wrong = next(chain(_wrong_options(MACROS[name], options), _wrong_arguments(name, arguments)), None)
        if wrong:
            yield None, Problem(path, line, column, "macro-argument", *wrong)
            continue
        if unknown:
            message = f"“order” chỉ nhận {', '.join(_ORDERS)} (đang là '{unknown[0]}')"
            hint = nearest(unknown[0], _ORDERS)
            yield None, Problem(path, line, column, "macro-argument", message, hint)
            continue
        note = next((id_ for begin, end, id_ in spans if begin <= offset < end), "")
        yield Call(name, arguments, options, line, column, lines.section(offset), note), None


def _is_macro(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)


def _wrong_arguments(name: str, arguments: Sequence[object]) -> Iterator[tuple[str, str]]:
    """Yield (message, hint) where the macro is given too little, too much or another word than it accepts."""
    macro = MACROS[name]
    takes_one = bool(macro.target) or macro.words is not None
    if macro.target and not arguments:
        yield f'“{name}(…)” phải có mã trong ngoặc, ví dụ {name}("mã")', ""
    elif len(arguments) != takes_one:
        wanted = "chỉ có một giá trị, tuỳ chọn phải kèm tên" if takes_one else "để trống"
        yield f"trong ngoặc của “{name}(…)” phải {wanted}", ""
    elif macro.words and arguments[0] not in macro.words:
        word = str(arguments[0])
        yield f"“{name}(…)” chỉ nhận {', '.join(macro.words)} (đang là '{word}')", nearest(word, macro.words)


def _wrong_options(macro: Macro, options: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield (message, hint) for each option, or option's value, that the macro does not accept."""
    for key, value in options.items():
        if key not in macro.options:
            yield f"lệnh này không có tuỳ chọn “{key}”", nearest(key, macro.options)
            continue
        accepted = macro.options[key]
        if accepted is not None and value not in accepted:
            words = [_as_written(word) for word in accepted if word != ""]
            yield f"“{key}” chỉ nhận {', '.join(words)} (đang là '{_as_written(value)}')", ""


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
