"""Citations: what must hold of the documents that a report cites. Each docstring is the rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from congbo.figures.validity import DocumentOn, Validity, document_on
from congbo.records.documents import Document
from congbo.records.problems import Problem
from congbo.reports.calls import Call
from congbo.reports.macros import MACROS
from congbo.reports.report import Report
from congbo.reports.sentences import calls_between, sentence_around
from congbo.rules.rulebook import SiteToCheck, at_call, tells
from congbo.words.wording import short_date

_SAYS_ENDED = re.compile(r"thay thế|thay cho|bãi bỏ|h(?:ủy|uỷ) bỏ|(?:hết|ngưng) hiệu lực", re.IGNORECASE)
_SEALED = "Báo cáo đã niêm phong nên giữ nguyên; nếu cần nói thêm thì ghi đính chính"


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a call of a report cites it; `on` is what holds on the day that the call speaks of."""

    report: Report
    call: Call
    on: DocumentOn

    @property
    def document(self) -> Document:
        """The document."""
        return self.on.document

    @property
    def listed(self) -> bool:
        """Whether it is named only because a figure counts it: that it was issued is all that is said."""
        return MACROS[self.call.name].lists

    @property
    def coming_unsaid(self) -> bool:
        """Whether it is not yet in force and nothing says so; what is not issued cannot be cited at all."""
        if self.on.state is not Validity.COMING:
            return False
        issued = self.document.issued is not None and self.document.issued <= self.on.day
        return not (issued and (self.listed or self.call.status == Validity.COMING))

    @property
    def ended_unsaid(self) -> bool:
        """Whether it is no longer in force and neither the call nor the sentence says so."""
        if not self.on.idle or self.listed or self.call.status not in ("", Validity.COMING):
            return False
        return not _says_replaced(self)

    @property
    def wrongly_said(self) -> bool:
        """Whether the call says something that the records do not know."""
        said = self.call.status
        if not said or self.on.state is Validity.UNKNOWN:
            return False
        if said == Validity.COMING:
            return self.on.state is not Validity.COMING
        return self.on.state is Validity.IN_FORCE and self.on.until is None


@tells("cited-not-in-force", "cited-status")
def cited_in_force(site: SiteToCheck) -> Iterator[Problem]:
    """A cited document exists on the report's day; where it is no longer in force, the sentence says so.

    What is learned after a report was sealed never makes an error of it.
    """
    for report in site.reports:
        for first, count in _by_document(report, site):
            source, call, more = report.source, first.call, _more(count)
            if first.coming_unsaid:
                message = f"{_coming(first)}{more}"
                if report.chain is None:
                    yield at_call(source, call, "cited-not-in-force", message)
                else:
                    yield at_call(source, call, "cited-status", message, _SEALED)
            elif first.ended_unsaid:
                hint = _SEALED if report.chain else _how_to_say(first)
                yield at_call(source, call, "cited-status", f"{_ended(first)}{more}", hint)
            else:
                message = (
                    f"lệnh nói {first.document.label} “{call.status}” nhưng theo bản ghi thì văn bản"
                    f" {_lower(first.on.in_words)} (tính đến {short_date(first.on.day)}){more}"
                )
                yield at_call(source, call, "cited-status", message, _SEALED if report.chain else "")


def _by_document(report: Report, site: SiteToCheck) -> Iterator[tuple[Cited, int]]:
    """Yield each document that is cited as it is not, at the first such place, with how many there are."""
    found: dict[tuple[str, bool, bool], list[Cited]] = {}
    for cited in _cited(report, site):
        flaws = (cited.coming_unsaid, cited.ended_unsaid)
        if any(flaws) or cited.wrongly_said:
            found.setdefault((cited.document.id, *flaws), []).append(cited)
    yield from ((places[0], len(places)) for places in found.values())


def _cited(report: Report, site: SiteToCheck) -> Iterator[Cited]:
    """Yield what a report cites, with what holds on its day, or on the past day that a call names."""
    known: dict[tuple[str, date], DocumentOn] = {}
    for call in report.source.calls:
        day = min(call.as_of or report.meta.day, report.meta.day)
        for document in report.cited_by(call):
            if document.id in site.unread_ids:
                continue
            key = (document.id, day)
            if key not in known:
                known[key] = document_on(document, report.register, day, site.unread_ids)
            yield Cited(report, call, known[key])


def _says_replaced(cited: Cited) -> bool:
    """Tell whether the sentence names what ended the document, and that it was replaced or abolished."""
    source = cited.report.source
    prose = source.prose()
    start, end = sentence_around(prose, cited.call.start, cited.call.end)
    causes = {document.id for document in cited.on.by}
    beside = {
        document.id for call in calls_between(source, start, end) for document in cited.report.cited_by(call)
    }
    return bool(causes & beside) and _SAYS_ENDED.search(prose, start, end) is not None


def _coming(cited: Cited) -> str:
    since, day = cited.on.since, cited.report.meta.day
    start = f"{cited.document.label} đến {short_date(since)} mới có hiệu lực" if since else ""
    if cited.on.day < day:
        return f"{start}, không dẫn được theo ngày {short_date(cited.on.day)}"
    return f"{start}, không dẫn được trong báo cáo ngày {short_date(day)}"


def _ended(cited: Cited) -> str:
    day = cited.report.meta.day
    against = f"báo cáo ngày {short_date(day)}"
    if cited.on.day < day:
        against = f"lệnh lấy ngày {short_date(cited.on.day)}"
    return f"{cited.document.label} {cited.on.ended_in_words}, mà {against} vẫn dẫn như còn hiệu lực"


def _how_to_say(cited: Cited) -> str:
    said = "thay thế" if cited.on.replaced else "bãi bỏ" if cited.on.by else "hết hiệu lực"
    said = said if cited.on.over else str(cited.on.state)
    last = cited.on.since - timedelta(days=1) if cited.on.since else None
    start = cited.document.in_force_from
    still = f', nói về lúc còn hiệu lực thì thêm as_of="{last}"' if last and start and start <= last else ""
    return (
        f'Câu đã nói rõ điều đó thì thêm as="{said}" vào lệnh{still}, không thì dẫn văn bản đang có hiệu lực'
    )


def _more(count: int) -> str:
    return f" (và {count - 1} chỗ khác)" if count > 1 else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
