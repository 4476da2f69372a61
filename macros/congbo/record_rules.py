"""Record rules: what must hold across records. Each rule is a generator whose docstring is the rule."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from congbo.frontmatter import KeyPath
from congbo.kinds import TARGET_LABELS
from congbo.measures import DossierCount, Indicator, Operand, Statistic
from congbo.problems import Problem, Severity
from congbo.procedures import Procedure
from congbo.queries import CONDITIONS
from congbo.reader import Places
from congbo.records import Document, Record
from congbo.register import Register
from congbo.spelling import fold, national_code, nearest, same_form
from congbo.vocabulary import (
    DOSSIER_COLUMNS,
    DOSSIER_IDENTITIES,
    KIND_SYMBOLS,
    DocumentKind,
    EventAction,
)
from congbo.wording import short_date

_SYMBOL = re.compile(r"(?P<number>\d+)(?:/(?P<year>\d{4}))?/(?P<rest>[^/\s]+)")
_PARTY_SYMBOL = re.compile(r"(?P<number>\d+)-(?P<kind>[A-ZĐ]+)/(?P<body>[A-ZĐ]+)")
_PARTY_LETTER = "CV"  # a Party letter names its kind, a state body's does not
_CODE = re.compile(r"\d\.\d{6}")
MOST_DECIMALS = 6
_YEAR_IN_SUBJECT = re.compile(r"\bnăm (\d{4})\b")
_COLUMNS = {number: column for column, (number, _) in DOSSIER_COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class RecordsToCheck:
    """All records of a site with what a rule needs: places, the reports' ids, the day of the check."""

    register: Register
    places: Places
    today: date
    report_ids: Sequence[str] = ()
    unread_ids: frozenset[str] = field(default=frozenset())

    def problem(
        self,
        record: Record,
        path: KeyPath,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        *,
        at_key: bool = False,
    ) -> Problem:
        """Return the problem of a record at the value of one of its keys, or at the key."""
        line, column = self.places.of(record.path, path, at_key=at_key)
        return Problem(record.path, line, column, rule, message, hint, severity)


Rule = Callable[[RecordsToCheck], Iterator[Problem]]


def duplicate_id(site: RecordsToCheck) -> Iterator[Problem]:
    """An id is used once in the site, whatever its letters' case."""
    first: dict[str, Record] = {}
    for record in site.register.records:
        earlier = first.setdefault(record.id.casefold(), record)
        if earlier is not record:
            message = f"mã bản ghi “{record.id}” đã dùng ở {earlier.path}; hãy đổi tên một trong hai tệp"
            yield site.problem(record, (), "duplicate-id", message)


def ascii_id(site: RecordsToCheck) -> Iterator[Problem]:
    """An id, which is an address, has only Latin letters, digits, points and hyphens."""
    for record in site.register.records:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", record.id):
            message = f"tên tệp chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch nối (đang là '{record.id}')"
            yield site.problem(record, (), "id-form", message)


def document_identity(site: RecordsToCheck) -> Iterator[Problem]:
    """Issuer, kind, number and year name one document only."""
    first: dict[tuple[str, str, str, int | None], Document] = {}
    for document in site.register.documents.values():
        key = (document.issuer, document.kind, same_form(document.number), document.year)
        earlier = first.setdefault(key, document)
        if earlier is not document:
            message = f"{document.label} năm {document.year} của {document.issuer} đã có ở {earlier.path}"
            yield site.problem(document, ("number",), "duplicate-document", message)


def document_stem(site: RecordsToCheck) -> Iterator[Problem]:
    """A document's file is named after its number without diacritics, and its year, if no other is."""
    misnumbered = {problem.path for problem in document_symbol(site)}
    for document in site.register.documents.values():
        if document.path in misnumbered or (document.issued and document.issued > site.today):
            continue
        plain = fold_keeping_case(document.number).replace("/", "-")
        expected = plain if f"/{document.year}/" in document.number else f"{plain}-{document.year}"
        if document.year and document.id != expected and expected not in site.register.documents:
            message = f"tệp của {document.label} năm {document.year} phải tên là “{expected}.md”"
            yield site.problem(document, ("number",), "document-stem", message)


def fold_keeping_case(text: str) -> str:
    """Return the text without diacritics, letter case kept: `TTr-QĐ` becomes `TTr-QD`."""
    return "".join(plain.upper() if letter.isupper() else plain for letter in text for plain in fold(letter))


