"""Indicators: what must hold of measures and of definitions. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.figures.conditions import CONDITIONS
from congbo.records.frontmatter import KeyPath
from congbo.records.indicator_definitions import Indicator, Operand
from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest

MOST_DECIMALS = 6


@tells("duplicate-statistic")
def measure_identity(site: SiteToCheck) -> Iterator[Problem]:
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


@tells("definition-form", "unknown-measure", "unknown-condition")
def indicator_definition(site: SiteToCheck) -> Iterator[Problem]:
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
