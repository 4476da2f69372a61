#!/usr/bin/env python3
"""Tính lại mọi số liệu của các báo cáo đã niêm phong từ dữ liệu công khai, không cần phần mềm nào khác.

    python3 verify.py [https://…/]          trang ở địa chỉ ấy, hoặc thư mục của trang quanh du-lieu/
    python3 verify.py THƯ-MỤC --report MÃ --mark "MÃ IN TRÊN BẢN GIẤY"

Mã thoát: 0 mọi thứ khớp, 1 có chỗ khác, 2 không đọc được.

Published with the site, with the standard library alone, so that nobody needs to trust what made the site.
"""

import argparse
import hashlib
import json
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """What a report stands for in time; days are texts as YEAR-MONTH-DAY, which sort as days do."""

    start: str
    end: str
    as_of: str
    day: str
    organisation: str

    def span(self, moment: str) -> tuple[str, str]:
        """Return the first and the last day that a time word stands for."""
        return {
            "trong kỳ": (self.start, self.end),
            "đến cuối kỳ": ("", self.end),
            "từ đầu kỳ đến ngày báo cáo": (self.start, self.day),
            "ngày số liệu": ("", self.as_of),
        }[moment]


@dataclass(frozen=True)
class Counted:
    """A record that counts, with the document or the event through which it does."""

    key: str
    record: Data
    document: Data | None = None
    event: Data | None = None

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
    """A number taken from the data: None where there is none for the time asked."""

    value: Fraction | None
    counted: tuple[Counted, ...] = ()

    @property
    def shown(self) -> dict[str, str]:
        """What the evidence of the number shows: each record, and what stands beside its name."""
        return {one.key: one.beside for one in self.counted}


