"""Bases: what must hold of the law that a procedure rests on. Each docstring is the rule."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from congbo.figures.states import ProcedureOn
from congbo.figures.validity import DocumentOn, document_on
from congbo.law.basis_numbers import slip
from congbo.records.documents import Document
from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.vocabulary import EventAction
from congbo.words.wording import first_of

MOST_NAMED = 3
"""How many procedures a message names before it counts the rest."""

_BASIS, _DECISION = "legal_basis", "events"
_Resting = list[tuple[Procedure, KeyPath]]


@tells("basis-not-in-force")
def basis_in_force(site: SiteToCheck) -> Iterator[Problem]:
    """What a procedure in force rests on, and the decision that published it, are in force as well.

    A document is told once, however many procedures rest on it, at the first of them.
    """
    resting: dict[str, _Resting] = defaultdict(list)
    for procedure in site.register.procedures.values():
        if ProcedureOn(procedure, site.of_day).in_force:
            for document, path in _rested_on(procedure, site):
                resting[document.id].append((procedure, path))
    for id_, places in resting.items():
        on = document_on(site.register.documents[id_], site.register, site.of_day, site.unread_ids)
        if on.idle:
            procedure, path = places[0]
            message = f"{on.document.label} {on.ended_in_words} mà vẫn là {_for_what(places)}"
            yield site.problem(procedure, path, "basis-not-in-force", message, _mend(on))


def _rested_on(procedure: Procedure, site: SiteToCheck) -> Iterator[tuple[Document, KeyPath]]:
    """Yield the documents that a procedure rests on, as far as they are records, each with its key."""
    for index, basis in enumerate(procedure.legal_basis):
        if document := site.register.numbered(basis.number):
            yield document, (_BASIS, index, "number")
    published = [
        (event.effective, index)
        for index, event in enumerate(procedure.events)
        if event.action is EventAction.PUBLISHED and event.effective <= site.of_day
    ]
    if published:
        _, index = max(published)
        if decision := site.register.documents.get(procedure.events[index].decision):
            yield decision, (_DECISION, index, "decision")


def _for_what(places: _Resting) -> str:
    """Return for which procedures a document is what: `căn cứ pháp lý của 2 thủ tục đang có hiệu lực: …`."""
    said = []
    for name, key in (("căn cứ pháp lý", _BASIS), ("quyết định công bố", _DECISION)):
        ids = list(dict.fromkeys(procedure.id for procedure, path in places if path[0] == key))
        if ids:
            said.append(f"{name} của {_procedures(ids)}")
    return " và ".join(said)


def _procedures(ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return f"thủ tục {ids[0]} đang có hiệu lực"
    return f"{len(ids)} thủ tục đang có hiệu lực: {first_of(ids, MOST_NAMED, 'thủ tục')}"


def _mend(on: DocumentOn) -> str:
    if on.replaced:
        labels = ", ".join(document.label for document in on.by)
        return f"Hãy rà lại nội dung thủ tục theo {labels} rồi ghi lại"
    return "Hãy rà lại nội dung thủ tục và ghi văn bản đang có hiệu lực"


@tells("basis-number")
def basis_numbers(site: SiteToCheck) -> Iterator[Problem]:
    """A legal basis is named by a whole number and symbol, printed right; a slip is told once."""
    places: dict[str, _Resting] = defaultdict(list)
    for procedure in site.register.procedures.values():
        for index, basis in enumerate(procedure.legal_basis):
            if basis.number and site.register.numbered(basis.number) is None:
                places[basis.number].append((procedure, (_BASIS, index, "number")))
    codes = {code for kind in site.register.document_kinds.values() for code in kind.symbols}
    for number, found in places.items():
        if wrong := slip(number, site.today.year, codes):
            (procedure, path), others = found[0], len({one.id for one, _ in found}) - 1
            more = f" (và ở {others} thủ tục khác)" if others else ""
            hint = f"Có phải “{wrong.meant}”?" if wrong.meant else ""
            message = f"căn cứ pháp lý “{number}” {wrong.said}{more}"
            yield site.problem(procedure, path, "basis-number", message, hint)
