"""Frame: what a report stands for in time, and the days that an indicator's time words mean in it."""

from dataclasses import dataclass
from datetime import date

from congbo.records.record import Period
from congbo.words.vocabulary import Moment
from congbo.words.wording import period_name


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report stands for: its period, the day of its figures, the day it is made, and whose it is.

    Without an organisation it stands for every body of the register. `name` is what the period is called
    where its regime calls it something.
    """

    period: Period
    as_of: date
    day: date
    organisation: str = ""
    name: str = ""

    @property
    def last_day(self) -> date:
        """The last day that it speaks of: what begins later is not its business."""
        return max(self.period.end, self.as_of, self.day)

    @property
    def period_name(self) -> str:
        """What the period is called: by its regime, else as its days say."""
        return self.name or period_name(self.period.start, self.period.end)

    def named(self, what: str) -> date:
        """Return one of the days: `start` and `end` of the period, `as_of`, `day`."""
        days = {"start": self.period.start, "end": self.period.end, "as_of": self.as_of, "day": self.day}
        return days[what]


def time_span(moment: Moment, frame: Frame) -> tuple[date, date]:
    """Return the first and last day that a time word stands for."""
    match moment:
        case Moment.IN_PERIOD | Moment.PERIOD_YEAR:
            return frame.period.start, frame.period.end
        case Moment.IN_PERIOD_OR_LATER:
            return frame.period.start, frame.day
        case Moment.BY_PERIOD_END:
            return date.min, frame.period.end
        case Moment.AS_OF:
            return date.min, frame.as_of
