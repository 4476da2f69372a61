"""Front matter: the text of a record or page as keys, values and body, with the place of each.

YAML scalars stay text until the model types them: `1.010830`, `no`, `12:30` and `010` mean what they say.
libyaml's events are read, not its objects, so that aliases, tags and duplicate keys are seen and refused.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from congbo.records.problems import Problem
from congbo.words.spelling import nearest

KeyPath = tuple[str | int, ...]
Position = tuple[int, int]

FENCE = "---"
AS_TYPED = frozenset({"encoding", "control-character"})
"""The rules whose problems already have the column of the line as it was typed."""

DEEPEST = 20  # groups inside groups; records need five
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"  # YAML breaks lines at some
    "\ue000-\uf8ff\ufeff\ufffe\uffff]"  # of private use: PDFs bring them, the site marks places with them
)
_FRONT = re.compile(r"---[ \t]*\n(?P<head>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MESSAGES = {
    "found character '\\t' that cannot start any token": "có ký tự tab; hãy lùi dòng bằng dấu cách",
    "mapping values are not allowed in this context": (
        "dấu hai chấm sai chỗ; hãy đặt giá trị trong ngoặc kép,"
        " hoặc lùi dòng này thẳng với các khoá cùng nhóm"
    ),
    "found character that cannot start any token": (
        "giá trị bắt đầu bằng một dấu mà YAML dành riêng; hãy đặt giá trị trong ngoặc kép"
    ),
    "did not find expected alphabetic or numeric character": (
        "giá trị bắt đầu bằng dấu “*” hoặc “&”; hãy đặt giá trị trong ngoặc kép"
    ),
    "found unknown escape character": "trong ngoặc kép có dấu “\\” lạ; hãy dùng ngoặc đơn thay ngoặc kép",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên khoá",
    "did not find expected key": (
        "dòng này lùi vào không khớp các dòng cùng nhóm, hoặc có chữ đứng sau ngoặc kép đóng"
    ),
    "did not find expected '-' indicator": "danh sách bị ngắt; mỗi mục bắt đầu bằng “- ”, lùi vào như nhau",
    "found unexpected end of stream": "ngoặc kép hoặc ngoặc đơn chưa được đóng",
    "did not find expected ',' or ']'": "danh sách trong ngoặc vuông chưa được đóng",
    "did not find expected ',' or '}'": "nhóm khoá trong ngoặc nhọn chưa được đóng",
    "nested too deeply": "các nhóm lồng nhau quá sâu",
}

_SAID_TOO_LATE = frozenset(
    {
        "could not find expected ':'",
        "found unexpected end of stream",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)
"""What libyaml sees only further down: the place to look at is where the value began."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The parts of one file. `data` holds mappings, lists and text only; `body_line` counts from 1."""

    data: dict[str, Any]
    body: str
    body_line: int


def decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the file as normal text: UTF-8, no byte order mark, line feeds, NFC.

    Control characters are reported and taken out, so that the rest of the file can still be checked.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        readable = _line_feeds(error.object[: error.start].decode("utf-8"))  # without the byte order mark
        line, column = readable.count("\n") + 1, len(readable) - readable.rfind("\n")
        message = "tệp phải lưu bằng bảng mã UTF-8 (có ký tự không đọc được)"
        return "", [Problem(path, line, column, "encoding", message)]
    text = _line_feeds(text)
    problems = [
        Problem(
            path,
            text.count("\n", 0, match.start()) + 1,
            match.start() - text.rfind("\n", 0, match.start()),
            "control-character",
            f"không được có ký tự điều khiển (gặp U+{ord(match.group()):04X}); hãy xoá ký tự này",
        )
        for match in _CONTROL.finditer(text)
    ]
    return _normal(text), problems


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def typed_lines(raw: bytes) -> list[str]:
    """Return the lines of a file as they were typed, without line ends and byte order mark."""
    return _line_feeds(raw.decode("utf-8-sig", "replace")).split("\n")


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def split(text: str) -> tuple[str, str, int] | None:
    """Return the YAML, the body and the body's first line, or None where there are no two fences."""
    match = _FRONT.match(text)
    if match is None:
        return None
    return match["head"], text[match.end() :], match["head"].count("\n") + 3


def opens(text: str) -> bool:
    """Tell whether the text begins as front matter does: a fence, then a key."""
    return re.match(r"---[ \t]*(?:\n+[\w-]+:|\n*\Z)", text) is not None


def read(text: str, path: str) -> tuple[FrontMatter | None, list[Problem]]:
    """Return the front matter of a normalised text, and every problem of its form."""
    parts = split(text)
    if parts is None:
        message = "tệp phải bắt đầu bằng một dòng “---”, rồi đến các khoá, rồi một dòng “---” nữa"
        if opens(text):
            message = "thiếu dòng “---” thứ hai, đặt ngay sau các khoá"
        return None, [Problem(path, 1, 1, "front-matter-fence", message)]
    head, body, body_line = parts
    problems = [
        Problem(path, number, 1, "yaml-tab", "không được lùi dòng bằng tab; hãy dùng dấu cách")
        for number, line in enumerate(head.split("\n"), start=2)
        if line.startswith("\t") or re.match(r" +\t", line)
    ]
    builder = _Builder(path)
    try:
        data = builder.document(head)
    except yaml.YAMLError as error:
        syntax = _syntax_problem(error, path)
        problems += [p for p in builder.problems if p.rule != "empty-value"]  # what is broken looks empty
        if not any(problem.rule == "yaml-tab" or problem.line == syntax.line for problem in problems):
            problems.append(syntax)
        return None, problems
    problems += builder.problems
    return (None if data is None else FrontMatter(data, body, body_line)), problems


