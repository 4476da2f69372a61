"""Seals: what must hold of a sealed report. Each docstring is the rule."""

from collections.abc import Iterator, Sequence

from congbo.records import frontmatter
from congbo.records.problems import Problem, has_errors
from congbo.records.record import Record
from congbo.reports.report import Report, is_report
from congbo.reports.sealing import Drift, behind, drift, paragraphs, seal_of, shown
from congbo.reports.seals import BODY, SUFFIX, digest, expected, seal_path
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.vocabulary import SealedPart
from congbo.words.wording import listing, short_date

MOST_NAMED = 3
"""How many figures or records a message names before it counts the rest."""


@tells("seal-broken")
def lone_seals(site: SiteToCheck) -> Iterator[Problem]:
    """A seal stands beside the page of its report."""
    sealable = {seal_path(source.path) for source in site.sources if is_report(source)}
    for path in site.seals:
        if path not in sealable:
            page = f"{path.removesuffix(SUFFIX)}.md"
            message = f"không có trang báo cáo đi cùng dấu niêm phong này ({page})"
            yield Problem(path, 1, 1, "seal-broken", message)


@tells("seal-drift")
def sealed(site: SiteToCheck) -> Iterator[Problem]:
    """A sealed report and the records it uses are as they were sealed, or as a rectification since says."""
    for report in site.reports if not site.unread_ids else ():
        if report.seal is None or has_errors(report.source.problems):
            continue
        hint = f"Hãy sửa lại như lúc niêm phong, hoặc ghi đính chính bằng lệnh “congbo rectify {report.id}”"
        for found in drift(report):
            path, line, column = _place(site, report, found)
            yield Problem(path, line, column, "seal-drift", message(report, found), hint)


@tells("rectification-mismatch")
def rectifications(site: SiteToCheck) -> Iterator[Problem]:
    """A rectification follows the seal of its report in time and says the value that now holds."""
    for report in site.reports:
        for place, said in _wrong_rectifications(report):
            marks = frontmatter.locate(report.source.text)
            _, (line, column) = marks.get(("rectifications", *place), ((1, 1), (1, 1)))
            yield Problem(report.source.path, line, column, "rectification-mismatch", said)


def _wrong_rectifications(report: Report) -> Iterator[tuple[frontmatter.KeyPath, str]]:
    """Yield (key path below `rectifications`, message) of each rectification that cannot be true."""
    rectifications = report.meta.rectifications
    if not rectifications:
        return
    if report.seal is None:
        yield (0,), "báo cáo chưa được niêm phong nên chưa có gì để đính chính; hãy xoá mục này"
        return
    last = report.seal.date
    for index, rectification in enumerate(rectifications):
        if rectification.date < last:
            limit = f"ngày đính chính phải từ {short_date(last)} trở đi"
            yield (index, "date"), f"{limit} (đang là {short_date(rectification.date)})"
        last = max(last, rectification.date)
    now = seal_of(report, report.seal.date).states
    for index, rectification in enumerate(rectifications):
        for nth, change in enumerate(rectification.changes):
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
    sealed_report = f"báo cáo “{report.id}” niêm phong ngày {short_date(report.seal.date)}"
    match found.part:
        case SealedPart.FIGURE:
            moved_by = _some(found.moved_by) or "không có bản ghi nào đổi"
            return f"số liệu “{found.id}” của {sealed_report} {_change(found)}; do bản ghi: {moved_by}"
        case SealedPart.RECORD:
            if found.old is None:
                what = f"bản ghi “{found.id}” nay được dùng trong {sealed_report}, lúc niêm phong thì không"
            elif found.new is None:
                what = f"bản ghi “{found.id}” mà {sealed_report} đã dùng nay không còn được dùng"
            else:
                what = f"bản ghi “{found.id}” nay khác lúc {sealed_report}"
            return "; ".join([what, *_uses(report, found.id)])
        case SealedPart.NAME:
            return f"tên “{found.id}” trong {sealed_report} {_change(found)}"
        case SealedPart.NOTE:
            return f"chú thích “{found.id}” của {sealed_report} {_change(found)}"
        case SealedPart.CITATION:
            return f"chỗ dẫn văn bản “{found.id}” của {sealed_report} {_change(found)}"
        case SealedPart.TEXT:
            what = "lời văn" if found.id == BODY else f"khoá “{found.id}”"
            return f"{what} của {sealed_report} {_change(found)}"


