"""Figures computed again from published data: of each its exact values, what counts, how, in words.

What `verify.py` is published with, in one file, by the standard library alone.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """What a report stands for in time, by days as YEAR-MONTH-DAY, and how its seal calls records."""

    start: str
    end: str
    as_of: str
    day: str
    organisation: str
    former: dict[str, str]

    def moments(self, day: str | None) -> list[str]:
        """Return the time words that a day answers."""
        spans = {
            "trong kỳ": (self.start, self.end),
            "đến cuối kỳ": ("", self.end),
            "từ đầu kỳ đến ngày báo cáo": (self.start, self.day),
            "ngày số liệu": ("", self.as_of),
        }
        return [word for word, (start, end) in spans.items() if day and start <= day <= end]

    def called(self, key: str) -> str:
        """Return the id by which the seal knows a record."""
        return self.former.get(key, key).partition("/")[2]


@dataclass(frozen=True)
class Counted:
    """A record that counts, with the document or the event through which it does."""

    key: str
    record: Data
    document: Data | None = None
    event: Data | None = None

    @property
    def paper(self) -> Data:
        """The document through which it counts, or which it is."""
        return self.document or self.record

    @property
    def beside(self) -> str:
        """What the evidence of a figure says beside the record's name."""
        if self.event and self.document:
            effective = short(self.event["effective"])
            return f"{self.event['action']}, {self.document['number']}, hiệu lực {effective}"
        if self.document:
            return label(self.document)
        issued = self.record.get("issued") if self.key.startswith("document/") else None
        return f"ngày {short(issued)}" if issued else ""


@dataclass(frozen=True)
class Number:
    """A number taken from the data, None where there is none for the time asked, and how, in words."""

    value: Fraction | None
    words: str
    counted: tuple[Counted, ...] = ()


