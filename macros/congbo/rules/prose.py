"""Prose: what must hold of a report's own words. Each docstring is the rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from congbo.records.problems import Problem
from congbo.reports.claims import contradictions
from congbo.reports.report import Report
from congbo.reports.typed_numbers import NamedNumber, TypedNumber, TypedNumbers, symbols_in
from congbo.reports.written_page import PageSource
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.number_names import counts_something
from congbo.words.spelling import same_form

CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(
    r"!\[[^\]\n]{0,500}\][(\[]|<(?:audio|canvas|embed|iframe|img|object|picture|svg|video)\b", re.IGNORECASE
)


@tells("report-picture")
def pictures(site: SiteToCheck) -> Iterator[Problem]:
    """A report has no picture: its Word and PDF file carry text and tables."""
    for report in site.reports:
        for match in PICTURE.finditer(blanked(CODE, report.source.body)):
            message = "báo cáo không dùng hình ảnh, phim hay khung nhúng, vì bản Word và bản PDF không có"
            yield Problem(
                report.source.path, *place_in(report.source, match.start()), "report-picture", message
            )


@tells("typed-number", "typed-document")
def typed_numbers(site: SiteToCheck) -> Iterator[Problem]:
    """A report types no number but names: each count, percentage and recorded document is called."""
    for report in site.reports:
        path, typed = report.source.path, TypedNumbers(report)
        for number in typed.counts:
            where = f" trong “{number.within}”" if number.within else " vào bài"
            message = (
                f"số “{number.text}” gõ thẳng{where}; hãy gọi bằng lệnh như"
                ' {{ figure("…") }} hoặc {{ cite("…") }}'
            )
            no_name = number.within or number.text.endswith("%")
            hint = "" if no_name else f'Là tên thì đánh dấu: {{{{ name("… {number.text} …") }}}}'
            if found := _figure_of(number, report):
                hint = f"{found}. {hint}".rstrip(". ")
            yield Problem(path, number.line, number.column, "typed-number", message, hint)
        for number in typed.in_words if report.chain is None else ():
            message = f"số đếm “{number.text}” viết bằng chữ nên máy không kiểm được"
            hint = 'Hãy gọi bằng lệnh như {{ figure("…") }}'
            yield Problem(path, number.line, number.column, "typed-number", message, hint)
        for name in typed.names:
            if name.marked and (counted := counts_something(name.text)):
                message = (
                    f"“{counted}” là số đếm hoặc tỷ lệ, không phải tên, nên không đánh dấu bằng “name” được"
                )
                yield Problem(path, name.line, name.column, "typed-number", message)
            for symbol in symbols_in(name):
                yield from _typed_document(symbol, name, report, site)


def _figure_of(number: TypedNumber, report: Report) -> str:
    """Return the call of the only figure that is the number which is typed, or nothing."""
    same = [one for one in report.figures.values() if one.value is not None and one.text == number.text]
    if len(same) != 1 or number.within:
        return ""
    return f'Là {{{{ figure("{same[0].id}") }}}} ({same[0].title}) thì gọi lệnh ấy'


def _typed_document(symbol: str, name: NamedNumber, report: Report, site: SiteToCheck) -> Iterator[Problem]:
    """Yield what is wrong with a document's number that is typed: it is cited where it has a record."""
    documents = report.register.documents.values()
    known = [one for one in documents if same_form(one.number) == same_form(symbol)]
    if known:
        calls = " hoặc ".join(f'{{{{ cite("{one.id}") }}}}' for one in known[:3])
        message = f"văn bản số “{symbol}” đã có bản ghi; hãy dẫn bằng lệnh {calls}"
        yield Problem(report.source.path, name.line, name.column, "typed-number", message)
    elif not site.unread_ids:
        message = (
            f"văn bản số “{symbol}” gõ tay và chưa có bản ghi nên máy không kiểm được số, ngày, hiệu lực;"
            ' hãy lập bản ghi rồi dẫn bằng {{ cite("…") }}'
        )
        yield Problem(report.source.path, name.line, name.column, "typed-document", message)


@tells("typed-verdict")
def typed_verdicts(site: SiteToCheck) -> Iterator[Problem]:
    """What a report types of a target or of the period before is not the contrary of what is computed.

    A sealed report keeps its words: what its figures have become is told by its seal.
    """
    for report in site.reports if not site.unread_ids else ():
        for found in contradictions(report) if report.chain is None else ():
            call = f'{{{{ {found.macro}("{found.call.id}") }}}}'
            message = (
                f"bài viết “{found.words}” nhưng theo các bản ghi thì “{found.call.id}” {found.computed};"
                f" hãy gọi {call} thay cho lời gõ tay"
            )
            yield Problem(
                report.source.path, *place_in(report.source, found.offset), "typed-verdict", message
            )


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with spaces for what matches, so that all else keeps its place."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def place_in(source: PageSource, offset: int) -> tuple[int, int]:
    """Return the line and column in the file of a place in the body."""
    starts = _line_starts(source.body)
    line = bisect_right(starts, offset) - 1
    return line + source.body_line, offset - starts[line] + 1


@lru_cache(maxsize=4)
def _line_starts(body: str) -> tuple[int, ...]:
    return 0, *(match.end() for match in re.finditer("\n", body))
