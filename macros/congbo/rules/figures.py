"""Figures: what must hold of the values that a report shows. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.figures.indicators import Figure, operands
from congbo.figures.measuring import OTHER_BODY
from congbo.figures.quantities import State
from congbo.figures.selection import NearMiss
from congbo.records import frontmatter
from congbo.records.library import library
from congbo.records.problems import Problem
from congbo.records.register import Register
from congbo.records.statistics import Statistic
from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.rules.rulebook import SiteToCheck, at_call, tells
from congbo.words.spelling import nearest
from congbo.words.units import PERCENT
from congbo.words.wording import number


@tells("no-data-for-period")
def shown_values(site: SiteToCheck) -> Iterator[Problem]:
    """A figure in a report's text has data of the report's own period, once all records can be read."""
    known = site.register.organisations
    reports = [one for one in site.reports if one.meta.organisation in known]
    for report in reports if not site.unread_ids else ():
        for id_ in report.figures_in_text:
            figure = report.figures.get(id_)
            misspelt = figure and (
                any(_of_nobody(miss, report.register) for miss in figure.excluded)
                or _misread(id_, report.register)
            )
            if figure and figure.state is State.NO_DATA and not misspelt:
                for call in report.places_of(id_):
                    if not MACROS[call.name].valued:
                        continue
                    message = f"“{id_}” chưa có số liệu cùng kỳ {figure.time}; không dùng số của kỳ khác"
                    if any(miss.reason == OTHER_BODY for miss in figure.excluded):
                        message += " hay của cơ quan khác"
                    hint = f"“congbo next {report.id} --missing” kể các bản ghi còn thiếu."
                    if near := [miss for miss in figure.excluded if miss.candidate.record.public]:
                        record, why = near[0].candidate.record, near[0].reason
                        hint = f"Gần nhất là {record.path}: {why}. {hint}"
                    yield at_call(report.source, call, "no-data-for-period", message, hint)


def _misread(id_: str, register: Register) -> bool:
    """Tell whether a definition reads a form or a column that is not there, which is told where it does."""
    indicator = register.indicators.get(id_)
    read = [one.cell for one in operands(indicator.definition) if one.cell] if indicator else []
    forms = ((register.forms.get(form), column) for form, column in read)
    return any(form is None or column not in form.by_key for form, column in forms)


@tells("nothing-to-state")
def statements(site: SiteToCheck) -> Iterator[Problem]:
    """What a call states of a figure is there to be stated, unless the call says what stands otherwise.

    A sealed report keeps what it said: its seal tells what has become another.
    """
    for report in site.reports if not site.unread_ids else ():
        for call in report.source.calls if report.chain is None else ():
            macro = MACROS[call.name]
            figure = report.figures.get(call.id) if macro.target == "figure" else None
            if figure is None or macro.misfit(call, site.register):
                continue
            if (macro.valued and figure.state is State.NO_DATA) or not (
                reason := macro.lacking(Asked(call, report.register, report))
            ):
                continue
            message = f"lệnh “{call.name}” không có gì để in về “{call.id}”: {reason}"
            hint = (
                'Muốn in lời khác khi không có thì thêm otherwise="…"' if "otherwise" in macro.options else ""
            )
            yield at_call(report.source, call, "nothing-to-state", message, hint)


def _of_nobody(miss: NearMiss, register: Register) -> bool:
    """Tell whether a number was left out whose body is unknown, which has been told at its record."""
    stated = miss.candidate.record
    named = stated.organisation if isinstance(stated, Statistic) else ""
    return bool(named) and register.current("organisation", named) not in register.organisations


@tells("ratio-basis", "ratio-above-100")
def ratios(site: SiteToCheck) -> Iterator[Problem]:
    """The numbers that make a figure are of one day or period, and a part is not larger than its whole."""
    for report in site.reports:
        for figure in report.figures.values():
            if figure.value is None or figure.declared:
                continue
            indicator = report.indicator(figure.id)
            path, way = indicator.path, indicator.definition.way
            place = site.places.of(path, ("definition", way))
            if figure.mixed:
                parts = "tử số và mẫu số" if figure.fraction else "các số hợp thành"
                message = f"{parts} khác ngày hoặc khác kỳ trong báo cáo “{report.id}”"
                yield Problem(path, *place, "ratio-basis", message)
            unsettled = site.unread_ids & {candidate.record.id for candidate in figure.chosen}
            if way == "ratio" and figure.unit == PERCENT and figure.value > 100 and not unsettled:
                value = f"{figure.fraction} = {number(figure.value)}%"
                message = f"tỷ lệ vượt 100% trong báo cáo “{report.id}”: {value}"
                yield Problem(path, *place, "ratio-above-100", message)


@tells("same-label")
def labels(site: SiteToCheck) -> Iterator[Problem]:
    """Two figures of a report that are computed in two ways have two titles."""
    told: set[tuple[str, str]] = set()
    for report in site.reports:
        titles: dict[str, Figure] = {}
        for figure in report.figures.values():
            earlier = titles.setdefault(figure.title.casefold(), figure)
            if figure.declared or earlier is figure or (earlier.id, figure.id) in told:
                continue
            told.add((earlier.id, figure.id))
            path = report.indicator(figure.id).path
            ways = [
                None if one.declared else report.indicator(one.id).definition for one in (earlier, figure)
            ]
            if ways[0] == ways[1]:
                continue
            message = (
                f"“{figure.title}” cũng là tên của “{earlier.id}”, tính theo cách khác; hãy đặt tên phân biệt"
            )
            yield Problem(path, *site.places.of(path, ("title",)), "same-label", message)


@tells("declared-differs")
def beside_declared(site: SiteToCheck) -> Iterator[Problem]:
    """What somebody states of a figure is what the records give, to the places in which it is stated."""
    for report in site.reports:
        for figure in report.figures.values():
            stated = figure.beside.declared if figure.beside else None
            if figure.beside and stated and figure.differs:
                message = (
                    f"báo cáo “{report.id}” tính được {figure.text}, nhưng số tự khai là"
                    f" {figure.beside.text}; cả hai cùng hiện ở trang căn cứ,"
                    " hãy xem lại bản ghi hoặc ghi rõ vì sao khác"
                )
                yield Problem(
                    stated.path, *site.places.of(stated.path, ("value",)), "declared-differs", message
                )


@tells("unknown-figure", "printed-unexplained")
def printed_values(site: SiteToCheck) -> Iterator[Problem]:
    """What a head names is a figure that exists; what an original printed is explained where it differs."""
    for report in site.reports if not site.unread_ids else ():
        path, marks = report.source.path, frontmatter.locate(report.source.text)
        for index, id_ in enumerate(report.annex):
            if id_ not in report.figures:
                line, column = marks.get(("annex", index), marks.get(("annex",), ((1, 1), (1, 1))))[1]
                every = [*report.register.indicators, *report.register.measures, *library()]
                message = f"không có chỉ số hay số liệu tự khai nào mang mã “{id_}”"
                yield Problem(path, line, column, "unknown-figure", message, nearest(id_, every))
        for index, printed in enumerate(report.original):
            place = marks.get(("printed", index, "figure"), ((1, 1), (1, 1)))[1]
            if printed.figure not in report.figures:
                known = report.figures
                message = f"không có chỉ số hay số liệu tự khai nào mang mã “{printed.figure}”"
                yield Problem(path, *place, "unknown-figure", message, nearest(printed.figure, known))
            elif report.misprinted(printed.figure) is printed and not printed.explanation:
                computed = report.figures[printed.figure].text
                message = (
                    f"bản gốc in “{printed.text}” nhưng các bản ghi cho “{computed}” ({printed.figure});"
                    " hãy thêm “explanation” để giải thích"
                )
                yield Problem(path, *place, "printed-unexplained", message)