class Published:
    """The data of a site: lists of records, reports and their seals."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        stated = self._list("so-lieu.json")
        self.statistics = [one for one in stated if "measure" in one]
        own = [one for one in stated if "counts" in one]
        filled = [one for one in stated if one.get("form") == "ii06a-vpcp"]
        self.rows = own + [
            {**one, **row, "key": f"observation/{one['id']}"} for one in filled for row in one["rows"]
        ]
        self.reports = [one for one in self._list("bao-cao.json") if one.get("seal")]
        found = {
            "procedure": self._list("thu-tuc.json"),
            "document": self._list("van-ban.json"),
            "indicator": self._list("chi-so.json"),
            "statistic": self.statistics,
            "dossiers": own,
            "observation": filled,
            "organisation": self._list("co-quan.json"),
            "field": self._list("linh-vuc.json"),
        }
        # the records by what a seal calls their kinds, and by id; their present names by the former ones
        self.lists = {target: {one["id"]: one for one in of} for target, of in found.items()}
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
        return self.now_called.get(key, key)

    def of_measure(self, measure: str) -> list[Data]:
        """Return what is declared of a measure."""
        return [one for one in self.statistics if one["measure"] == measure]

    def report(self, id_: str) -> tuple[Data, Data]:
        """Return a report and its chain of seal and rectifications."""
        report = json.loads(self._read(f"bao-cao/{id_}.json"), parse_float=Fraction)
        return report, json.loads(self._read(f"bao-cao/{id_}.seal.json"))


def on(record: Data, key: str, day: str) -> Any:
    """Return what a key of a record held on a day: the last of its versions that had begun."""
    versions = record.get("versions", {}).get(key)
    if not versions:
        return record.get(key)
    begun = [one for one in versions if one.get("since", "") <= day]
    if begun:
        return begun[-1].get("value")
    return versions[0].get("value") if key in ("name", "field", "definition", "title") else None


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


def years(document: Data, frame: Frame) -> list[str]:
    """Return the years that a document is for, and the word for that of the period."""
    found = [str(year) for year in document.get("applies_to", ())]
    return [*found, "năm của kỳ"] if frame.end[:4] in found else found


def yes_no(value: Any) -> list[str]:
    """Return how a condition says that something is so or not."""
    return ["có" if value else "không"]


Condition = tuple[str, str, Callable[[Counted, Frame], list[Any]]]
# Of each condition: what it is called, what its words are ids of, and the words that hold of a candidate.
CONDITIONS: dict[str, Condition] = {
    "kind": ("loại văn bản", "", lambda one, frame: [one.paper.get("kind")]),
    "issuer": ("cơ quan ban hành", "organisation", lambda one, frame: [one.paper.get("issuer")]),
    "advised_by": ("cơ quan tham mưu", "organisation", lambda one, frame: [one.paper.get("advised_by")]),
    "topics": ("chủ đề", "field", lambda one, frame: one.record.get("topics", [])),
    "applies_to": ("năm áp dụng", "", lambda one, frame: years(one.record, frame)),
    "issued": ("ngày ban hành", "", lambda one, frame: frame.moments(one.paper.get("issued"))),
    "normative": ("quy phạm pháp luật", "", lambda one, frame: yes_no(one.record.get("normative"))),
    "unlawful": ("trái pháp luật", "", lambda one, frame: yes_no(one.record.get("unlawful"))),
    "in_force": ("hiệu lực", "", lambda one, frame: ["ngày số liệu"] * in_force(one.record, frame.as_of)),
    "field": ("lĩnh vực", "field", lambda one, frame: [on(one.record, "field", frame.as_of)]),
    "online_level": ("mức độ trực tuyến", "", lambda one, frame: level_on(one.record, frame.as_of)),
    "receiving": ("nơi tiếp nhận", "organisation", lambda one, f: [on(one.record, "receiving", f.as_of)]),
    "disclosed": (
        "nơi công khai",
        "",
        lambda one, f: [at["place"] for at in one.record.get("disclosed", ())],
    ),
    "action": ("sự kiện", "", lambda one, frame: [(one.event or {}).get("action")]),
    "effective": ("ngày có hiệu lực", "", lambda one, f: f.moments((one.event or {}).get("effective"))),
}
OF_WORKFLOWS = {"issued": "ngày phê duyệt", "issuer": "cơ quan phê duyệt"}  # are called otherwise

# The columns of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), which counts from (3).
COLUMNS = {
    "received_total": "Số hồ sơ nhận giải quyết: tổng số",
    "received_online": "Tiếp nhận trực tuyến",
    "received_direct": "Tiếp nhận trực tiếp, qua dịch vụ bưu chính",
    "carried_over": "Từ kỳ trước chuyển qua",
    "resolved_total": "Số hồ sơ đã giải quyết: tổng số",
    "resolved_early": "Giải quyết trước hạn",
    "resolved_on_time": "Giải quyết đúng hạn",
    "resolved_overdue": "Giải quyết quá hạn",
    "pending_total": "Số hồ sơ đang giải quyết: tổng số",
    "pending_in_time": "Đang giải quyết trong hạn",
    "pending_overdue": "Đang giải quyết quá hạn",
}
PLACE = {column: place for place, column in enumerate(COLUMNS, start=3)}


def candidates(what: str, data: Published) -> Iterator[Counted]:
    """Yield everything that could count."""
    procedures, documents = data.lists["procedure"], data.lists["document"]
    if what == "văn bản":
        yield from (Counted(f"document/{id_}", one) for id_, one in documents.items())
    elif what == "thủ tục":
        yield from (Counted(f"procedure/{id_}", one) for id_, one in procedures.items())
    elif what == "sự kiện":
        for id_, one in procedures.items():
            for event in one.get("events", ()):
                yield Counted(f"procedure/{id_}", one, documents.get(event["decision"]), event)
    elif what == "quy trình nội bộ":
        for document in documents.values():
            for id_ in document.get("workflows", ()):
                if id_ in procedures:
                    yield Counted(f"procedure/{id_}", procedures[id_], document)


def condition(key: str) -> Condition:
    """Return a condition; one that is not known here is called by its key, and nothing meets it."""
    return CONDITIONS.get(key, (key, "", lambda one, frame: []))


def meets(one: Counted, key: str, words: list[str], frame: Frame) -> bool:
    """Tell whether a candidate meets a condition: one of the words, and every one of the places."""
    held = set(condition(key)[2](one, frame))
    return set(words) <= held if key == "disclosed" else bool(held & set(words))


def count(definition: Data, frame: Frame, data: Published) -> Number:
    """Return how many of what could count meet every condition."""
    what, where, asked = definition["count"], definition.get("where", {}), []
    for key, words in where.items():
        named, target, _ = condition(key)
        named = OF_WORKFLOWS.get(key, named) if what == "quy trình nội bộ" else named
        asked.append(f"{named} là {' hoặc '.join(frame.called(f'{target}/{word}') for word in words)}")
    found: dict[str, Counted] = {}
    for one in candidates(what, data):
        if all(meets(one, key, words, frame) for key, words in where.items()):
            found.setdefault(one.key, one)
    words = f"đếm {what}" + (f": {', '.join(asked)}" if asked else "")
    return Number(Fraction(len(found)), words, tuple(found.values()))


def dossiers(definition: Data, frame: Frame, data: Published) -> Number:
    """Return the sum of a column of the dossier form: of the whole body's row, else of its parts."""
    column, period = definition["dossiers"], {"start": frame.start, "end": frame.end}
    rows = [row for row in data.rows if row["period"] == period]
    rows = [row for row in rows if row["organisation"] == (frame.organisation or row["organisation"])]
    rows = [row for row in rows if row.get("whole", not row.get("unit") and not row.get("field"))] or rows
    known = rows and all(column in row["counts"] for row in rows)
    total = Fraction(sum(row["counts"][column] for row in rows)) if known else None
    words = f"Biểu II.06a/VPCP/KSTT, cột ({PLACE.get(column, '?')}): {COLUMNS.get(column, column)}"
    return Number(total, words, tuple(Counted(row.get("key", f"dossiers/{row['id']}"), row) for row in rows))


