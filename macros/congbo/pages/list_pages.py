"""List pages: the pages of a section's list, as many as it takes, cut where a reader would look for the cut.

Procedures stand by field, and a field's pages are those of its record; documents by kind and year; changes by
month; what has no such order goes on from page to page. A group's address lasts however the others grow.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from congbo.figures.changes import Change
from congbo.pages.lists import DocumentsOfKind, changes_by_month, context_of, documents_by_kind
from congbo.pages.paging import Item, Paged, Paging, Part, size
from congbo.pages.parts import LINK, link_size, links, procedure_rows
from congbo.pages.word_pages import offices_parts, situations_parts, words_parts
from congbo.records.sections import CHANGES, LIST_OF_RECORDS, REPORTS, Section
from congbo.words.spelling import slug
from congbo.words.wording import sentence

if TYPE_CHECKING:
    from congbo.pages.pages import Pages

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list: where it stands, what it is called, what its template is given, what is above it."""

    address: str
    title: str
    context: Context
    above: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A way from a list to a group of it that has pages of its own, with how much stands there."""

    address: str
    name: str
    size: int
    inner: tuple["GroupLink", ...] = ()


def list_pages(section: Section, pages: "Pages") -> Iterator[ListPage]:
    """Yield the pages of a section's list; the first stands at the section's address."""
    grouped = GROUPED.get(section.list)
    yield from grouped(section, pages) if grouped else _going_on(section, pages)


def grows(section: Section) -> bool:
    """Tell whether the list of a section may take several pages."""
    return section.list in LONG or section.list in GROUPED


def _going_on(section: Section, pages: "Pages") -> Iterator[ListPage]:
    """Yield the pages of a list that goes on from page to page."""
    context = context_of(section, pages)
    parts = LONG[section.list](context, pages) if section.list in LONG else ()
    for paging in Paged(section.address, parts, pages.budget):
        title = f"{section.title}{paging.suffix}"
        shown = {**context, **paging.lists, "paging": paging}
        yield ListPage(paging.address, title, shown, paging.above(section.title))


def _of_records(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    for group in context["groups"]:
        yield links(group.name, group.records)


def _organisations(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    yield links("organisations", context["organisations"], more=60)


def _fields(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    yield _beside("fields", context["fields"])


def _indicators(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    yield _beside("rows", context["rows"])


def _beside(name: str, pairs: Iterable[tuple[Any, str]]) -> Part[Any]:
    """Return records with what is said beside each."""
    return Part(name, [Item((one, said), one.id, link_size(one) + size(said), one.id) for one, said in pairs])


def _reports(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    yield Part(
        "reports", [Item(one, one.id, 5 * LINK + size(one.meta.title, one.id)) for one in pages.reports]
    )


def _figures(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    register = pages.register
    yield Part(
        "statistics",
        [
            Item(one, one.path, link_size(one) + LINK + size(one.value, one.unit, one.qualifier or ""))
            for one in register.statistics.values()
        ],
    )
    yield links("dossier_counts", register.dossier_counts.values(), more=LINK)
    yield Part(
        "observations",
        [
            Item(one, one.path, link_size(one) + LINK + size(form.label))
            for one in register.observations.values()
            if (form := register.forms.get(one.form))
        ],
    )
    yield Part(
        "forms", [Item(one, one.path, link_size(one) + size(one.title)) for one in register.forms.values()]
    )


LONG: dict[str, Callable[[Context, "Pages"], Iterator[Part[Any]]]] = {
    LIST_OF_RECORDS: _of_records,
    REPORTS.list: _reports,
    "lists/co-quan.html": _organisations,
    "lists/linh-vuc.html": _fields,
    "lists/chi-so.html": _indicators,
    "lists/so-lieu.html": _figures,
    "lists/tinh-huong.html": situations_parts,
    "lists/tu-ngu.html": words_parts,
    "lists/noi-khac.html": offices_parts,
}
"""The lists that grow with the site's records, by their templates; the others are as long as the package."""


def _procedures(section: Section, pages: "Pages") -> Iterator[ListPage]:
    """Yield the register: every procedure where they fit, else search, filters and the fields."""
    context = context_of(section, pages)
    whole = Paged(section.address, [procedure_rows("rows", pages.procedures, pages)], pages.budget)
    yield ListPage(section.address, section.title, {**context, "whole": len(whole.addresses) == 1})


