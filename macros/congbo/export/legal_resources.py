"""Legal resources: documents as the European Legislation Identifier has them, with what ended them."""

from congbo.export.rdf import Graph, Properties
from congbo.figures.validity import Validity
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.records.documents import Document

_ELI = "http://data.europa.eu/eli/ontology#"
_IN_FORCE = {
    Validity.COMING: f"{_ELI}InForce-notInForce",
    Validity.IN_FORCE: f"{_ELI}InForce-inForce",
    Validity.REPLACED: f"{_ELI}InForce-notInForce",
    Validity.ENDED: f"{_ELI}InForce-notInForce",
    Validity.SUSPENDED: f"{_ELI}InForce-notInForce",
}
_PARTLY = f"{_ELI}InForce-partiallyInForce"


def add_document(graph: Graph, pages: Pages, document: Document) -> str:
    """Put a document into the graph, and those that took its place by the site's day; return its address.

    Whether it is in force is left out where that is not known.
    """
    iri = graph.base + address_of(document)
    if iri in graph.nodes:
        return iri
    on = pages.documents_on_day[document.id]
    ended_by = [graph.base + address_of(other) for other in on.by] if on.over else []
    properties: Properties = {
        "dct:identifier": document.number or document.id,
        "dct:title": document.subject,
        "rdfs:label": document.number or document.label,
        "dct:type": graph.add_concept("loai-van-ban", document.kind),
        "eli:in_force": _PARTLY if on.partly else _IN_FORCE.get(on.state, ""),
        "dct:isReplacedBy": ended_by if on.replaced else [],
        "eli:repealed_by": [] if on.replaced else ended_by,
    }
    graph.add(iri, "eli:LegalResource", properties)
    for other in on.by if on.over else ():
        add_document(graph, pages, other)
    return iri
