"""CPSV filing: how a dossier is filed, what it costs, holds and gives, as parts of a public service.

The parts of a case carry its id in theirs and its name in their descriptions: the vocabulary has no cases.
"""

from collections.abc import Iterator, Sequence

from congbo.export.organisations import add_organisation
from congbo.export.public_services import base_of, channel_name, duration, limit_in_words
from congbo.export.rdf import Graph, Properties
from congbo.figures.cases import CaseView
from congbo.pages.form_links import form_link
from congbo.pages.pages import Pages
from congbo.records.fees import FeeItem, Fees
from congbo.records.filing import Channel, DossierItem, Result
from congbo.records.organisations import Organisation
from congbo.words.spelling import slug
from congbo.words.vocabulary import ChannelMethod, Currency
from congbo.words.wording import sentence

_CURRENCIES = "http://publications.europa.eu/resource/authority/currency/"
_NAMES = {Currency.VND: "đồng Việt Nam"}


def add_part(graph: Graph, service: str, id_: str, name: str, types: str, properties: Properties) -> str:
    """Put a part of a service into the graph under its own identifier; return its address."""
    return graph.add(f"{service}#{name}", types, {"dct:identifier": f"{id_}/{name}", **properties})


def filing(graph: Graph, pages: Pages, service: str, common: CaseView) -> Properties:
    """Return the properties of a service that say what is brought, paid and received, in common and by case.

    Ways to file and fees that every case replaces by its own are left out of the common ones.
    """
    cases = [view for view in common.on.cases if view.case]
    ways = () if cases and all(view.own_channels for view in cases) else common.channels
    fees = None if cases and all(view.own_fees for view in cases) else common.fees
    whole = _Filing(graph, pages, service, common, ways, fees)
    own = [_Filing(graph, pages, service, view, view.own_channels, view.own_fees) for view in cases]
    parts = (whole, *own)
    return {
        "m8g:hasChannel": [one for part in parts for one in part.channels()],
        "m8g:processingTime": duration(common.limit),
        "m8g:hasCost": [one for part in parts for one in part.costs()],
        "cpsv:hasInput": [one for part in parts for one in part.evidence()],
        "cpsv:produces": [one for part in parts for one in part.outputs()],
        "cpsv:follows": [one for part in parts for one in part.rule()],
        "m8g:holdsRequirement": [one for part in parts for one in part.requirement()],
    }


