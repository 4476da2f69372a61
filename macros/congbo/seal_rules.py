"""Seal rules: what must hold of a sealed report. Each docstring is the rule."""

from collections.abc import Iterator

from congbo import frontmatter
from congbo.page_rules import PagesToCheck, Rule
from congbo.problems import Problem
from congbo.records import Record
from congbo.reports import Report
from congbo.sealing import Drift, behind, drift, named, paragraphs, seal_of, used
from congbo.seals import BODY, digest
from congbo.vocabulary import SealedPart
from congbo.wording import listing, short_date

MOST_NAMED = 3
"""How many figures or records a message names before it counts the rest."""


def sealed(site: PagesToCheck) -> Iterator[Problem]:
    """A sealed report and the records it uses are as they were sealed, or as a correction since says."""
    for report in site.reports if not site.unread_ids else ():
        if report.seal is None or report.source.problems:
            continue
        hint = f"Hãy sửa lại như lúc niêm phong, hoặc ghi đính chính bằng lệnh “congbo rectify {report.id}”"
        for found in drift(report):
            path, line, column = _place(site, report, found)
            yield Problem(path, line, column, "seal-drift", message(report, found), hint)


def rectifications(site: PagesToCheck) -> Iterator[Problem]:
    """A correction is of a sealed report, is not dated before its seal, and says the value that now holds."""
    for report in site.reports:
        for place, said in _wrong_corrections(report):
            marks = frontmatter.locate(report.source.text)
            _, (line, column) = marks.get(("rectifications", *place), ((1, 1), (1, 1)))
            yield Problem(report.source.path, line, column, "rectification-mismatch", said)


SEAL_RULES: tuple[Rule, ...] = (sealed, rectifications)
"""Every rule of sealed reports, in the order in which they run."""


def _wrong_corrections(report: Report) -> Iterator[tuple[frontmatter.KeyPath, str]]:
    """Yield (key path below `rectifications`, message) of each correction that cannot be true."""
    corrections = report.meta.rectifications
    if not corrections:
        return
    if report.seal is None:
        yield (0,), "báo cáo chưa được niêm phong nên chưa có gì để đính chính; hãy xoá mục này"
        return
    last = report.seal.date
    for index, correction in enumerate(corrections):
        if correction.date < last:
            limit = f"ngày đính chính phải từ {short_date(last)} trở đi"
            yield (index, "date"), f"{limit} (đang là {short_date(correction.date)})"
        last = max(last, correction.date)
    now = seal_of(report, report.seal.date).states
    for index, correction in enumerate(corrections):
        for nth, change in enumerate(correction.changes):
            state = now.get((change.part, change.id))
            if state and state.mark == change.mark and state.shown != change.value:
                place = (index, "changes", nth, "value" if change.value else "mark")
                yield (
                    place,
                    f"{change.part} “{change.id}” nay là “{state.shown}”, không phải “{change.value}”",
                )


def message(report: Report, found: Drift) -> str:
    """Return what has changed in a sealed report: the old and the new, and what moved it or what it moves."""
    assert report.seal is not None
    day = short_date(report.seal.date)
    since = f"báo cáo “{report.id}” niêm phong ngày {day}"
    match found.part:
        case SealedPart.FIGURE:
            return f"số liệu “{found.id}” của {since} {_change(found)}; do bản ghi: {_some(found.moved_by)}"
        case SealedPart.RECORD:
            return f"bản ghi “{found.id}” {_change(found)} so với lúc {since}; {_use(report, found.id)}"
        case SealedPart.NAME:
            return f"tên mà {since} đã in {_change(found)} (bản ghi “{found.id}”)"
        case SealedPart.NOTE:
            return f"chú thích “{found.id}” của {since} {_change(found)}"
        case SealedPart.CITATION:
            return f"chỗ dẫn văn bản “{found.id}” của {since} {_change(found)}"
        case SealedPart.TEXT:
            what = "lời văn" if found.id == BODY else f"khoá “{found.id}”"
            return f"{what} của {since} {_change(found)}"


def _change(found: Drift) -> str:
    """Return how a part changed, as the end of a sentence."""
    if found.old is None:
        return f"nay có thêm{f': “{found.new.shown}”' if found.new and found.new.shown else ''}"
    if found.new is None:
        return f"nay không còn{f' (đã là “{found.old.shown}”)' if found.old.shown else ''}"
    if not found.old.shown and not found.new.shown:
        return "nay đã khác"
    if found.old.shown == found.new.shown:
        return f"vẫn là “{found.old.shown}” nhưng tính từ bản ghi khác"
    return f"đã là “{found.old.shown}”, nay là “{found.new.shown}”"


def _use(report: Report, record: str) -> str:
    """Return what a report uses or used a record for: figures, definitions, citations."""
    seal = report.seal
    assert seal is not None
    if record in seal.figures and record in report.register.indicators:
        return f"đó là cách tính của số liệu “{record}” ({seal.figures[record].shown})"
    figures = [id_ for id_, figure in report.figures.items() if record in _ids(behind(figure, report))]
    figures += [id_ for id_, figure in seal.figures.items() if record in figure.records]
    named_figures = [f"{id_} ({_value(report, id_)})" for id_ in dict.fromkeys(figures)]
    sections = seal.citations.get(record, ())
    uses = [f"dùng ở số liệu: {_some(named_figures)}"] if figures else []
    uses += [f"dẫn ở {listing(list(dict.fromkeys(sections)))}"] if sections else []
    return "; ".join(uses) or "báo cáo dùng bản ghi này"


def _value(report: Report, figure: str) -> str:
    found = report.figures.get(figure)
    return found.text if found else "không còn"


def _ids(records: list[Record]) -> set[str]:
    return {record.id for record in records}


def _some(names: list[str] | tuple[str, ...]) -> str:
    """Return the first names, and how many more there are."""
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED]) or "không có bản ghi nào đổi"
    return f"{shown} và {more} mục khác" if more > 0 else shown


def _place(site: PagesToCheck, report: Report, found: Drift) -> tuple[str, int, int]:
    """Return where a change is best looked at: the record's file, or the place of the page that shows it."""
    page = report.source.path
    match found.part:
        case SealedPart.RECORD:
            record = used(report).get(found.id)
            if record:
                return record.path, 1, 1
            calls = [call for call in report.source.calls if call.id == found.id]
        case SealedPart.NAME if found.id in (names := named(report)):
            return names[found.id].path, *site.places.of(names[found.id].path, ("name",))
        case SealedPart.FIGURE:
            calls = report.places_of(found.id)
        case SealedPart.CITATION:
            calls = [call for call in report.source.calls if call.id == found.id]
        case SealedPart.NOTE:
            marks = [mark for mark in report.source.definitions if mark.id == found.id]
            return (page, marks[0].line, marks[0].column) if marks else (page, 1, 1)
        case SealedPart.TEXT:
            return page, *_place_of_text(report, found)
        case _:
            calls = []
    return (page, calls[0].line, calls[0].column) if calls else (page, 1, 1)


def _place_of_text(report: Report, found: Drift) -> tuple[int, int]:
    """Return the place of a key of the page, or of its first paragraph that was not sealed there."""
    assert report.seal is not None
    if found.id != BODY:
        return frontmatter.locate(report.source.text).get((found.id,), ((1, 1), (1, 1)))[0]
    texts = paragraphs(report)
    old = report.seal.paragraphs
    first = next((n for n, text in enumerate(texts) if digest(text) not in old[n : n + 1]), len(texts) - 1)
    offset = report.source.body.find(texts[first])
    return report.source.body_line + report.source.body.count("\n", 0, max(offset, 0)), 1
