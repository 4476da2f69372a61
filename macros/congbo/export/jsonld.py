"""JSON-LD: a procedure as a schema.org GovernmentService, to stand in its page for search engines."""

import json
from typing import Any

from markupsafe import Markup

from congbo.export.public_services import (
    Names,
    base_of,
    channel_name,
    described,
    duration,
    illustration,
    limit_in_words,
)
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.records.fees import Fees
from congbo.records.filing import Channel
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.words.vocabulary import ChannelMethod

CURRENCY = "VND"

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
            "availableChannel": [self._channel(procedure, channel) for channel in procedure.channels],
            "serviceOutput": [{"@type": "Thing", "name": result.name} for result in procedure.results],
            "offers": _offers(self._pages.procedures_on_day[procedure.id].fees),
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

    def _channel(self, procedure: Procedure, channel: Channel) -> dict[str, Any]:
        """Return a way to file; only filing in person happens at a place."""
        limit = channel.processing_time
        found = map(self._register.organisations.get, procedure.receiving)
        places = [_place(place) for place in found if place and channel.method is ChannelMethod.DIRECT]
        data = {
            "@type": "ServiceChannel",
            "name": channel_name(channel.method),
            "description": f"Thời hạn: {limit_in_words(limit)}." if limit else "",
            "processingTime": duration(limit),
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


def _offers(fees: Fees | None) -> list[dict[str, Any]]:
    """Return what is charged: nothing is a price of 0, an unknown amount has no price, unknown fees none."""
    if fees is None:
        return []
    if not fees.items:
        free = {"@type": "Offer", "name": "Không thu phí, lệ phí"}
        return [{**free, "price": 0, "priceCurrency": CURRENCY}]
    offers = []
    for item in fees.items:
        offer = {"@type": "Offer", "name": item.label, "description": item.note}
        known = {"price": item.amount, "priceCurrency": CURRENCY} if item.amount is not None else {}
        offers.append({**{key: value for key, value in offer.items() if value}, **known})
    return offers
