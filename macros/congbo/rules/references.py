"""References: what must hold of the keys in which a record names another. Each docstring is the rule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from congbo.records.kinds import name_of
from congbo.records.lookups import Lookups
from congbo.records.organisations import Organisation
from congbo.records.problems import Problem
from congbo.records.register import ReferringPlace
from congbo.reports.macros import MACROS
from congbo.reports.report import is_report
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.rules.symbols import right_stem

_MOST_FILES = 2
_OFTEN = 3  # places that name what is not there: it was there
TARGETS = ("document", "procedure", "organisation", "field", "indicator", "form", "report")
"""What the keys of the package's own kinds refer to; a kind from outside may bring its own rule."""


HOW_TO_SHOW = "Hãy bỏ chỗ dẫn này, hoặc khi được công khai thì xoá dòng “publication” ở bản ghi đó"


@tells(*(f"unknown-{target}" for target in TARGETS))
def reference(site: SiteToCheck) -> Iterator[Problem]:
    """A key that names another record names one that exists; what does not is told once, with its places."""
    lookups = lookups_of(site)
    for (target, id_), places in missing(site).items():
        first = places[0]
        many = isinstance(first.path[-1], int)
        message = f"không có {name_of(target)} nào mang mã “{id_}”{_elsewhere(site, target, id_, places)}"
        hint = lookups.hint(target, id_, many=many)
        if len(places) >= _OFTEN and not hint.startswith("Hãy viết"):
            hint = f"Tệp của bản ghi ấy vừa xoá hay đổi tên thì lấy lại. {hint}"
        yield site.problem(first.record, first.path, f"unknown-{target}", message, hint)


def missing(site: SiteToCheck) -> dict[tuple[str, str], list[ReferringPlace]]:
    """Return where records name what does not exist, by what it should be and the id, in record order."""
    reports = {source.id for source in site.sources if is_report(source)}
    found: dict[tuple[str, str], list[ReferringPlace]] = defaultdict(list)
    told = site.unread_ids | misnamed(site)
    for place in site.register.references:
        there = place.id in reports if place.target == "report" else site.register.get(place.target, place.id)
        if not there and place.id not in told:
            found[place.target, place.id].append(place)
    return dict(found)


def misnamed(site: SiteToCheck) -> frozenset[str]:
    """Return the ids that documents have by their numbers, whose files are told to be named otherwise."""
    documents = site.register.documents
    stems = ((id_, right_stem(document)) for id_, document in documents.items())
    return frozenset(stem for id_, stem in stems if stem and stem != id_ and stem not in documents)


def lookups_of(site: SiteToCheck) -> Lookups:
    """Return what references may have meant."""
    reports = {source.id: str(source.data.get("title", "")) for source in site.sources if is_report(source)}
    return Lookups(site.register, reports)


def _elsewhere(site: SiteToCheck, target: str, id_: str, places: Sequence[ReferringPlace]) -> str:
    """Return in how many other places the same is named, and in which files; mostly nothing."""
    called = [
        source.path
        for source in site.sources
        for call in source.calls
        if call.id == id_ and MACROS[call.name].target == target
    ]
    if target == "organisation":
        called += [one.path for one in site.sources if is_report(one) and one.data.get("organisation") == id_]
    return elsewhere([*(place.record.path for place in places), *called])


def elsewhere(paths: Sequence[str]) -> str:
    """Return how many places there are beside the first, and in which other files; mostly nothing."""
    others = [path for path in dict.fromkeys(paths) if path != paths[0]]
    named = f", như ở {', '.join(others[:_MOST_FILES])}" if others else ""
    return f" (và {len(paths) - 1} chỗ khác{named})" if len(paths) > 1 else ""


@tells("not-public")
def publication(site: SiteToCheck) -> Iterator[Problem]:
    """A public record names no record that is a draft or internal; nothing of that one is told but its id."""
    for places in hidden(site).values():
        first = places[0]
        named = site.register.get(first.target, first.id)
        if named:
            more = _elsewhere(site, first.target, first.id, places)
            message = (
                f"bản ghi công khai không được dẫn “{named.id}” vì bản ghi đó đang là {named.publication}"
            )
            yield site.problem(first.record, first.path, "not-public", f"{message}{more}", HOW_TO_SHOW)


def hidden(site: SiteToCheck) -> dict[str, list[ReferringPlace]]:
    """Return where public records name a record that is not, by its path, in record order."""
    found: dict[str, list[ReferringPlace]] = defaultdict(list)
    for place in site.register.references:
        named = site.register.get(place.target, place.id)
        if place.record.public and named and not named.public:
            found[named.path].append(place)
    return dict(found)