def locate(text: str) -> dict[KeyPath, tuple[Position, Position]]:
    """Return the position of each key and of its value in the text, by key path.

    Asked for only when there is something to say of a place: a site's positions are larger than its data.
    """
    parts = split(text)
    if parts is None:
        return {}
    builder = _Builder("", marks={})
    try:
        builder.document(parts[0])
    except yaml.YAMLError:
        return {}
    return builder.marks or {}


def source_column(raw_line: str, column: int) -> int:
    """Return the column in the line as the editor typed it, given the column in its normal form."""
    if _normal(raw_line) == raw_line:
        return column
    lengths = (len(_normal(raw_line[:end])) for end in range(len(raw_line) + 1))
    return max(end for end, length in enumerate(lengths) if length < column) + 1


def _syntax_problem(error: yaml.YAMLError, path: str) -> Problem:
    said = str(getattr(error, "problem", "") or "")
    mark = getattr(error, "context_mark" if said in _SAID_TOO_LATE else "problem_mark", None)
    reason = _MESSAGES.get(said, "không đọc được; hãy kiểm tra dấu hai chấm, ngoặc kép và cách lùi dòng")
    line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    return Problem(path, line, column, "yaml-syntax", f"phần khoá không đúng cách viết YAML: {reason}")


class _Builder:
    """Builds text, lists and mappings from libyaml's events and says what it refuses."""

    def __init__(self, path: str, marks: dict[KeyPath, tuple[Position, Position]] | None = None) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.marks = marks
        self._events: Iterator[Any] = iter(())

    def document(self, head: str) -> dict[str, Any] | None:
        self._events = yaml.parse(head, Loader=yaml.CBaseLoader)
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = self._node(next(self._events), ())
                end: Any = next(self._events)
                if not isinstance(value, dict):
                    self._refuse(
                        event, "front-matter-fence", "giữa hai dòng “---” phải là các dòng “khoá: giá trị”"
                    )
                    return None
                if end.explicit or not isinstance(next(self._events), yaml.StreamEndEvent):
                    self._refuse(
                        end, "front-matter-fence", "không được ngắt phần khoá bằng “---” hay “...” ở giữa"
                    )
                return value
        return {}

    def _refuse(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.path, mark.line + 2, mark.column + 1, rule, message, hint))

    def _node(self, event: Any, path: KeyPath) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                "yaml-alias",
                f"không dùng “*{event.anchor}” để nhắc lại; hãy viết đủ giá trị,"
                " hoặc đặt trong ngoặc kép nếu dấu “*” là chữ",
            )
            return ""
        if event.anchor:
            self._refuse(
                event,
                "yaml-alias",
                f"không dùng “&{event.anchor}” để đánh dấu; hãy bỏ đi, hoặc đặt trong ngoặc kép nếu là chữ",
            )
        if event.tag is not None and event.tag != "!":
            self._refuse(
                event,
                "yaml-tag",
                f"không dùng nhãn kiểu “{_tag_as_typed(event.tag)}”; hãy bỏ đi,"
                " hoặc đặt trong ngoặc kép nếu là chữ",
            )
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if len(path) > DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            place = (*path, len(items))
            self._mark(place, event, event)
            items.append(self._value(event, place))
        return items

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(key_event := next(self._events), yaml.MappingEndEvent):
            key = self._node(key_event, (*path, ""))
            event = next(self._events)
            if not isinstance(key, str):
                self._refuse(
                    key_event, "yaml-syntax", "tên khoá phải là chữ, không phải danh sách hay nhóm khoá"
                )
                key = ""
            if key == "<<":
                self._refuse(key_event, "yaml-alias", "không dùng “<<” để gộp khoá; hãy viết đủ các khoá")
                self._node(event, path)
                continue
            if key in mapping:
                self._refuse(
                    key_event, "duplicate-key", f"khoá “{key}” đã có ở trên; mỗi khoá chỉ viết một lần"
                )
                self._node(event, (*path, key))
                continue
            self._mark((*path, key), key_event, event)
            mapping[key] = self._value(event, (*path, key))
        return mapping

    def _value(self, event: Any, path: KeyPath) -> Any:
        """Return the node's value; an empty one is refused, because nobody can tell what it means."""
        value = self._node(event, path)
        if isinstance(event, yaml.AliasEvent):
            return value
        plain_nothing = isinstance(event, yaml.ScalarEvent) and not event.style and value in _NOTHING
        if plain_nothing or value in ([], {}) or (isinstance(value, str) and not value.strip()):
            what = f"“{path[-1]}”" if isinstance(path[-1], str) else "mục này"
            self._refuse(
                event, "empty-value", f"{what} đang để trống; hãy điền, hoặc xoá cả dòng nếu chưa biết"
            )
        return value

    def _mark(self, path: KeyPath, key_event: Any, event: Any) -> None:
        if self.marks is not None:
            key, value = key_event.start_mark, event.start_mark
            self.marks[path] = ((key.line + 2, key.column + 1), (value.line + 2, value.column + 1))


def _tag_as_typed(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def unknown_key_problem(path: str, place: Position, key: str, accepted: list[str]) -> Problem:
    """Return the problem of a key that the model does not know, with the nearest that it does."""
    message = f"không có khoá “{key}”"
    hint = nearest(key, accepted) or f"Các khoá dùng được: {', '.join(accepted)}."
    return Problem(path, *place, "unknown-key", message, hint)