class _Filing:
    """The parts of a case, or the common ones; `ways` and `fees` are those that are told with them."""

    def __init__(
        self,
        graph: Graph,
        pages: Pages,
        service: str,
        view: CaseView,
        ways: Sequence[Channel],
        fees: Fees | None,
    ) -> None:
        self._graph, self._pages, self._service, self._view = graph, pages, service, view
        self._procedure = view.on.procedure
        self._fees = fees
        names: list[str] = []
        self._ways: dict[str, Channel] = {}
        for way in ways:
            name = f"kenh-{self._infix}{slug(way.method)}"
            names.append(name)
            times = names.count(name)
            self._ways[f"{name}-{times}" if times > 1 else name] = way

    @property
    def _infix(self) -> str:
        return f"{self._view.anchor}-" if self._view.case else ""

    @property
    def _of_case(self) -> str:
        return f"Trường hợp: {self._view.name}" if self._view.case else ""

    def _part(self, name: str, types: str, properties: Properties) -> str:
        return add_part(self._graph, self._service, self._procedure.id, name, types, properties)

    def channels(self) -> list[str]:
        """Put the ways to file into the graph; the receiving bodies keep the one in person, with hours."""
        return [self._channel(name, channel) for name, channel in self._ways.items()]

    def _channel(self, name: str, channel: Channel) -> str:
        limit = channel.processing_time or (self._view.case and self._view.case.processing_time) or None
        online = self._view.on.online_service if channel.method is ChannelMethod.ONLINE else None
        fee = channel.fee or (channel.charges.in_words if channel.charges else "")
        words = [
            f"{self._of_case}." if self._view.case else "",
            f"Mức độ trực tuyến: {online.value}." if online else "",
            f"Lý do: {online.reason}." if online and online.reason else "",
            f"Thời hạn: {limit_in_words(limit)}." if limit else "",
            f"Phí, lệ phí: {fee}." if fee else "",
            channel.description,
        ]
        found = self._procedure.receiving if channel.method is ChannelMethod.DIRECT else ()
        places = list(filter(None, map(self._pages.register.organisations.get, found)))
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

    def costs(self) -> Iterator[str]:
        """Yield what is charged: an item without an amount has no value; “không thu” is a cost of 0."""
        infix = self._infix
        if self._fees:
            yield from self._charged(f"phi-{infix}", self._fees)
        for name, channel in self._ways.items():
            if channel.fees is not None:
                way = f"{self._service}#{name}"
                prefix = f"phi-{name.removeprefix('kenh-')}-"
                yield from self._charged(prefix, Fees.of(channel.fees), way)

    def _charged(self, prefix: str, fees: Fees, way: str = "") -> Iterator[str]:
        free = FeeItem.model_construct(label="Không thu phí, lệ phí", amount=0)
        for n, item in enumerate(fees.items or (free,), 1):
            yield self._cost(f"{prefix}{n}", item, way)

    def _cost(self, name: str, item: FeeItem, way: str) -> str:
        plain = item.amount is not None and item.percent is None
        told = "" if plain else item.charge or "chưa rõ mức"
        parts = (self._of_case, item.label, item.basis, item.note, item.limits, told)
        label = _NAMES.get(item.currency, str(item.currency))
        currency: Properties = {"skos:prefLabel": label, "skos:notation": str(item.currency)}
        iri = f"{_CURRENCIES}{item.currency}"
        properties: Properties = {
            "dct:description": "; ".join(filter(None, parts)),
            "m8g:hasValue": str(item.amount) if plain else "",
            "m8g:currency": self._graph.add(iri, "skos:Concept", currency) if plain else "",
            "m8g:ifAccessedThrough": way,
        }
        return self._part(name, "m8g:Cost", properties)

    def evidence(self) -> list[str]:
        """Put the papers into the graph, each with the forms that can be had."""
        papers = self._view.own_dossier if self._view.case else self._view.common_dossier
        return [self._paper(f"giay-to-{self._infix}{n}", item) for n, item in enumerate(papers, 1)]

    def _paper(self, name: str, item: DossierItem) -> str:
        copies = [
            f"{item.originals} bản chính" if item.originals else "",
            f"{item.copies} bản sao" if item.copies else "",
        ]
        parts = (self._of_case, ", ".join(filter(None, copies)), item.form, item.note)
        links = [form_link(self._pages.site.root, self._procedure, form) for form in item.forms]
        properties: Properties = {
            "dct:title": item.name,
            "dct:description": "; ".join(filter(None, parts)),
            "dct:type": self._graph.add_concept("loai-ban", item.kind) if item.kind else "",
            "foaf:page": [
                self._graph.add(self._address(link.href), "foaf:Document", {"dct:title": link.label})
                for link in links
                if link.href
            ],
        }
        return self._part(name, "m8g:Evidence", properties)

    def _address(self, href: str) -> str:
        return href if "://" in href else base_of(self._pages.site_url) + href

    def outputs(self) -> list[str]:
        """Put what is received into the graph."""
        results = self._view.own_results if self._view.case else self._procedure.results
        return [self._output(f"ket-qua-{self._infix}{n}", one) for n, one in enumerate(results, 1)]

    def _output(self, name: str, result: Result) -> str:
        code = f"Mã kết quả: {result.code}" if result.code else ""
        parts = (self._of_case, code, result.form, sentence(result.note))
        properties: Properties = {
            "dct:title": result.name,
            "dct:description": "; ".join(filter(None, parts)),
        }
        return self._part(name, "m8g:Output", properties)

    def rule(self) -> Iterator[str]:
        """Yield the steps, if there are any."""
        steps = self._view.own_steps if self._view.case else self._procedure.steps
        title = f"Trình tự thực hiện, {self._of_case.lower()}" if self._view.case else "Trình tự thực hiện"
        properties: Properties = {
            "dct:title": title,
            "dct:description": "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1)),
        }
        if steps:
            yield self._part(f"trinh-tu{self._suffix}", "cpsv:Rule", properties)

    def requirement(self) -> Iterator[str]:
        """Yield what must hold, if anything must."""
        conditions = self._view.own_conditions if self._view.case else self._view.common_conditions
        title = f"Yêu cầu, điều kiện, {self._of_case.lower()}" if self._view.case else "Yêu cầu, điều kiện"
        properties: Properties = {"dct:title": title, "dct:description": conditions}
        if conditions:
            yield self._part(f"dieu-kien{self._suffix}", "m8g:Requirement", properties)

    @property
    def _suffix(self) -> str:
        return f"-{self._view.anchor}" if self._view.case else ""