class Published:
    """The data of a site: lists of records, reports and their seals."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self.procedures = self._by_id("thu-tuc.json")
        self.documents = self._by_id("van-ban.json")
        self.indicators = self._by_id("chi-so.json")
        stated = self._list("so-lieu.json")
        self.statistics = [one for one in stated if "measure" in one]
        self.rows = [one for one in stated if "counts" in one]
        self.reports = [one for one in self._list("bao-cao.json") if one.get("seal")]

    def _list(self, name: str) -> list[Data]:
        return list(json.loads(self._read(name), parse_float=Fraction))

    def _by_id(self, name: str) -> dict[str, Data]:
        return {one["id"]: one for one in self._list(name)}

    @property
    def lists(self) -> dict[str, dict[str, Data]]:
        """The records by what a seal calls their kinds, and by id."""
        return {
            "procedure": self.procedures,
            "document": self.documents,
            "indicator": self.indicators,
            "statistic": {one["id"]: one for one in self.statistics},
            "dossiers": {one["id"]: one for one in self.rows},
        }

    def renamed(self) -> dict[str, str]:
        """Return the present names of records by their former ones: a seal keeps those that it knew."""
        every = ((target, one) for target, found in self.lists.items() for one in found.values())
        return {f"{t}/{old}": f"{t}/{one['id']}" for t, one in every for old in one.get("former_ids", ())}

    def report(self, id_: str) -> tuple[Data, Data]:
        """Return a report and its chain of seal and rectifications."""
        report = json.loads(self._read(f"bao-cao/{id_}.json"), parse_float=Fraction)
        return report, json.loads(self._read(f"bao-cao/{id_}.seal.json"))


def on(record: Data, key: str, day: str) -> Any:
    """Return what a key of a record held on a day: the last of its versions that had begun."""
    versions = record.get("versions", {}).get(key)
    if not versions:
        return record.get(key)
    if begun := [one for one in versions if one.get("since", "") <= day]:
        return begun[-1].get("value")
    return versions[0].get("value") if key in ("name", "field", "definition") else None


def in_force(procedure: Data, day: str) -> bool:
    """Tell whether a procedure is in force: published by the day, and not ended since."""
    turns = ("mới ban hành", "thay thế bởi", "bãi bỏ")
    status = [event for event in procedure.get("events", ()) if event["action"] in turns]
    status.sort(key=lambda event: event["effective"])  # those of one day stay in the order of the record
    if past := [event for event in status if event["effective"] <= day]:
        return bool(past[-1]["action"] == "mới ban hành")
    return not status or status[0]["action"] != "mới ban hành"


def meets(one: Counted, key: str, words: list[str], frame: Frame) -> bool:
    """Tell whether a candidate meets a condition: one of the words, and every one of the places."""
    record, document = one.record, one.document or one.record
    if key in ("issued", "effective"):
        day = document.get("issued") if key == "issued" else (one.event or {}).get("effective")
        start, end = frame.span(words[0])
        return day is not None and start <= day <= end
    if key == "in_force":
        return in_force(record, frame.as_of)
    if key == "disclosed":
        return set(words) <= {place["place"] for place in record.get("disclosed", ())}
    levels = [one for one in record.get("online_level", ()) if one.get("since", "") <= frame.as_of]
    yes_or_no = ["có" if record.get(key) else "không"]
    terms: dict[str, list[Any]] = {
        "online_level": [level["value"] for level in levels[-1:]],
        "applies_to": [str(year) for year in record.get("applies_to", ())],
        "normative": yes_or_no,
        "unlawful": yes_or_no,
        "action": [(one.event or {}).get("action")],
        "field": [on(record, "field", frame.as_of)],
        "receiving": [on(record, "receiving", frame.as_of)],
        "topics": record.get("topics", []),
    }
    wanted = {frame.end[:4] if word == "năm của kỳ" else word for word in words}
    return bool(wanted & set(terms.get(key, [document.get(key)])))


def candidates(what: str, data: Published) -> Iterator[Counted]:
    """Yield everything that could count."""
    if what == "văn bản":
        yield from (Counted(f"document/{id_}", one) for id_, one in data.documents.items())
    elif what == "thủ tục":
        yield from (Counted(f"procedure/{id_}", one) for id_, one in data.procedures.items())
    elif what == "sự kiện":
        for id_, one in data.procedures.items():
            for event in one.get("events", ()):
                yield Counted(f"procedure/{id_}", one, data.documents.get(event["decision"]), event)
    elif what == "quy trình nội bộ":
        for document in data.documents.values():
            for id_ in document.get("workflows", ()):
                if id_ in data.procedures:
                    yield Counted(f"procedure/{id_}", data.procedures[id_], document)


def number(definition: Data, frame: Frame, data: Published) -> Number:
    """Return the number that a part of a definition takes from the data."""
    if what := definition.get("count"):
        found: dict[str, Counted] = {}
        for one in candidates(what, data):
            where = definition.get("where", {})
            if all(meets(one, key, words, frame) for key, words in where.items()):
                found.setdefault(one.key, one)
        return Number(Fraction(len(found)), tuple(found.values()))
    if column := definition.get("dossiers"):
        rows = [row for row in data.rows if row["period"] == {"start": frame.start, "end": frame.end}]
        rows = [row for row in rows if row["organisation"] == (frame.organisation or row["organisation"])]
        rows = [row for row in rows if not row.get("unit") and not row.get("field")] or rows
        total = Fraction(sum(row["counts"][column] for row in rows)) if rows else None
        return Number(total, tuple(Counted(f"dossiers/{row['id']}", row) for row in rows))
    if measure := definition.get("statistic"):
        return stated(measure, frame, data)
    parts = [number(part, frame, data) for part in definition.get("sum", ())]
    values = [part.value for part in parts if part.value is not None]
    known = bool(parts) and len(values) == len(
        parts
    )  # of a way that this program does not know there is none
    whole = sum(values, Fraction(0)) if known else None
    return Number(whole, tuple({one.key: one for part in parts for one in part.counted}.values()))


def stated(measure: str, frame: Frame, data: Published) -> Number:
    """Return the declared number of exactly the period, or the latest of a day by the day of the figures."""
    every = [one for one in data.statistics if one["measure"] == measure]
    own = [one for one in every if one.get("organisation", "") == frame.organisation]
    of_measure = own or [one for one in every if not one.get("organisation")]
    of_period = [one for one in of_measure if one.get("period") == {"start": frame.start, "end": frame.end}]
    of_day = sorted((s for s in of_measure if s.get("day", "~") <= frame.as_of), key=lambda s: s["day"])
    for one in (of_period or of_day)[-1:]:
        return Number(Fraction(one["value"]), (Counted(f"statistic/{one['id']}", one),))
    return Number(None)


def figure(id_: str, frame: Frame, data: Published) -> tuple[list[str], dict[str, str]]:
    """Return a figure's exact values (its own, above and below the line) and what it counts."""
    definition = on(data.indicators.get(id_, {}), "definition", frame.end)
    ratio = (definition or {}).get("ratio")
    if ratio is None:
        found = number(definition, frame, data) if definition else stated(id_, frame, data)
        return [exact(found.value), "", ""], found.shown
    above, below = (number(ratio[part], frame, data) for part in ("numerator", "denominator"))
    value = 100 * above.value / below.value if above.value is not None and below.value else None
    return [exact(value), exact(above.value), exact(below.value)], {**below.shown, **above.shown}


