"""Published data: what a site publishes of its records and reports, and what they say on a day.

What `verify.py` is published with, in one file, by the standard library alone.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Data = dict[str, Any]
Span = tuple[str, str]
"""The first and the last day of a time, as YEAR-MONTH-DAY; of what is of one day the first is empty."""


class UnknownError(Exception):
    """Something that this program does not know how to compute; its message says what."""


@dataclass(frozen=True)
class Frame:
    """What a report stands for in time, by days as YEAR-MONTH-DAY, and how its seal calls records."""

    start: str
    end: str
    as_of: str
    day: str
    organisation: str
    former: dict[str, str]

    @property
    def period(self) -> Span:
        """Its first and last day."""
        return self.start, self.end

    @property
    def last_day(self) -> str:
        """The last day that it speaks of."""
        return max(self.end, self.as_of, self.day)

    def moments(self, day: str | None) -> list[str]:
        """Return the time words that a day answers."""
        spans = {
            "trong kỳ": (self.start, self.end),
            "năm của kỳ": (self.start, self.end),
            "đến cuối kỳ": ("", self.end),
            "từ đầu kỳ đến ngày báo cáo": (self.start, self.day),
            "ngày số liệu": ("", self.as_of),
        }
        return [word for word, (start, end) in spans.items() if day and start <= day <= end]

    def called(self, key: str) -> str:
        """Return the id by which the seal knows a record."""
        return self.former.get(key, key).partition("/")[2]


@dataclass(frozen=True)
class Row:
    """A row of a filled form: what a seal calls its record, the record, and the row in it."""

    key: str
    record: Data
    cells: Data
    whole: bool
    source: str
    organisation: str
    period: Span

    @property
    def of(self) -> tuple[str, str, str]:
        """The unit, the field and the level that it is a row of."""
        unit, field, level = (self.cells.get(key, "") for key in ("unit", "field", "level"))
        return unit, field, level

    def states(self, source: str) -> bool:
        """Tell whether a source is the one that states it: the id of a document, a report, the record."""
        place = self.record.get("stated_in", {})
        return source in (place.get("document"), place.get("report"), self.record["id"])

    def value(self, column: str) -> Fraction | None:
        """Return the number in a column, or None where it is not known."""
        value = self.cells["counts"].get(column)
        return None if value is None else Fraction(value)


SHORT_FORM = "ii06a-vpcp"
"""The form of which a record with counts is one row."""


class Published:
    """The data of a site: lists of records, reports and their seals."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        stated = self._list("so-lieu.json")
        self.statistics = [one for one in stated if "measure" in one]
        own = [one for one in stated if "counts" in one]
        filled = [one for one in stated if "rows" in one]
        self.rows = {SHORT_FORM: list(map(own_row, own))}
        for one in filled:
            self.rows.setdefault(one["form"], []).extend(filled_row(one, row) for row in one["rows"])
        self.reports = [one for one in self._list("bao-cao.json") if one.get("seal")]
        self.kinds = {one["name"]: one for one in self._list("loai-van-ban.json")}
        found = {
            "procedure": self._list("thu-tuc.json"),
            "document": self._list("van-ban.json"),
            "indicator": self._list("chi-so.json"),
            "form": self._list("bieu.json"),
            "statistic": self.statistics,
            "dossiers": own,
            "observation": filled,
            "organisation": self._list("co-quan.json"),
            "field": self._list("linh-vuc.json"),
        }
        # the records by what a seal calls their kinds, and by id; their present names by the former ones
        self.lists = {target: {one["id"]: one for one in of} for target, of in found.items()}
        self.titles: dict[str, str] = {}
        for one in found["indicator"]:
            self.titles |= one.get("measures", {})
        self.now_called = {
            f"{target}/{former}": f"{target}/{one['id']}"
            for target, of in found.items()
            for one in of
            for former in one.get("former_ids", ())
        }

    def _list(self, name: str) -> list[Data]:
        found: list[Data] = json.loads(self._read(name), parse_float=Fraction)
        return found

    def current(self, key: str) -> str:
        """Return what a record is called now that a seal knows by this name."""
        target, _, id_ = key.partition("/")
        return key if id_ in self.lists.get(target, ()) else self.now_called.get(key, key)

    def of_measure(self, measure: str) -> list[Data]:
        """Return what is declared of a measure."""
        return [one for one in self.statistics if one["measure"] == measure]

    def report(self, id_: str) -> tuple[Data, Data]:
        """Return a report and its chain of seal and rectifications."""
        report = json.loads(self._read(f"bao-cao/{id_}.json"), parse_float=Fraction)
        return report, json.loads(self._read(f"bao-cao/{id_}.seal.json"))

    def label(self, target: str, record: Data, day: str) -> str:
        """Return what a record is called in lists on a day."""
        if target == "document":
            return self.document(record)
        if target == "form" and record.get("symbol"):
            return f"Biểu {record['symbol']}"
        short_name = on(record, "short_name", day) if target == "procedure" else ""
        return str(short_name or on(record, "name", day) or on(record, "title", day) or "")

    def document(self, record: Data) -> str:
        """Return what a document is called: a law by its name, what has no number by what it is about."""
        kind, subject = record["kind"], record.get("subject", "")
        name = kind.capitalize()
        if not record.get("number"):
            return f"{name} {subject or record.get('description') or record['id']}"
        if subject and self.kinds.get(kind, {}).get("by_name"):
            named = subject.removeprefix("về ")
            name = capital(named) if named.lower().startswith(f"{kind} ") else f"{name} {named}"
        return f"{name} số {record['number']}"

    def document_of(self, id_: str) -> str:
        """Return what the document of an id is called; empty where there is none."""
        found = self.lists["document"].get(id_)
        return self.document(found) if found else ""


