"""Documents: what must hold of documents and their numbers. Each docstring is the rule."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from congbo.law.document_kinds import KIND_SYMBOLS, DocumentKind
from congbo.records.documents import Document
from congbo.records.organisations import Organisation
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import fold, nearest, same_form
from congbo.words.wording import short_date
from congbo.words.years import looks_ahead, looks_back, own_years

_PARTY_LETTER = "CV"  # a Party letter names its kind, a state body's does not
_LONG_PAST = 10  # years: what lies farther back is history, not a slip


@tells("duplicate-document")
def document_identity(site: SiteToCheck) -> Iterator[Problem]:
    """Issuer, kind, number and year name one document only."""
    first: dict[tuple[str, str, str, int | None], Document] = {}
    for document in site.register.documents.values():
        key = (document.issuer, document.kind, same_form(document.number), document.year)
        earlier = first.setdefault(key, document)
        if earlier is not document:
            message = f"{document.label} năm {document.year} của {document.issuer} đã có ở {earlier.path}"
            yield site.problem(document, ("number",), "duplicate-document", message)


@tells("document-stem")
def document_stem(site: SiteToCheck) -> Iterator[Problem]:
    """A document's file is named after its number without diacritics, and its year, if no other is."""
    misnumbered = {problem.path for problem in document_symbol(site)}
    for document in site.register.documents.values():
        if document.path in misnumbered or (document.issued and document.issued > site.today):
            continue
        plain = fold_keeping_case(document.number).replace("/", "-")
        expected = plain if document.symbol.year == document.year else f"{plain}-{document.year}"
        if document.year and expected not in site.register.documents:
            message = f"tệp của {document.label} năm {document.year} phải tên là “{expected}.md”"
            yield site.problem(document, ("number",), "document-stem", message)


def fold_keeping_case(text: str) -> str:
    """Return the text without diacritics, letter case kept: `TTr-QĐ` becomes `TTr-QD`."""
    return "".join(plain.upper() if letter.isupper() else plain for letter in text for plain in fold(letter))


@tells("symbol-form", "symbol-kind", "symbol-issuer")
def document_symbol(site: SiteToCheck) -> Iterator[Problem]:
    """A symbol has the form of its kind, and names its kind and its issuer (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    organisations = site.register.organisations.values()
    symbols = [symbol for organisation in organisations for symbol in organisation.ever("symbol")]
    for document in site.register.documents.values():
        wanted, symbol = KIND_SYMBOLS[document.kind], document.symbol
        if symbol.doubtful:
            example = f"46/{wanted}-SKHCN" if wanted else "109/SKHCN-HCTH"
            message = (
                f"số, ký hiệu của {document.kind} phải có dạng như “{example}” (đang là '{document.number}')"
            )
            yield site.problem(document, ("number",), "symbol-form", message)
            continue
        if symbol.kind != wanted and (symbol.kind, wanted) != (_PARTY_LETTER, ""):
            accepted = f"phải là “{wanted}”" if wanted else "không có phần tên loại"
            message = f"ký hiệu của {document.kind} {accepted} (đang là '{symbol.kind}')"
            yield site.problem(document, ("number",), "symbol-kind", message)
        body = symbol.rest if wanted else symbol.first
        if not body:
            continue
        issuer = site.register.organisations.get(document.issuer)
        if issuer and issuer.symbol and body not in _symbols(issuer, document):
            message = f"“{body}” không phải chữ viết tắt của cơ quan ban hành {issuer.id} ({issuer.name})"
            yield site.problem(document, ("number",), "symbol-issuer", message, nearest(body, symbols))


def _symbols(issuer: Organisation, document: Document) -> tuple[str, ...]:
    """Return what the issuer wrote in its symbols on the document's day; where that is unknown, ever."""
    held = issuer.on(document.issued).symbol if document.issued else ""
    return (held,) if held else issuer.ever("symbol")


