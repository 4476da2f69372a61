"""Page rules: what must hold between the pages of docs/ and the records. Each docstring is the rule."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from congbo.figures.indicators import State
from congbo.records import frontmatter
from congbo.records.problems import Problem, Severity
from congbo.records.reader import Places
from congbo.records.register import Register
from congbo.reports.calls import Call
from congbo.reports.macros import MACROS
from congbo.reports.notes import note_spans
from congbo.reports.report import Report, is_report
from congbo.reports.written_page import RENDER_MACROS, PageSource, answers_macros
from congbo.words.spelling import nearest
from congbo.words.wording import number, short_date

LONGEST_MONTH_MINUS_SHORTEST = 3  # days: January and February are periods of one length

_ALLOWED_NUMBER = re.compile(
    r"^#{1,6} +(?:[IVX]+|\d+(?:\.\d+)*)\. "  # a heading's own number
    r"|^ *\d+\. "  # a numbered list
    r"|\b(?:19|20)\d\d(?:-(?:19|20)\d\d)?\b"  # a year or a range of years
    r"|\btháng \d{1,2}/\d{4}\b"
    r"|\bTCVN (?:ISO )?[\d:]+"  # the name of a standard
    r"|https?://\S+"
    r"|\[\^[\w-]+\]",
    re.MULTILINE,
)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_BY_ITSELF = re.compile(r"\{\{[^{}]*\}\}\s*")
_PICTURE = re.compile(
    r"!\[[^\]\n]*\][(\[]|<(?:audio|canvas|embed|iframe|img|object|picture|svg|video)\b", re.IGNORECASE
)
_NOTE = re.compile(r"\[\^([^\]\n]*)\](:?)")
_DIGITS = re.compile(r"\d+(?:[.,/]\d+)*%?")


@dataclass(frozen=True, slots=True)
class PagesToCheck:
    """The pages of docs/, the reports among them, and all records, public or not."""

    sources: tuple[PageSource, ...]
    reports: tuple[Report, ...]
    register: Register
    places: Places
    unread_ids: frozenset[str] = frozenset()


Rule = Callable[[PagesToCheck], Iterator[Problem]]


def _at(source: PageSource, call: Call, rule: str, message: str, hint: str = "") -> Problem:
    return Problem(source.path, call.line, call.column, rule, message, hint)


def report_macros(site: PagesToCheck) -> Iterator[Problem]:
    """A report page has its macros run, and any page says yes or no: else its calls would stay as text."""
    for source in site.sources:
        said = answers_macros(source.data)
        written = source.data.get(RENDER_MACROS)
        if said is None or (said is False and is_report(source) and written):
            marks = frontmatter.locate(source.text)
            place = marks.get((RENDER_MACROS,), ((1, 1), (1, 1)))[1]
            message = "trang báo cáo phải có dòng “render_macros: true” thì các lệnh trong bài mới chạy"
            if not is_report(source):
                message = "“render_macros” phải là true (có lệnh trong bài) hoặc false (không có lệnh)"
            yield Problem(source.path, *place, "report-macros", message)


def report_frame(site: PagesToCheck) -> Iterator[Problem]:
    """A report has one head and one signature; who signs or gets it is not left out."""
    for report in site.reports:
        calls, seen = report.source.calls, set[str]()
        for call in calls:
            if MACROS[call.name].once and call.name in seen:
                message = f"lệnh “{call.name}” chỉ dùng một lần trong bài"
                yield _at(report.source, call, "report-macros", message)
            seen.add(call.name)
        key = "signer" if report.meta.signer else "recipients"
        signed = any(MACROS[call.name].signs for call in calls)
        if report.source.data.get(key) and not signed and not report.source.problems:
            place = frontmatter.locate(report.source.text)[key,][0]
            message = "có người ký hoặc nơi nhận thì trong bài phải có lệnh {{ signature() }}"
            yield Problem(report.source.path, *place, "report-macros", message)


def blocks_apart(site: PagesToCheck) -> Iterator[Problem]:
    """A macro that puts a table or another block stands by itself, between blank lines, in no list."""
    for source in site.sources:
        lines = ["", *source.text.split("\n"), ""]
        for call in source.calls:
            before, line, after = lines[call.line - 1 : call.line + 2]
            apart = not after.strip() and (not before.strip() or before.startswith(("#", "---")))
            if MACROS[call.name].block and not (apart and _BY_ITSELF.fullmatch(line)):
                message = f"lệnh “{call.name}” phải đứng riêng một dòng, không lùi vào, trên và dưới để trống"
                yield _at(source, call, "macro-place", message)


def pictures(site: PagesToCheck) -> Iterator[Problem]:
    """A report has no picture: its Word and PDF file carry text and tables."""
    for report in site.reports:
        for match in _PICTURE.finditer(_blanked(_CODE, report.source.body)):
            message = "báo cáo không dùng hình ảnh, phim hay khung nhúng, vì bản Word và bản PDF không có"
            yield Problem(
                report.source.path, *_place(report.source, match.start()), "report-picture", message
            )


def note_names(site: PagesToCheck) -> Iterator[Problem]:
    """A note's name has letters, digits and hyphens, and no note is marked in the text of a note."""
    for report in site.reports:
        source = report.source
        spans = note_spans(source.body)
        for match in _NOTE.finditer(_blanked(_CODE, source.body)):
            name, message = match.group(1), ""
            if not re.fullmatch(r"[\w-]+", name):
                message = f"tên chú thích chỉ gồm chữ, chữ số và gạch nối (đang là '{name}')"
            elif any(start + 3 < match.start() < end for start, end, _ in spans):
                message = f"không đánh dấu chú thích “{name}” trong nội dung của một chú thích khác"
            if message:
                yield Problem(source.path, *_place(source, match.start()), "note-form", message)


