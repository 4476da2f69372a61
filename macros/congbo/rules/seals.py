"""Seals: what must hold of a sealed report. Each docstring is the rule."""

import re
from collections.abc import Iterator
from datetime import date

from congbo.records import frontmatter
from congbo.records.problems import Problem, has_errors
from congbo.reports.causes import Cause, causes
from congbo.reports.report import Report, is_report
from congbo.reports.report_meta import SEAL
from congbo.reports.sealing import record_of, title_of, words
from congbo.reports.seals import (
    BODY,
    MARK,
    SUFFIX,
    Chain,
    Rectification,
    States,
    seal_path,
    typed_mark,
)
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.vocabulary import SealedPart
from congbo.words.wording import short_date

_WORD = re.compile(r"[^\W\d_]{2}")


@tells("seal-broken")
def lone_seals(site: SiteToCheck) -> Iterator[Problem]:
    """A seal stands beside the page of its report."""
    sealable = {seal_path(source.path) for source in site.sources if is_report(source)}
    for path in site.seals:
        if path not in sealable:
            page = f"{path.removesuffix(SUFFIX)}.md"
            message = f"không có trang báo cáo đi cùng dấu niêm phong này ({page})"
            yield Problem(path, 1, 1, "seal-broken", message)


@tells("seal-broken")
def named_seals(site: SiteToCheck) -> Iterator[Problem]:
    """The page of a sealed report names the mark of its seal, and a page that names one has that seal."""
    for report in site.reports:
        path = seal_path(report.source.path)
        if report.chain is None and path in site.seals:
            continue  # what is wrong with the file is told there
        if said := _wrong_mark(report, path):
            marks = frontmatter.locate(report.source.text)
            place = marks.get((SEAL,), ((1, 1), (1, 1)))[1]
            yield Problem(report.source.path, *place, "seal-broken", *said)


def _wrong_mark(report: Report, path: str) -> tuple[str, str] | None:
    """Return (message, hint) of a mark at a page's head that is not the one of its seal, or None."""
    named, chain = report.meta.seal, report.chain
    restore = f"Hãy lấy lại cả trang và tệp {path} từ lịch sử git"
    if chain is None:
        return (
            (f"đầu trang ghi mã niêm phong “{named}” nhưng không có tệp {path}", restore) if named else None
        )
    if not named:
        return f"báo cáo đã niêm phong nhưng đầu trang không có dòng “seal: {chain.mark}”", restore
    if typed_mark(named) == chain.head[:MARK]:
        return None
    earlier = [digest[:MARK] for digest in chain.digests[:-1]]
    if typed_mark(named) in earlier:
        number = earlier.index(typed_mark(named)) + 1
        more = f"là mã trước đính chính thứ {number}; mã sau đính chính là “{chain.mark}”"
        return f"mã niêm phong ở đầu trang {more}", restore
    return f"mã niêm phong ở đầu trang là “{named}”, dấu niêm phong có mã “{chain.mark}”", restore


@tells("rectification-mismatch")
def rectifications(site: SiteToCheck) -> Iterator[Problem]:
    """The links of a seal follow one another in time, none is of a day to come, each says why and what."""
    for report in site.reports:
        for said in wrong_links(report.chain, site.today) if report.chain else ():
            yield Problem(seal_path(report.source.path), 1, 1, "rectification-mismatch", said)


def wrong_links(chain: Chain, today: date) -> Iterator[str]:
    """Yield what cannot be true of a chain whose digests hold."""
    last, states = chain.seal.date, chain.seal.shown.states
    if last > today:
        yield f"ngày niêm phong {short_date(last)} chưa tới"
    for number, one in enumerate(chain.rectifications, start=1):
        name = f"đính chính thứ {number}"
        if one.date < last:
            yield f"{name} đề ngày {short_date(one.date)}, trước {short_date(last)} là ngày của lần trước nó"
        if one.date > today:
            yield f"{name} đề ngày {short_date(one.date)}, là ngày chưa tới"
        if not is_reason(one.reason):
            yield f"{name} không nói lý do"
        yield from (f"{name} {said}" for said in _wrong_changes(one, states))
        last = max(last, one.date)


def is_reason(text: str) -> bool:
    """Tell whether a text says anything."""
    return bool(_WORD.search(text))


def _wrong_changes(one: Rectification, states: States) -> Iterator[str]:
    """Yield what a rectification says otherwise than it was, and let `states` be as it says."""
    for change in one.changes:
        before = states.pop((change.part, change.id), None)
        if change.value is not None:
            states[change.part, change.id] = change.value
        if before is None and change.value is None:
            yield f"bỏ {change.part} “{change.id}”, là phần không có trong báo cáo"
            continue
        title = title_of(change.part, change.id, change.value or before)
        said = (change.title, change.old, change.new)
        true = (title, words(change.part, before, change.value), words(change.part, change.value, before))
        for got, wanted in zip(said, true, strict=True):
            if got != wanted:
                yield f"ghi “{got}” ở chỗ phải là “{wanted}”"


@tells("seal-drift")
def sealed(site: SiteToCheck) -> Iterator[Problem]:
    """What a sealed report shows is as it was sealed, or as a rectification since says."""
    for report in site.reports if not site.unread_ids else ():
        if report.chain is None or has_errors(report.source.problems):
            continue
        hint = f"Hãy sửa lại như lúc niêm phong, hoặc ghi đính chính bằng lệnh “congbo rectify {report.id}”"
        for cause in causes(report):
            path, line, column = _place(site, cause)
            yield Problem(path, line, column, "seal-drift", cause.message, hint)


def _place(site: SiteToCheck, cause: Cause) -> tuple[str, int, int]:
    """Return where a change is best looked at: the record's file, or the place of the page that shows it."""
    report, found = cause.report, cause.drift
    page = report.source.path
    places: list[tuple[int, int]] = []
    match found.part:
        case SealedPart.RECORD | SealedPart.NAME:
            key, path = found.id, ("name",) if found.part is SealedPart.NAME else ()
            gone = found.part is SealedPart.NAME and not (found.old and found.new)
            if gone and key.startswith("organisation/"):
                key, path = f"organisation/{report.frame.organisation}", ("parent",)  # another is above it
            if record := record_of(site.register, key):
                return record.path, *site.places.of(record.path, path)
            moved = {report.register.current("figure", one.id) for one in cause.moved}
            places = [(call.line, call.column) for call in report.source.calls if call.id in moved]
        case SealedPart.FIGURE:
            id_ = report.register.current("figure", found.id)
            if cause.redefined and (indicator := site.register.get("indicator", id_)):
                return indicator.path, *site.places.of(indicator.path, (cause.redefined,))
            places = [(call.line, call.column) for call in report.places_of(id_)]
        case SealedPart.NOTE:
            places = [(one.line, one.column) for one in report.source.definitions if one.id == found.id]
        case SealedPart.TEXT:
            places = [_place_of_text(report, cause)]
    return (page, *(places or [(1, 1)])[0])


def _place_of_text(report: Report, cause: Cause) -> tuple[int, int]:
    """Return the place of a key of the page, or of the first paragraph that was not sealed there."""
    found = cause.drift
    if found.id != BODY:
        marks = frontmatter.locate(report.source.text)
        return marks[found.id,][0] if (found.id,) in marks else (1, 1)
    old, new = found.old or [], found.new or []
    first = next((n for n, one in enumerate(new) if one not in old[n : n + 1]), len(new) - 1)
    said = next((part for part in new[first] if isinstance(part, str)), "") if new else ""
    start = max(report.source.body.find(said[:20].strip()), 0)
    return report.source.body_line + report.source.body.count("\n", 0, start), 1
