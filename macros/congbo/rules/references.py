"""References: what must hold of the keys in which a record names another. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.records.kinds import name_of
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


@tells("replacement-cycle")
def replacement_cycle(site: SiteToCheck) -> Iterator[Problem]:
    """Replacements never lead back to where they began."""
    documents = {d.id: [*d.replaces, *d.abolishes] for d in site.register.documents.values()}
    successors = {
        p.id: [id_ for event in p.events for id_ in event.successor]
        for p in site.register.procedures.values()
    }
    for graph, target in ((documents, "document"), (successors, "procedure")):
        for cycle in _cycles(graph):
            record = site.register.get(target, cycle[0])
            if record:
                key = "replaces" if target == "document" else "events"
                message = f"việc thay thế đi thành vòng: {' → '.join((*cycle, cycle[0]))}"
                yield site.problem(record, (key,), "replacement-cycle", message)


def _cycles(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield the ids that lead back to the first, each cycle once; each edge is walked once for each start."""
    told: set[str] = set()
    for start, first in graph.items():
        seen, waiting = set[str](), [[start, id_] for id_ in first]
        while waiting and start not in told:
            *way, id_ = waiting.pop()
            if id_ == start:
                told.update(way)
                yield way
            elif id_ not in seen:
                seen.add(id_)
                waiting.extend([*way, id_, following] for following in graph.get(id_, []))
