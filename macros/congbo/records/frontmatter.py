"""Front matter: the text of a record or page as keys, values and body, with the place of each.

YAML scalars stay text until the model types them: `1.010830`, `no`, `12:30` and `010` mean what they say.
libyaml's events are read, not its objects, so that aliases, tags and duplicate keys are seen and refused.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from congbo.records import fences
from congbo.records.escapes import escaped_problems
from congbo.records.faults import MESSAGES, SAID_TOO_LATE, faults, loose
from congbo.records.plain_head import plain_head
from congbo.records.problems import Problem
from congbo.records.quoting import on_one_line
from congbo.records.texts import AS_TYPED as AS_TYPED
from congbo.records.texts import policed, typed_columns
from congbo.words.saved import unreadable

KeyPath = tuple[str | int, ...]
Position = tuple[int, int]

LARGEST_FILE = 1_000_000  # bytes
LARGEST_HEAD = 300_000  # characters: four times the fullest record of the national portal
MOST_VALUES = 10_000  # keys and items of a list
DEEPEST = 20  # groups inside groups; records need five
_FRONT = re.compile(r"---[ \t]*\n(?P<head>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
_CUT = re.compile(r"[ \t]+(#.*)")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MESSAGES = MESSAGES | {
    "nested too deeply": "các nhóm lồng nhau quá sâu",
    "too many values": f"có quá nhiều khoá và mục, nhiều nhất {MOST_VALUES}",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The parts of one file. `data` holds mappings, lists and text only; `body_line` counts from 1."""

    data: dict[str, Any]
    body: str
    body_line: int


def decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the file as normal text: UTF-8, no byte order mark, line feeds, NFC.

    What is wrong with its letters is told and mended, so that the rest of the file can still be checked.
    """
    if len(raw) > LARGEST_FILE:
        message = f"tệp quá lớn: {len(raw) / 1e6:.1f} MB; nhiều nhất {LARGEST_FILE / 1e6:.0f} MB"
        hint = "Bản ghi chỉ cần các khoá và ít lời; hãy bỏ toàn văn đã dán vào"
        return "", [Problem(path, 1, 1, "too-long", message.replace(".", ","), hint)]
    if (refused := unreadable(raw)) is not None:
        readable = _line_feeds(raw[: refused.start].decode("utf-8-sig", "replace"))
        line, column = readable.count("\n") + 1, len(readable) - readable.rfind("\n")
        if not refused.is_text:
            return "", [Problem(path, line, column, "file-name", refused.message, refused.hint)]
        return "", [Problem(path, line, column, "encoding", refused.message, refused.hint)]
    text = raw.decode("utf-8-sig")
    return policed(_line_feeds(text), path)


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def typed_lines(raw: bytes) -> list[str]:
    """Return the lines of a file as they were typed, without line ends and byte order mark."""
    return _line_feeds(raw.decode("utf-8-sig", "replace")).split("\n")


def split(text: str) -> tuple[str, str, int] | None:
    """Return the YAML, the body and the body's first line, or None where there are no two fences."""
    match = _FRONT.match(text)
    if match is None:
        return None
    return match["head"], text[match.end() :], match["head"].count("\n") + 3


Keys = Callable[[], Collection[str]]
"""Gives the keys that a file of a kind may have at any depth; none where nobody knows."""


def opens(text: str) -> bool:
    """Tell whether the text begins as front matter does: a fence, then a key."""
    return re.match(r"---[ \t]*(?:\n+[\w-]+:|\n*\Z)", text) is not None


IsNote = Callable[[KeyPath, str, str], bool]
"""Tells whether a comment behind a value is a note, given the key path, the value and the comment."""


def is_plain_note(path: KeyPath, value: str, comment: str) -> bool:
    """Tell whether a comment is a note because the value before it is a word, a number or a day."""
    return value.isascii() and " " not in value and comment.startswith("# ")