def document_symbol(site: RecordsToCheck) -> Iterator[Problem]:
    """A symbol has the form of its kind, and names its kind and its issuer (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    symbols = {o.symbol: o.id for o in site.register.organisations.values() if o.symbol}
    for document in site.register.documents.values():
        wanted = KIND_SYMBOLS[document.kind]
        if party := _PARTY_SYMBOL.fullmatch(document.number):
            kind, body = party["kind"], party["body"]
        elif state := _SYMBOL.fullmatch(document.number):
            kind, _, body = state["rest"].partition("-") if wanted else ("", "", state["rest"].split("-")[0])
        else:
            example = f"46/{wanted}-SKHCN" if wanted else "109/SKHCN-HCTH"
            message = (
                f"số, ký hiệu của {document.kind} phải có dạng như “{example}” (đang là '{document.number}')"
            )
            yield site.problem(document, ("number",), "symbol-form", message)
            continue
        if kind != wanted and (kind, wanted) != (_PARTY_LETTER, ""):
            accepted = f"phải là “{wanted}”" if wanted else "không có phần tên loại"
            message = f"ký hiệu của {document.kind} {accepted} (đang là '{kind}')"
            yield site.problem(document, ("number",), "symbol-kind", message)
        if not body:
            continue
        issuer = site.register.organisations.get(document.issuer)
        if issuer and issuer.symbol and body != issuer.symbol:
            message = f"“{body}” không phải chữ viết tắt của cơ quan ban hành {issuer.id} ({issuer.name})"
            yield site.problem(document, ("number",), "symbol-issuer", message, nearest(body, symbols))


def procedure_code(site: RecordsToCheck) -> Iterator[Problem]:
    """A code has the national form and belongs to one procedure, whatever its suffix or letters."""
    first: dict[str, Procedure] = {}
    for procedure in site.register.procedures.values():
        if not procedure.code:
            continue
        code = national_code(procedure.code)
        if not _CODE.fullmatch(code):
            message = f"mã thủ tục phải có dạng như “1.012353” (đang là '{procedure.code}')"
            yield site.problem(procedure, ("code",), "code-form", message)
        earlier = first.setdefault(code, procedure)
        if earlier is not procedure:
            message = f"mã thủ tục “{code}” đã dùng ở {earlier.path}"
            yield site.problem(procedure, ("code",), "duplicate-code", message)


def former_id(site: RecordsToCheck) -> Iterator[Problem]:
    """A former id leads to one page only, and is no record's id."""
    ids = {record.id for record in site.register.records}
    first: dict[str, Procedure] = {}
    for procedure in site.register.procedures.values():
        for index, old in enumerate(procedure.former_ids):
            if old in ids or first.setdefault(old, procedure) is not procedure:
                message = f"địa chỉ cũ “{old}” đang thuộc về một bản ghi khác"
                yield site.problem(procedure, ("former_ids", index), "duplicate-id", message)


def reference(site: RecordsToCheck) -> Iterator[Problem]:
    """A key that names another record names one that exists; each place that does not is told."""
    for place in site.register.references:
        known = site.report_ids if place.target == "report" else None
        found = place.id in known if known is not None else site.register.get(place.target, place.id)
        if found or place.id in site.unread_ids:
            continue
        ids = list(known if known is not None else site.register.ids(place.target))
        label = TARGET_LABELS[place.target]
        message = f"không có {label} nào mang mã “{place.id}”"
        yield site.problem(
            place.record, place.path, f"unknown-{place.target}", message, nearest(place.id, ids)
        )


def publication(site: RecordsToCheck) -> Iterator[Problem]:
    """A public record names no record that is a draft or internal; nothing of that one is told but its id."""
    for place in site.register.references:
        named = site.register.get(place.target, place.id)
        if place.record.public and named and not named.public:
            message = (
                f"bản ghi công khai không được dẫn “{named.id}” vì bản ghi đó đang là {named.publication}"
            )
            yield site.problem(place.record, place.path, "not-public", message)


def future_date(site: RecordsToCheck) -> Iterator[Problem]:
    """A day on which something has happened is not after today."""
    for record in site.register.records:
        days: list[tuple[KeyPath, date | None]] = []
        if isinstance(record, Document):
            days = [(("issued",), record.issued)]
        elif isinstance(record, Procedure):
            days = [(("listed_on",), record.listed_on)]
        elif isinstance(record, DossierCount | Statistic) and record.period:
            days = [(("period", "end"), record.period.end)]
        elif isinstance(record, Statistic):
            days = [(("day",), record.day)]
        for path, day in days:
            if day and day > site.today:
                message = f"“{path[-1]}” là ngày {short_date(day)}, sau hôm nay ({short_date(site.today)})"
                yield site.problem(record, path, "date-future", message)


