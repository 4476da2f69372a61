"""Versions: a procedure as it held from one of its days on, each at an address of its own that lasts.

Only procedures with keys that are written as versions have them, so that no other page of a site grows.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from congbo.figures.changes import Change, changes_of
from congbo.pages.page import version_address
from congbo.records.documents import Document
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.vocabulary import EventAction
from congbo.words.wording import sentence, short_date


@dataclass(frozen=True, slots=True)
class ProcedureVersion:
    """A procedure from a day on; without `start` from before the first change, without `end` to this day.

    `end` is the first day of the next version. `day` is the day of the site, `changes` what made it differ
    from the version before.
    """

    procedure: Procedure
    start: date | None
    end: date | None
    day: date
    changes: tuple[Change, ...] = ()

    @property
    def address(self) -> str:
        """The address of its page."""
        return version_address(self.procedure, self.start)

    @property
    def anchor(self) -> str:
        """The id of its place on the procedure's page."""
        return f"ban-{self.start.isoformat()}" if self.start else "ban-dau"

    @property
    def first_day(self) -> date:
        """A day on which it holds; of the first, the day before the second begins."""
        return self.start or (self.end or self.day) - timedelta(days=1)

    @property
    def current(self) -> bool:
        """Whether it holds on the day of the site."""
        return not self.ahead and not self.past

    @property
    def ahead(self) -> bool:
        """Whether it does not hold yet."""
        return self.start is not None and self.start > self.day

    @property
    def past(self) -> bool:
        """Whether it holds no more."""
        return self.end is not None and self.end <= self.day

    @property
    def span(self) -> str:
        """The days between which it holds: `từ ngày 01/07/2025`, `trước ngày 01/07/2025`."""
        if self.start is None:
            return f"trước ngày {short_date(self.end)}" if self.end else "từ đầu"
        until = f" đến hết ngày {short_date(self.end - timedelta(days=1))}" if self.end else ""
        return f"từ ngày {short_date(self.start)}{until}"

    @property
    def title(self) -> str:
        """The days between which it holds, as a heading."""
        return sentence(self.span)

    @property
    def state(self) -> str:
        """How it stands to the day of the site, in a few words."""
        if self.ahead:
            return "chưa áp dụng"
        return "không còn áp dụng" if self.past else "hiện nay"


@dataclass(frozen=True, slots=True)
class NamesOn:
    """Looks up what a page names as it was called on a day, at the cost of the records that are asked for."""

    register: Register
    day: date

    def get(self, target: str, id_: str) -> Record | None:
        """Return the record that a reference names, as on the day, or None."""
        found = self.register.get(target, id_)
        return found.on(self.day) if found else None

    def numbered(self, number: str) -> Document | None:
        """Return the document of a number, which is called the same on every day, or None."""
        return self.register.numbered(number)


def versions_of(procedure: Procedure, register: Register, day: date) -> Iterator[ProcedureVersion]:
    """Yield the versions of a procedure, the oldest first; none where no key is written as versions."""
    if not procedure.history:
        return
    by_day: dict[date, list[Change]] = defaultdict(list)
    for change in changes_of(procedure, register):
        if change.what not in list(EventAction):
            by_day[change.day].append(change)
    starts = [None, *sorted(by_day)]
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        yield ProcedureVersion(procedure, start, end, day, tuple(by_day[start]) if start else ())