def read(
    text: str, path: str, is_note: IsNote = is_plain_note, keys: Keys = tuple
) -> tuple[FrontMatter | None, list[Problem]]:
    """Return the front matter of a normalised text, and every problem of its form."""
    parts = split(text)
    if parts is None:
        line, column, message, hint = fences.missing(text)
        return None, [Problem(path, line, column, "front-matter-fence", message, hint)]
    head, body, body_line = parts
    if len(head) > LARGEST_HEAD:
        message = f"phần khoá quá dài: {len(head)} ký tự; nhiều nhất {LARGEST_HEAD} ký tự"
        return None, [Problem(path, 1, 1, "too-long", message)]
    if not is_divided(body) and (plain := plain_head(head)) is not None:
        return FrontMatter(plain, body, body_line), []
    problems = [
        Problem(path, number, 1, "yaml-tab", "không được lùi dòng bằng tab; hãy dùng dấu cách")
        for number, line in enumerate(head.split("\n"), start=2)
        if line.startswith("\t") or re.match(r" +\t", line)
    ]
    builder = _Builder(path, is_note=is_note)
    try:
        data = builder.document(head)
    except yaml.YAMLError as error:
        problems += [p for p in builder.problems if p.rule != "empty-value"]  # what is broken looks empty
        syntax = _syntax_problems(error, path, head, keys())
        told = {problem.line for problem in problems}
        if not any(problem.rule == "yaml-tab" or syntax[0].line in told for problem in problems):
            problems += syntax
        return None, problems
    if divided := fences.too_many(body, body_line, keys()) if is_divided(body) else None:
        line, column, message, hint = divided
        return None, [*problems, Problem(path, line, column, "front-matter-fence", message, hint)]
    problems += builder.problems
    if data is None and (fault := loose(head, keys())):
        place = fault.line + 2, fault.column + 1
        problems = [Problem(path, *place, "front-matter-fence", fault.said(2), fault.hint)]
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
    return source_columns(raw_line)(column)


def source_columns(raw_line: str) -> Callable[[int], int]:
    """Return the function from columns of a line's normal form to those of the line as it was typed."""
    places = typed_columns(raw_line)
    if places is None:
        return lambda column: column
    return lambda column: places[min(column, len(places)) - 1] + 1


def inside(lines: Sequence[str], value: Position, offset: int) -> Position:
    """Return the position of a letter of a value that is written on one line, given the value's position."""
    line, column = value
    sign = lines[line - 1][column - 1 : column]
    if not offset or sign in ("|", ">"):
        return value
    return line, column + offset + (sign in ("'", '"'))


def is_divided(body: str) -> bool:
    """Tell whether the text behind the second fence begins as a key does."""
    return re.match(r"\s*(?:---[ \t]*\n)?[a-z][a-z_]*:(?: |\n|\Z)", body) is not None


def _syntax_problems(error: yaml.YAMLError, path: str, head: str, keys: Collection[str]) -> list[Problem]:
    """Return what is wrong with a front matter that YAML cannot read."""
    found = [] if "escape code" in str(getattr(error, "problem", "")) else faults(head, keys)
    if not found:
        return [_syntax_problem(error, path, head)]
    return [
        Problem(path, fault.line + 2, fault.column + 1, "yaml-syntax", fault.said(2), fault.hint)
        for fault in found
    ]


