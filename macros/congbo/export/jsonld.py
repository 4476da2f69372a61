"""JSON-LD: a procedure as a schema.org GovernmentService, to stand in its page for search engines."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from congbo.export.plain import number_of
from congbo.export.public_services import (
    base_of,
    channel_name,
    described,
    duration,
    illustration,
    limit_in_words,
)
from congbo.figures.cases import CaseView
from congbo.pages.agency import Names
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.records.fees import FeeItem, Fees
from congbo.records.filing import Channel
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.words.vocabulary import ChannelMethod, Currency, LinkKind
from congbo.words.wording import sentence

_ESCAPES = {letter: f"\\u{ord(letter):04x}" for letter in ("<", ">", "&", "\u2028", "\u2029")}


class StructuredData:
    """What a procedure's page says of it to search engines. Made once a site, called for each page."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._register = pages.register
        self._names = Names(pages.register)
        self._base = base_of(pages.site_url)

    def __call__(self, procedure: Procedure) -> Markup:
        """Return the service as JSON for a script element: nothing in it can end the element."""
        text = json.dumps(self.government_service(procedure), ensure_ascii=False, separators=(",", ":"))
        for letter, escape in _ESCAPES.items():
            text = text.replace(letter, escape)
        return Markup(text)

    def government_service(self, procedure: Procedure) -> dict[str, Any]:
        """Return the procedure as schema.org GovernmentService (https://schema.org/GovernmentService).

        Provider is who decides, operator who handles where that is another; what is not known is left out.
        """
        address = self._base + address_of(procedure)
        authority = procedure.authority
        decides = authority.decides if authority else ""
        handles = authority.handles if authority else ""
        provider = decides or handles
        words = (described(self._pages, procedure), illustration(procedure))
        views = self._pages.procedures_on_day[procedure.id].cases
        data = {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "@id": address,
            "url": address,
            "identifier": procedure.code or procedure.id,
            "name": procedure.name,
            "alternateName": list(filter(None, (procedure.short_name, *procedure.other_names))),
            "serviceType": self._register.fields[procedure.field].name,
            "description": " ".join(filter(None, words)),
            "provider": self._organisation(provider),
            "serviceOperator": self._organisation(handles) if handles != provider else None,
            "jurisdiction": {"@type": "Country", "name": "Việt Nam"},
            "audience": [{"@type": "Audience", "audienceType": name} for name in procedure.applicants],
            "availableChannel": [
                self._channel(procedure, channel, view) for view in views for channel in _ways(view, views)
            ],
            "serviceOutput": _outputs(views),
            "offers": [offer for view in views for offer in _offers(view, views)],
        }
        return {key: value for key, value in data.items() if value not in ("", None, [])}

    def _organisation(self, name: str) -> dict[str, Any] | None:
        if not name:
            return None
        found = self._names.organisation(name)
        if found is None:
            return {"@type": "GovernmentOrganization", "name": name}
        address = self._base + address_of(found)
        return {"@type": "GovernmentOrganization", "@id": address, "name": found.name, "url": address}

    def _channel(self, procedure: Procedure, channel: Channel, view: CaseView) -> dict[str, Any]:
        """Return a way to file; only filing in person happens at a place, only online at an address."""
        limit = channel.processing_time
        online = channel.method is ChannelMethod.ONLINE
        addresses = [link.address for link in procedure.links if link.kind is LinkKind.FILE]
        found = map(self._register.organisations.get, procedure.receiving)
        places = [_place(place) for place in found if place and channel.method is ChannelMethod.DIRECT]
        data = {
            "@type": "ServiceChannel",
            "name": channel_name(channel.method) + _of_case(view if view.own_channels else None),
            "description": f"Thời hạn: {limit_in_words(limit)}." if limit else "",
            "processingTime": duration(limit),
            "serviceUrl": addresses[0] if online and addresses else "",
            "serviceLocation": places[0] if len(places) == 1 else places,
        }
        return {key: value for key, value in data.items() if value}


def _place(organisation: Organisation) -> dict[str, str]:
    data = {
        "@type": "Place",
        "name": organisation.name,
        "address": organisation.address,
        "description": organisation.note,
    }
    return {key: value for key, value in data.items() if value}


def _of_case(view: CaseView | None) -> str:
    """Return what tells apart what holds in one case only."""
    return f" (trường hợp: {view.name})" if view and view.case else ""


def _ways(view: CaseView, views: Sequence[CaseView]) -> Sequence[Channel]:
    """Return the ways to file that are told with a case: its own; the common ones with the first without."""
    common = next((one for one in views if not one.own_channels), None)
    return view.channels if view.own_channels or view is common else ()


def _outputs(views: Sequence[CaseView]) -> list[dict[str, str]]:
    common = views[0].on.procedure.results
    own = [(result, view) for view in views for result in view.own_results]
    return [
        *({"@type": "Thing", "name": result.name} for result in common),
        *({"@type": "Thing", "name": result.name + _of_case(view)} for result, view in own),
    ]


def _offers(view: CaseView, views: Sequence[CaseView]) -> list[dict[str, Any]]:
    """Return what is charged in a case: its own fees, the common ones once, and those of its ways to file."""
    common = next((one for one in views if one.own_fees is None), None)
    own = view.own_fees is not None
    offers = _priced(view.fees, _of_case(view if own else None)) if own or view is common else []
    for way in _ways(view, views):
        if way.fees is not None:
            where = f", {channel_name(way.method).lower()}"
            offers += _priced(way.charges, where + _of_case(view if view.own_channels else None))
    return offers


def _priced(fees: Fees | None, where: str) -> list[dict[str, Any]]:
    """Return what is charged: nothing is a price of 0, an unknown amount has no price, unknown fees none."""
    if fees is None:
        return []
    if not fees.items:
        free = {"@type": "Offer", "name": f"Không thu phí, lệ phí{where}"}
        return [{**free, "price": 0, "priceCurrency": str(Currency.VND)}]
    offers = []
    for item in fees.items:
        plain = item.amount is not None and item.percent is None
        told = "" if plain else sentence(item.charge)
        about = " ".join(one if one.endswith(".") else f"{one}." for one in (told, item.limits) if one)
        note = " ".join(filter(None, (about, item.note)))
        offer = {"@type": "Offer", "name": f"{item.label}{where}", "description": note}
        known = {"price": _amount(item), "priceCurrency": str(item.currency)} if plain else {}
        offers.append({**{key: value for key, value in offer.items() if value}, **known})
    return offers


def _amount(item: FeeItem) -> int | float | None:
    """Return an amount as JSON has it."""
    return item.amount if isinstance(item.amount, int) else number_of(item.amount)
