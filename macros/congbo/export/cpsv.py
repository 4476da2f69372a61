"""CPSV-AP: the register as public services in RDF (Core Public Service Vocabulary, SEMIC, 3.2.0).

What is unknown is left out. Where the profile demands a value (minCount 1) that no record gives, the graph
says so: the authority of a service whose record names none is called “Chưa rõ cơ quan có thẩm quyền”.
"""

from collections.abc import Iterator
from functools import cache

from congbo.export.cpsv_filing import add_part, filing
from congbo.export.export import DataFile, Export
from congbo.export.legal_resources import add_document
from congbo.export.organisations import add_country, add_named, add_publisher
from congbo.export.public_services import (
    base_of,
    described,
    illustration,
    publisher,
)
from congbo.export.rdf import Graph, Properties, json_ld, turtle
from congbo.figures.cases import CaseView
from congbo.pages.agency import Names
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.pages.word_pages import situations_with
from congbo.records.procedures import LegalBasis, Procedure
from congbo.records.situations import Situation
from congbo.words.spelling import slug

DATASET = "du-lieu/#thu-tuc"
"""The dataset that the services are part of; the catalogue describes it with its files."""


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/thu-tuc.jsonld and du-lieu/thu-tuc.ttl: one graph in two forms."""
    graph = cache(lambda: graph_of(pages))
    yield DataFile("du-lieu/thu-tuc.jsonld", lambda: json_ld(graph()))
    yield DataFile("du-lieu/thu-tuc.ttl", lambda: turtle(graph()))


EXPORT = Export("cpsv-ap", files)


def graph_of(pages: Pages) -> Graph:
    """Return the dataset and every service after its parts, in the order of the register."""
    base = base_of(pages.site_url)
    graph = Graph(base)
    agency = publisher(pages)
    properties: Properties = {
        "dct:title": "Thủ tục hành chính",
        "dct:description": f"Sổ thủ tục hành chính của {agency.name}; mỗi thủ tục là một dịch vụ công.",
        "dct:publisher": add_publisher(graph, agency),
        "dcat:landingPage": graph.add(f"{base}du-lieu/", "foaf:Document", {"dct:title": "Dữ liệu mở"}),
    }
    graph.add(base + DATASET, "dcat:Dataset", properties)
    names = Names(pages.register)
    for row in pages.rows(pages.register.procedures.values()):
        Service(graph, pages, names, row.procedure).add()
    return graph


class Service:
    """A procedure as a PublicService; its parts hang on its address, as `…/thu-tuc/1.012353/#phi-1`."""

    def __init__(self, graph: Graph, pages: Pages, names: Names, procedure: Procedure) -> None:
        self._graph = graph
        self._names = names
        self._pages = pages
        self._register = pages.register
        self._procedure = procedure
        self._on = pages.procedures_on_day[procedure.id]
        self._iri = graph.base + address_of(procedure)

    def add(self) -> str:
        """Put the service and all its parts into the graph."""
        procedure = self._procedure
        successors = self._successors()
        properties: Properties = {
            "dct:identifier": procedure.code or procedure.id,
            "dct:title": procedure.name,
            "dct:description": described(self._pages, procedure),
            "rdfs:comment": illustration(procedure),
            "adms:status": self._status(),
            "m8g:hasCompetentAuthority": self._authority(),
            "m8g:hasParticipation": self._participation(),
            "m8g:thematicArea": self._thematic_area(),
            "dct:audience": [self._graph.add_concept("doi-tuong", name) for name in procedure.applicants],
            "dcat:keyword": list(procedure.keywords),
            **filing(self._graph, self._pages, self._iri, CaseView(self._on)),
            "m8g:hasLegalResource": [
                self._legal_resource(n, basis) for n, basis in enumerate(procedure.legal_basis, 1)
            ],
            "m8g:isGroupedBy": [self._event(one) for one in situations_with(procedure, self._pages)],
            "m8g:relatedService": successors,
            "dct:isReplacedBy": successors,
            "dct:isPartOf": self._graph.base + DATASET,
        }
        return self._graph.add(self._iri, "cpsv:PublicService", properties)

    def _part(self, name: str, types: str, properties: Properties) -> str:
        return add_part(self._graph, self._iri, self._procedure.id, name, types, properties)

    def _event(self, situation: Situation) -> str:
        """Return a situation that needs the service."""
        properties: Properties = {
            "dct:identifier": situation.id,
            "dct:title": situation.name,
            "dcat:keyword": list(situation.said),
        }
        return self._graph.add(self._graph.base + address_of(situation), "m8g:Event", properties)

    def _status(self) -> str:
        return self._graph.add_concept("tinh-trang", self._on.state.name)

    def _thematic_area(self) -> str:
        field = self._register.fields[self._procedure.field]
        properties: Properties = {"skos:prefLabel": field.name, "skos:notation": field.id}
        return self._graph.add(self._graph.base + address_of(field), "skos:Concept", properties)

    def _authority(self) -> str:
        """Return who is responsible for the service: who decides, else who handles, else “chưa rõ”."""
        authority = self._procedure.authority
        name = (authority.decides or authority.handles) if authority else ""
        if name:
            return add_named(self._graph, self._names, name)
        properties: Properties = {
            "skos:prefLabel": "Chưa rõ cơ quan có thẩm quyền",
            "rdfs:comment": "Bản ghi chưa có thông tin về cơ quan giải quyết thủ tục này.",
            "dct:spatial": add_country(self._graph),
        }
        return self._part("co-quan-chua-ro", "m8g:PublicOrganisation", properties)

    def _participation(self) -> str:
        """Return the part of who handles the dossiers where another body decides."""
        authority = self._procedure.authority
        if not authority or not authority.decides or authority.handles in ("", authority.decides):
            return ""
        properties: Properties = {
            "dct:description": f"{authority.handles} trực tiếp giải quyết hồ sơ.",
            "m8g:role": self._graph.add_concept("vai-tro", "cơ quan thực hiện"),
            "m8g:hasParticipant": add_named(self._graph, self._names, authority.handles),
        }
        return self._part("thuc-hien", "m8g:Participation", properties)

    def _legal_resource(self, n: int, basis: LegalBasis) -> str:
        """Return a document, or the articles of it that the procedure rests on."""
        document = self._register.numbered(basis.number)
        whole = add_document(self._graph, self._pages, document) if document else self._named(basis)
        if not basis.articles:
            return whole
        properties: Properties = {
            "rdfs:label": f"{basis.number}, {basis.articles}",
            "eli:is_part_of": whole,
        }
        return self._part(f"can-cu-{n}", "eli:LegalResource", properties)

    def _named(self, basis: LegalBasis) -> str:
        """Return a document that is no record of the site."""
        properties: Properties = {
            "dct:identifier": basis.number,
            "dct:title": basis.subject,
            "rdfs:label": basis.number,
        }
        iri = f"{self._graph.base}du-lieu/#van-ban-{slug(basis.number)}"
        return self._graph.add(iri, "eli:LegalResource", properties)

    def _successors(self) -> list[str]:
        """Return the procedures that took this one's place by the site's day; none while it is in force."""
        found = filter(None, map(self._register.procedures.get, self._on.state.successors))
        return [self._graph.base + address_of(procedure) for procedure in found]
