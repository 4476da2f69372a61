"""Documents: what must hold of documents and their numbers. Each docstring is the rule."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from congbo.law.document_kinds import REPORT
from congbo.records.document_kinds import DocumentKind
from congbo.records.documents import Document
from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import fold, nearest, same_form
from congbo.words.wording import short_date
from congbo.words.years import looks_ahead, looks_back, own_years

_LONG_PAST = 10  # years: what lies farther back is history, not a slip


@tells("duplicate-document")
def document_identity(site: SiteToCheck) -> Iterator[Problem]:
    """Issuer, kind, number and year name one document only."""
    first: dict[tuple[str, str, str, int | None], Document] = {}
    for document in site.register.documents.values():
        if not document.number:
            continue
        key = (document.issuer, document.kind, same_form(document.number), document.year)
        earlier = first.setdefault(key, document)
        if earlier is not document:
            message = f"{document.label} năm {document.year} của {document.issuer} đã có ở {earlier.path}"
            hint = "Là một văn bản thì giữ một tệp, xoá tệp kia; là hai văn bản thì sửa số hoặc ngày"
            yield site.problem(document, ("number",), "duplicate-document", message, hint)


@tells("unknown-document-kind")
def document_kind(site: SiteToCheck) -> Iterator[Problem]:
    """A document is of a kind that the package or the site knows."""
    kinds = site.register.document_kinds
    for document in site.register.documents.values():
        if document.kind not in kinds:
            names = list(kinds)
            message = (
                f"loại văn bản '{document.kind}' không có trong danh mục; có {len(names)} loại,"
                f" từ “{names[0]}” đến “{names[-1]}”, kể ở trang Loại văn bản"
            )
            said = fold(document.kind)
            coded = [one.name for one in kinds.values() if said in map(fold, one.symbols)]
            hint = f"Có phải “{coded[0]}”?" if len(coded) == 1 else nearest(document.kind, names)
            yield site.problem(document, ("kind",), "unknown-document-kind", message, hint)


@tells("duplicate-document-kind")
def document_kind_names(site: SiteToCheck) -> Iterator[Problem]:
    """A site has one record of its own for a kind of document: two of one name would be one kind."""
    first: dict[str, DocumentKind] = {}
    for kind in site.register.of(DocumentKind).values():
        earlier = first.setdefault(same_form(kind.name), kind) if kind.public else kind
        if earlier is not kind:
            message = f"loại văn bản “{kind.name}” đã có ở {earlier.path}; hãy giữ một trong hai bản ghi"
            yield site.problem(kind, ("name",), "duplicate-document-kind", message)


@tells("folder-year")
def year_of_folder(site: SiteToCheck) -> Iterator[Problem]:
    """A folder that has the name of a year holds the documents of that year."""
    for document in site.register.documents.values():
        years = [part for part in document.path.split("/")[2:-1] if re.fullmatch(r"(?:19|20)\d\d", part)]
        year, late = str(document.year), document.issued and document.issued > site.today
        if years and not late and document.year and year not in years and year in document.id:
            right = document.path.replace(f"/{years[-1]}/", f"/{document.year}/")
            message = f"{document.label} là của năm {document.year} nhưng nằm trong thư mục {years[-1]}"
            hint = f"Hãy chuyển tệp sang {right.rpartition('/')[0]}; ngày gõ nhầm thì sửa “issued”"
            yield site.problem(document, ("issued",), "folder-year", message, hint)


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
        if document.valid_until and start and document.valid_until < start:
            message = (
                f"ngày cuối cùng còn hiệu lực {short_date(document.valid_until)} đứng trước"
                f" ngày có hiệu lực {short_date(start)}"
            )
            yield site.problem(document, ("valid_until",), "expired-before-effective", message)
        ends: list[tuple[KeyPath, str, str]] = [
            *((("replaces", n), "thay thế", id_) for n, id_ in enumerate(document.replaces)),
            *((("abolishes", n), "bãi bỏ", id_) for n, id_ in enumerate(document.abolishes)),
            *(
                (("changes", n, "document"), one.action, one.document)
                for n, one in enumerate(document.changes)
            ),
        ]
        for path, does, id_ in ends:
            old = site.register.documents.get(id_)
            if old and old.issued and document.issued and document.issued < old.issued:
                message = (
                    f"không thể {does} {old.label} vì văn bản đó ban hành sau ({short_date(old.issued)})"
                )
                yield site.problem(document, path, "replaced-before-issued", message)
        for n, one in enumerate(document.changes):
            begins = one.effective or start
            if one.until and begins and one.until < begins:
                message = (
                    f"ngày cuối bị ngưng hiệu lực {short_date(one.until)} đứng trước"
                    f" ngày bắt đầu {short_date(begins)}"
                )
                yield site.problem(document, ("changes", n, "until"), "expired-before-effective", message)


@tells("number-sequence")
def number_sequence(site: SiteToCheck) -> Iterator[Problem]:
    """Numbers and dates rise together within issuer, kind and year (NĐ 30/2020/NĐ-CP, Điều 15)."""
    series: dict[tuple[object, ...], list[tuple[tuple[int, int, str], str, date, Document]]]
    series = defaultdict(list)
    for document in site.register.documents.values():
        issued, symbol = document.issued, document.symbol
        if issued and symbol.count is not None:
            key = (document.issuer, document.kind, issued.year, document.normative, symbol.pointed)
            series[key].append((symbol.order, document.id, issued, document))
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
        late = document.issued and document.issued > site.today
        if document.issued and not late and (off := calendar.off(document.issued)):
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
        if not issued or issued > site.today:
            continue
        if years and not any(_usual(year, issued, document) for year in years):
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
    ahead, back = looks_ahead(subject), looks_back(subject) or int(document.kind == REPORT)
    first = issued.year - max(back, int(issued.month <= 3))
    last = issued.year + int(ahead or issued.month >= 7)
    return first <= year <= last or issued.year - year > _LONG_PAST
