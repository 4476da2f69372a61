"""Causes: why a sealed report is no longer as it was: one thing that changed, with all that it moves.

An edit of one record can move many figures, and is told once; a figure that no record moved, because its
definition or its target changed, is told by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from congbo.reports.report import Report
from congbo.reports.sealing import Drift, drift, record_of, words
from congbo.reports.seals import BODY, Value, figure_text
from congbo.words.vocabulary import SealedPart
from congbo.words.wording import listing, short_date

MOST_NAMED = 5
"""How many figures or places a message names before it counts the rest."""

_OF_DEFINITION = ("title", "unit", "definition", "target")
"""What of a figure no record that it counts can change."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed, and the figures that it moved."""

    report: Report
    drift: Drift
    moved: tuple[Drift, ...] = ()

    @property
    def message(self) -> str:
        """What has changed in the sealed report, old and new, and what that moves."""
        found = self.drift
        id_ = found.id.partition("/")[2] if found.part is SealedPart.RECORD else found.id
        match found.part:
            case SealedPart.RECORD:
                return "; ".join([self._record(id_), *self._uses()])
            case SealedPart.FIGURE:
                return f"số liệu “{id_}” của {self._sealed} {_change(found)}"
            case SealedPart.NAME:
                return f"tên cơ quan “{id_}” trong {self._sealed} {_change(found)}"
            case SealedPart.NOTE:
                return f"chú thích “{id_}” của {self._sealed} {_change(found)}"
            case SealedPart.TEXT:
                what = "lời văn" if id_ == BODY else f"khoá “{id_}”"
                return f"{what} của {self._sealed} {_change(found)}"

    @property
    def _sealed(self) -> str:
        assert self.report.chain is not None
        day = short_date(self.report.chain.seal.date)
        return f"báo cáo “{self.report.id}” niêm phong ngày {day}"

    def _record(self, id_: str) -> str:
        found = self.drift
        if found.old is None and found.new is None:
            return f"bản ghi “{id_}” nay được tính khác lúc {self._sealed}"
        if found.old is None:
            return f"bản ghi “{id_}” nay được dùng trong {self._sealed}, lúc niêm phong thì không"
        if found.new is None:
            return f"bản ghi “{id_}” mà {self._sealed} đã dùng nay không còn được dùng"
        return f"bản ghi “{id_}” trong {self._sealed} {_change(found)}"

    def _uses(self) -> Iterator[str]:
        """Yield what a report uses or used the record for: figures with their values, citations."""
        values = []
        for one in self.moved:
            old, new = (figure_text(value) if value else absent for value, absent in _sides(one))
            values.append(f"{one.id} ({old}, không đổi)" if old == new else f"{one.id} ({old} → {new})")
        if values:
            yield f"số liệu: {_some(values)}"
        record = record_of(self.report.register, self.drift.id)
        cited = [one.section for one in self.report.citations if record and one.document == record.id]
        if cited:
            yield f"dẫn ở {listing(list(dict.fromkeys(cited)))}"


def causes(report: Report) -> list[Cause]:
    """Return why a sealed report is not as it was sealed or corrected last; nothing where it is."""
    found = drift(report)
    records = {one.id: one for one in found if one.part is SealedPart.RECORD}
    moved: dict[str, list[Drift]] = defaultdict(list)
    own: list[Drift] = []
    explained: set[str] = set()
    for one in found:
        if one.part is not SealedPart.FIGURE:
            continue
        old, new = one.old or {}, one.new or {}
        movers = _movers(old, new, records)
        redefined = bool(old and new) and any(old.get(key) != new.get(key) for key in _OF_DEFINITION)
        if redefined or not movers:
            own.append(one)
            explained |= movers
        else:
            for key in movers:
                moved[key].append(one)
    consequences = {
        key
        for key, one in records.items()
        if key in explained and key not in moved and (one.old is None or one.new is None)
    }
    others = [one for one in found if one.part not in (SealedPart.FIGURE, SealedPart.RECORD)]
    keys = [key for key in dict.fromkeys((*records, *moved)) if key not in consequences]
    nothing = {key: Drift(SealedPart.RECORD, key, None, None) for key in keys}
    return [
        *(Cause(report, records.get(key, nothing[key]), tuple(moved[key])) for key in keys),
        *(Cause(report, one) for one in (*own, *others)),
    ]


def _movers(old: dict[str, Value], new: dict[str, Value], changed: dict[str, Drift]) -> set[str]:
    """Return the records that stand or stood behind a figure and say something else, or count no more."""
    found: set[str] = set()
    for key in ("records", "previous_records"):
        then, now = old.get(key, {}), new.get(key, {})
        found |= {id_ for id_ in {**then, **now} if id_ in changed or then.get(id_) != now.get(id_)}
    return found


def _sides(found: Drift) -> Iterator[tuple[Value, str]]:
    yield found.old, "không có"
    yield found.new, "không còn"


def _change(found: Drift) -> str:
    """Return how a part changed, as the end of a sentence."""
    old, new = words(found.part, found.old, found.new), words(found.part, found.new, found.old)
    if found.old is None:
        return f"nay có thêm: “{new}”"
    if found.new is None:
        return f"nay không còn (trước là “{old}”)"
    return f"trước là “{old or 'không có'}”, nay là “{new or 'không có'}”"


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" và {more} mục khác" if more > 0 else "")