def called_ids(site: PagesToCheck) -> Iterator[Problem]:
    """A macro names a document, an indicator or a figure that exists; each place that does not is told."""
    labels = {"document": "văn bản", "indicator": "chỉ số", "figure": "chỉ số hay số liệu tự khai"}
    for source in site.sources:
        for call in source.calls:
            target = MACROS[call.name].target
            if not target or call.id in site.unread_ids:
                continue
            known = _known_ids(target, site.register)
            if call.id not in known:
                message = f"không có {labels[target]} nào mang mã “{call.id}”"
                yield _at(source, call, f"unknown-{target}", message, nearest(call.id, known))


def _known_ids(target: str, register: Register) -> list[str]:
    if target == "figure":
        return [*register.indicators, *register.measures]
    return register.ids(target)


def answerable(site: PagesToCheck) -> Iterator[Problem]:
    """A macro can be answered where it stands: a report's on a report, a date of a document that has one."""
    reports = {report.source.path for report in site.reports}
    for source in site.sources:
        for call in source.calls:
            if source.path not in reports and "period" not in source.data and not MACROS[call.name].anywhere:
                message = (
                    f"lệnh “{call.name}” chỉ dùng trong báo cáo; trang này không có “period” ở đầu trang"
                )
                yield _at(source, call, "report-macros", message)
            if unanswerable := MACROS[call.name].unanswerable(call, site.register):
                yield _at(source, call, "macro-argument", unanswerable)


def fitting(site: PagesToCheck) -> Iterator[Problem]:
    """A macro fits what it names: two counts of a ratio, what is counted, a unit that is computed in."""
    for source in site.sources:
        for call in source.calls:
            macro = MACROS[call.name]
            if (site.unread_ids and not macro.target) or not (misfit := macro.misfit(call, site.register)):
                continue
            yield _at(source, call, "macro-mismatch", *misfit)


def called_publication(site: PagesToCheck) -> Iterator[Problem]:
    """A page shows no draft and no internal record; nothing of that record is told but its id."""
    for source in site.sources:
        for call in source.calls:
            kinds = ("document", "indicator") if MACROS[call.name].target else ()
            named = [site.register.get(kind, call.id) for kind in kinds]
            named += site.register.measures.get(call.id, []) if MACROS[call.name].shows_figure else []
            hidden = [record for record in named if record and not record.public]
            if hidden:
                state = hidden[0].publication
                message = f"trang công khai không được dùng “{call.id}” vì bản ghi đó đang là {state}"
                yield _at(source, call, "not-public", message)


def note_texts(site: PagesToCheck) -> Iterator[Problem]:
    """A note's marker has a text, a text has a marker, and a note's text is written once."""
    for source in site.sources:
        defined = {mark.id for mark in source.definitions}
        marked = {mark.id for mark in source.markers}
        offered: set[str] = set()
        for mark in source.markers:
            if mark.id not in defined:
                message = f"dấu chú thích “{mark.id}” không có nội dung; hãy thêm một đoạn “[^{mark.id}]: …”"
                hint = nearest(mark.id, sorted(defined - marked))
                offered.add(hint)
                yield Problem(source.path, mark.line, mark.column, "note-without-text", message, hint)
        seen: set[str] = set()
        for mark in source.definitions:
            if mark.id not in marked and nearest(mark.id, [mark.id]) not in offered:
                message = f"nội dung chú thích “{mark.id}” không được đánh dấu ở đâu trong bài"
                yield Problem(source.path, mark.line, mark.column, "note-without-marker", message)
            if mark.id in seen:
                message = f"nội dung chú thích “{mark.id}” đã viết ở trên"
                yield Problem(source.path, mark.line, mark.column, "note-duplicate", message)
            seen.add(mark.id)


