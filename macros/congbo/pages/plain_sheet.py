"""Plain sheet: the posting sheet of a procedure as plain Markdown, for readers of text and assistants.

It says what the page says, of the same values, in the same order; each case is told with all its papers, so
that whoever is in it needs to read no other.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from congbo.figures.announcements import Announcement
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.pages.plain_text import UNKNOWN, bullets, facts, link, paragraphs, plain
from congbo.pages.sheet import Sheet
from congbo.pages.sheet_parts import Paper, Part, Way, papers_of
from congbo.pages.state_view import StateView, state_view
from congbo.records.fees import FeeItem
from congbo.records.filing import Channel, Result
from congbo.records.procedures import Procedure
from congbo.words.vocabulary import LinkKind
from congbo.words.wording import listing, sentence, short_date

PORTAL = "https://dichvucong.gov.vn"
_UNKNOWN = f"{sentence(UNKNOWN)}."
_ILLUSTRATIVE = "**Dữ liệu minh hoạ**, có phần được tái dựng; không dùng để nộp hồ sơ."


def plain_sheet(procedure: Procedure, pages: Pages) -> str:
    """Return the posting sheet of a procedure on the site's day as Markdown."""
    sheet = pages.sheet(pages.procedures_on_day[procedure.id])
    root = pages.site_url or "../../"
    return "\n\n".join(filter(None, _blocks(sheet, pages, root))) + "\n"


def _blocks(sheet: Sheet, pages: Pages, root: str) -> Iterator[str]:
    procedure = sheet.procedure
    now = state_view(pages, procedure)
    yield f"# {plain(procedure.name)}"
    if procedure.summary:
        yield f"> {plain(procedure.summary)}"
    if procedure.illustrative:
        yield _ILLUSTRATIVE
    yield facts(
        (
            ("Mã thủ tục", procedure.code),
            ("Tình trạng", _state(now)),
            ("Tính đến ngày", short_date(pages.day)),
            ("Bao lâu", _since(sheet.limit, sheet.counted_from)),
            ("Bao nhiêu tiền", sheet.fees),
            ("Mang theo gì", ", ".join(filter(None, (sheet.papers, sheet.sets)))),
            ("Nộp cách nào", sheet.methods),
            ("Nơi tiếp nhận", _bodies(procedure.receiving, pages) or procedure.receiving_note),
            ("Dịch vụ công trực tuyến", str(sheet.on.online_level or "")),
            ("Dành cho", sheet.applicants),
            ("Bạn nhận được", sheet.results),
        )
    )
    flaws = pages.quality.contradictions.get(procedure.id, [])
    yield bullets(
        (
            *(_change(one, pages) for one in now.changes),
            *(f"**Chưa khớp:** {plain(flaw.in_words)}. {plain(flaw.note)}".rstrip() for flaw in flaws),
        )
    )
    yield f"Trang đầy đủ: {link(procedure.name, f'{root}{address_of(procedure)}')}"
    if sheet.cases:
        yield "## Các trường hợp"
        yield from _cases(sheet, root)
    if sheet.tells_papers:
        yield "## Giấy tờ mọi trường hợp đều nộp" if sheet.cases else "## Giấy tờ phải nộp"
        yield _papers(sheet.part.papers, root) or _UNKNOWN
    yield from _section("## Trình tự thực hiện", _steps(sheet.part), known=bool(sheet.own_of["steps"]))
    yield from _section(
        "## Cách thức thực hiện",
        _ways(sheet.part.ways, sheet.procedure.channels),
        known=bool(sheet.own_of["channels"]),
    )
    if sheet.part.limit_note:
        yield f"**Về thời hạn:** {plain(sheet.part.limit_note)}"
    yield from _section("## Phí, lệ phí", _fees(sheet.part), known=bool(sheet.own_of["fees"]) or sheet.by_way)
    conditions = "\n\n".join(paragraphs(sheet.part.conditions))
    yield from _section("## Yêu cầu, điều kiện", conditions, known=bool(sheet.own_of["conditions"]))
    if sheet.part.results:
        yield "## Kết quả"
        yield bullets(map(_result, sheet.part.results))
    yield "## Cơ quan"
    yield facts(
        (who.title, "; ".join(filter(None, (who.words, _bodies(who.ids, pages))))) for who in sheet.authority
    )
    if procedure.links:
        yield "## Đường dẫn"
        yield bullets(_links(procedure))
    yield "## Căn cứ pháp lý"
    yield bullets(_basis(procedure)) or _UNKNOWN
    yield (
        f"Bản có giá trị là bản trên {link('Cơ sở dữ liệu quốc gia về thủ tục hành chính', PORTAL)};"
        " khác nhau thì theo bản ấy."
    )