def document_times(site: RecordsToCheck) -> Iterator[Problem]:
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


def procedure_times(site: RecordsToCheck) -> Iterator[Problem]:
    """A procedure is published before it is abolished, and no event is older than the document causing it."""
    for procedure in site.register.procedures.values():
        published = [e.effective for e in procedure.events if e.action is EventAction.PUBLISHED]
        for index, event in enumerate(procedure.events):
            ends = event.action in (EventAction.ABOLISHED, EventAction.REPLACED)
            if ends and published and event.effective < min(published):
                message = (
                    f"{event.action} từ {short_date(event.effective)},"
                    f" trước ngày công bố {short_date(min(published))}"
                )
                yield site.problem(
                    procedure, ("events", index, "effective"), "abolished-before-published", message
                )
            decision = site.register.documents.get(event.decision)
            if decision and decision.issued and event.effective < decision.issued:
                message = (
                    f"sự kiện có hiệu lực {short_date(event.effective)},"
                    f" trước ngày ban hành {decision.number} ({short_date(decision.issued)})"
                )
                yield site.problem(
                    procedure, ("events", index, "effective"), "effective-before-issued", message
                )


def replacement_cycle(site: RecordsToCheck) -> Iterator[Problem]:
    """Replacements never lead back to where they began."""
    documents = {d.id: list(d.replaces) for d in site.register.documents.values()}
    successors = {
        p.id: [event.successor for event in p.events if event.successor]
        for p in site.register.procedures.values()
    }
    for graph, target in ((documents, "document"), (successors, "procedure")):
        for cycle in _cycles(graph):
            record = site.register.get(target, cycle[0])
            if record:
                key = "replaces" if target == "document" else "events"
                message = f"việc thay thế đi thành vòng: {' → '.join((*cycle, cycle[0]))}"
                yield site.problem(record, (key,), "replacement-cycle", message)