def _change(found: Drift) -> str:
    """Return how a part changed, as the end of a sentence."""
    old, new = (state.shown if state else "" for state in (found.old, found.new))
    if found.old is None:
        return f"nay có thêm: “{new}”" if new else "nay có thêm"
    if found.new is None:
        return f"nay không còn (trước là “{old}”)" if old else "nay không còn"
    if old == new:
        return f"vẫn là “{old}” nhưng căn cứ, chỉ tiêu hoặc cách viết nay đã khác" if old else "nay đã khác"
    return f"trước là “{old}”, nay là “{new}”"


def _uses(report: Report, record: str) -> list[str]:
    """Return what a report uses or used a record for: figures with their values, definitions, citations."""
    assert report.seal is not None
    before = expected(report.seal, report.meta.rectifications)
    figures = [id_ for id_, figure in report.figures.items() if record in _ids(behind(figure, report))]
    figures += [id_ for id_, figure in report.seal.figures.items() if record in (id_, *figure.records)]
    values = []
    for id_ in dict.fromkeys(figures):
        state, figure = before.get((SealedPart.FIGURE, id_)), report.figures.get(id_)
        old, new = state.shown if state else "không có", shown(figure, report) if figure else "không còn"
        values.append(f"{id_} ({old}, không đổi)" if old == new else f"{id_} ({old} → {new})")
    sections = dict.fromkeys(report.seal.citations.get(record, ()))
    uses = [f"số liệu: {_some(values)}"] if values else []
    return [*uses, f"dẫn ở {listing(list(sections))}"] if sections else uses


def _ids(records: list[Record]) -> set[str]:
    return {record.id for record in records}


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" và {more} mục khác" if more > 0 else "")


def _place(site: SiteToCheck, report: Report, found: Drift) -> tuple[str, int, int]:
    """Return where a change is best looked at: the record's file, or the place of the page that shows it."""
    page = report.source.path
    match found.part:
        case SealedPart.RECORD | SealedPart.NAME:
            record = next((record for record in site.register.records if record.id == found.id), None)
            key: frontmatter.KeyPath = ("name",) if found.part is SealedPart.NAME else ()
            if record:
                return record.path, *site.places.of(record.path, key)
            assert report.seal is not None
            figures = [
                id_ for id_, figure in report.seal.figures.items() if found.id in (id_, *figure.records)
            ]
            places = [(call.line, call.column) for id_ in figures for call in report.places_of(id_)]
        case SealedPart.FIGURE:
            places = [(call.line, call.column) for call in report.places_of(found.id)]
        case SealedPart.CITATION:
            places = [(one.line, one.column) for one in report.citations if one.document == found.id]
        case SealedPart.NOTE:
            places = [(one.line, one.column) for one in report.source.definitions if one.id == found.id]
        case SealedPart.TEXT:
            places = [_place_of_text(report, found)]
    return (page, *(places or [(1, 1)])[0])


def _place_of_text(report: Report, found: Drift) -> tuple[int, int]:
    """Return the place of a key of the page, or of its first paragraph that was not sealed there."""
    assert report.seal is not None
    if found.id != BODY:
        marks = frontmatter.locate(report.source.text)
        return marks[found.id,][0] if (found.id,) in marks else (1, 1)
    texts = paragraphs(report)
    old = report.seal.paragraphs
    first = next((n for n, text in enumerate(texts) if digest(text) not in old[n : n + 1]), len(texts) - 1)
    body = report.source.body
    return report.source.body_line + body.count("\n", 0, body.index(texts[first])), 1