def own_row(one: Data) -> Row:
    """Return the row that a record with counts is: a row of the one source that a body itself is."""
    whole = not one.get("unit") and not one.get("field")
    return Row(f"dossiers/{one['id']}", one, one, whole, "", one["organisation"], span_of(one["period"]))


def filled_row(one: Data, row: Data) -> Row:
    """Return a row of a filled form."""
    place = one.get("stated_in", {})
    source = place.get("document") or place.get("report") or ""
    body, period = one["organisation"], span_of(one["period"])
    return Row(f"observation/{one['id']}", one, row, row["whole"], source, body, period)


REQUIRED = ("name", "field", "definition", "title")
"""The keys of which the first version holds for the time before it too."""


def on(record: Data, key: str, day: str) -> Any:
    """Return what a key of a record held on a day: the last of its versions that had begun."""
    versions = record.get("versions", {}).get(key)
    if not versions:
        return record.get(key)
    begun = [one for one in versions if one.get("since", "") <= day]
    if begun:
        return begun[-1].get("value")
    return versions[0].get("value") if key in REQUIRED else None


def in_force(procedure: Data, day: str) -> bool:
    """Tell whether a procedure is in force: published by the day, and not ended since."""
    turns = ("mới ban hành", "thay thế bởi", "bãi bỏ")
    status = [event for event in procedure.get("events", ()) if event["action"] in turns]
    status.sort(key=lambda event: event["effective"])  # those of one day stay in the order of the record
    past = [event for event in status if event["effective"] <= day]
    if past:
        return bool(past[-1]["action"] == "mới ban hành")
    return not status or status[0]["action"] != "mới ban hành"


def level_on(procedure: Data, day: str) -> list[str]:
    """Return the online level of a procedure on a day, where it is known."""
    return [one["value"] for one in procedure.get("online_level", ()) if one.get("since", "") <= day][-1:]


def span_of(period: Data) -> Span:
    """Return the first and the last day of a period."""
    return period["start"], period["end"]


def moved(day: str, by: int) -> str:
    """Return the day so many days later."""
    return (date.fromisoformat(day) + timedelta(by)).isoformat()


def short(day: str) -> str:
    """Return a day as it is printed: `28/03/2024`."""
    return "/".join(reversed(day.split("-")))


def time_in_words(time: Span) -> str:
    """Return a time: `từ 01/01/2024 đến 20/07/2024`, `ngày 20/07/2024`."""
    start, end = time
    return f"từ {short(start)} đến {short(end)}" if start else f"ngày {short(end)}"


def period_in_words(period: Span) -> str:
    """Return what a period is called: `quý II năm 2024`, `6 tháng đầu năm 2024`, else its two days."""
    (year, month, day), (last_year, last, _) = (one.split("-") for one in period)
    first_month, months = int(month), int(last) - int(month) + 1
    if day != "01" or moved(period[1], 1)[8:] != "01" or year != last_year:
        return time_in_words(period)
    if months == 12:
        return f"năm {year}"
    if months == 1:
        return f"tháng {first_month} năm {year}"
    if months == 3 and int(last) % 3 == 0:
        return f"quý {('I', 'II', 'III', 'IV')[first_month // 3]} năm {year}"
    if first_month == 1:
        return f"{months} tháng đầu năm {year}"
    return f"6 tháng cuối năm {year}" if (first_month, months) == (7, 6) else time_in_words(period)


def capital(text: str) -> str:
    """Return a text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence: `a, b và c`."""
    return " và ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def exact(value: Fraction | None) -> str:
    """Return a value as the seal has it: `7`, `175/2`, or nothing."""
    return "" if value is None else str(value)


ALL_PLACES = 30
"""More decimals than a number has that is typed: such a number is printed exactly."""


def printed(value: Any, places: int = 1) -> str:
    """Return a number as it is printed, with so many decimals at most, rounded half up: `1 247`, `87,5`."""
    scale = 10 ** max(0, min(int(places), ALL_PLACES))
    whole, part = divmod(int(abs(Fraction(value)) * scale + Fraction(1, 2)), scale)
    sign = "-" if value < 0 and (whole or part) else ""
    decimals = f",{scale + part}".replace(",1", ",", 1).rstrip("0") if part else ""
    return f"{sign}{whole:,}".replace(",", "\u202f") + decimals


def in_prose(value: Fraction, unit: str, places: int) -> str:
    """Return a number as prose has it: `06`, `56`, `87,5%`."""
    if unit == "%":
        return f"{printed(value, places)}%"
    return f"0{value}" if 0 < value < 10 and value.denominator == 1 else printed(value, places)