def _syntax_problem(error: yaml.YAMLError, path: str, head: str) -> Problem:
    said = str(getattr(error, "problem", "") or "")
    mark = getattr(error, "context_mark" if said in SAID_TOO_LATE else "problem_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    if mark and said == "found invalid Unicode character escape code":
        escape = _ESCAPE.match(head.split("\n")[mark.line], max(mark.column - 2, 0))
        shown = escape.group() if escape else "…"
        message = f"dãy “{shown}” không viết ra ký tự nào (nửa ký tự, hoặc mã quá lớn); hãy gõ thẳng ký tự"
        return Problem(path, line, max(column - 2, 1), "escaped-character", message)
    reason = _MESSAGES.get(said, "không đọc được; hãy kiểm tra dấu hai chấm, ngoặc kép và cách lùi dòng")
    return Problem(path, line, column, "yaml-syntax", f"phần khoá không đúng cách viết YAML: {reason}")


class _Builder:
    """Builds text, lists and mappings from libyaml's events and says what it refuses."""

    def __init__(
        self,
        path: str,
        marks: dict[KeyPath, tuple[Position, Position]] | None = None,
        is_note: IsNote = is_plain_note,
    ) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.marks = marks
        self.is_note = is_note
        self._lines: list[str] = []
        self._values = 0
        self._events: Iterator[Any] = iter(())

    def document(self, head: str) -> dict[str, Any] | None:
        self._lines = head.split("\n")
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

    def _without_sign(self, event: Any) -> str:
        """Return how to write a value that begins with a sign of YAML's own."""
        typed = self._lines[event.start_mark.line][event.start_mark.column :].rstrip()
        plain = typed.lstrip("*&!")
        if (typed[0] == "&" or typed.startswith("!!")) and " " in plain:  # YAML's own: a name, then the value
            plain = plain.partition(" ")[2].strip()
        if not plain or "#" in typed:
            return "Dấu thừa thì xoá; là chữ của giá trị thì đặt cả giá trị trong ngoặc đơn: '…'"
        return f"Dấu thừa thì viết: {plain}; là chữ của giá trị thì viết: {on_one_line(typed, quoted=True)}"

    def _node(self, event: Any, path: KeyPath) -> Any:
        self._values += 1
        if self._values > MOST_VALUES:
            raise yaml.MarkedYAMLError(problem="too many values", problem_mark=event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            message = f"giá trị không được bắt đầu bằng dấu “*”: “*{event.anchor}” bị hiểu là lệnh nhắc lại"
            hint = self._without_sign(event)
            self._refuse(event, "yaml-alias", message, hint)
            return ""
        if event.anchor:
            message = f"giá trị không được bắt đầu bằng dấu “&”: “&{event.anchor}” bị hiểu là lệnh đánh dấu"
            hint = self._without_sign(event)
            self._refuse(event, "yaml-alias", message, hint)
        if event.tag is not None and event.tag != "!":
            tag = _tag_as_typed(event.tag)
            message = f"giá trị không được bắt đầu bằng dấu “!”: “{tag}” bị hiểu là nhãn kiểu"
            hint = self._without_sign(event)
            self._refuse(event, "yaml-tag", message, hint)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) > DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(event, path)

    def _scalar(self, event: Any, path: KeyPath) -> str:
        """Return the text of a scalar, mended where an escape hid something in it."""
        value: str = event.value
        if event.style == '"':
            value, found = escaped_problems(self.path, value, self._lines, event.start_mark, event.end_mark)
            self.problems += found
        elif not event.style and value:
            end = event.end_mark
            cut = _CUT.match(self._lines[end.line], end.column) if end.line < len(self._lines) else None
            if cut and not self.is_note(path, value, cut[1]):
                self._cut(value, cut, end.line)
        return value

    def _cut(self, value: str, cut: re.Match[str], line: int) -> None:
        message = (
            f"từ dấu “#” trở đi bị coi là ghi chú, nên giá trị chỉ còn “{value}”; nếu là chữ của giá trị thì"
            " đặt cả giá trị trong ngoặc đơn, nếu là ghi chú thì chuyển lên một dòng riêng ở trên"
        )
        whole = (value + cut.group()).replace("'", "''")
        place = line + 2, cut.start(1) + 1
        self.problems.append(Problem(self.path, *place, "cut-value", message, f"Hãy viết '{whole}'"))

    def _sequence(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            place = (*path, len(items))
            self._mark(place, event, event)
            items.append(self._value(event, place))
        return items

    def _mapping(self, start: Any, path: KeyPath) -> dict[str, Any]:
        flow = bool(start.flow_style)
        mapping: dict[str, Any] = {}
        firsts: dict[str, int] = {}
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
                message = (
                    f"khoá “{key}” đã có ở dòng {firsts[key]}; mỗi khoá chỉ viết một lần, hãy xoá một dòng"
                )
                self._refuse(key_event, "duplicate-key", message)
                self._node(event, (*path, key))
                continue
            self._mark((*path, key), key_event, event)
            firsts[key] = key_event.start_mark.line + 2
            braced = flow and isinstance(event, yaml.ScalarEvent) and not event.value and not event.style
            mapping[key] = self._node(event, (*path, key)) if braced else self._value(event, (*path, key))
        if flow and mapping and not any(mapping.values()):
            message = "giá trị nằm trong ngoặc nhọn nên bị hiểu là một nhóm khoá; hãy bỏ hai dấu ngoặc"
            self._refuse(start, "yaml-syntax", message, f"Hãy viết: {', '.join(mapping)}")
        return mapping

    def _value(self, event: Any, path: KeyPath) -> Any:
        """Return the node's value; an empty one is refused, because nobody can tell what it means."""
        value = self._node(event, path)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) not in (None, "!"):
            return value
        plain_nothing = isinstance(event, yaml.ScalarEvent) and not event.style and value in _NOTHING
        if plain_nothing or value in ([], {}) or (isinstance(value, str) and not value.strip()):
            what = f"“{path[-1]}”" if isinstance(path[-1], str) else "mục này"
            mend = "hãy điền, hoặc xoá cả dòng nếu chưa biết"
            if plain_nothing and value:
                what, mend = f"{what} ghi “{value}”, máy coi là trống", f"{mend.removeprefix('hãy ')}"
                self._refuse(event, "empty-value", f"{what}; hãy {mend}")
                return value
            behind = self._lines[event.start_mark.line][event.start_mark.column :].lstrip(" ")
            if behind.startswith("#"):
                mend = (
                    "chữ sau dấu “#” chỉ là ghi chú; hãy điền ngay sau dấu hai chấm, trước dấu “#”,"
                    " hoặc xoá cả dòng nếu chưa biết"
                )
            self._refuse(event, "empty-value", f"{what} đang để trống; {mend}")
        return value

    def _mark(self, path: KeyPath, key_event: Any, event: Any) -> None:
        if self.marks is not None:
            key, value = key_event.start_mark, event.start_mark
            self.marks[path] = ((key.line + 2, key.column + 1), (value.line + 2, value.column + 1))


def _tag_as_typed(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
