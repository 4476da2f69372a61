"""References: what must hold of the keys in which a record names another. Each docstring is the rule."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from congbo.records.kinds import name_of
from congbo.records.organisations import Organisation
from congbo.records.problems import Problem
from congbo.reports.report import is_report
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest

TARGETS = ("document", "procedure", "organisation", "field", "indicator", "form", "report")
"""What the keys of the package's own kinds refer to; a kind from outside may bring its own rule."""


@tells(*(f"unknown-{target}" for target in TARGETS))
def reference(site: SiteToCheck) -> Iterator[Problem]:
    """A key that names another record names one that exists; each place that does not is told."""
    reports = [source.id for source in site.sources if is_report(source)]
    for place in site.register.references:
        of_report = place.target == "report"
        found = place.id in reports if of_report else site.register.get(place.target, place.id)
        if found or place.id in site.unread_ids:
            continue
        hint = nearest(place.id, reports if of_report else site.register.ids(place.target))
        message = f"không có {name_of(place.target)} nào mang mã “{place.id}”"
        yield site.problem(place.record, place.path, f"unknown-{place.target}", message, hint)


@tells("not-public")
def publication(site: SiteToCheck) -> Iterator[Problem]:
    """A public record names no record that is a draft or internal; nothing of that one is told but its id."""
    for place in site.register.references:
        named = site.register.get(place.target, place.id)
        if place.record.public and named and not named.public:
            message = (
                f"bản ghi công khai không được dẫn “{named.id}” vì bản ghi đó đang là {named.publication}"
            )
            yield site.problem(place.record, place.path, "not-public", message)


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
                yield site.problem(record, (key,), "replacement-cycle", message)
    for cycle in _in_time(bodies, "parent"):
        message = f"cơ quan cấp trên đi thành vòng: {_round(cycle)}"
        yield site.problem(bodies[cycle[0]], ("parent",), "parent-cycle", message)
    for cycle in cycles({d.id: list(d.based_on) for d in documents.values()}):
        message = f"căn cứ ban hành đi thành vòng: {_round(cycle)}"
        yield site.problem(documents[cycle[0]], ("based_on",), "basis-cycle", message)


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
