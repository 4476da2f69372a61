"""Agents: the organisations that an RDF graph names, and where they are.

CPSV-AP asks a PublicOrganisation for a place (`dct:spatial`, minCount 1). Records name no province, so the
place is the country: procedures are those of Nghị định 63/2010/NĐ-CP.
"""

from congbo.export.public_services import Publisher
from congbo.export.rdf import Graph, Properties
from congbo.pages.agency import Names
from congbo.pages.page import address_of
from congbo.records.organisations import Organisation
from congbo.words.spelling import slug

COUNTRY = "http://publications.europa.eu/resource/authority/country/VNM"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/VIE"

_TYPES = "m8g:PublicOrganisation org:Organization foaf:Agent"


def add_country(graph: Graph) -> str:
    """Put Việt Nam into the graph and return its address."""
    return graph.add(COUNTRY, "dct:Location", {"rdfs:label": "Việt Nam"})


def add_named(graph: Graph, names: Names, name: str) -> str:
    """Put the organisation of that name into the graph; one that has no record stands under its name."""
    if found := names.organisation(name):
        return add_organisation(graph, found)
    return _add(graph, f"{graph.base}du-lieu/#co-quan-{slug(name)}", slug(name), name)


def add_organisation(graph: Graph, organisation: Organisation) -> str:
    """Put the organisation of a record into the graph and return its address."""
    iri = graph.base + address_of(organisation)
    where: Properties = {"locn:fullAddress": organisation.address, "rdfs:comment": organisation.note}
    address = graph.add(f"{iri}#dia-chi", "locn:Address", where) if organisation.address else ""
    return _add(graph, iri, organisation.id, organisation.name, address)


def add_publisher(graph: Graph, publisher: Publisher) -> str:
    """Put the agency whose site it is into the graph and return its address."""
    if publisher.record:
        return add_organisation(graph, publisher.record)
    return _add(graph, publisher.iri, publisher.name, publisher.name)


def _add(graph: Graph, iri: str, identifier: str, name: str, address: str = "") -> str:
    """Put an organisation into the graph with its name under each property that a profile asks for."""
    properties: Properties = {
        "dct:identifier": identifier,
        "dct:title": name,  # Agent, CPSV-AP
        "skos:prefLabel": name,  # PublicOrganisation, CPSV-AP
        "foaf:name": name,  # Agent, DCAT-AP
        "dct:spatial": add_country(graph),
        "locn:address": address,
    }
    return graph.add(iri, _TYPES, properties)
