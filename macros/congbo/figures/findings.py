"""Findings: where the numbers of filled forms do not fit: within a row, between rows, periods and sources.

What a body fills in itself it can mend. What is copied from a signed original stays as it is printed, and
what does not fit in it is a finding that somebody explains.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction

from congbo.figures.observations import FormRow, rows_of, used_source
from congbo.records.forms import Form, Identity, on_day
from congbo.records.frontmatter import KeyPath
from congbo.records.register import Register
from congbo.words.wording import number, short_date


class Misfit(StrEnum):
    """What does not fit."""

    IDENTITY = "đẳng thức"
    TOTAL = "dòng tổng"
    CARRY_OVER = "nối kỳ"
    SOURCES = "hai nguồn"
    FORM = "biểu đã thay"


@dataclass(frozen=True, slots=True)
class Finding:
    """A number that does not fit, at its cell; `explained` is what the record says of it.

    `sure` says that it cannot be so; what is only inferred or compares two papers is worth a look.
    """

    kind: Misfit
    row: FormRow
    column: str
    message: str
    sure: bool = True

    @property
    def explained(self) -> str:
        """What the record says of it; empty where nothing."""
        notes = (
            one.note
            for one in self.row.explained
            if one.column == self.column and one.row in ("", self.row.title)
        )
        return next(notes, "")

    @property
    def refused(self) -> bool:
        """Whether it must be mended: it cannot be so, and the row is no copy of a signed original."""
        return self.sure and not self.row.record.original

    @property
    def within(self) -> bool:
        """Whether it is between rows of one form, period and source."""
        return self.kind in (Misfit.IDENTITY, Misfit.TOTAL)

    @property
    def path(self) -> KeyPath:
        """The key path of its cell in the record."""
        return self.row.path(self.column)


def findings(register: Register, of: str = "") -> Iterator[Finding]:
    """Yield everything that does not fit in the filled forms, or in those of one form."""
    for form in register.forms.values():
        if of not in ("", form.id):
            continue
        rows = list(rows_of(form.id, register))
        for row in rows:
            yield from _identities(form, row)
        for group in by_source(rows):
            yield from _totals(form, group)
        public = [row for row in rows if row.record.public]
        yield from _carried(form, public, register)
        yield from _between_sources(form, public)
        yield from _replaced(form, public, register)


def _identities(form: Form, row: FormRow) -> Iterator[Finding]:
    for identity in form.identities:
        left = row.value(identity.column)
        parts = [value for part in identity.parts if (value := row.value(part)) is not None]
        if left is None or len(parts) < len(identity.parts):
            continue
        right = sum(parts, Fraction(0))
        if not _holds(identity, left, right):
            yield Finding(
                Misfit.IDENTITY, row, identity.column, _said(form, identity, left, right), identity.sure
            )


def _holds(identity: Identity, left: Fraction, right: Fraction) -> bool:
    return left == right if identity.equals else left <= right


def _said(form: Form, identity: Identity, left: Fraction, right: Fraction) -> str:
    start = f"cột ({form.numbers[identity.column]}) = {plain(left)}"
    if identity.equals:
        return f"{start} nhưng {form.sum_of(identity)} = {plain(right)}, chênh {signed(left - right)}"
    return f"{start} lớn hơn {form.sum_of(identity)} = {plain(right)}, chênh {signed(left - right)}"


def plain(value: Fraction) -> str:
    """Return a number as messages have it: whole numbers without points."""
    return str(value) if value.denominator == 1 else number(value, 6)


def signed(value: Fraction) -> str:
    """Return a difference with its sign."""
    return f"{'+' if value > 0 else '-' if value < 0 else ''}{plain(abs(value))}"


def _replaced(form: Form, rows: Sequence[FormRow], register: Register) -> Iterator[Finding]:
    """Yield the first row of each record that is filled in by a form which another had replaced by then."""
    for row in rows:
        if form.since and row.period.end < form.since and not row.number and not form.replaces:
            message = f"{form.label} dùng từ ngày {short_date(form.since)}, sau khi kỳ này kết thúc"
            yield Finding(Misfit.FORM, row, next(iter(form.by_key)), message, sure=False)
            continue
        used = on_day(form.id, row.period.end, register.forms)
        if used and used.id != form.id and not row.number:
            since = f" từ ngày {short_date(used.since)}" if used.since else ""
            message = f"kỳ này dùng {used.label}{since}, thay cho {form.label}"
            yield Finding(Misfit.FORM, row, next(iter(form.by_key)), message, sure=False)


def by_source(rows: Sequence[FormRow]) -> list[list[FormRow]]:
    """Return the public rows of each body, period and source together."""
    found: dict[tuple[str, str, str], list[FormRow]] = {}
    for row in rows:
        if row.record.public:
            found.setdefault((row.organisation, str(row.period), row.source), []).append(row)
    return list(found.values())


def _totals(form: Form, rows: Sequence[FormRow]) -> Iterator[Finding]:
    parts = [row for row in rows if not row.whole]
    if overlap(parts):
        return
    for whole in (row for row in rows if row.whole and parts):
        for column, numbered in form.numbers.items():
            values = [value for row in parts if (value := row.value(column)) is not None]
            left = whole.value(column)
            if left is None or len(values) < len(parts) or not form.adds(column):
                continue
            if left != (right := sum(values, Fraction(0))):
                message = (
                    f"cột ({numbered}) của cả cơ quan = {plain(left)} nhưng {len(parts)} dòng theo lĩnh vực,"
                    f" đơn vị cộng lại = {plain(right)}, chênh {signed(left - right)}"
                )
                yield Finding(Misfit.TOTAL, whole, column, message)


def overlap(parts: Sequence[FormRow]) -> tuple[FormRow, FormRow] | None:
    """Return two rows that one case may stand in: in a field and in a unit, in a unit and in its field."""
    pairs = ((earlier, row) for n, row in enumerate(parts) for earlier in parts[:n])
    return next((pair for pair in pairs if _overlap(*pair)), None)


def _overlap(one: FormRow, other: FormRow) -> bool:
    if not (one.unit or one.field) or not (other.unit or other.field):
        return False  # rows by level or by name alone: only the form knows
    if bool(one.unit) != bool(other.unit):
        return True
    return one.unit == other.unit and not (one.field and other.field)


def _carried(form: Form, rows: Sequence[FormRow], register: Register) -> Iterator[Finding]:
    """Yield each row that does not begin with what the same row ended with in the period just before."""
    if not form.carry_over:
        return
    earlier: dict[tuple[str, str, object], list[FormRow]] = {}
    for id_ in (*form.replaces, form.id):
        for row in rows_of(id_, register) if id_ != form.id else rows:
            earlier.setdefault((row.organisation, row.name, row.period.end), []).append(row)
    for row in rows:
        day = row.period.start - timedelta(1)
        before = earlier.get((row.organisation, row.name, day), [])
        if not before:
            continue
        used = used_source(before)
        then = next(one for one in before if one.source == used)
        for one in form.carry_over:
            left, right = row.value(one.column), then.value(one.earlier)
            if left is not None and right is not None and left != right:
                message = (
                    f"cột ({form.numbers[one.column]}) = {plain(left)} nhưng cột"
                    f" ({form.numbers.get(one.earlier, one.earlier)}) của kỳ trước trong"
                    f" {then.record.path} = {plain(right)}, chênh {signed(left - right)}"
                )
                yield Finding(Misfit.CARRY_OVER, row, one.column, message, sure=False)


def _between_sources(form: Form, rows: Sequence[FormRow]) -> Iterator[Finding]:
    """Yield each number of a source that is not used where the one that is used says another."""
    bodies: dict[tuple[str, str], list[FormRow]] = {}
    for row in rows:
        bodies.setdefault((row.organisation, str(row.period)), []).append(row)
    for of_body in bodies.values():
        used = used_source(of_body)
        by_name = {row.name: row for row in of_body if row.source == used}
        for row in (row for row in of_body if row.source != used and row.name in by_name):
            chosen = by_name[row.name]
            for column, numbered in form.numbers.items():
                left, right = row.value(column), chosen.value(column)
                if left is not None and right is not None and left != right:
                    message = (
                        f"cột ({numbered}) = {plain(left)} nhưng {chosen.record.path}, nguồn đang được dùng,"
                        f" ghi {plain(right)}, chênh {signed(left - right)}"
                    )
                    yield Finding(Misfit.SOURCES, row, column, message, sure=False)
