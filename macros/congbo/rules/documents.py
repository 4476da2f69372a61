"""Documents: what must hold of documents and their numbers. Each docstring is the rule."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from congbo.law.document_kinds import KIND_SYMBOLS, DocumentKind
from congbo.records.documents import Document
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import fold, nearest, same_form
from congbo.words.wording import short_date

_PARTY_LETTER = "CV"  # a Party letter names its kind, a state body's does not
_YEAR_IN_SUBJECT = re.compile(r"\bnăm (\d{4})\b")


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
    symbols = [organisation.symbol for organisation in site.register.organisations.values()]
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
        if issuer and issuer.symbol and body != issuer.symbol:
            message = f"“{body}” không phải chữ viết tắt của cơ quan ban hành {issuer.id} ({issuer.name})"
            yield site.problem(document, ("number",), "symbol-issuer", message, nearest(body, symbols))


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
        for index, id_ in enumerate(document.replaces):
            old = site.register.documents.get(id_)
            if old and old.issued and document.issued and document.issued < old.issued:
                message = (
                    f"không thể thay thế {old.label} vì văn bản đó ban hành sau ({short_date(old.issued)})"
                )
                yield site.problem(document, ("replaces", index), "replaced-before-issued", message)


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
    """The year in a subject is the document's, the next in its last quarter, the last in its first."""
    for document in site.register.documents.values():
        issued = document.issued
        years = {int(year) for year in _YEAR_IN_SUBJECT.findall(document.subject)}
        if not issued or not years:
            continue
        usual = {issued.year}
        usual |= {issued.year + 1} if issued.month >= 10 else set()
        usual |= {issued.year - 1} if issued.month <= 3 else set()
        if not years & usual:
            said = ", ".join(str(year) for year in sorted(years))
            message = (
                f"trích yếu nói năm {said} nhưng văn bản ban hành {short_date(issued)}; hãy kiểm tra năm"
            )
            yield site.problem(document, ("subject",), "subject-year", message)
