"""Procedures: what must hold of their codes and their events. Each docstring is the rule."""

import re
from collections.abc import Iterator
from datetime import date

from congbo.records.fees import FREE
from congbo.records.filing import Channel
from congbo.records.frontmatter import KeyPath
from congbo.records.meant import FREE_WORDS
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import fold, national_code
from congbo.words.vocabulary import EventAction
from congbo.words.wording import short_date

_CODE = re.compile(r"\d\.\d{6}")
_NEVER_DECIDES = frozenset(
    {"kế hoạch", "báo cáo", "tờ trình", "công văn", "thông báo", "kết luận", "giấy mời", "biên bản"}
)
"""Kinds of documents by which nothing is published, amended or abolished."""
_OLDER = (
    "Hãy sửa ngày ghi nhầm; thủ tục có từ trước khi lập sổ thì ghi quyết định công bố cũ ở “published_by”,"
    " chưa rõ ngày cũng được"
)


@tells("code-form", "code-stem", "duplicate-code")
def procedure_code(site: SiteToCheck) -> Iterator[Problem]:
    """A code has the national form and belongs to one procedure, whatever its suffix or letters."""
    first: dict[str, Procedure] = {}
    for procedure in site.register.procedures.values():
        if not procedure.code:
            continue
        code = national_code(procedure.code)
        if not _CODE.fullmatch(code) or " " in procedure.code:
            message = f"mã thủ tục phải có dạng như “1.012353” (đang là '{procedure.code}')"
            yield site.problem(procedure, ("code",), "code-form", message, _code_meant(procedure.code))
        elif _CODE.fullmatch(procedure.id) and procedure.id not in (code, *procedure.former_ids):
            message = f"mã thủ tục “{code}” khác tên tệp “{procedure.id}.md”"
            hint = "Hãy sửa mã cho đúng, hoặc đổi tên tệp theo mã và ghi tên cũ ở “former_ids”"
            yield site.problem(procedure, ("code",), "code-stem", message, hint)
        earlier = first.setdefault(code, procedure)
        if earlier is not procedure:
            message = f"mã thủ tục “{code}” đã dùng ở {earlier.path}"
            hint = "Là một thủ tục thì giữ một tệp, xoá tệp kia; là hai thủ tục thì xem lại mã"
            yield site.problem(procedure, ("code",), "duplicate-code", message, hint)


def _code_meant(typed: str) -> str:
    """Return the question that offers a code with the same digits, or what a code consists of."""
    digits = re.sub(r"[.,\s]", "", re.sub(r"^[^\d]+", "", typed.translate(str.maketrans("OoQlI", "00011"))))
    if re.match(r"\d{7}(?:\D|$)|\d{7}0000000", digits):
        return f"Có phải “{digits[0]}.{digits[1:7]}”?"
    return "Mã gồm một chữ số, dấu chấm, sáu chữ số; chưa có mã thì xoá dòng này"


@tells("event-decision")
def deciding_documents(site: SiteToCheck) -> Iterator[Problem]:
    """A procedure is published, amended or abolished by a decision (NĐ 63/2010/NĐ-CP, Điều 15), or by law."""
    for procedure in site.register.procedures.values():
        for index, event in enumerate(procedure.events):
            document = site.register.documents.get(event.decision)
            if document is None or event.action is EventAction.ABOLITION_PROPOSED:
                continue
            if document.kind in _NEVER_DECIDES:
                message = (
                    f"sự kiện “{event.action}” do quyết định công bố gây ra, không do {document.kind}"
                    f" ({document.label})"
                )
                hint = "Hãy ghi mã của quyết định công bố; chưa có bản ghi của quyết định thì lập trước"
                yield site.problem(procedure, ("events", index, "decision"), "event-decision", message, hint)


@tells("free-word")
def free_in_words(site: SiteToCheck) -> Iterator[Problem]:
    """What says that nothing is charged is the one word that lists, filters and data understand."""
    for procedure in site.register.procedures.values():
        for path, channel in _channels(procedure):
            if channel.fee != FREE and fold(channel.fee).strip(" .") in FREE_WORDS:
                message = f"“fee” là chữ nên không được tính là không thu (đang là '{channel.fee}')"
                yield site.problem(procedure, (*path, "fee"), "free-word", message, f"Có phải “{FREE}”?")


def _channels(procedure: Procedure) -> Iterator[tuple[KeyPath, Channel]]:
    """Yield the ways to file of a procedure and of its cases, each with its place."""
    if "channels" not in procedure.history:
        yield from ((("channels", n), channel) for n, channel in enumerate(procedure.channels))
    for nth, version in enumerate(procedure.history.get("channels", ())):
        yield from ((("channels", nth, "value", n), channel) for n, channel in enumerate(version.value))
    if "cases" not in procedure.history:
        for nth, case in enumerate(procedure.cases):
            yield from ((("cases", nth, "channels", n), channel) for n, channel in enumerate(case.channels))


@tells("abolished-before-published", "effective-before-issued")
def procedure_times(site: SiteToCheck) -> Iterator[Problem]:
    """A procedure is published before it is abolished, and no event is older than the document causing it.

    One that is older than the register may be abolished first and published anew, where its record says
    otherwise that it was there before: no publication has to be invented.
    """
    for procedure in site.register.procedures.values():
        published = [e.effective for e in procedure.events if e.action is EventAction.PUBLISHED]
        for index, event in enumerate(procedure.events):
            ends = event.action in (EventAction.ABOLISHED, EventAction.REPLACED)
            before = _known_before(procedure, event.effective)
            if ends and published and not before and event.effective < min(published):
                message = (
                    f"{event.action} từ {short_date(event.effective)},"
                    f" trước ngày công bố {short_date(min(published))}"
                )
                path = ("events", index, "effective")
                yield site.problem(procedure, path, "abolished-before-published", message, _OLDER)
            decision = site.register.documents.get(event.decision)
            if decision and decision.issued and event.effective < decision.issued:
                message = (
                    f"sự kiện có hiệu lực {short_date(event.effective)},"
                    f" trước ngày ban hành {decision.number} ({short_date(decision.issued)})"
                )
                yield site.problem(
                    procedure, ("events", index, "effective"), "effective-before-issued", message
                )


def _known_before(procedure: Procedure, day: date) -> bool:
    """Tell whether a record says, without an event, that the procedure was there before a day."""
    listed = procedure.listed_on
    decided = any(one.issued is None or one.issued < day for one in procedure.published_by)
    return decided or (listed is not None and listed < day)
