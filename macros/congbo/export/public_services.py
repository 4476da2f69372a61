"""Services: a procedure as a public service, as the vocabularies of other systems see it.

What stands here is shared by schema.org, CPSV-AP, DCAT-AP and Atom. What a record does not say is left
out, never made up.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from congbo.figures.states import State
from congbo.pages.agency import agency_of
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.register import Register
from congbo.records.time_limits import TimeLimit
from congbo.words.vocabulary import TimeUnit
from congbo.words.wording import listing, sentence, short_date

NO_ADDRESS = "https://congbo.example/"
"""Stands for the site's address where none is configured: a name that nobody can own (RFC 2606)."""

ILLUSTRATIVE = "Dữ liệu minh hoạ: có phần được tái dựng, không phải danh mục chính thức."

_DURATIONS = {
    TimeUnit.DAY: ("P{}D", "T12H"),
    TimeUnit.MONTH: ("P{}M", ""),
    TimeUnit.YEAR: ("P{}Y", ""),
    TimeUnit.HOUR: ("PT{}H", "30M"),
}
"""How xsd:duration writes so many of a unit, and a half more: only its seconds may have decimals."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose site it is: name, address of its page, and its record where it has one."""

    name: str
    iri: str
    record: Organisation | None = None


def base_of(site_url: str) -> str:
    """Return the address that every absolute address of the site begins with, with a slash at the end."""
    return f"{site_url.rstrip('/')}/" if site_url else NO_ADDRESS


def publisher(pages: Pages) -> Publisher:
    """Return the agency whose site it is; a site that names none is published by whoever owns its address."""
    base = base_of(pages.site_url)
    if agency := agency_of(pages.site, pages.register):
        return Publisher(agency.name, base + address_of(agency), agency)
    return Publisher(urlsplit(base).netloc, base)


def described(pages: Pages, procedure: Procedure) -> str:
    """Return what the service is in words: since or until when, its summary, its time limit."""
    on = pages.procedures_on_day[procedure.id]
    parts = [force(on.state, pages.register), procedure.summary or f"{procedure.name}."]
    if on.processing_time:
        parts.append(f"Thời hạn giải quyết: {limit_in_words(on.processing_time)}.")
    own = [(case.name, case.processing_time) for case in on.procedure.cases if case.processing_time]
    parts += [f"Trường hợp “{name}”: {limit_in_words(limit)}." for name, limit in own]
    return " ".join(filter(None, parts))


def force(state: State, register: Register) -> str:
    """Return since when a service is no longer or not yet in force, or when it will end, and by what."""
    if state.in_force:
        day, cause, words = state.spell.end, state.spell.ending, "Sẽ hết hiệu lực"
    else:
        day, cause = state.since, state.cause
        words = "Có hiệu lực" if state.coming else "Đã hết hiệu lực"
    decision = register.documents.get(cause.decision) if cause else None
    by = f", theo {decision.label}" if decision else ""
    return f"{words} từ ngày {short_date(day)}{by}." if day else ""


def illustration(procedure: Procedure) -> str:
    """Return the sentence that marks a record with anything reconstructed, or an empty text."""
    if not procedure.illustrative:
        return ""
    which = f" Phần tái dựng: {listing(procedure.reconstructed)}." if procedure.reconstructed else ""
    return ILLUSTRATIVE + which


def limit_in_words(limit: TimeLimit) -> str:
    """Return a time limit with the moment that it counts from: `05 ngày làm việc, tính từ khi …`."""
    moment = f", tính từ khi {limit.counted_from}" if limit.counted_from else ""
    return limit.in_words + moment


def duration(limit: TimeLimit | None) -> str:
    """Return the limit as xsd:duration, `P25D`, `P1DT12H`, `PT4H`; empty for working time and “trong ngày”.

    ISO 8601 counts calendar time only: `P5D` for five working days would promise a shorter limit than the
    law gives. Their number stands in words (`limit_in_words`).
    """
    if limit is None or limit.value is None or limit.unit not in _DURATIONS:
        return ""
    form, half = _DURATIONS[limit.unit]
    whole, part = divmod(limit.value, 1)
    return form.format(int(whole)) + (half if part else "")


def channel_name(method: str) -> str:
    """Return what a way to file is called: `Nộp trực tuyến`."""
    return sentence(f"nộp {method}" if method != "bưu chính" else "nộp qua bưu chính")
