"""Procedures: what must hold of their codes and their events. Each docstring is the rule."""

import re
from collections.abc import Iterator
from datetime import date

from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import national_code
from congbo.words.vocabulary import EventAction
from congbo.words.wording import short_date

_CODE = re.compile(r"\d\.\d{6}")
_OLDER = (
    "Hãy sửa ngày ghi nhầm; thủ tục có từ trước khi lập sổ thì ghi quyết định công bố cũ ở “published_by”,"
    " chưa rõ ngày cũng được"
)


@tells("code-form", "duplicate-code")
def procedure_code(site: SiteToCheck) -> Iterator[Problem]:
    """A code has the national form and belongs to one procedure, whatever its suffix or letters."""
    first: dict[str, Procedure] = {}
    for procedure in site.register.procedures.values():
        if not procedure.code:
            continue
        code = national_code(procedure.code)
        if not _CODE.fullmatch(code):
            message = f"mã thủ tục phải có dạng như “1.012353” (đang là '{procedure.code}')"
            yield site.problem(procedure, ("code",), "code-form", message)
        earlier = first.setdefault(code, procedure)
        if earlier is not procedure:
            message = f"mã thủ tục “{code}” đã dùng ở {earlier.path}"
            yield site.problem(procedure, ("code",), "duplicate-code", message)


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
