"""Generate a site of N realistic records, the same bytes each time: what the benchmarks build.

    python tests/benchmarks/generate.py N FOLDER

Every name and sentence is put together from the lists of `agency.py`, an invented agency. Of the N records
some thirty are the same at every size (bodies, fields, indicators, what the report needs); of every nineteen
others twelve are procedures, six documents, and one a declared figure or a row of Biểu II.06a.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from agency import (
    ACTIONS,
    APPLICANTS,
    CASES,
    CONDITIONS,
    DOUBTS,
    END,
    FIELDS,
    INDICATORS,
    LAWS,
    MEASURES,
    MISSING,
    NATIONAL,
    OBJECTS,
    ORGANISATIONS,
    PAPERS,
    REPORT,
    SCOPES,
    START,
    STEPS,
    SUBJECTS,
    TOPICS,
    configuration,
    vocabulary,
    written_pages,
)
from as_typed import Keys, record

from congbo.records.operands import short_keys

FIRST_YEAR, LAST_YEAR = 2016, 2024
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Series:
    """Documents that are numbered together: folder, form of the number, issuer, how many in a hundred."""

    folder: str
    form: str
    issuer: str
    share: int


PLAN = Series("plans", "{n}/KH-SDV", "SDV", 18)
DECISION = Series("decisions", "{n}/QĐ-UBND", "UBND", 22)
LETTER = Series("letters", "{n}/SDV-VP", "SDV", 14)
SUBMISSION = Series("submissions", "{n}/TTr-SDV", "SDV", 8)
OWN_REPORT = Series("reports", "{n}/BC-SDV", "SDV", 6)
DECREE = Series("decrees", "{n}/{year}/NĐ-CP", "CP", 4)
SERIES = (
    *(PLAN, DECISION, LETTER, SUBMISSION, OWN_REPORT, DECREE),
    Series("plans", "{n}/KH-UBND", "UBND", 8),
    Series("decisions", "{n}/QĐ-SDV", "SDV", 12),
    Series("decisions", "{n}/{year}/QĐ-UBND", "UBND", 6),
    Series("conclusions", "{n}-KL/TU", "TU", 2),
)


@dataclass(slots=True)
class Document:
    """A document while its site is made."""

    series: Series
    number: str
    issued: date
    topic: str
    keeps: bool = False
    """Whether nothing replaces it: it is cited, publishes procedures, or replaces another itself."""

    @property
    def id(self) -> str:
        plain = self.number.replace("Đ", "D").replace("/", "-")
        return plain if f"/{self.issued.year}/" in self.number else f"{plain}-{self.issued.year}"


CORE = (
    Document(DECREE, "5/2016/NĐ-CP", date(2016, 1, 8), "cchc", keeps=True),
    Document(DECISION, "7/QĐ-UBND", date(2016, 1, 12), "cong-bo", keeps=True),
    Document(DECISION, "8/QĐ-UBND", date(2024, 1, 9), "cong-bo", keeps=True),
    Document(PLAN, "3/KH-SDV", date(2024, 1, 5), "cchc", keeps=True),
    Document(LETTER, "6/SDV-VP", date(2024, 1, 11), "cchc", keeps=True),
    Document(SUBMISSION, "4/TTr-SDV", date(2024, 1, 10), "cong-bo", keeps=True),
    Document(OWN_REPORT, "9/BC-SDV", date(2024, 1, 12), "cchc", keeps=True),
)
FIXED = len(ORGANISATIONS) + len(FIELDS) + len(TOPICS) + len(INDICATORS) + len(CORE) + 2
"""How many records the smallest site has; the two are the report's dossier row and declared figure."""


