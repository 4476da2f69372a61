"""CPSV-AP: the register as public services in RDF (Core Public Service Vocabulary, SEMIC, 3.2.0).

What is unknown is left out. Where the profile demands a value (minCount 1) that no record gives, the graph
says so: the authority of a service whose record names none is called “Chưa rõ cơ quan có thẩm quyền”.
"""

from collections.abc import Iterator
from functools import cache

from congbo.export.export import DataFile, Export
from congbo.export.legal_resources import add_document
from congbo.export.organisations import add_country, add_named, add_organisation, add_publisher
from congbo.export.public_services import (
    Names,
    base_of,
    channel_name,
    described,
    duration,
    illustration,
    limit_in_words,
    publisher,
)
from congbo.export.rdf import Graph, Properties, json_ld, turtle
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.records.fees import FeeItem
from congbo.records.filing import Channel, DossierItem
from congbo.records.organisations import Organisation
from congbo.records.procedures import LegalBasis, Procedure
from congbo.words.spelling import slug
from congbo.words.vocabulary import ChannelMethod

DATASET = "du-lieu/#thu-tuc"
"""The dataset that the services are part of; the catalogue describes it with its files."""

VND = "http://publications.europa.eu/resource/authority/currency/VND"


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
            "m8g:hasChannel": [self._channel(channel) for channel in procedure.channels],
            "m8g:processingTime": duration(self._on.processing_time),
            "m8g:hasCost": list(self._costs()),
            "cpsv:hasInput": [self._evidence(n, item) for n, item in enumerate(procedure.dossier, 1)],
            "cpsv:produces": [self._output(n, result.name) for n, result in enumerate(procedure.results, 1)],
            "cpsv:follows": self._rule(),
            "m8g:holdsRequirement": self._requirement(),
            "m8g:hasLegalResource": [
                self._legal_resource(n, basis) for n, basis in enumerate(procedure.legal_basis, 1)
            ],
            "m8g:relatedService": successors,
            "dct:isReplacedBy": successors,
            "dct:isPartOf": self._graph.base + DATASET,
        }
        return self._graph.add(self._iri, "cpsv:PublicService", properties)

    def _part(self, name: str, types: str, properties: Properties) -> str:
        """Put a part of the service into the graph under its own identifier."""
        identified: Properties = {"dct:identifier": f"{self._procedure.id}/{name}", **properties}
        return self._graph.add(f"{self._iri}#{name}", types, identified)

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

    def _channel(self, channel: Channel) -> str:
        """Return a way to file; the receiving body keeps the one in person, with its opening hours."""
        procedure, limit = self._procedure, channel.processing_time
        level = self._on.online_level if channel.method is ChannelMethod.ONLINE else None
        words = [
            f"Mức độ trực tuyến: {level}." if level else "",
            f"Thời hạn: {limit_in_words(limit)}." if limit else "",
            f"Phí, lệ phí: {channel.fee}." if channel.fee else "",
        ]
        in_person = channel.method is ChannelMethod.DIRECT
        found = map(self._register.organisations.get, procedure.receiving if in_person else ())
        places = list(filter(None, found))
        name = f"kenh-{slug(channel.method)}"
        properties: Properties = {
            "dct:type": self._graph.add_concept("cach-nop", channel.method, channel_name(channel.method)),
            "dct:description": " ".join(filter(None, words)),
            "m8g:processingTime": duration(limit),
            "m8g:ownedBy": [add_organisation(self._graph, place) for place in places],
            "m8g:openingHours": [self._hours(place) for place in places if place.hours],
        }
        return self._part(name, "m8g:Channel", properties)

    def _hours(self, place: Organisation) -> str:
        iri = f"{self._graph.base}co-quan/{place.id}/#gio-lam-viec"
        return self._graph.add(iri, "time:TemporalEntity", {"dct:description": place.hours})

    def _costs(self) -> Iterator[str]:
        """Yield what is charged: an item without an amount has no value; “không thu” is a cost of 0."""
        fees = self._on.fees
        if fees is None:
            return
        if not fees.items:
            yield self._cost(1, FeeItem.model_construct(label="Không thu phí, lệ phí", amount=0))
        for n, item in enumerate(fees.items, 1):
            yield self._cost(n, item)

    def _cost(self, n: int, item: FeeItem) -> str:
        known = item.amount is not None
        currency: Properties = {"skos:prefLabel": "đồng Việt Nam", "skos:notation": "VND"}
        parts = (item.label, item.basis, item.note, "" if known else "chưa rõ mức")
        properties: Properties = {
            "dct:description": "; ".join(filter(None, parts)),
            "m8g:hasValue": str(item.amount) if known else "",
            "m8g:currency": self._graph.add(VND, "skos:Concept", currency) if known else "",
        }
        return self._part(f"phi-{n}", "m8g:Cost", properties)

    def _evidence(self, n: int, item: DossierItem) -> str:
        copies = [
            "" if item.originals is None else f"{item.originals} bản chính",
            "" if item.copies is None else f"{item.copies} bản sao",
        ]
        parts = (", ".join(filter(None, copies)), item.form, item.note)
        properties: Properties = {
            "dct:title": item.name,
            "dct:description": "; ".join(filter(None, parts)),
            "dct:type": self._graph.add_concept("loai-ban", item.kind) if item.kind else "",
        }
        return self._part(f"giay-to-{n}", "m8g:Evidence", properties)

    def _output(self, n: int, name: str) -> str:
        return self._part(f"ket-qua-{n}", "m8g:Output", {"dct:title": name})

    def _rule(self) -> str:
        steps = self._procedure.steps
        properties: Properties = {
            "dct:title": "Trình tự thực hiện",
            "dct:description": "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1)),
        }
        return self._part("trinh-tu", "cpsv:Rule", properties) if steps else ""

    def _requirement(self) -> str:
        conditions = self._procedure.conditions
        properties: Properties = {"dct:title": "Yêu cầu, điều kiện", "dct:description": conditions}
        return self._part("dieu-kien", "m8g:Requirement", properties) if conditions else ""

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