def statistic(definition: Data, frame: Frame, data: Published) -> Number:
    """Return the declared number of exactly the period, or the latest of a day by the day of the figures."""
    measure, period = definition["statistic"], {"start": frame.start, "end": frame.end}
    every = data.of_measure(measure)
    own = [one for one in every if one.get("organisation", "") == frame.organisation]
    of_measure = own or [one for one in every if not frame.organisation or not one.get("organisation")]
    of_period = [one for one in of_measure if one.get("period") == period]
    of_day = sorted((s for s in of_measure if s.get("day", "~") <= frame.as_of), key=lambda s: s["day"])
    found = (of_period or of_day)[-1:]
    words = f"số liệu tự khai “{of_measure[0]['title'] if of_measure else measure}”"
    value = Fraction(found[0]["value"]) if found else None
    return Number(value, words, tuple(Counted(f"statistic/{one['id']}", one) for one in found))


def total(definition: Data, frame: Frame, data: Published) -> Number:
    """Return the sum of numbers; None where one of them is not known."""
    parts = [number(part, frame, data) for part in definition["sum"]]
    values = [part.value for part in parts if part.value is not None]
    whole = sum(values, Fraction(0)) if len(values) == len(parts) else None
    words = f"tổng của ({' + '.join(part.words for part in parts)})"
    return Number(whole, words, tuple({one.key: one for part in parts for one in part.counted}.values()))


OPERANDS = {"count": count, "dossiers": dossiers, "statistic": statistic, "sum": total}


def number(definition: Data, frame: Frame, data: Published) -> Number:
    """Return the number that a definition, or a part of one, takes from the data."""
    for key, take in OPERANDS.items():
        if definition.get(key):
            return take(definition, frame, data)
    return Number(None, f"cách tính chưa biết ({', '.join(definition)})")


@dataclass(frozen=True)
class Figure:
    """A figure computed again: exact values (its own, above and below the line), what counts, its words."""

    values: list[str]
    shown: dict[str, str]
    said: dict[str, str]


def figure(id_: str, frame: Frame, data: Published) -> Figure:
    """Return a figure as the data have it now."""
    indicator = data.lists["indicator"].get(id_)
    definition: Data = on(indicator, "definition", frame.end) if indicator else {"statistic": id_}
    if ratio := definition.get("ratio"):
        above, below = (number(ratio[part], frame, data) for part in ("numerator", "denominator"))
        value = 100 * above.value / below.value if above.value is not None and below.value else None
        words = f"tử số {above.words}; mẫu số {below.words}"
        values, counted = [value, above.value, below.value], (*below.counted, *above.counted)
    else:
        found = number(definition, frame, data)
        values, counted, words = [found.value, None, None], found.counted, found.words
    if indicator:
        said = {"definition": words, "target": target(indicator, frame, data)}
    else:
        indicator = ([one.record for one in counted] or data.of_measure(id_) or [{}])[-1]
        said = {"stated": stated(indicator, data)}
    said |= {key: indicator.get(key, "") for key in ("title", "unit")}
    return Figure([exact(one) for one in values], {one.key: one.beside for one in counted}, said)


def target(indicator: Data, frame: Frame, data: Published) -> str:
    """Return what is to be reached in the year of the report: `không thấp hơn 80, năm 2024, Quyết định…`."""
    given = indicator.get("target", {"steps": ()})
    for step in (one for one in given["steps"] if str(one["year"]) == frame.end[:4]):
        source = data.lists["document"].get(step["source"])
        words = f"{given['direction']} {printed(step['value'])}, năm {step['year']}"
        return f"{words}, {label(source) if source else step['source']}"
    return ""


def stated(declared: Data, data: Published) -> str:
    """Return where a declared number is stated."""
    place = declared.get("stated_in", {})
    document = data.lists["document"].get(place.get("document", ""))
    parts = (label(document) if document else "", place.get("place"), declared.get("note"))
    return "; ".join(part for part in parts if part)


def exact(value: Fraction | None) -> str:
    """Return a value as the seal has it: `7`, `175/2`, or nothing."""
    return "" if value is None else str(value)


def printed(value: Any) -> str:
    """Return a number as it is printed, with one decimal at most, rounded half up: `1 247`, `87,5`."""
    whole, part = divmod(int(abs(Fraction(value)) * 10 + Fraction(1, 2)), 10)
    sign = "-" if value < 0 and (whole or part) else ""
    return f"{sign}{whole:,}".replace(",", "\u202f") + (f",{part}" if part else "")


def short(day: str) -> str:
    """Return a day as it is printed: `28/03/2024`."""
    return "/".join(reversed(day.split("-")))


def label(record: Data) -> str:
    """Return what a record is called in lists."""
    if "number" in record and "kind" in record:
        return f"{record['kind'][:1].upper()}{record['kind'][1:]} số {record['number']}"
    return str(record.get("short_name") or record.get("name") or record.get("title"))
