"""Due dates: the limits by which a reader's page counts the day of the answer, case by case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from congbo.figures.cases import CaseView
from congbo.figures.ranges import limits_of
from congbo.records.time_limits import TimeLimit
from congbo.words.vocabulary import TimeUnit
from congbo.words.wording import listing

COUNTED = {
    TimeUnit.WORKING_DAY: "Ngày nhận hồ sơ không tính; thứ bảy, chủ nhật và ngày lễ cũng không tính,"
    " trừ ngày làm bù.",
    TimeUnit.DAY: "Ngày nhận hồ sơ không tính; thứ bảy, chủ nhật và ngày lễ vẫn tính. Ngày cuối là ngày nghỉ"
    " thì hạn là hết ngày làm việc tiếp theo.",
    TimeUnit.MONTH: "Hạn là ngày trùng với ngày nhận hồ sơ ở tháng cuối; trúng ngày nghỉ thì là ngày làm việc"
    " tiếp theo.",
    TimeUnit.YEAR: "Hạn là ngày trùng với ngày nhận hồ sơ ở năm cuối; trúng ngày nghỉ thì là ngày làm việc"
    " tiếp theo.",
    TimeUnit.HOUR: "Giờ tính từ lúc nhận đủ hồ sơ; hết vào ngày nghỉ thì hạn là hết ngày làm việc tiếp theo.",
    TimeUnit.WORKING_HOUR: "Chỉ tính giờ làm việc, từ lúc nhận đủ hồ sơ.",
    TimeUnit.WITHIN_DAY: "Nhận vào ngày nghỉ thì trả vào ngày làm việc tiếp theo.",
}
"""How each unit is counted, in words (Bộ luật Dân sự 2015, Điều 147, 148)."""


@dataclass(frozen=True, slots=True)
class Due:
    """A limit of a case; `case` is its anchor, empty where it is the whole procedure."""

    case: str
    limit: TimeLimit

    @property
    def plain(self) -> dict[str, Any]:
        """The limit as the page's script reads it; `value` is a text, so that no fraction is lost."""
        limit = self.limit.limit
        return {
            "case": self.case,
            "words": self.limit.in_words,
            "value": str(limit.value),
            "unit": str(limit.unit),
            "cutOff": self.limit.cut_off,
        }


def dues_of(views: Iterable[CaseView]) -> tuple[Due, ...]:
    """Return the limits of cases whatever the way to file, each once in its case."""
    return tuple(Due(view.anchor, limit) for view in views for limit in limits_of(view) if limit)


def counted(dues: Iterable[Due]) -> str:
    """Return in words how the limits are counted."""
    return " ".join(_sentences(dues))


def moments(dues: Iterable[Due]) -> str:
    """Return from when the limits are counted: `nhận đủ hồ sơ hợp lệ`; empty where none is told."""
    return listing(list(dict.fromkeys(due.limit.counted_from for due in dues if due.limit.counted_from)))


def _sentences(dues: Iterable[Due]) -> Iterator[str]:
    units = list(dict.fromkeys(due.limit.unit for due in dues))
    for unit in units:
        yield f"Tính theo {unit}: {COUNTED[unit]}" if len(units) > 1 else COUNTED[unit]
