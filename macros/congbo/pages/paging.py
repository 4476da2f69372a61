"""Paging: lists cut into pages whose HTML stays small however long the lists are; each item once, in order.

A list that fits is one page. One that does not ends its pages between items chosen by their own keys, not by
their places: who adds an item moves the ends near it and leaves the others, so that what stands at an address
of a long list seldom becomes something else.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar
from zlib import crc32

from markupsafe import escape

_T = TypeVar("_T")

LARGEST = 200_000
"""Bytes of HTML that a page should not pass, so that a phone on a slow network has it in seconds."""
FRAME = 30_000
"""Bytes of a page that are none of its lists': the theme's frame, its head, the ways to its other pages."""
BUDGET = LARGEST - FRAME
SHELL = 22_000
"""Bytes of a page around its article."""
LEAST_FULL = 0.8
"""From which part of the budget on a page may end, where more items follow."""
MOST_LINKS = 60
"""Ways to other pages that a page shows; of more, those near it and some between."""
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Item(Generic[_T]):
    """What stands in a list: its key, which is its own in the list, and at most how many bytes it takes.

    `name` is what a reader is told of the first and the last of a page, such as a code or a number.
    """

    value: _T
    key: str
    size: int
    name: str = ""


_ESCAPED = tuple((sign, len(escape(sign)) - 1) for sign in "&<>\"'")
"""The signs that HTML writes otherwise, with how much longer they are then."""


def size(*texts: object) -> int:
    """Return how many bytes texts take in HTML."""
    text = "".join(map(str, texts))
    return len(text.encode()) + sum(more * text.count(sign) for sign, more in _ESCAPED)


@dataclass(frozen=True, slots=True)
class Part(Generic[_T]):
    """A list of a page, by the name that the page's template has for it.

    `told` makes of the items of one page what the template is given.
    """

    name: str
    items: Sequence[Item[_T]]
    told: Callable[[Sequence[_T]], Any] = list


def cut(items: Sequence[Item[Any]], budget: int, first: int | None = None) -> Iterator[Sequence[Item[Any]]]:
    """Yield runs of items whose sizes together keep to a budget; one that is larger stands alone.

    The first run has a budget of its own where one is given. At least one run is yielded, empty of no items.
    """
    start, room = 0, budget if first is None else first
    while True:
        taken, ends, end = 0, [], start
        while end < len(items) and (end == start or taken + items[end].size <= room):
            taken += items[end].size
            end += 1
            if taken >= room * LEAST_FULL:
                ends.append(end)
        if end < len(items) and ends:
            end = min(ends, key=lambda place: (crc32(items[place - 1].key.encode()), -place))
        yield items[start:end]
        start, room = end, budget
        if start >= len(items):
            return


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a page of a list; `span` says from what to what, `gap` that pages before it are left out."""

    number: int
    address: str
    span: str
    current: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """A page of lists, by its number from 1 among `count`; `lists` is what it shows of each part.

    `ranges` says of a part that stands on several pages what of it is here: `từ 401 đến 800`.
    """

    number: int
    addresses: tuple[str, ...]
    spans: tuple[str, ...] = ("",)
    lists: Mapping[str, Any] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.addresses)

    @property
    def several(self) -> bool:
        """Whether there are others."""
        return self.count > 1

    @property
    def further(self) -> bool:
        """Whether it is not the first, which alone says what is said once."""
        return self.number > 1

    @property
    def address(self) -> str:
        """Its own address."""
        return self.addresses[self.number - 1]

    @property
    def suffix(self) -> str:
        """What its title ends in."""
        return f", trang {self.number}" if self.further else ""

    @property
    def first(self) -> str:
        """The address of the first page."""
        return self.addresses[0]

    def above(self, title: str) -> tuple[tuple[str, str], ...]:
        """Return what stands above it, as a page has it: the first page by its title, unless it is that."""
        return ((self.first, title),) if self.further else ()

    @property
    def previous(self) -> str:
        """The address of the page before it, or nothing."""
        return self.addresses[self.number - 2] if self.further else ""

    @property
    def next(self) -> str:
        """The address of the page after it, or nothing."""
        return self.addresses[self.number] if self.number < self.count else ""

    @property
    def links(self) -> list[Link]:
        """The ways to the pages, its own among them; of very many only some."""
        shown = [number for number in range(1, self.count + 1) if self._shown(number)]
        return [
            Link(number, self.addresses[number - 1], self.spans[number - 1], number == self.number, gap)
            for number, gap in (
                (one, one - before > 1) for before, one in zip([0, *shown], shown, strict=False)
            )
        ]

    def _shown(self, number: int) -> bool:
        step = -(-self.count // MOST_LINKS)
        ends = number in (1, self.count) or abs(number - self.number) <= _NEAR
        return ends or number % step == 0


WHOLE = Paging(1, ("",))
"""What a page is given that is made without being asked for its lists: it stands alone."""


class Paged:
    """The pages of some lists that stand one after the other below an address; the first has it."""

    def __init__(self, address: str, parts: Iterable[Part[Any]], budget: int | None = BUDGET) -> None:
        self._address = address
        self.parts = tuple(parts)
        self._budget = sys.maxsize if budget is None else budget

    @cached_property
    def _runs(self) -> list[Sequence[Item[tuple[int, Any]]]]:
        """What stands on each page: the items of all parts, each with the place of its part."""
        every = [
            Item((place, item.value), item.key, item.size, item.name)
            for place, part in enumerate(self.parts)
            for item in part.items
        ]
        return list(cut(every, self._budget))

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The address of each page."""
        numbers = range(2, len(self._runs) + 1)
        return (self._address, *(f"{self._address}trang-{number}/" for number in numbers))

    @cached_property
    def _spans(self) -> tuple[str, ...]:
        named = [[item.name for item in run if item.name] for run in self._runs]
        return tuple(_span(names) for names in named)

    def __iter__(self) -> Iterator[Paging]:
        done = [0] * len(self.parts)
        for number, run in enumerate(self._runs, 1):
            lists: dict[str, Any] = {}
            ranges: dict[str, str] = {}
            for place, part in enumerate(self.parts):
                values = [item.value[1] for item in run if item.value[0] == place]
                lists[part.name] = part.told(values)
                if 0 < len(values) < len(part.items):
                    ranges[part.name] = f"từ {done[place] + 1} đến {done[place] + len(values)}"
                else:
                    ranges[part.name] = ""
                done[place] += len(values)
            yield Paging(number, self.addresses, self._spans, lists, ranges)


def _span(names: Sequence[str]) -> str:
    if not names:
        return ""
    return names[0] if names[0] == names[-1] else f"{names[0]} – {names[-1]}"