def _cycles(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield the ids that lead back to the first, each cycle once; each edge is walked once for each start."""
    told: set[str] = set()
    for start, first in graph.items():
        seen, waiting = set[str](), [[start, id_] for id_ in first]
        while waiting and start not in told:
            *way, id_ = waiting.pop()
            if id_ == start:
                told.update(way)
                yield way
            elif id_ not in seen:
                seen.add(id_)
                waiting.extend([*way, id_, following] for following in graph.get(id_, []))


def dossier_identities(site: RecordsToCheck) -> Iterator[Problem]:
    """The columns of Biểu II.06a add up: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11 (TT 01/2020/TT-VPCP)."""
    for row in site.register.dossier_counts.values():
        for total, parts in DOSSIER_IDENTITIES:
            left = row.counts[total]
            right = sum(row.counts[_COLUMNS[part]] for part in parts)
            if left != right:
                number, _ = DOSSIER_COLUMNS[total]
                sum_of = "+".join(f"({part})" for part in parts)
                message = f"cột ({number}) = {left} nhưng {sum_of} = {right}, chênh {left - right:+d}"
                yield site.problem(row, ("counts", str(total)), "dossier-identity", message)


def measure_identity(site: RecordsToCheck) -> Iterator[Problem]:
    """A measure has one figure for a time, and is no indicator's id; a body has one row for a period."""
    figures: dict[tuple[str, str], Record] = {}
    for statistic in site.register.statistics.values():
        key = (statistic.measure, str(statistic.period or statistic.day))
        if (earlier := figures.setdefault(key, statistic)) is not statistic:
            message = f"số liệu “{statistic.measure}” cùng kỳ đã có ở {earlier.path}"
            yield site.problem(statistic, ("measure",), "duplicate-statistic", message)
        if statistic.measure in site.register.indicators:
            message = f"“{statistic.measure}” đã là mã của một chỉ số tính được; hãy đặt mã khác"
            yield site.problem(statistic, ("measure",), "duplicate-statistic", message)
    for row in site.register.dossier_counts.values():
        key = (f"{row.organisation}/{row.field}", str(row.period))
        if (earlier := figures.setdefault(key, row)) is not row:
            message = f"số hồ sơ cùng cơ quan, lĩnh vực và kỳ đã có ở {earlier.path}"
            yield site.problem(row, ("period",), "duplicate-statistic", message)


def indicator_definition(site: RecordsToCheck) -> Iterator[Problem]:
    """A definition asks only for conditions, terms and measures that exist, and for few decimals."""
    for indicator in site.register.indicators.values():
        if indicator.decimals > MOST_DECIMALS:
            message = f"“decimals” phải từ 0 đến {MOST_DECIMALS} (đang là '{indicator.decimals}')"
            yield site.problem(indicator, ("decimals",), "definition-form", message)
        for path, operand in _operands(indicator):
            if operand.statistic and operand.statistic not in {*site.register.measures, *site.unread_ids}:
                message = f"không có số liệu nào mang mã “{operand.statistic}”"
                hint = nearest(operand.statistic, site.register.measures)
                yield site.problem(indicator, (*path, "statistic"), "unknown-measure", message, hint)
            if not operand.count:
                continue
            conditions = CONDITIONS[operand.count]
            for key, values in operand.where.items():
                place = (*path, "where", key)
                if key not in conditions:
                    message = f"không có điều kiện “{key}” khi đếm {operand.count}"
                    hint = nearest(key, conditions) or f"Các điều kiện dùng được: {', '.join(conditions)}."
                    yield site.problem(indicator, place, "unknown-condition", message, hint, at_key=True)
                    continue
                accepted = conditions[key].accepted(site.register)
                for index, value in enumerate(values):
                    if value not in accepted:
                        message = f"điều kiện “{key}” không nhận giá trị “{value}”"
                        hint = nearest(value, accepted)
                        yield site.problem(indicator, (*place, index), "unknown-condition", message, hint)


def _operands(indicator: Indicator) -> Iterator[tuple[KeyPath, Operand]]:
    def walk(path: KeyPath, operand: Operand) -> Iterator[tuple[KeyPath, Operand]]:
        yield path, operand
        for index, part in enumerate(operand.sum):
            yield from walk((*path, "sum", index), part)

    definition = indicator.definition
    yield from walk(("definition",), definition)
    if definition.ratio:
        yield from walk(("definition", "ratio", "numerator"), definition.ratio.numerator)
        yield from walk(("definition", "ratio", "denominator"), definition.ratio.denominator)


def number_sequence(site: RecordsToCheck) -> Iterator[Problem]:
    """Numbers and dates rise together within issuer, kind and year (NĐ 30/2020/NĐ-CP, Điều 15)."""
    series: dict[tuple[str, DocumentKind, int | None, bool], list[tuple[int, Document]]] = defaultdict(list)
    for document in site.register.documents.values():
        if document.issued and (match := re.match(r"\d+", document.number)):
            key = (document.issuer, document.kind, document.year, document.normative)
            series[key].append((int(match.group()), document))
    for numbered in series.values():
        ordered = sorted(numbered, key=lambda pair: (pair[0], pair[1].id))
        for (_, earlier), (_, later) in pairwise(ordered):
            if earlier.issued and later.issued and later.issued < earlier.issued:
                message = (
                    f"số {later.number} ghi ngày {short_date(later.issued)}, trước ngày của"
                    f" số {earlier.number} ({short_date(earlier.issued)})"
                )
                yield site.problem(later, ("issued",), "number-sequence", message, severity=Severity.WARNING)


def weekend_date(site: RecordsToCheck) -> Iterator[Problem]:
    """A document is seldom issued on a Saturday or a Sunday."""
    for document in site.register.documents.values():
        if document.issued and document.issued.weekday() >= 5:
            name = "thứ bảy" if document.issued.weekday() == 5 else "chủ nhật"
            message = f"ngày ban hành {short_date(document.issued)} là {name}; hãy kiểm tra lại"
            yield site.problem(document, ("issued",), "weekend-date", message, severity=Severity.WARNING)


def subject_year(site: RecordsToCheck) -> Iterator[Problem]:
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
            yield site.problem(document, ("subject",), "subject-year", message, severity=Severity.WARNING)


RECORD_RULES: tuple[Rule, ...] = (
    duplicate_id,
    ascii_id,
    document_identity,
    document_stem,
    document_symbol,
    procedure_code,
    former_id,
    reference,
    publication,
    future_date,
    document_times,
    procedure_times,
    replacement_cycle,
    dossier_identities,
    measure_identity,
    indicator_definition,
    number_sequence,
    weekend_date,
    subject_year,
)
"""Every rule across records, in the order in which they run."""
