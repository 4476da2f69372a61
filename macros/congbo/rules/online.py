"""Online: what must be said of online services. Each docstring is the rule."""

from collections.abc import Iterator
from datetime import date

from congbo.figures.states import ProcedureOn
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.vocabulary import OnlineLevel
from congbo.words.wording import count, first_of, short_date

REASONS_SINCE = date(2026, 7, 1)
"""The first day on which a service that is online in part only says why (NĐ 224/2026/NĐ-CP, Điều 14)."""

_TOLD = 5
_MEND = "ghi “reason” (và “reason_basis”) như văn bản nói; chưa có văn bản nào nói thì hỏi cơ quan công bố"


@tells("partial-reason", "partial-reason-since")
def partial_reason(site: SiteToCheck) -> Iterator[Problem]:
    """A service that is online in part only says why, and only such a one does.

    What became so since the law asks for it is told one by one, what was so before as one group.
    """
    older: list[tuple[Procedure, int]] = []
    for procedure in site.register.procedures.values():
        on = ProcedureOn(procedure, site.of_day)
        for number, level in enumerate(procedure.online_level):
            partial = level.value is OnlineLevel.PARTIAL
            if level.reason and not partial:
                message = f"“reason” chỉ đi với mức độ “{OnlineLevel.PARTIAL}” (đang là “{level.value}”)"
                yield site.problem(procedure, ("online_level", number, "reason"), "partial-reason", message)
            elif not partial or level.reason:
                continue
            elif level.since and level.since >= REASONS_SINCE:
                message = f"từ {short_date(REASONS_SINCE)} dịch vụ “{level.value}” phải nói vì sao"
                path = ("online_level", number, "value")
                yield site.problem(procedure, path, "partial-reason", message, f"Hãy {_MEND}")
            elif level is on.online_service and not on.state.ended and on.told_for >= REASONS_SINCE:
                older.append((procedure, number))
    if older:
        first, number = older[0]
        names = first_of([procedure.id for procedure, _ in older], _TOLD, "thủ tục")
        message = (
            f"{count(len(older))} thủ tục ghi “{OnlineLevel.PARTIAL}” từ trước {short_date(REASONS_SINCE)}"
            f" chưa nói vì sao: {names}"
        )
        path = ("online_level", number, "value")
        yield site.problem(first, path, "partial-reason-since", message, f"Hãy {_MEND}")