def exact(value: Fraction | None) -> str:
    """Return a value as the seal has it: `7`, `175/2`, or nothing."""
    return "" if value is None else str(value)


def short(day: str) -> str:
    """Return a day as it is printed: `28/03/2024`."""
    return "/".join(reversed(day.split("-")))


def label(record: Data) -> str:
    """Return what a record is called in lists."""
    if "number" in record and "kind" in record:
        return f"{record['kind'].capitalize()} số {record['number']}"
    return str(record.get("short_name") or record.get("name") or record.get("title"))


def digest(content: Any) -> str:
    """Return the SHA-256 of canonical JSON: sorted keys, no space between, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chain_problems(chain: Data) -> Iterator[str]:
    """Yield where the links of a seal do not hold together."""
    first = {"format": chain["format"], "report": chain["report"], "seal": chain["seal"]}
    links = [digest(first), *map(digest, chain["rectifications"])]
    carried = [*(one["previous"] for one in chain["rectifications"]), chain["head"]]
    for place, (is_, was) in enumerate(zip(links, carried, strict=True)):
        if is_ != was:
            yield f"{f'đính chính thứ {place}' if place else 'phần niêm phong'} không còn như lúc ghi"
    days = [chain["seal"]["date"], *(one["date"] for one in chain["rectifications"])]
    if days != sorted(days):
        yield "ngày của các đính chính không theo thứ tự"


def expected(chain: Data) -> dict[tuple[str, str], Any]:
    """Return what must hold: what was sealed, and over it what each rectification says in turn."""
    shown_then = chain["seal"]["shown"]
    states: dict[tuple[str, str], Any] = {("số liệu", id_): one for id_, one in shown_then["figures"].items()}
    states |= {("bản ghi", id_): one for id_, one in shown_then["records"].items()}
    for change in (change for one in chain["rectifications"] for change in one["changes"]):
        states.pop((change["part"], change["id"]), None)
        if change["value"] is not None:
            states[change["part"], change["id"]] = change["value"]
    return states


def frame_of(report: Data, before: Data | None = None) -> Frame:
    """Return the frame of a report, or of the period that it is compared with."""
    period, day = before or report["period"], before["end"] if before else report["day"]
    return Frame(period["start"], period["end"], (before or report)["as_of"], day, report["organisation"])


def figure_problems(report: Data, chain: Data, data: Published) -> Iterator[tuple[str, str]]:
    """Yield (id, problem) of each sealed figure; the problem is empty where it holds."""
    now_called = data.renamed()
    states = expected(chain)
    for (part, id_), sealed in states.items():
        if part != "số liệu":
            continue
        id_now = now_called.get(f"indicator/{id_}", f"indicator/{id_}").partition("/")[2]
        values, counted = figure(id_now, frame_of(report), data)
        then = {now_called.get(key, key): beside for key, beside in sealed.get("records", {}).items()}
        found = []
        if values != sealed["values"]:
            found.append(f"tính lại {said(values)}, niêm phong {said(sealed['values'])}")
        for key in dict.fromkeys((*then, *counted)):
            if (old := then.get(key)) != (new := counted.get(key)):
                now, was = ("không tính" if one is None else f"“{one}”" for one in (new, old))
                found.append(f"{key}: nay {now}, niêm phong {was}")
        before = report.get("previous")
        if before and "previous_value" in sealed:
            value = figure(id_now, frame_of(report, before), data)[0][0]
            if value != sealed["previous_value"]:
                found.append(f"kỳ trước tính lại {value}, niêm phong {sealed['previous_value']}")
        yield id_, "; ".join(found)


def said(values: list[str]) -> str:
    """Return exact values as they are read: `175/2 (14 trên 16)`."""
    parts = f" ({values[1] or '?'} trên {values[2] or '?'})" if any(values[1:]) else ""
    return f"{values[0] or 'không có'}{parts}"


def record_problems(report: Data, chain: Data, data: Published) -> Iterator[tuple[str, str]]:
    """Yield (record, problem) of each sealed record; the problem is empty where it holds."""
    now_called = data.renamed()
    last_day = max(report["period"]["end"], report["as_of"], report["day"])
    for (part, key), sealed in expected(chain).items():
        target, _, id_ = now_called.get(key, key).partition("/")
        if part != "bản ghi" or target not in data.lists:
            continue
        record = data.lists[target].get(id_)
        if record is None:
            yield key, "không còn trong dữ liệu"
            continue
        held = {**record, **{k: on(record, k, last_day) for k in record.get("versions", {})}}
        name = label(held)
        yield key, "" if name == sealed["name"] else f"nay là “{name}”, niêm phong “{sealed['name']}”"


def reader(place: str) -> Callable[[str], bytes]:
    """Return what reads a data file of a site at an address or in a folder."""

    def read(name: str) -> bytes:
        if not place.startswith(("http://", "https://")):
            return (Path(place) / "du-lieu" / name).read_bytes()
        with urllib.request.urlopen(f"{place.rstrip('/')}/du-lieu/{name}", timeout=60) as answer:
            return bytes(answer.read())

    return read


def told(id_: str, data: Published, mark: str) -> bool:
    """Print what holds of a sealed report and what does not; tell whether all holds."""
    report, chain = data.report(id_)
    head = chain["head"]
    print(f"{report['title']}\n  mã {' '.join(head[start : start + 4] for start in range(0, 32, 4))}")
    wrong = list(chain_problems(chain))
    typed = "".join(mark.split()).replace("-", "").casefold()
    if typed and typed not in (head[:32], head):
        wrong.append("mã trên giấy không phải là mã này")
    figures = list(figure_problems(report, chain, data))
    records = list(record_problems(report, chain, data))
    wrong += [f"số liệu {name}: {problem}" for name, problem in figures if problem]
    wrong += [f"bản ghi {name}: {problem}" for name, problem in records if problem]
    print("".join(f"  KHÁC: {line}\n" for line in wrong), end="")
    verdict = "KHÔNG KHỚP" if wrong else "khớp"
    print(f"  đã tính lại {len(figures)} số liệu, so {len(records)} bản ghi: {verdict}")
    return not wrong


def main() -> int:
    """Verify every sealed report of a site, or the one that is named."""
    parser = argparse.ArgumentParser(description="Tính lại các báo cáo đã niêm phong từ dữ liệu công khai.")
    parser.add_argument("place", nargs="?", default=str(Path(__file__).resolve().parent.parent))
    parser.add_argument("--report", default="", help="mã của một báo cáo; mặc định là mọi báo cáo")
    parser.add_argument("--mark", default="", help="mã niêm phong in trên bản giấy")
    asked = parser.parse_args()
    try:
        data = Published(reader(asked.place))
        ids = [one["id"] for one in data.reports if asked.report in ("", one["id"])]
        if not ids:
            print("Không có báo cáo đã niêm phong nào như vậy.", file=sys.stderr)
            return 2
        results = [told(id_, data, asked.mark) for id_ in ids]
    except OSError as error:
        print(f"Không đọc được dữ liệu ở {asked.place}: {error}", file=sys.stderr)
        return 2
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"Dữ liệu ở {asked.place} không đúng dạng: {error!r}", file=sys.stderr)
        return 2
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
