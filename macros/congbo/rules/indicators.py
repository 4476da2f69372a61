"""Indicators: what must hold of measures and of definitions. Each docstring is the rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from congbo.figures.conditions import CONDITIONS
from congbo.figures.typed import clashes
from congbo.records.forms import Form, shipped
from congbo.records.frontmatter import KeyPath
from congbo.records.indicator_definitions import Indicator
from congbo.records.library import is_shipped
from congbo.records.lookups import Lookups
from congbo.records.meant import term
from congbo.records.operands import Operand
from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.rules.references import lookups_of, missing
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest

MOST_DECIMALS = 6
ONE_OF_TWO = "Hãy giữ một bản ghi, xoá bản ghi kia; của kỳ khác thì sửa kỳ"
_FEW = 12  # words that are told in full


@tells("duplicate-statistic")
def measure_identity(site: SiteToCheck) -> Iterator[Problem]:
    """A body states a measure once for a time, and has one row for a period."""
    figures: dict[tuple[str, str], Record] = {}
    for statistic in site.register.statistics.values():
        key = (f"{statistic.measure} {statistic.organisation}", str(statistic.period or statistic.day))
        if (earlier := figures.setdefault(key, statistic)) is not statistic:
            message = f"số liệu “{statistic.measure}” cùng kỳ đã có ở {earlier.path}"
            yield site.problem(statistic, ("measure",), "duplicate-statistic", message, ONE_OF_TWO)
    for row in site.register.dossier_counts.values():
        key = (f"{row.organisation}/{row.unit}/{row.field}", str(row.period))
        if (earlier := figures.setdefault(key, row)) is not row:
            message = f"số hồ sơ cùng cơ quan, đơn vị, lĩnh vực và kỳ đã có ở {earlier.path}"
            yield site.problem(row, ("period",), "duplicate-statistic", message, ONE_OF_TWO)


@tells("definition-form", "unknown-column", "unknown-measure", "unknown-condition")
def indicator_definition(site: SiteToCheck) -> Iterator[Problem]:
    """A definition asks only for conditions, terms and measures that exist, and for few decimals."""
    asked = _Asked(site, lookups_of(site), frozenset(id_ for _, id_ in missing(site)) | site.unread_ids)
    for indicator in _own(site):
        if indicator.decimals > MOST_DECIMALS:
            message = f"“decimals” phải từ 0 đến {MOST_DECIMALS} (đang là '{indicator.decimals}')"
            yield site.problem(indicator, ("decimals",), "definition-form", message)
        yield from _asked_for(asked, indicator, _operands(indicator))
    for form in _own_forms(site):
        yield from _asked_for(asked, form, _operands_of(form))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What definitions may ask for; `told` are ids that are told elsewhere as unknown, or are not read."""

    site: SiteToCheck
    lookups: Lookups
    told: frozenset[str]


def _asked_for(
    asked: _Asked, record: Record, operands: Iterable[tuple[KeyPath, Operand]]
) -> Iterator[Problem]:
    """Yield where numbers ask for conditions, terms, columns and measures that there are not."""
    site = asked.site
    for path, operand in operands:
        if operand.statistic and operand.statistic not in {*site.register.measures, *site.unread_ids}:
            message = f"không có số liệu nào mang mã “{operand.statistic}”"
            hint = nearest(operand.statistic, site.register.measures)
            yield site.problem(record, (*path, "statistic"), "unknown-measure", message, hint)
        form = site.register.forms.get(operand.form)
        if form and operand.column not in form.by_key:
            message = f"{form.label} không có cột “{operand.column}”"
            hint = nearest(operand.column, form.by_key) or f"Các cột: {', '.join(form.by_key)}."
            yield site.problem(record, (*path, "column"), "unknown-column", message, hint)
        if not operand.count:
            continue
        conditions = CONDITIONS[operand.count]
        for key, values in operand.where.items():
            place = (*path, "where", key)
            if key not in conditions:
                message = f"không có điều kiện “{key}” khi đếm {operand.count}"
                hint = nearest(key, conditions) or f"Các điều kiện dùng được: {', '.join(conditions)}."
                yield site.problem(record, place, "unknown-condition", message, hint, at_key=True)
                continue
            accepted = conditions[key].accepted(site.register)
            for index, value in enumerate(values):
                if value not in accepted and value not in asked.told:
                    message = f"điều kiện “{key}” không nhận giá trị “{value}”"
                    names = conditions[key].names
                    hint = (
                        asked.lookups.hint(names, value, many=True) if names else _term_meant(value, accepted)
                    )
                    yield site.problem(record, (*place, index), "unknown-condition", message, hint)


def _term_meant(value: str, accepted: list[str]) -> str:
    """Return the term that another word may have meant; of a few all that there are."""
    every = f"Các giá trị dùng được: {', '.join(f'“{one}”' for one in accepted)}" if accepted else ""
    return term(value, accepted) or (every if len(accepted) <= _FEW else "")


@tells("unlike-units", "ratio-units")
def indicator_units(site: SiteToCheck) -> Iterator[Problem]:
    """Numbers of unlike units are never added, a ratio is of one unit, and a value is in its indicator's."""
    for indicator in _own(site):
        for around, definition in _definitions(indicator):
            for clash in clashes(indicator.unit, definition, site.register):
                place = (*around, *clash.path) if clash.path else ("unit",)
                if clash.ratio:
                    yield site.problem(indicator, place, "ratio-units", clash.message)
                else:
                    yield site.problem(indicator, place, "unlike-units", clash.message)
    for form in _own_forms(site):
        for place, counts in _counting(form):
            unit = form.unit_of(form.columns[int(place[1])].key)
            for clash in clashes(unit, counts, site.register):
                rule = "ratio-units" if clash.ratio else "unlike-units"
                yield site.problem(form, (*place, *clash.path), rule, clash.message)


def _own(site: SiteToCheck) -> list[Indicator]:
    """Return the site's own indicators: those of the library are held by the package's tests."""
    return [one for one in site.register.indicators.values() if not is_shipped(one)]


def _own_forms(site: SiteToCheck) -> list[Form]:
    return [one for one in site.register.forms.values() if shipped().get(one.id) is not one]


def _operands_of(form: Form) -> Iterator[tuple[KeyPath, Operand]]:
    for place, counts in _counting(form):
        yield from counts.walk(place)


def _counting(form: Form) -> Iterator[tuple[KeyPath, Operand]]:
    """Yield the definitions of the columns that are counted, each with its place."""
    for nth, column in enumerate(form.columns):
        if column.counts:
            yield ("columns", nth, "counts"), column.counts


def _operands(indicator: Indicator) -> Iterator[tuple[KeyPath, Operand]]:
    """Yield every number of every version of a definition, each with its place."""
    for around, definition in _definitions(indicator):
        yield from definition.walk(around)


def _definitions(indicator: Indicator) -> Iterator[tuple[KeyPath, Operand]]:
    versions = indicator.history.get("definition")
    if versions is None:
        yield ("definition",), indicator.definition
    for nth, version in enumerate(versions or ()):
        yield ("definition", nth, "value"), version.value