def _documents(section: Section, pages: "Pages") -> Iterator[ListPage]:
    """Yield the documents on one page where they fit, else a page a kind, or a page a kind and year."""
    kinds = documents_by_kind(pages.register.documents.values())
    context = context_of(section, pages)
    whole = _paged_documents(section.address, kinds, pages)
    if len(whole.addresses) == 1:
        yield ListPage(section.address, section.title, {**context, "index": (), "front": True, **_one(whole)})
        return
    index: list[GroupLink] = []
    further: list[ListPage] = []
    for kind in kinds:
        address, name = f"{section.address}loai-{slug(kind.kind)}/", sentence(kind.kind)
        paged = _paged_documents(address, [kind], pages)
        inner = []
        if len(paged.addresses) == 1 or len(kind.years) == 1:
            further += _document_pages(paged, name, ())
        else:
            for one in kind.years:
                of_year = DocumentsOfKind(kind.kind, len(one.documents), (one,))
                place = f"{address}{one.year or 'chua-ro-nam'}/"
                title = f"{name} năm {one.year}" if one.year else f"{name} chưa rõ năm"
                paged = _paged_documents(place, [of_year], pages)
                further += _document_pages(paged, title, ((address, name),))
                inner.append(GroupLink(place, str(one.year or "Chưa rõ năm"), len(one.documents)))
            years = {"size": kind.size, "groups": (), "front": False, "paging": _single(address)}
            way = GroupLink(address, name, kind.size, tuple(inner))
            further.append(ListPage(address, name, {**years, "index": (way,)}))
        index.append(GroupLink(address, name, kind.size, tuple(inner)))
    front = {
        **context,
        "groups": (),
        "index": tuple(index),
        "front": True,
        "paging": _single(section.address),
    }
    yield ListPage(section.address, section.title, front)
    yield from further


def _paged_documents(address: str, kinds: Iterable[DocumentsOfKind], pages: "Pages") -> Paged:
    rows = [pages.document_row(one) for kind in kinds for year in kind.years for one in year.documents]
    return Paged(address, [Part("groups", rows, documents_by_kind)], pages.budget)


def _document_pages(paged: Paged, title: str, above: tuple[tuple[str, str], ...]) -> Iterator[ListPage]:
    for paging in paged:
        context = {
            "size": len(paged.parts[0].items),
            "index": (),
            "front": False,
            **paging.lists,
            "paging": paging,
        }
        yield ListPage(paging.address, f"{title}{paging.suffix}", context, (*above, *paging.above(title)))


def _one(paged: Paged) -> Context:
    """Return what the only page of a list is given."""
    (paging,) = paged
    return {**paging.lists, "paging": paging}


def _single(address: str) -> Paging:
    """Return the paging of a page that shows no list of its own."""
    return Paging(1, (address,))


MOST_RECENT = 0.5
"""What part of a page the latest months take on the front page of changes, where each has its own."""


def _changes(section: Section, pages: "Pages") -> Iterator[ListPage]:
    """Yield the changes on one page where they fit, else a page a month; the front shows the latest."""
    coming, past = pages.changes_ahead, pages.changes_past
    context = context_of(section, pages)
    whole = Paged(section.address, [_change_rows([*coming, *past])], pages.budget)
    if len(whole.addresses) == 1:
        yield ListPage(section.address, section.title, {**context, "front": True, "index": (), **_one(whole)})
        return
    index: list[GroupLink] = []
    further: list[ListPage] = []
    shown: dict[str, list[Any]] = {"coming": [], "past": []}
    room = int((pages.budget or 0) * MOST_RECENT)
    for name, found in (("coming", coming), ("past", past)):
        for _, of_month in groupby(found, key=lambda change: (change.day.year, change.day.month)):
            part = _change_rows(list(of_month))
            (listed,) = changes_by_month([item.value for item in part.items], pages.day)[name]
            place = f"{section.address}{listed.anchor}/"
            room -= sum(item.size for item in part.items)
            if room > 0:
                shown[name].append(listed)
            index.append(GroupLink(place, listed.month.short_name, listed.month.size))
            for paging in Paged(place, [part], pages.budget):
                lists = changes_by_month(paging.lists["rows"], pages.day)
                own = {**context, **lists, "jump": (), "front": False, "index": (), "paging": paging}
                title = f"Thay đổi: {listed.title}"
                further.append(ListPage(paging.address, f"{title}{paging.suffix}", own, paging.above(title)))
    front = {**context, **shown, "jump": (), "front": True, "index": tuple(index)}
    yield ListPage(section.address, section.title, {**front, "paging": _single(section.address)})
    yield from further


def _change_rows(found: Sequence[Change]) -> Part[Change]:
    return Part("rows", [Item(one, f"{one.record.id} {one.day} {one.what}", _size(one)) for one in found])


def _size(change: Change) -> int:
    beside = sum(LINK + 2 * size(id_) + 200 for id_ in (change.decision, *change.successors) if id_)
    told = size(change.headline, change.source or "", change.resting_in_words)
    anchor = size(change.record.id, change.what, change.decision, *change.successors)
    return 2 * LINK + link_size(change.record) + told + anchor + beside


GROUPED: dict[str, Callable[[Section, "Pages"], Iterator[ListPage]]] = {
    "lists/thu-tuc.html": _procedures,
    "lists/van-ban.html": _documents,
    CHANGES.list: _changes,
}
"""The lists in whose order readers know groups, by their templates."""
