"""Quality pages: the register's own quality, told to the agency and to the public: a page a sort of flaw.

The procedures of a sort stand by field, and on as many pages as they need.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from congbo.figures.flaws import Flaw, Group
from congbo.figures.quality import Tally
from congbo.pages.page import Page
from congbo.pages.paging import Item, Paged, Part, size
from congbo.pages.views import illustrative
from congbo.records.fields import FieldOfWork
from congbo.records.register import Register
from congbo.records.sections import QUALITY
from congbo.words.wording import percent, sentence

if TYPE_CHECKING:
    from congbo.pages.pages import Pages

_AROUND = 350
"""Bytes of HTML around what a line of a list says."""
GROUPS = {
    Group.CONTRADICTION: "Hai chỗ không khớp nhau",
    Group.MISSING: "Còn thiếu",
    Group.OUTDATED: "Cần rà lại",
}
"""What each group of sorts is called on the page."""


def sort_address(id_: str) -> str:
    """Return the address of the page of a sort of flaw."""
    return f"{QUALITY.address}{id_}/"


@dataclass(frozen=True, slots=True)
class FlawsOfField:
    """The flaws of one sort in a field, as a page lists them."""

    title: str
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class SortRow:
    """A sort of flaw as the front page has it, with the share of the procedures that have it."""

    tally: Tally
    address: str
    share: str

    @property
    def title(self) -> str:
        """What the sort is called, as a line of a list."""
        return sentence(self.tally.sort.title)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field with how many of its procedures have a flaw of each group, in the order of the groups."""

    field: FieldOfWork
    procedures: int
    sizes: tuple[int, ...]


def quality(pages: "Pages") -> dict[str, Any]:
    """Return what the front page of the quality of data is given."""
    total = pages.quality.looked_at
    rows = [
        SortRow(one, sort_address(one.sort.id), _share(one.procedures, total))
        for one in pages.quality.tallies
    ]
    return {
        "illustrative": illustrative(pages.register.procedures.values()),
        "total": total,
        "sound": total - pages.quality.flawed,
        "groups": [
            (title, of_group)
            for group, title in GROUPS.items()
            if (of_group := [row for row in rows if row.tally.sort.group is group])
        ],
        "group_titles": list(GROUPS.values()),
        "fields": list(_by_field(pages)),
    }


def _share(part: int, whole: int) -> str:
    return percent(Fraction(part * 100, whole)) if whole else ""


def _by_field(pages: "Pages") -> Iterator[FieldRow]:
    having: dict[str, dict[Group, set[str]]] = {}
    for flaw in pages.quality.flaws:
        of_field = having.setdefault(flaw.procedure.field, {group: set() for group in Group})
        of_field[flaw.sort.group].add(flaw.procedure.id)
    sizes = Counter(row.procedure.field for row in pages.procedures if not row.state.ended)
    for field in pages.fields_with_procedures:
        if field.id in having:
            groups = having[field.id]
            yield FieldRow(field, sizes[field.id], tuple(len(groups[group]) for group in GROUPS))


def quality_pages(pages: "Pages") -> Iterator[Page]:
    """Yield the pages of every sort of flaw that a procedure has."""
    for tally in pages.quality.tallies:
        title = sentence(tally.sort.title)
        for paging in paged(tally, pages):
            yield Page(
                paging.address,
                f"Chất lượng dữ liệu: {tally.sort.title}{paging.suffix}",
                "quality.html",
                QUALITY,
                f"{tally.in_words}. {tally.sort.why}",
                {
                    "tally": tally,
                    "title": title,
                    "paging": paging,
                    "illustrative": illustrative(flaw.procedure for flaw in tally.flaws),
                    **paging.lists,
                },
                day=pages.day_of(QUALITY),
            )


def quality_addresses(pages: "Pages") -> Iterator[str]:
    """Yield the address of every such page."""
    return (address for tally in pages.quality.tallies for address in paged(tally, pages).addresses)


def paged(tally: Tally, pages: "Pages") -> Paged:
    """Return the procedures of a sort as its pages list them: by field, then in the order of the register."""
    order = {id_: n for n, id_ in enumerate(pages.register.fields)}
    # addresses are asked for before it is known that every field is there
    flaws = sorted(tally.flaws, key=lambda flaw: (order.get(flaw.procedure.field, len(order)), _place(flaw)))
    items = [
        Item(flaw, f"{flaw.procedure.id} {n}", _size(flaw), flaw.procedure.code or flaw.procedure.id)
        for n, flaw in enumerate(flaws)
    ]
    told = partial(_grouped, pages.register)
    return Paged(sort_address(tally.sort.id), [Part("fields", items, told)], pages.budget)


def _place(flaw: Flaw) -> tuple[int, str]:
    return flaw.procedure.number or 10**6, flaw.procedure.id


def _size(flaw: Flaw) -> int:
    return _AROUND + size(flaw.procedure.label, flaw.procedure.id, flaw.said, flaw.note)


def _grouped(register: Register, flaws: Sequence[Flaw]) -> tuple[FlawsOfField, ...]:
    def title(id_: str) -> str:
        field = register.fields.get(id_)
        return field.name if field else id_

    return tuple(
        FlawsOfField(title(id_), tuple(found))
        for id_, found in groupby(flaws, key=lambda flaw: flaw.procedure.field)
    )
