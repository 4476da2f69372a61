"""Calls: what must hold of the macros that a page calls. Each docstring is the rule."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator

from congbo.records.kinds import name_of
from congbo.records.library import library, needs, offered
from congbo.records.lookups import Lookups
from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.broken_calls import how_to_write
from congbo.reports.calls import Call
from congbo.reports.macros import MACROS
from congbo.reports.written_page import PageSource
from congbo.rules.prose import CODE, blanked, place_in
from congbo.rules.references import HOW_TO_SHOW, elsewhere, hidden, lookups_of, misnamed, missing
from congbo.rules.rulebook import SiteToCheck, at_call, tells
from congbo.words.spelling import nearest

_BY_ITSELF = re.compile(r"\{\{[^{}]*\}\}\s*")


@tells("macro-place")
def blocks_apart(site: SiteToCheck) -> Iterator[Problem]:
    """A macro that puts a table or another block stands by itself, between blank lines, in no list."""
    for source in site.sources:
        lines = ["", *source.text.split("\n"), ""]
        for call in source.calls:
            before, line, after = lines[call.line - 1 : call.line + 2]
            apart = not after.strip() and (not before.strip() or before.startswith(("#", "---")))
            if MACROS[call.name].block and not (apart and _BY_ITSELF.fullmatch(line)):
                message = f"lệnh “{call.name}” phải đứng riêng một dòng, không lùi vào, trên và dưới để trống"
                yield at_call(source, call, "macro-place", message)


@tells("unknown-document", "unknown-indicator", "unknown-figure", "unknown-form")
def called_ids(site: SiteToCheck) -> Iterator[Problem]:
    """A macro names a document, an indicator or a figure that exists; one that does not is told once."""
    lookups, told, elsewhere_told = lookups_of(site), missing(site), site.unread_ids | misnamed(site)
    found: dict[tuple[str, str], list[tuple[PageSource, Call]]] = defaultdict(list)
    for source in site.sources:
        for call in source.calls:
            target = MACROS[call.name].target
            if not target or call.id in elsewhere_told or (target, call.id) in told:
                continue
            if call.id not in _known_ids(target, site.register):
                found[target, call.id].append((source, call))
    for (target, id_), places in found.items():
        more = elsewhere([source.path for source, _ in places])
        message = f"không có {name_of(target)} nào mang mã “{id_}”{more}"
        yield at_call(*places[0], f"unknown-{target}", message, _meant(target, id_, lookups, site.register))


def _meant(target: str, id_: str, lookups: Lookups, register: Register) -> str:
    """Return what an id may have meant; of an indicator of the library, why the site cannot use it."""
    ours = library().get(id_) if target in ("figure", "indicator") else None
    if ours:
        return f"Chỉ số có sẵn này cần {needs(ours)}; trang chưa có đủ."
    hint = lookups.hint(target, id_) or nearest(id_, offered(register.records))
    other = "cite" if id_ in register.documents else "figure" if id_ in register.indicators else ""
    return f"{hint}. {how_to_write(other, id_)}" if hint and other else hint


def _known_ids(target: str, register: Register) -> Container[str]:
    if target == "figure":
        return {*register.indicators, *register.measures}
    return set(register.ids(target))


@tells("macro-syntax")
def loose_calls(site: SiteToCheck) -> Iterator[Problem]:
    """A macro is called between two pairs of braces: else the call would be published as text."""
    names = "|".join(map(re.escape, MACROS))
    loose = re.compile(
        rf"(?:\\?\{{\s*)*(?<![\w.])(?P<name>{names})\s*\(\s*[\"'“‘„](?P<argument>[^\"'”’“()\n]{{0,200}})[\"'”’“]"
        r"[^()\n]{0,200}\)(?:\s*\\?\})*"
    )
    for source in site.sources:
        if source.shipped or not source.answers:
            continue
        for match in loose.finditer(blanked(CODE, source.prose())):
            message = f"“{match['name']}(…)” không nằm giữa “{{{{” và “}}}}” nên sẽ hiện thành chữ"
            hint = how_to_write(match["name"], match["argument"])
            yield Problem(source.path, *place_in(source, match.start()), "macro-syntax", message, hint)


@tells("report-macros", "macro-argument")
def answerable(site: SiteToCheck) -> Iterator[Problem]:
    """A macro can be answered where it stands: a report's on a report, a date of a document that has one."""
    reports = {report.source.path for report in site.reports}
    for source in site.sources:
        for call in source.calls:
            if source.path not in reports and "period" not in source.data and not MACROS[call.name].anywhere:
                message = (
                    f"lệnh “{call.name}” chỉ dùng trong báo cáo; trang này không có “period” ở đầu trang"
                )
                yield at_call(source, call, "report-macros", message)
            if unanswerable := MACROS[call.name].unanswerable(call, site.register):
                yield at_call(source, call, "macro-argument", unanswerable)


@tells("macro-mismatch")
def fitting(site: SiteToCheck) -> Iterator[Problem]:
    """A macro fits what it names: two counts of a ratio, what is counted, a unit that is computed in."""
    for source in site.sources:
        for call in source.calls:
            macro = MACROS[call.name]
            if (site.unread_ids and not macro.target) or not (misfit := macro.misfit(call, site.register)):
                continue
            yield at_call(source, call, "macro-mismatch", *misfit)


@tells("not-public")
def called_publication(site: SiteToCheck) -> Iterator[Problem]:
    """A page shows no draft and no internal record; nothing of that record is told but its id."""
    told = hidden(site)
    shown: dict[str, list[tuple[PageSource, Call, Record]]] = defaultdict(list)
    for source in site.sources:
        for call in source.calls:
            kinds = ("document", "indicator") if MACROS[call.name].target else ()
            named = [site.register.get(kind, call.id) for kind in kinds]
            named += site.register.measures.get(call.id, []) if MACROS[call.name].shows_figure else []
            secret = [record for record in named if record and not record.public]
            if secret and secret[0].path not in told:
                shown[call.id].append((source, call, secret[0]))
    for id_, places in shown.items():
        source, call, record = places[0]
        more = elsewhere([source.path for source, _, _ in places])
        message = f"trang công khai không được dùng “{id_}” vì bản ghi đó đang là {record.publication}{more}"
        yield at_call(source, call, "not-public", message, HOW_TO_SHOW)