@tells("replacement-cycle", "parent-cycle", "basis-cycle")
def circles(site: SiteToCheck) -> Iterator[Problem]:
    """What replaces, succeeds, stands above or is the basis of another never leads back to where it began."""
    documents = site.register.documents
    bodies = site.register.organisations
    successors = {
        p.id: [id_ for event in p.events for id_ in event.successor]
        for p in site.register.procedures.values()
    }
    replaced = {d.id: [*d.replaces, *d.abolishes] for d in documents.values()}
    for target, key, found in (
        ("document", "replaces", cycles(replaced)),
        ("procedure", "events", cycles(successors)),
        ("organisation", "successor", _in_time(bodies, "successor")),
    ):
        for cycle in found:
            if record := site.register.get(target, cycle[0]):
                message = f"việc thay thế đi thành vòng: {_round(cycle)}"
                yield site.problem(record, (key,), "replacement-cycle", message, _own(cycle))
    for cycle in _in_time(bodies, "parent"):
        message = f"cơ quan cấp trên đi thành vòng: {_round(cycle)}"
        yield site.problem(bodies[cycle[0]], ("parent",), "parent-cycle", message, _own(cycle))
    for cycle in cycles({d.id: list(d.based_on) for d in documents.values()}):
        message = f"căn cứ ban hành đi thành vòng: {_round(cycle)}"
        yield site.problem(documents[cycle[0]], ("based_on",), "basis-cycle", message, _own(cycle))


def _own(cycle: Sequence[str]) -> str:
    """Return how to mend a circle."""
    if len(cycle) == 1:
        return f"“{cycle[0]}” là chính bản ghi này; hãy viết mã của bản ghi khác, hoặc xoá dòng này"
    return "Một trong các bản ghi ấy ghi ngược; hãy mở từng bản ghi, xoá mã ghi nhầm"


def _round(cycle: Sequence[str]) -> str:
    return " → ".join((*cycle, cycle[0]))


def _in_time(bodies: Mapping[str, Organisation], key: str) -> Iterator[list[str]]:
    """Yield the bodies that lead back to the first by a key on some day, each circle once.

    A circle is there from the day of its last link on, so it is looked for from the body that has that one.
    """
    told: set[frozenset[str]] = set()
    always = {id_: _ids(getattr(body, key)) for id_, body in bodies.items() if key not in body.history}
    found = list(cycles(always))
    for id_, body in bodies.items():
        for version in body.history.get(key, ()):
            found += _back_to(id_, bodies, key, version.since or date.min)
    for cycle in found:
        if frozenset(cycle) not in told:
            told.add(frozenset(cycle))
            yield cycle


def _back_to(start: str, bodies: Mapping[str, Organisation], key: str, day: date) -> Iterator[list[str]]:
    """Yield the way from a body back to it by a key on a day; none where there is none."""
    seen, waiting = set[str](), [[start]]
    while waiting:
        way = waiting.pop()
        for id_ in _ids(getattr(bodies[way[-1]].on(day), key)):
            if id_ == start:
                yield way
                return
            if id_ in bodies and id_ not in seen:
                seen.add(id_)
                waiting.append([*way, id_])


def _ids(value: str | tuple[str, ...]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def cycles(graph: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the ids that lead back to the first, each circle once.

    What no circle can go through is left out first, in linear time; mostly nothing is left.
    """
    core = _on_circles(graph)
    told: set[str] = set()
    for start, first in core.items():
        seen, waiting = set[str](), [[start, id_] for id_ in first]
        while waiting and start not in told:
            *way, id_ = waiting.pop()
            if id_ == start:
                told.update(way)
                yield way
            elif id_ not in seen:
                seen.add(id_)
                waiting.extend([*way, id_, following] for following in core[id_])


def _on_circles(graph: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the graph without what leads to no circle or comes from none."""
    core = {id_: [one for one in following if one in graph] for id_, following in graph.items()}
    for _ in range(2):  # by what follows, then by what leads here
        waits = {id_: len(following) for id_, following in core.items()}
        leading: dict[str, list[str]] = {id_: [] for id_ in core}
        for id_, following in core.items():
            for one in following:
                leading[one].append(id_)
        ends = [id_ for id_, size in waits.items() if not size]
        for id_ in ends:  # grows while it is walked
            for before in leading[id_]:
                waits[before] -= 1
                if not waits[before]:
                    ends.append(before)
        kept = core.keys() - ends
        core = {id_: [one for one in leading[id_] if one in kept] for id_ in core if id_ in kept}
    return core
