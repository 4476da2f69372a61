"""Timeliness: whether procedures were announced and published in time, and whether their content is whole.

Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2, Điều 15, Điều 24; counted as the published description of the
computation of Quyết định 766/QĐ-TTg has it: in working days. What the records do not say is never in time.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from congbo.figures.frame import Frame
from congbo.figures.states import value_on
from congbo.law.calendar import Calendar, UnknownYearError
from congbo.law.limits import Limit, NoEnd, limit_end
from congbo.records.documents import Document
from congbo.records.procedures import Event, Procedure
from congbo.records.register import Register
from congbo.words.vocabulary import EventAction, TimeUnit
from congbo.words.wording import listing, short_date

CONTENT = "đủ bảy bộ phận"
"""How a condition asks for every part that a to g of khoản 2 Điều 8 name."""
MOST_DAYS = 60
_ONE_DAY = timedelta(days=1)


def working_days(text: str) -> int:
    """Return the number of `5 ngày làm việc`; 0 where it is not said so."""
    count, _, unit = text.partition(" ")
    return int(count) if unit == TimeUnit.WORKING_DAY and count.isdecimal() else 0


def accepted() -> list[str]:
    """Return the limits that a condition may set, in words."""
    return [f"{count} {TimeUnit.WORKING_DAY}" for count in range(1, MOST_DAYS + 1)]


def late_announcement(
    procedure: Procedure, event: Event | None, days: int, frame: Frame, register: Register
) -> str:
    """Return why a procedure was not announced so many working days before it took effect; empty if it was.

    Of several decisions of the frame's period one that is late is enough.
    """
    for decision, one in _decided(procedure, event, frame, register):
        issued = decision.issued if decision else None
        if issued is None:
            return f"chưa rõ ngày ký quyết định công bố hiệu lực {short_date(one.effective)}"
        try:
            last = _before(one.effective, days, register.calendar)
        except UnknownYearError as error:
            return str(error)
        if issued > last:
            return (
                f"công bố ngày {short_date(issued)}, sau {short_date(last)}"
                f" (hiệu lực {short_date(one.effective)} trừ {days} ngày làm việc)"
            )
    return ""


def late_publication(
    procedure: Procedure, event: Event | None, days: int, frame: Frame, register: Register
) -> str:
    """Return why a procedure was not made public so many working days after its decision; empty if it was.

    The first place counts whose day is known and not before the decision.
    """
    for decision, one in _decided(procedure, event, frame, register):
        issued = decision.issued if decision else None
        if issued is None:
            return f"chưa rõ ngày ký quyết định công bố hiệu lực {short_date(one.effective)}"
        known = [part.since for part in procedure.disclosed if part.since and part.since >= issued]
        if not known:
            return f"chưa rõ ngày công khai sau quyết định ngày {short_date(issued)}"
        try:
            end = limit_end(issued, Limit(Fraction(days), TimeUnit.WORKING_DAY), register.calendar)
        except UnknownYearError as error:
            return str(error)
        if isinstance(end, NoEnd):
            return end.why
        if min(known) > end.day:
            return (
                f"công khai ngày {short_date(min(known))}, sau {short_date(end.day)}"
                f" (quyết định ngày {short_date(issued)} cộng {days} ngày làm việc)"
            )
    return ""


def lacking_content(procedure: Procedure, day: date) -> str:
    """Return which of the seven parts a procedure lacks on a day; empty where it has all.

    A part is there if it is common to all cases, or each case has it.
    """
    held = procedure.on(day)
    authority = held.authority
    parts = {
        "tên": held.name,
        "trình tự thực hiện": _in_every_case(held, "steps"),
        "cách thức thực hiện": _in_every_case(held, "channels"),
        "thành phần hồ sơ": _in_every_case(held, "dossier"),
        "số bộ hồ sơ": _in_every_case(held, "dossier_sets"),
        "thời hạn giải quyết": value_on(held.processing_time, day) or _limited(held),
        "đối tượng thực hiện": held.applicants,
        "cơ quan giải quyết": authority
        and (authority.decides or authority.handles or authority.decided_by or authority.handled_by),
    }
    lacking = [part for part, value in parts.items() if not value]
    return f"chưa ghi {listing(lacking)}" if lacking else ""


def _in_every_case(held: Procedure, key: str) -> bool:
    """Tell whether a procedure says a part of its content: in common, or else in each of its cases."""
    return bool(getattr(held, key) or (held.cases and all(getattr(case, key) for case in held.cases)))


def _limited(held: Procedure) -> bool:
    """Tell whether each case of a procedure without a common limit has one, itself or by each way to file."""
    return all(
        (case and case.processing_time) or (ways and all(way.processing_time for way in ways))
        for case in held.cases or (None,)
        for ways in [(case and case.channels) or held.channels]
    )


def _decided(
    procedure: Procedure, event: Event | None, frame: Frame, register: Register
) -> Iterator[tuple[Document | None, Event]]:
    """Yield the event asked about and every other that was decided in the frame's period."""
    for one in procedure.events:
        decision = register.documents.get(one.decision)
        issued = decision.issued if decision else None
        in_period = issued is not None and frame.period.start <= issued <= frame.period.end
        if one == event or (in_period and one.action is not EventAction.ABOLITION_PROPOSED):
            yield decision, one


def _before(day: date, days: int, calendar: Calendar) -> date:
    """Return the last day that is so many working days before another, without those in doubt.

    Raises `UnknownYearError` where the calendar of a year is not known.
    """
    while days:
        day -= _ONE_DAY
        days -= calendar.is_working(day) and not calendar.doubt(day)
    return day