def cited_in_force(site: PagesToCheck) -> Iterator[Problem]:
    """A document that a report cites is in force on the report's day."""
    for report in site.reports:
        replaced = _replaced(report.register, site.unread_ids)
        for cited in report.citations:
            if cited.document in site.unread_ids:
                continue
            document = report.register.documents[cited.document]
            start, end = document.in_force_from, document.expired or replaced.get(document.id)
            day, reason = report.meta.day, ""
            if start and start > day:
                reason = f"đến {short_date(start)} mới có hiệu lực"
            elif end and end <= day:
                reason = f"đã hết hiệu lực từ {short_date(end)}"
            if reason:
                message = f"{document.label} {reason}, không dẫn được trong báo cáo ngày {short_date(day)}"
                yield Problem(report.source.path, cited.line, cited.column, "cited-not-in-force", message)


def _replaced(register: Register, unread_ids: frozenset[str]) -> dict[str, date]:
    """Return the day from which each replaced document is no longer in force."""
    return {
        old: document.in_force_from
        for document in register.documents.values()
        for old in document.replaces
        if document.in_force_from and document.id not in unread_ids
    }


def shown_values(site: PagesToCheck) -> Iterator[Problem]:
    """A figure in a report's text has data of the report's own period, once all records can be read."""
    for report in site.reports if not site.unread_ids else ():
        for id_ in report.figures_in_text:
            figure = report.figures.get(id_)
            if figure and figure.state is State.NO_DATA:
                for call in report.places_of(id_):
                    message = f"“{id_}” chưa có số liệu cùng kỳ {figure.time}; không dùng số của kỳ khác"
                    yield _at(report.source, call, "no-data-for-period", message)


def ratios(site: PagesToCheck) -> Iterator[Problem]:
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


def previous_period(site: PagesToCheck) -> Iterator[Problem]:
    """A report is compared with an earlier period of its own length, whose figures are not of later days."""
    for report in site.reports:
        period, previous = report.meta.period, report.meta.previous
        if previous is None:
            continue
        length, before = period.end - period.start, previous.end - previous.start
        key, message = "", ""
        if previous.end >= period.start:
            key = "end"
            message = (
                f"kỳ để so sánh phải hết trước ngày đầu kỳ báo cáo {short_date(period.start)}"
                f" (đang là {short_date(previous.end)})"
            )
        elif abs((length - before).days) > LONGEST_MONTH_MINUS_SHORTEST:
            key = "start"
            message = (
                f"kỳ để so sánh phải dài như kỳ báo cáo: {length.days + 1} ngày"
                f" (đang là {before.days + 1} ngày)"
            )
        elif previous.as_of >= report.meta.as_of:
            key = "as_of"
            message = (
                f"ngày chốt số liệu của kỳ để so sánh phải trước {short_date(report.meta.as_of)}"
                f" (đang là {short_date(previous.as_of)})"
            )
        if message:
            marks = frontmatter.locate(report.source.text)
            place = marks.get(("previous", key), ((1, 1), (1, 1)))[1]
            yield Problem(report.source.path, *place, "previous-period", message)


def typed_numbers(site: PagesToCheck) -> Iterator[Problem]:
    """A report's text types no count, percentage or document number: each comes from a macro."""
    for report in site.reports:
        source = report.source
        for match in _DIGITS.finditer(_blanked(_ALLOWED_NUMBER, source.prose())):
            message = (
                f"số “{match.group()}” gõ thẳng vào bài; hãy gọi bằng lệnh như"
                ' {{ figure("…") }} hoặc {{ cite("…") }}'
            )
            yield Problem(source.path, *_place(source, match.start()), "typed-number", message)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with spaces for what matches, so that all else keeps its place."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _place(source: PageSource, offset: int) -> tuple[int, int]:
    """Return the line and column in the file of a place in the body."""
    line = source.body.count("\n", 0, offset) + source.body_line
    return line, offset - source.body.rfind("\n", 0, offset)


def printed_values(site: PagesToCheck) -> Iterator[Problem]:
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
                yield Problem(path, *place, "printed-unexplained", message, severity=Severity.WARNING)


PAGE_RULES: tuple[Rule, ...] = (
    report_macros,
    report_frame,
    blocks_apart,
    called_ids,
    answerable,
    fitting,
    called_publication,
    note_texts,
    note_names,
    pictures,
    cited_in_force,
    shown_values,
    ratios,
    previous_period,
    typed_numbers,
    printed_values,
)
"""Every rule between pages and records, in the order in which they run."""
