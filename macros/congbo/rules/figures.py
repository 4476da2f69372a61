"""Figures: what must hold of the values that a report shows. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.figures.indicators import State
from congbo.records import frontmatter
from congbo.records.problems import Problem
from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.rules.rulebook import SiteToCheck, at_call, tells
from congbo.words.spelling import nearest
from congbo.words.wording import number


@tells("no-data-for-period")
def shown_values(site: SiteToCheck) -> Iterator[Problem]:
    """A figure in a report's text has data of the report's own period, once all records can be read."""
    for report in site.reports if not site.unread_ids else ():
        for id_ in report.figures_in_text:
            figure = report.figures.get(id_)
            if figure and figure.state is State.NO_DATA:
                for call in report.places_of(id_):
                    if not MACROS[call.name].valued:
                        continue
                    message = f"“{id_}” chưa có số liệu cùng kỳ {figure.time}; không dùng số của kỳ khác"
                    yield at_call(report.source, call, "no-data-for-period", message)


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


@tells("ratio-basis", "ratio-above-100")
def ratios(site: SiteToCheck) -> Iterator[Problem]:
    """The numbers that make a figure are of one day or period, and a part is not larger than its whole."""
    for report in site.reports:
        for figure in report.figures.values():
            if figure.value is None or figure.declared:
                continue
            path = report.register.indicators[figure.id].path
            place = site.places.of(path, ("definition", "ratio" if figure.fraction else "sum"))
            if figure.mixed:
                parts = "tử số và mẫu số" if figure.fraction else "các số được cộng"
                message = f"{parts} khác ngày hoặc khác kỳ trong báo cáo “{report.id}”"
                yield Problem(path, *place, "ratio-basis", message)
            if figure.fraction and figure.value > 100:
                value = f"{figure.fraction} = {number(figure.value)}%"
                message = f"tỷ lệ vượt 100% trong báo cáo “{report.id}”: {value}"
                yield Problem(path, *place, "ratio-above-100", message)


@tells("unknown-figure", "printed-unexplained")
def printed_values(site: SiteToCheck) -> Iterator[Problem]:
    """What an original printed names a figure that exists, and is explained where it is another value."""
    for report in site.reports if not site.unread_ids else ():
        path, marks = report.source.path, frontmatter.locate(report.source.text)
        for index, printed in enumerate(report.meta.printed):
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
