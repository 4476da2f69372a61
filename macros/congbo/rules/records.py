"""Record rules: what must hold across records. Each rule is a generator whose docstring is the rule."""

import re
from collections.abc import Iterator
from datetime import date

from congbo.figures.conditions import CONDITIONS
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import TARGET_LABELS
from congbo.records.measures import DossierCount, Indicator, Operand, Statistic
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.records.record import Document, Record
from congbo.rules.rulebook import RecordsToCheck
from congbo.words.file_names import wrong_id
from congbo.words.spelling import national_code, nearest
from congbo.words.vocabulary import (
    DOSSIER_COLUMNS,
    DOSSIER_IDENTITIES,
    EventAction,
)
from congbo.words.wording import short_date

_CODE = re.compile(r"\d\.\d{6}")
MOST_DECIMALS = 6
_COLUMNS = {number: column for column, (number, _) in DOSSIER_COLUMNS.items()}


def duplicate_id(site: RecordsToCheck) -> Iterator[Problem]:
    """An id is used once in the site, whatever its letters' case."""
    first: dict[str, Record] = {}
    for record in site.register.records:
        earlier = first.setdefault(record.id.casefold(), record)
        if earlier is not record:
            message = f"mã bản ghi “{record.id}” đã dùng ở {earlier.path}; hãy đổi tên một trong hai tệp"
            yield site.problem(record, (), "duplicate-id", message)


def ascii_id(site: RecordsToCheck) -> Iterator[Problem]:
    """An id, which is an address, has only Latin letters, digits, points and hyphens, these not at an end."""
    for record in site.register.records:
        if why := wrong_id(record.id):
            yield site.problem(record, (), "id-form", why)


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


def dossier_totals(site: RecordsToCheck) -> Iterator[Problem]:
    """The rows of a body's units and fields in a period do not overlap, and add up to its own row."""
    bodies: dict[tuple[str, str], list[DossierCount]] = {}
    for row in site.register.dossier_counts.values():
        if row.public:
            bodies.setdefault((row.organisation, str(row.period)), []).append(row)
    for rows in bodies.values():
        parts = [row for row in rows if not row.whole]
        pairs = ((earlier, row) for n, row in enumerate(parts) for earlier in parts[:n])
        if twice := next((pair for pair in pairs if _overlap(*pair)), None):
            earlier, row = twice
            message = f"không cộng được với {earlier.path}: một bộ hồ sơ có thể nằm trong cả hai dòng"
            yield site.problem(row, ("unit" if row.unit else "field",), "dossier-total", message)
            continue
        for whole in (row for row in rows if row.whole and parts):
            for column, (number, _) in DOSSIER_COLUMNS.items():
                left, right = whole.counts[column], sum(row.counts[column] for row in parts)
                if left != right:
                    message = (
                        f"cột ({number}) của cả cơ quan = {left} nhưng {len(parts)} dòng theo lĩnh vực,"
                        f" đơn vị cộng lại = {right}, chênh {left - right:+d}"
                    )
                    yield site.problem(whole, ("counts", str(column)), "dossier-total", message)


def _overlap(one: DossierCount, other: DossierCount) -> bool:
    """Tell whether a dossier may stand in both rows: in a field and in a unit, in a unit and in its field."""
    if bool(one.unit) != bool(other.unit):
        return True
    return one.unit == other.unit and not (one.field and other.field)


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
        key = (f"{row.organisation}/{row.unit}/{row.field}", str(row.period))
        if (earlier := figures.setdefault(key, row)) is not row:
            message = f"số hồ sơ cùng cơ quan, đơn vị, lĩnh vực và kỳ đã có ở {earlier.path}"
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
                    if value not in accepted and value not in site.unread_ids:
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