@tells("effective-before-issued", "expired-before-effective", "replaced-before-issued")
def document_times(site: SiteToCheck) -> Iterator[Problem]:
    """A document takes effect on or after its date, expires after that, and replaces only older ones."""
    for document in site.register.documents.values():
        if document.issued and document.effective and document.effective < document.issued:
            message = (
                f"ngày có hiệu lực {short_date(document.effective)} đứng trước"
                f" ngày ban hành {short_date(document.issued)}"
            )
            yield site.problem(document, ("effective",), "effective-before-issued", message)
        start = document.in_force_from
        if document.expired and start and document.expired < start:
            message = (
                f"ngày hết hiệu lực {short_date(document.expired)} đứng trước"
                f" ngày có hiệu lực {short_date(start)}"
            )
            yield site.problem(document, ("expired",), "expired-before-effective", message)
        ends = [("replaces", "thay thế", *one) for one in enumerate(document.replaces)]
        ends += [("abolishes", "bãi bỏ", *one) for one in enumerate(document.abolishes)]
        for key, does, index, id_ in ends:
            old = site.register.documents.get(id_)
            if old and old.issued and document.issued and document.issued < old.issued:
                message = (
                    f"không thể {does} {old.label} vì văn bản đó ban hành sau ({short_date(old.issued)})"
                )
                yield site.problem(document, (key, index), "replaced-before-issued", message)


@tells("number-sequence")
def number_sequence(site: SiteToCheck) -> Iterator[Problem]:
    """Numbers and dates rise together within issuer, kind and year (NĐ 30/2020/NĐ-CP, Điều 15)."""
    series: dict[tuple[str, DocumentKind, int, bool], list[tuple[int, str, date, Document]]]
    series = defaultdict(list)
    for document in site.register.documents.values():
        issued, count = document.issued, document.symbol.count
        if issued and count is not None:
            key = (document.issuer, document.kind, issued.year, document.normative)
            series[key].append((count, document.id, issued, document))
    for numbered in series.values():  # sorted by number and id, which differ
        for (_, _, before, earlier), (_, _, issued, later) in pairwise(sorted(numbered)):
            if issued < before:
                message = (
                    f"số {later.number} ghi ngày {short_date(issued)}, trước ngày của"
                    f" số {earlier.number} ({short_date(before)})"
                )
                yield site.problem(later, ("issued",), "number-sequence", message)


@tells("weekend-date")
def weekend_date(site: SiteToCheck) -> Iterator[Problem]:
    """A document is seldom issued on a day off; of a year without a calendar, only weekends are told."""
    calendar = site.register.calendar
    for document in site.register.documents.values():
        if document.issued and (off := calendar.off(document.issued)):
            holiday = calendar.holiday(document.issued)
            said = f"ngày nghỉ ({holiday})" if holiday else off
            message = f"ngày ban hành {short_date(document.issued)} là {said}; hãy kiểm tra lại"
            yield site.problem(document, ("issued",), "weekend-date", message)


@tells("subject-year")
def subject_year(site: SiteToCheck) -> Iterator[Problem]:
    """What a subject speaks of is done in the document's year, or near enough to it for its matter."""
    for document in site.register.documents.values():
        issued = document.issued
        years = own_years(document.subject)
        if issued and years and not any(_usual(year, issued, document) for year in years):
            said = ", ".join(str(year) for year in sorted(years))
            message = (
                f"trích yếu nói năm {said} nhưng văn bản ban hành {short_date(issued)}; hãy kiểm tra năm"
            )
            yield site.problem(document, ("subject",), "subject-year", message)


def _usual(year: int, issued: date, document: Document) -> bool:
    """Tell whether a document may well speak of a year: its own, the next, the last, or one long past.

    The next is planned in the second half-year, or earlier where that takes longer; the last is reported on
    in the first quarter, or later where results are told.
    """
    subject = document.subject
    ahead, back = looks_ahead(subject), looks_back(subject) or int(document.kind is DocumentKind.REPORT)
    first = issued.year - max(back, int(issued.month <= 3))
    last = issued.year + int(ahead or issued.month >= 7)
    return first <= year <= last or issued.year - year > _LONG_PAST
