"""Written pages: a page of docs/ as data: prose, macro calls with constant arguments, notes.

A page is read once and never run. Whether its macros are answered is decided here, for every spelling of yes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from congbo.records import frontmatter
from congbo.records.problems import Problem
from congbo.reports.calls import Call, Lines, Prose, parts_of
from congbo.reports.notes import Mark, Span, markers, note_spans, text_span

RENDER_MACROS = "render_macros"
"""The key of a page that turns its macros on."""

_YES = frozenset({"true", "yes", "on", "y", "có"})
_NO = frozenset({"false", "no", "off", "n", "không", ""})


@dataclass(frozen=True)
class PageSource:
    """A page of docs/ as it is written. `id` is the file's stem; lines count from 1 in the file.

    `parts` are its prose and its calls in order, none where its macros are off. A page that is `shipped`
    is one of the package's own.
    """

    id: str
    path: str
    data: dict[str, Any]
    text: str
    body: str
    body_line: int
    parts: tuple[Prose | Call, ...] = ()
    markers: tuple[Mark, ...] = ()
    definitions: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    shipped: bool = False

    @property
    def answers(self) -> bool:
        """Whether the page's macros are answered."""
        return answers_macros(self.data) is True

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The macro calls in the order of the page."""
        return tuple(part for part in self.parts if isinstance(part, Call))

    def following(self, current: Callable[[str, str], str]) -> "PageSource":
        """Return the page with its calls naming records by the ids that these have now.

        `current` gives that id for a macro's name and the id that the page has. A page that was signed is
        never typed anew because a record was renamed.
        """
        parts = tuple(
            replace(part, arguments=(new,))
            if isinstance(part, Call) and part.id and (new := current(part.name, part.id)) != part.id
            else part
            for part in self.parts
        )
        return self if parts == self.parts else replace(self, parts=parts)

    def markdown(self, answer: Callable[[Call], str]) -> str:
        """Return the body with each call answered; comments are left out."""
        return self._answered(0, len(self.body), answer) if self.answers else self.body

    def note_markdown(self, id_: str, answer: Callable[[Call], str]) -> str:
        """Return the text of a note with each call in it answered; empty where there is no such note."""
        span = self._notes.get(id_)
        return self._answered(*text_span(self.body, span), answer) if span else ""

    def note_text(self, id_: str) -> str:
        """Return the source of a note's text, macro calls and all."""
        span = self._notes.get(id_)
        return self.body[slice(*text_span(self.body, span))] if span else ""

    def prose(self) -> str:
        """Return the body with spaces for all that is no prose, so that each word keeps its place."""
        kept, end = [], 0
        for part in self.parts:
            if isinstance(part, Prose):
                kept += [_blank(self.body[end : part.start]), self.body[part.start : part.end]]
                end = part.end
        return "".join([*kept, _blank(self.body[end:])])

    @property
    def note_ids(self) -> list[str]:
        """The notes in the order of their first markers, which is the order of their numbers."""
        return list(dict.fromkeys(mark.id for mark in self.markers))

    @cached_property
    def _notes(self) -> dict[str, Span]:
        spans = note_spans(self.body)
        return {span[2]: span for span in reversed(spans)}  # of two of one name, the first

    def _answered(self, start: int, end: int, answer: Callable[[Call], str]) -> str:
        return "".join(
            answer(part) if isinstance(part, Call) else self.body[max(part.start, start) : min(part.end, end)]
            for part in self.parts
            if part.start < end and part.end > start
        )


def answers_macros(data: dict[str, Any]) -> bool | None:
    """Return whether front matter turns macros on, in any spelling of yes or no; None for another word."""
    said = data.get(RENDER_MACROS, "")
    word = said.strip().casefold() if isinstance(said, str) else "?"
    return True if word in _YES else False if word in _NO else None


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
    if answers_macros(data) is not True:
        return PageSource(id_, path, data, text, body, body_line, problems=tuple(problems))
    lines, spans = Lines(body, body_line), note_spans(body)
    parts, found = parts_of(body, lines, spans, path)
    return PageSource(
        id_,
        path,
        data,
        text,
        body,
        body_line,
        tuple(parts),
        tuple(Mark(name, *lines.position(offset)) for offset, name in markers(body, spans)),
        tuple(Mark(name, *lines.position(start)) for start, _, name in spans),
        (*problems, *found),
    )


def _blank(text: str) -> str:
    return "".join("\n" if letter == "\n" else " " for letter in text)