class Papers:
    """The documents of a site by date, and those that procedures name."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.all = sorted(documents, key=lambda paper: (paper.issued, paper.series.form, paper.number))
        self.decrees = [paper for paper in self.all if paper.series is DECREE]
        self.submissions = [paper for paper in self.all if paper.series is SUBMISSION]
        self.publishing = [
            paper for paper in self.all if paper.series is DECISION and paper.topic == "cong-bo"
        ]


def generate(count: int, folder: Path, seed: int = 1) -> None:
    """Write a site of `count` records (at least `FIXED`) below `folder`, which is made if need be."""
    for path, text in site(count, seed):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def site(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every file of a site: its configuration, pages and records."""
    chance = Random(seed)
    free = max(0, count - FIXED)
    figures = free // 19
    papers = Papers([*CORE, *drawn(chance, free * 6 // 19)])
    yield "mkdocs.yml", configuration()
    yield from written_pages()
    yield from vocabulary()
    ids = procedure_ids(free - figures - free * 6 // 19)
    for index in range(len(ids)):
        keys = procedure(chance, index, ids, papers)
        remark = f"{chance.choice(CONDITIONS)}\n\n- {chance.choice(STEPS)}\n- {chance.choice(STEPS)}\n"
        body = remark if chance.random() < 0.1 else ""
        yield f"records/procedures/{keys['field']}/{ids[index]}.md", record(keys, body)
    public = [id_ for index, id_ in enumerate(ids) if not is_draft(index)]
    earlier: dict[str, list[Document]] = {}
    for paper in papers.all:
        keys = document(chance, paper, earlier, public)
        earlier.setdefault(paper.series.form, []).append(paper)
        yield f"records/{paper.series.folder}/{paper.issued.year}/{paper.id}.md", record(keys)
    yield from measures(chance, figures)


def some(chance: Random, items: Sequence[_T], least: int, most: int) -> list[_T]:
    """Return a few of the items in their own order."""
    chosen = sorted(chance.sample(range(len(items)), min(len(items), chance.randint(least, most))))
    return [items[index] for index in chosen]


def skewed(chance: Random, items: Sequence[_T]) -> _T:
    """Return one of the items, an early one more often: few documents are named by many."""
    return items[int(len(items) * chance.random() ** 2)]


def weekday(chance: Random, first: date, last: date) -> date:
    """Return a working day between two days."""
    day = first + timedelta(chance.randrange((last - first).days + 1))
    return day - timedelta(max(0, day.weekday() - 4))


def drawn(chance: Random, count: int) -> list[Document]:
    """Return `count` documents of all series and years; numbers and dates rise together in each."""
    days: dict[tuple[int, int], list[date]] = {}
    for _ in range(count):
        (index,) = chance.choices(range(len(SERIES)), [series.share for series in SERIES])
        year = chance.randint(FIRST_YEAR, LAST_YEAR)
        days.setdefault((index, year), []).append(weekday(chance, date(year, 1, 20), date(year, 12, 20)))
    found: list[Document] = []
    for (index, year), issued in sorted(days.items()):
        number, series, topics = 19, SERIES[index], list(FIELDS | TOPICS)
        for day in sorted(issued):
            number += chance.randint(1, 3)
            topic = "cong-bo" if series is DECISION and chance.random() < 0.4 else chance.choice(topics)
            name = series.form.format(n=number, year=year)
            found.append(Document(series, name, day, topic, keeps=topic == "cong-bo"))
    return found


def document(chance: Random, paper: Document, earlier: dict[str, list[Document]], ids: Sequence[str]) -> Keys:
    """Return the keys of a document; it rests on earlier ones, and may replace one that replaces none."""
    keys: Keys = {"number": paper.number, "issuer": paper.series.issuer, "issued": paper.issued}
    subject = f"về {chance.choice(SUBJECTS)} {chance.choice(SCOPES)}"
    if paper.topic == "cong-bo":
        subject = f"về việc công bố thủ tục hành chính lĩnh vực {chance.choice(list(FIELDS.values()))}"
    keys["subject"] = f"{subject} năm {paper.issued.year}" if chance.random() < 0.5 else subject
    keys["topics"] = [paper.topic, "cchc"] if paper.topic in FIELDS else paper.topic
    if paper.series.folder == "plans":
        keys["applies_to"] = paper.issued.year
    if "/{year}/" in paper.series.form:
        keys |= {"normative": "có", "effective": paper.issued + timedelta(10)}
    if paper.series.issuer == "UBND":
        keys["advised_by"] = "SDV"
    recent = [old for old in earlier.get(paper.series.form, [])[-5:] if not old.keeps]
    if recent and not paper.keeps and chance.random() < 0.2:
        keys["replaces"] = chance.choice(recent).id
        paper.keeps = True
    decrees = earlier.get(DECREE.form, [])
    rests_on = dict.fromkeys(skewed(chance, decrees).id for _ in range(chance.randint(0, 3)) if decrees)
    if rests_on:
        keys["based_on"] = list(rests_on)
    if paper.series is DECISION and ids and chance.random() < 0.15:
        keys["workflows"] = some(chance, ids, 1, 5)
    keys["sources"] = [{"what": "sổ công văn của cơ quan", "where": f"quyển {paper.issued.year}"}]
    return keys


def procedure_ids(count: int) -> list[str]:
    """Return the ids of `count` procedures: three in four have a national code."""
    return [
        f"tt-{index:05d}" if index % 4 == 3 else f"{1 + index % 2}.{100_003 + 7 * index:06d}"
        for index in range(count)
    ]


def is_draft(index: int) -> bool:
    """Tell whether a procedure is a draft: one in forty, named by nothing public."""
    return index % 40 == 39


def procedure(chance: Random, index: int, ids: Sequence[str], papers: Papers) -> Keys:
    """Return the keys of a procedure, with every part that the real ones have."""
    kind = chance.choice(list(FIELDS))
    what = f"{chance.choice(ACTIONS)} {chance.choice(OBJECTS[kind])} {chance.choice(CASES)}"
    keys: Keys = {"name": what, "name_sources": ["quyết định công bố"], "number": index + 1, "field": kind}
    if not ids[index].startswith("tt-"):
        keys["code"] = ids[index]
        if chance.random() < 0.2:
            keys["former_ids"] = f"tt-{index:05d}"
    if is_draft(index):
        keys["publication"] = "dự thảo"
    limit = chance.choice((3, 5, 7, 10, 15, 20, 25))
    moment = chance.choice(("nhận đủ hồ sơ hợp lệ", "ngày tiếp nhận hồ sơ"))
    amount = chance.choice((0, 0, 30_000, 150_000, 500_000, 1_000_000, 2_500_000))
    time = {"value": limit, "unit": chance.choice(("ngày làm việc", "ngày")), "counted_from": moment}
    fee = f"{amount} đồng" if amount else "không"
    keys |= {
        "level": "Cấp tỉnh",
        "summary": f"Dành cho {chance.choice(APPLICANTS)} cần {what[0].lower()}{what[1:]}. {STEPS[-1]}",
        "applicants": some(chance, APPLICANTS, 1, 4),
        "authority": {"decides": ORGANISATIONS["UBND"]["name"], "handles": ORGANISATIONS["SDV"]["name"]},
        "receiving": "SDV" if chance.random() < 0.1 else "TTPV",
        "channels": [
            {"method": method, "processing_time": time, "fee": fee}
            for method in some(chance, ("trực tiếp", "trực tuyến", "bưu chính"), 1, 3)
        ],
        "dossier": [paper_of(chance, name) for name in some(chance, PAPERS, 2, 6)],
        "dossier_sets": 1,
        "processing_time": [{**time, "note": chance.choice(STEPS)}],
    }
    if chance.random() < 0.2:
        shorter = {**time, "value": limit - 1}
        keys["processing_time"].append({**shorter, "since": date(2022, 6, 1)})
        keys["channels"] = [{**way, "processing_time": shorter} for way in keys["channels"]]
    if chance.random() < 0.7:
        item = {"label": "Phí thẩm định", "amount": amount, "basis": "nghị quyết của Hội đồng nhân dân tỉnh"}
        keys["fees"] = [{"items": [item] if amount else "không"}]
    basis = [{"number": number, "subject": subject} for number, subject in LAWS]
    basis += [
        {"number": number, "subject": chance.choice(SUBJECTS), "articles": f"Điều {chance.randint(3, 40)}"}
        for number in dict.fromkeys(skewed(chance, papers.decrees).number for _ in range(3))
    ]
    keys |= {
        "results": [f"Kết quả: {what[0].lower()}{what[1:]}, bản giấy hoặc bản điện tử"],
        "conditions": " ".join(some(chance, CONDITIONS, 1, 3)),
        "steps": some(chance, STEPS, 4, 7),
        "legal_basis": basis,
        "keywords": [what.lower(), FIELDS[kind].lower(), chance.choice(CASES)],
        **history(chance, index, ids, papers),
        "completeness": "đủ",
        "sourced_facts": chance.randint(8, 30),
        "confidence": dict.fromkeys(("name", "dossier", "processing_time", "legal_basis"), "cao"),
        "missing": some(chance, MISSING, 0, 2),
        "doubts": some(chance, DOUBTS, 0, 1),
        "reconstructed": ["mức độ trực tuyến"] if chance.random() < 0.5 else [],
        "sources": [
            {"what": "văn bản pháp luật", "where": f"{number}, Điều {chance.randint(3, 40)}"}
            for number, _ in LAWS
        ],
    }
    keys["channels"] = ways(keys["channels"], str(keys["online_level"][-1]["value"]))
    return {key: value for key, value in keys.items() if value != []}


def ways(channels: list[Keys], level: str) -> list[Keys]:
    """Return ways to file that agree with the level of the online service."""
    online, first = {**channels[0], "method": "trực tuyến"}, {**channels[0], "method": "trực tiếp"}
    others = [way for way in channels if way["method"] != "trực tuyến"]
    return others or [first] if level == "chưa cung cấp trực tuyến" else [*others, online]


def paper_of(chance: Random, name: str) -> Keys:
    """Return a paper of a dossier; half have their numbers, a third a form."""
    paper: Keys = {"name": name, "kind": chance.choice(("bản chính", "bản sao", "bản chính hoặc bản sao"))}
    if chance.random() < 0.5:
        paper |= {"originals": 1, "copies": chance.randint(0, 2)}
    if chance.random() < 0.35:
        paper["form"] = f"Mẫu số {chance.randint(1, 12)}, Phụ lục II"
    return paper


def history(chance: Random, index: int, ids: Sequence[str], papers: Papers) -> Keys:
    """Return what happened to a procedure: publication, changes, its end, and its dated online levels."""
    place = chance.randrange(len(papers.publishing))
    published, later = papers.publishing[place], papers.publishing[place + 1 :]
    events: list[Keys] = [event("mới ban hành", published, chance.randrange(20))]
    if later and chance.random() < 0.3:
        changed = chance.randrange(len(later))
        events.append(event("sửa đổi, bổ sung", later[changed], 20))
        later = later[changed:]
    fate = chance.random()
    if later and fate < 0.07:
        events.append(event("bãi bỏ", later[-1], 30))
    elif later and fate < 0.1 and index + 1 < len(ids) and not is_draft(index + 1):
        events.append({**event("thay thế bởi", later[-1], 30), "successor": ids[index + 1]})
    elif fate < 0.12:
        events.append(event("đề nghị bãi bỏ", papers.submissions[-1], 0))
    since = [published.issued + timedelta(30)]
    levels = [chance.choice(("toàn trình", "một phần", "chưa cung cấp trực tuyến"))]
    if chance.random() < 0.5:
        since.append(since[0] + timedelta(chance.randint(200, 900)))
        levels = [level if level != "chưa cung cấp trực tuyến" else "một phần" for level in levels]
        levels.append("toàn trình")
    online = [{"value": level, "since": day} for level, day in zip(levels, since, strict=True)]
    if chance.random() < 0.4:
        online[-1] |= {"by": published.id, "source": "tái dựng"}
    disclosed = [{"place": NATIONAL, "source": "báo cáo tự khai", "note": "báo cáo sáu tháng"}]
    return {"events": events, "online_level": online, "disclosed": disclosed}


def event(action: str, decision: Document, days: int) -> Keys:
    """Return what a document did to a procedure, in effect so many days after its date."""
    return {"action": action, "effective": decision.issued + timedelta(days), "decision": decision.id}


def measures(chance: Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield the report's figure and dossier row, and `count` others of earlier half-years."""
    yield figure("tai-khoan", START, END, 54, {"report": REPORT, "place": "I"})
    yield dossiers(chance, "", START, END)
    halves = [
        (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
        for year in range(LAST_YEAR - 1, 1944, -1)
        for half in (2, 1)
    ]
    for index in range(count):
        if index % 3 == 2:
            which, half = index // 3 % len(FIELDS), index // 3 // len(FIELDS)
            yield dossiers(chance, list(FIELDS)[which], *halves[half])
        else:
            nth = index // 3 * 2 + index % 3
            measure = f"{list(MEASURES)[nth % 4]}-{list(FIELDS)[nth // 4 % 6]}"
            yield figure(measure, *halves[nth // 24], chance.randint(1, 900), {"document": CORE[-1].id})


def figure(measure: str, start: date, end: date, value: int, stated_in: Keys) -> tuple[str, str]:
    """Return path and text of a declared figure; the measure is one of `MEASURES`, with a field if any."""
    base = next(name for name in MEASURES if measure.startswith(name))
    title, unit = MEASURES[base]
    of = FIELDS.get(measure.removeprefix(f"{base}-"), "")
    keys = {
        "title": f"{title}, lĩnh vực {of}" if of else title,
        "measure": measure,
        "value": value,
        "unit": unit,
        "period": {"start": start, "end": end},
        "organisation": "SDV",
        "stated_in": stated_in,
    }
    return f"records/statistics/{measure}-{end}.md", record(keys)


def dossiers(chance: Random, of: str, start: date, end: date) -> tuple[str, str]:
    """Return path and text of a row of Biểu II.06a whose columns add up."""
    counts = {name: chance.randrange(400) for name in ("received_online", "resolved_early")}
    counts["resolved_on_time"], counts["resolved_overdue"] = chance.randint(1, 60), 0
    counts["pending_in_time"], counts["pending_overdue"] = chance.randrange(40), 0
    counts["resolved_total"] = counts["resolved_early"] + counts["resolved_on_time"]
    counts["pending_total"] = counts["pending_in_time"]
    total = max(counts["received_online"], counts["resolved_total"] + counts["pending_total"])
    counts["received_total"] = total
    counts["pending_in_time"] = counts["pending_total"] = total - counts["resolved_total"]
    counts["received_direct"] = total - counts["received_online"]
    counts["carried_over"] = 0
    keys: Keys = {"title": FIELDS.get(of, "Toàn ngành"), "organisation": "SDV"}
    keys |= {"field": of} if of else {}
    keys |= {
        "period": {"start": start, "end": end},
        "counts": {name: counts[name] for name in short_keys()},
        "inferred": ["carried_over"],
        "stated_in": {"report": REPORT, "place": "II"} if not of else {"document": CORE[-1].id},
    }
    return f"records/statistics/dossiers/ii06a-{of or 'SDV'}-{end}.md", record(keys)


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    generate(int(sys.argv[1]), Path(sys.argv[2]))