def _cases(sheet: Sheet, root: str) -> Iterator[str]:
    for case in sheet.cases:
        view = case.view
        yield f"### Trường hợp: {plain(view.name)}"
        yield from paragraphs(view.when)
        yield facts(
            (
                ("Bao lâu", _since(case.limit, case.counted_from)),
                ("Bao nhiêu tiền", case.fees),
                ("Mang theo gì", ", ".join(filter(None, (case.papers, case.sets)))),
                ("Nộp cách nào", case.methods),
            )
        )
        for title, text in (
            ("Giấy tờ", _papers(papers_of(view.dossier, sheet.find), root)),
            ("Điều kiện riêng", "\n\n".join(paragraphs(case.part.conditions))),
            ("Các bước riêng", _steps(case.part)),
            ("Cách nộp riêng", _ways(case.part.ways, case.view.own_channels)),
            ("Về thời hạn", plain(case.part.limit_note)),
            ("Phí, lệ phí riêng", _fees(case.part)),
            ("Nhận thêm", bullets(map(_result, case.part.results))),
        ):
            if text:
                yield f"**{title}**"
                yield text


def _section(title: str, text: str, *, known: bool) -> Iterator[str]:
    """Yield a section, saying what is not known; nothing where that is told elsewhere."""
    if text or not known:
        yield title
        yield text or _UNKNOWN


def _state(now: StateView) -> str:
    use = listing([row.procedure.name for row in now.use])
    when = "trước đó" if now.state.coming else "nay"
    return f"{now.state.in_words}{f'; {when} dùng: {use}' if use else ''}"


def _change(one: Announcement, pages: Pages) -> str:
    known = pages.register.procedures
    by = listing([known[id_].name for id_ in one.by if id_ in known])
    told = f"{one.event}{f' bởi {by}' if by else ''}" if one.event else one.value
    before = f" (trước đó: {plain(one.change.before)})" if one.change.before else ""
    return f"**Sắp thay đổi**, từ {short_date(one.change.day)}: {plain(told)}{before}"


def _since(limit: str, moment: str) -> str:
    return f"{limit} từ khi {moment}" if limit and moment else limit


def _bodies(ids: Iterable[str], pages: Pages) -> str:
    known = pages.register.organisations
    return "; ".join(known[id_].name if id_ in known else id_ for id_ in ids)


def _papers(papers: Iterable[Paper], root: str) -> str:
    return "\n".join(chain.from_iterable(_paper(paper, root) for paper in papers))


def _paper(paper: Paper, root: str) -> Iterator[str]:
    about = f" ({plain(paper.about)})" if paper.about else ""
    yield f"- {plain(paper.name)}{about}"
    for form in paper.forms:
        href = f"{root}{form.href}" if form.file else form.href
        yield f"    - Mẫu: {link(form.label, href) if href else f'{plain(form.label)} (chưa có tệp)'}"


def _steps(part: Part) -> str:
    if part.names_steps:
        return bullets(plain(step) for step in part.steps)
    return "\n".join(f"{number}. {plain(step)}" for number, step in enumerate(part.steps, 1))


def _ways(ways: Iterable[Way], channels: Iterable[Channel]) -> str:
    described = (one for one in channels if one.description)
    more = (f"Nói thêm về cách nộp {one.method}: {plain(one.description)}" for one in described)
    return bullets((*map(_way, ways), *more))


def _way(way: Way) -> str:
    limit = _since(way.limit.in_words, way.limit.counted_from) if way.limit else ""
    fees = plain(way.fees or UNKNOWN)
    return f"**{plain(way.name)}:** thời hạn {plain(limit or UNKNOWN)}; phí, lệ phí {fees}."


def _links(procedure: Procedure) -> Iterator[str]:
    for one in procedure.links:
        tried = f"kiểm tra ngày {short_date(one.checked_on)}" if one.checked_on else "chưa kiểm tra"
        words = one.label or sentence(str(one.kind))
        number = f": {one.address}" if one.kind is LinkKind.CALL else ""
        yield f"{link(f'{words}{number}', one.href)} ({tried})"


def _fees(part: Part) -> str:
    if part.free:
        return "Không thu phí, lệ phí."
    return bullets(map(_fee, part.fees))


def _fee(item: FeeItem) -> str:
    told = (item.in_words or "chưa rõ mức", item.limits, item.basis, item.note)
    return f"**{plain(item.label)}:** {'; '.join(plain(one) for one in told if one)}"


def _result(result: Result) -> str:
    more = (f"mã {result.code}" if result.code else "", result.form, result.note)
    told = "; ".join(plain(one) for one in more if one)
    return f"{plain(result.name)}{f' ({told})' if told else ''}"


def _basis(procedure: Procedure) -> Iterator[str]:
    for basis in procedure.legal_basis:
        subject = f": {plain(basis.subject)}" if basis.subject else ""
        articles = f" ({plain(basis.articles)})" if basis.articles else ""
        yield f"{plain(basis.number)}{subject}{articles}"
    for one in procedure.published_by:
        issued = f"ngày {short_date(one.issued)}" if one.issued else "chưa rõ ngày ban hành"
        yield sentence(f"được công bố tại {plain(one.number)} ({issued})")
