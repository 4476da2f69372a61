"""Typed numbers: the numbers that a report types instead of calling them: which are names, which are not.

What readers see of a report and no macro computes is its prose, the words that calls bring as they are
typed, and the texts of its head. One grammar (`words.number_names`) holds for all three.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from congbo.records import frontmatter
from congbo.records.frontmatter import KeyPath
from congbo.reports.calls import Lines
from congbo.reports.macros import MACROS
from congbo.reports.report import Report
from congbo.reports.sentences import CALL, prose_with_calls, sentence_around
from congbo.words.number_names import DOCUMENT, NumberName, number_names

MARKED = "tên được đánh dấu"
"""What a name is called that its writer marked."""

_STRUCTURE = re.compile(
    r"^#{1,6} +(?:[IVX]+|\d+(?:\.\d+)*)\. "  # a heading's own number
    r"|^ *\d+\. "  # a numbered list
    r"|https?://[^\s<>]+|[\w.+-]+@[\w.-]+"
    r"|\]\([^()\s]*\)"  # where a link leads
    r"|\[\^[\w-]+\]|(?<![\]!\[])\[\d{1,3}\](?![(:\[])"
    r"|(?<=[^\W\d_][^\W\d_])\(\d{1,2}\)"  # a note, typed by hand or not, is told as one
    r"|\{:[^{}\n]*\}",  # names of a block
    re.MULTILINE,
)
_DIGITS = re.compile(r"[\d\u00bc-\u00be\u2150-\u2189\u2460-\u249b]+(?:[.,/]\d+)*%?")
_DIGIT = "một|hai|ba|bốn|sáu|bảy|tám|chín"
_IN_WORDS = re.compile(
    rf"(?<!hàng )(?<!hàng\n)\b(?:(?:{_DIGIT})\s)?(?:mười|mươi|trăm|nghìn|ngàn)"
    rf"(?:\s(?:{_DIGIT}|mốt|tư|lăm|năm|linh|lẻ|mươi|mười|trăm|nghìn|ngàn))*\s"
    r"(?:hồ sơ|văn bản|thủ tục|nhiệm vụ|chỉ tiêu|kế hoạch|báo cáo|quyết định|công văn|tờ trình|thông báo"
    r"|phản ánh|kiến nghị|công chức|viên chức|cán bộ|tài khoản|sáng kiến|phần trăm)\b",
    re.IGNORECASE,
)
_HEAD = ("title", "description", "place", "recipients", "signer")
_MARKS = re.compile(r"\[\^[\w-]+\]:?|[*_`#]+|\x01+|^\s*[-+] ")
_LONGEST = 90

_Place = Callable[[int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that is typed and is no name, with its place in the file."""

    text: str
    line: int
    column: int
    within: str = ""
    """The text option or the key of the head in which it stands; empty in the prose."""


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A name with a number, as a reviewer sees it: what form it has, where it stands, and in what words."""

    text: str
    label: str
    section: str
    context: str
    line: int
    column: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class OptionText:
    """Words that a call brings as they are typed, such as `zero="không có"`."""

    macro: str
    option: str
    text: str
    section: str
    line: int


class TypedNumbers:
    """The typed numbers of one report."""

    def __init__(self, report: Report) -> None:
        self._source = report.source

    @cached_property
    def counts(self) -> list[TypedNumber]:
        """The numbers that are no names, in the order of the file."""
        found = [
            TypedNumber(digits, *place, within)
            for text, within, place_of in self._texts()
            for digits, place in _uncovered(text, place_of)
        ]
        return sorted(found, key=lambda one: (one.line, one.column))

    @cached_property
    def in_words(self) -> list[TypedNumber]:
        """The counts of ten and more that the prose has in words: `mười hai kế hoạch`."""
        return [
            TypedNumber(" ".join(match.group().split()), *self._lines.position(match.start()))
            for match in _IN_WORDS.finditer(self._prose)
        ]

    @cached_property
    def names(self) -> list[NamedNumber]:
        """The names with numbers, by form and marked, in the order of the file."""
        found = [*self._by_form(), *self._marked()]
        return sorted(found, key=lambda one: (one.line, one.column))

    @cached_property
    def options(self) -> list[OptionText]:
        """The words that calls bring as they are typed, in the order of the page."""
        return [
            OptionText(call.name, option, text, call.section, call.line)
            for call in self._source.calls
            for option, text in MACROS[call.name].typed(call)
        ]

    @cached_property
    def _prose(self) -> str:
        return prose_with_calls(self._source)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._source.body, self._source.body_line)

    def _texts(self) -> Iterator[tuple[str, str, _Place]]:
        """Yield each typed text, what it is called unless it is the prose, and how its places are found."""
        yield self._prose, "", self._lines.position
        for call in self._source.calls:
            for option, text in MACROS[call.name].typed(call):
                yield text, option or call.name, _at(call.line, call.column)
        marks = frontmatter.locate(self._source.text)
        for keys, text in _head(self._source.data):
            line, column = marks.get(keys, ((1, 1), (1, 1)))[1]
            yield text, str(keys[0]), _at(line, column)

    def _by_form(self) -> Iterator[NamedNumber]:
        for text, within, place_of in self._texts():
            structure = _blanked(text) if not within else text
            for name in number_names(structure):
                line, column = place_of(name.start)
                section = self._section(name.start, within, line)
                yield NamedNumber(name.text, name.label, section, context(text, name), line, column)

    def _section(self, start: int, within: str, line: int) -> str:
        if not within:
            return self._lines.section(start)
        calls = (call.section for call in self._source.calls if call.line == line)
        return next(calls, "đầu trang")

    def _marked(self) -> Iterator[NamedNumber]:
        for call in self._source.calls:
            if MACROS[call.name].marks:
                before, after = self._prose[: call.start], self._prose[call.end :]
                name = NumberName(len(before), len(before) + len(call.id), call.id, MARKED)
                around = context(f"{before}{call.id}{after}", name)
                yield NamedNumber(call.id, MARKED, call.section, around, call.line, call.column, marked=True)


def context(text: str, name: NumberName) -> str:
    """Return the sentence around a name on one line, cut where it is long; calls are left out as `…`."""
    start, end = sentence_around(text, name.start, name.end)
    before = _plain(text[start : name.start])
    behind = _plain(text[name.end : end])
    if len(before) > _LONGEST:
        before = f"… {before[-_LONGEST:].partition(' ')[2]}"
    if len(behind) > _LONGEST:
        behind = f"{behind[:_LONGEST].rpartition(' ')[0]} …"
    return " ".join(f"{before}{name.text}{behind}".split())


def symbols_in(name: NamedNumber) -> list[str]:
    """Return the numbers of documents that a name is or holds."""
    if name.label == DOCUMENT:
        return [name.text]
    return [found.text for found in number_names(name.text) if found.label == DOCUMENT]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub(lambda mark: "…" if CALL in mark[0] else "", text))


def _at(line: int, column: int) -> _Place:
    return lambda offset: (line, column)


def _uncovered(text: str, place_of: _Place) -> Iterator[tuple[str, tuple[int, int]]]:
    shown = _blanked(text)
    spans = [(name.start, name.end) for name in number_names(shown)]
    for match in _DIGITS.finditer(shown):
        if not any(start <= match.start() and match.end() <= end for start, end in spans):
            yield match.group(), place_of(match.start())


def _blanked(text: str) -> str:
    """Return a text with spaces for the numbers that are no words of it, so that all else keeps its place."""
    return _STRUCTURE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _head(data: object, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts of a page's head that its readers read as they are typed."""
    if isinstance(data, str):
        yield keys, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if keys or key in _HEAD:
                yield from _head(value, (*keys, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _head(value, (*keys, index))
