"""Random sites: published data of records, definitions of every sort and a sealed report, made in memory.

Nothing of them is built: the data files are those that a build makes of such records, and the report is
sealed as `congbo seal` does. What both verifiers make of it must be what the engine made of it.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))


from random_definitions import BODIES, BODY, COLUMNS, MEASURES, Chance, definition

from congbo.export import json as lists
from congbo.export.json_reports import report_data
from congbo.export.plain import encoded
from congbo.records.documents import Document
from congbo.records.forms import Form
from congbo.records.indicator_definitions import Indicator
from congbo.records.observations import Observation
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports import seals
from congbo.reports.projection import shown_of
from congbo.reports.report import Report, read_report
from sample import document, dossiers, event, field, indicator, organisation, page, procedure, statistic

REPORT = "ngau-nhien"
PERIODS = {
    "quý I": ("2024-01-01", "2024-03-31"),
    "quý II": ("2024-04-01", "2024-06-30"),
    "sáu tháng": ("2024-01-01", "2024-06-30"),
    "năm": ("2024-01-01", "2024-12-31"),
    "từ 15": ("2023-12-15", "2024-06-14"),
    "tháng từ 15": ("2024-05-15", "2024-06-14"),
    "nửa năm từ 15": ("2023-12-15", "2024-05-14"),
    "khác": ("2024-01-01", "2024-07-20"),
    "năm trước": ("2023-01-01", "2023-12-31"),
}
DAYS = ("2023-06-30", "2024-01-01", "2024-03-31", "2024-05-20", "2024-06-30", "2024-07-19", "2024-12-01")
ISSUED = ("2023-12-01", "2024-01-01", "2024-02-29", "2024-06-30", "2024-07-01", "2024-07-22")


CONTENT: dict[str, Any] = {
    "steps": ["Nộp hồ sơ"],
    "channels": [{"method": "trực tiếp"}],
    "dossier": [{"name": "Đơn"}],
    "dossier_sets": "1",
    "processing_time": [{"value": "5", "unit": "ngày làm việc"}],
    "applicants": ["cá nhân"],
    "authority": {"decides": "Sở"},
}
"""What a procedure says that has its whole content."""


def span(chance: Chance) -> dict[str, str]:
    """Return a period."""
    start, end = chance.main if chance.random() < 0.6 else chance.choice(list(PERIODS.values()))
    return {"start": start, "end": end}


def dated(chance: Chance, make: Any) -> Any:
    """Return a value as it stands, or in two or three versions of which each holds from a day on."""
    if chance.random() < 0.6:
        return make()
    since = sorted(chance.sample(DAYS, chance.randint(1, 2)))
    return [{"value": make()}, *({"since": day, "value": make()} for day in since)]


def documents(chance: Chance) -> Iterator[Record]:
    """Yield documents of several kinds: joint ones, laws that are cited by name, one without a number."""
    for n in range(6):
        keys: dict[str, Any] = {"issuer": chance.choice(BODIES)}
        if chance.random() < 0.3:
            keys["joint_issuers"] = chance.sample(BODIES, 2)
        if chance.random() < 0.8:
            keys["issued"] = chance.choice(ISSUED)
        keys["applies_to"] = chance.sample(["2023", "2024", "2025"], 2)
        keys["topics"] = chance.sample(["f0", "f1"], chance.randint(0, 2))
        keys["normative"] = chance.choice(["có", "không"])
        keys["unlawful"] = chance.choice(["có", "không"])
        keys["advised_by"] = chance.choice(BODIES)
        keys["workflows"] = chance.sample(["p0", "p1", "p2"], chance.randint(0, 2))
        folder, letters = chance.choice([("plans", "KH"), ("decisions", "QD"), ("reports", "BC")])
        yield document(f"{n}-{letters}-SKHCN-2024", folder, **keys)
    yield document("30-2024-QH15", "laws", number="30/2024/QH15", issuer="UBND", subject="Luật Dữ liệu")
    yield document("31-2024-QH15", "laws", number="31/2024/QH15", issuer="UBND", subject="về công nghệ")
    unnumbered = {"kind": "thư công", "issuer": "UBND", "subject": "về lời chúc"}
    own = {"id": "thu-cong", "path": "records/documents/thu-cong.md", "body": ""}
    yield Document.model_validate({**own, **unnumbered})


def procedures(chance: Chance) -> Iterator[Record]:
    """Yield procedures with events, levels, places."""
    actions = ("mới ban hành", "sửa đổi, bổ sung", "bãi bỏ", "đề nghị bãi bỏ")
    for n in range(4):
        keys: dict[str, Any] = {"field": dated(chance, lambda: chance.choice(["f0", "f1"]))}
        keys["receiving"] = dated(chance, lambda: chance.sample(BODIES, chance.choice([1, 1, 2])))
        keys["disclosed"] = [{"place": one} for one in chance.sample(["cổng", "bảng"], chance.randint(0, 2))]
        keys["events"] = [
            event(
                chance.choice(actions),
                chance.choice(DAYS),
                chance.choice(["0-KH-SKHCN-2024", "31-2024-QH15"]),
            )
            for _ in range(chance.randint(0, 2))
        ]
        keys["level"] = chance.choice(["Cấp Tỉnh", "Cấp Xã, phường", "Cấp tỉnh; cấp xã", ""])
        if chance.random() < 0.5:
            keys |= {key: value for key, value in CONTENT.items() if chance.random() < 0.9}
            keys["cases"] = dated(chance, lambda: cases(chance))
        keys["online_level"] = [
            {"since": day, "value": chance.choice(["toàn trình", "một phần"])}
            for day in sorted(chance.sample(DAYS, chance.randint(0, 2)))
        ]
        yield procedure(f"p{n}", **keys)


def cases(chance: Chance) -> list[dict[str, Any]]:
    """Return up to two cases, each with some of the parts that the content needs."""
    timed = {"value": "3", "unit": "ngày"}
    way = {"method": "trực tuyến", **({"processing_time": timed} if chance.random() < 0.5 else {})}
    own = {**{key: CONTENT[key] for key in ("steps", "dossier", "dossier_sets")}, "channels": [way]}
    own["processing_time"] = timed
    return [
        {"id": f"c{n}", "name": "C", **{key: own[key] for key in own if chance.random() < 0.8}}
        for n in range(chance.choice([0, 0, 1, 2]))
    ]


def statistics(chance: Chance) -> Iterator[Record]:
    """Yield declared numbers: of several bodies, periods, days, in words of measure."""
    for measure, unit in MEASURES.items():
        for n in range(chance.randint(1, 5)):
            keys: dict[str, Any] = {"unit": unit, "id": f"{measure}-{n}"}
            if chance.random() < 0.7:
                keys["period"] = span(chance)
            else:
                keys["day"] = chance.choice(DAYS)
            keys["organisation"] = chance.choice(["", BODY, BODY, *BODIES])
            keys["qualifier"] = chance.choice(["", "", "hơn"])
            keys["time_note"] = chance.choice(["", "", "Nguồn không ghi rõ kỳ"])
            keys["stated_in"] = {"document": chance.choice(["31-2024-QH15", "thu-cong"]), "place": "I.2"}
            yield statistic(measure, str(chance.choice([0, 1, 3, 17, 1247, "8.96", "0.04"])), **keys)


def rows(chance: Chance) -> Iterator[Record]:
    """Yield rows of the dossier form and filled forms: of several sources, with cells that nobody knows."""
    for n in range(chance.randint(1, 6)):
        counts = {column: chance.randint(0, 9) for column in COLUMNS}
        keys: dict[str, Any] = {
            "unit": chance.choice(["", "", "TTDL", "UBND"]),
            "field": chance.choice(["", "", "f0", "f1"]),
            "organisation": chance.choice([BODY, BODY, "UBND"]),
            "inferred": chance.sample(COLUMNS, chance.randint(0, 1)),
            "period": span(chance),
        }
        yield dossiers(f"d{n}", counts, **keys)
    for n in range(chance.randint(0, 4)):
        form = chance.choice(["ii06a-vpcp", "ii06a-vpcp", "bieu-moi"])
        keys = {
            "form": form,
            "organisation": chance.choice([BODY, BODY, "UBND"]),
            "period": span(chance),
            "preferred": chance.choice(["có", "không", "không"]),
            "stated_in": {"document": chance.choice(["31-2024-QH15", "30-2024-QH15"])},
            "rows": [_row(chance, line) for line in range(chance.randint(1, 3))],
        }
        own = {"id": f"o{n}", "path": f"records/observations/o{n}.md", "body": "", "title": f"Biểu {n}"}
        yield Observation.model_validate({**own, **keys})


def _row(chance: Chance, line: int) -> dict[str, Any]:
    def cell() -> str:
        return (
            chance.choice(["?", "0", "7", "12*", "40"])
            if chance.random() < 0.5
            else str(chance.randint(0, 99))
        )

    keys = chance.sample(COLUMNS, len(COLUMNS))
    found: dict[str, Any] = {"label": f"Dòng {line}", "cells": {key: cell() for key in keys}}
    if chance.random() < 0.6:
        found |= {"unit": chance.choice(["", *BODIES]), "field": chance.choice(["", "f0", "f1"])}
    if chance.random() < 0.3:
        found |= {"level": chance.choice(["cấp xã", "cấp tỉnh"])}
    if chance.random() < 0.3:
        found |= {"total": "có"}
    return found


def new_form(chance: Chance) -> Form:
    """Return a form that replaces the dossier form from a day on."""
    columns = [{"key": key, "label": f"Cột {n}"} for n, key in enumerate(COLUMNS)]
    keys: dict[str, Any] = {
        "title": "Biểu mới",
        "symbol": chance.choice(["", "II.09/MỚI"]),
        "since": chance.choice(["2024-05-01", "2025-01-01"]),
        "replaces": ["ii06a-vpcp"],
        "unit": "hồ sơ",
        "counted": chance.choice(["hồ sơ", "việc"]),
        "columns": columns,
        "roll_up": chance.choice(["cộng", "cộng", "không cộng"]),
        "identities": [
            {"column": "received_total", "equals": ["received_online", "carried_over"]},
            {"column": "pending_total", "equals": ["pending_overdue"]},
        ],
        "carry_over": [{"column": "carried_over", "earlier": "pending_total"}],
    }
    own = {"id": "bieu-moi", "path": "records/forms/bieu-moi.md", "body": ""}
    return Form.model_validate({**own, **keys})


def target(chance: Chance) -> dict[str, Any]:
    """Return a target with steps of years, parts of them, and other times."""
    steps: list[dict[str, Any]] = [{"year": "2023"}]
    steps += chance.sample(
        [
            {"year": "2024"},
            {"year": "2024", "half": "1"},
            {"year": "2024", "quarter": "2"},
            {"start": "2024-01-01", "end": "2024-07-20"},
        ],
        chance.randint(0, 3),
    )
    source = ["0-KH-SKHCN-2024", "31-2024-QH15", "30-2024-QH15"]
    return {
        "direction": chance.choice(["không thấp hơn", "không cao hơn"]),
        "holds": chance.choice(["hết kỳ giao", "suốt kỳ giao"]),
        "steps": [
            {**step, "value": chance.choice(["0", "3", "87.5", "1.05"]), "source": chance.choice(source)}
            for step in steps
        ],
    }


def indicators(chance: Chance, count: int) -> Iterator[Indicator]:
    """Yield indicators of definitions of every sort, some as they change in time."""
    for n in range(count):
        units: list[str] = []

        def make(units: list[str] = units) -> dict[str, Any]:
            found, unit = definition(chance)
            units.append(unit)
            return found

        made = dated(chance, make)
        keys: dict[str, Any] = {"unit": chance.choice(units)}
        keys["when_zero"] = chance.choice(["0", "điểm tối đa", "không phát sinh"])
        keys["decimals"] = dated(chance, lambda: str(chance.randint(0, 3)))
        keys["title"] = dated(chance, lambda: f"Chỉ số {chance.randint(0, 99)}")
        if chance.random() < 0.4:
            keys["points"] = dated(
                chance, lambda: chance.choice([{"most": "4"}, {"most": "2.5", "threshold": "80"}])
            )
        if chance.random() < 0.5:
            keys["target"] = dated(chance, lambda: target(chance))
        id_ = chance.choice(["viec", "nguoi"]) if n == 0 else f"c{n}"
        yield indicator(id_, made, **keys)


def records(chance: Chance, count: int) -> list[Record]:
    """Return the records of a site with so many indicators."""
    found: list[Record] = [
        *(
            organisation(one, name=dated(chance, lambda: f"Cơ quan {chance.randint(0, 99)}"))
            for one in BODIES
        ),
        *(field(one, name=f"Lĩnh vực {chance.randint(0, 99)}") for one in ("f0", "f1")),
    ]
    for part in (documents, procedures, statistics, rows):
        found += part(chance)
    found += [new_form(chance)] if chance.random() < 0.4 else []
    forms = {"ii06a-vpcp", *(one.id for one in found if isinstance(one, Form))}
    found = [one for one in found if not isinstance(one, Observation) or one.form in forms]
    found += indicators(chance, count)
    return found


def report_page(chance: Chance) -> str:
    """Return the front matter of a report: its period, and often one to compare it with."""
    start, end = chance.main
    as_of, day = sorted(chance.sample(["2024-06-30", "2024-07-20", "2024-12-31", "2024-07-24"], 2))
    keys = f"title: Báo cáo\norganisation: {BODY}\nperiod:\n  start: {start}\n  end: {end}\n"
    keys += f"as_of: {as_of}\nday: {day}\n"
    if chance.random() < 0.6:
        first, last = chance.choice(list(PERIODS.values()))
        keys += f"previous:\n  start: {first}\n  end: {last}\n  as_of: {last}\n"
    return keys


def write_site(folder: Path, chance: Chance, count: int) -> Report:
    """Write the published data of a random site with a sealed report of so many indicators."""
    chance.main = chance.choice([one for name, one in PERIODS.items() if name != "năm trước"])
    register = Register.public(records(chance, count))
    measures = sorted({one.measure for one in register.statistics.values()})
    called = " ".join(f'{{{{ figure("{one}") }}}}' for one in measures)
    source = page(f"Báo cáo. {called}\n", f"docs/bao-cao/{REPORT}.md", report_page(chance))
    meta, problems = read_report(source)
    assert meta is not None, problems
    open_ = Report(source, meta, register)
    report = Report(source, meta, register, seals.sealed(REPORT, meta.day, shown_of(open_)))
    assert report.chain is not None
    data = folder / "du-lieu"
    (data / "bao-cao").mkdir(parents=True, exist_ok=True)
    for name, content in published(register.on(date(2026, 11, 30))).items():
        (data / f"{name}.json").write_bytes(encoded(content))
    head = {"date": meta.day.isoformat(), "head": report.chain.head}
    (data / "bao-cao.json").write_bytes(encoded([{"id": REPORT, "title": "Báo cáo", "seal": head}]))
    (data / f"bao-cao/{REPORT}.json").write_bytes(encoded(report_data(report)))
    (data / f"bao-cao/{REPORT}.seal.json").write_bytes(seals.encoded(report.chain))
    return report


def published(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Return the lists of records as a build publishes them, without what the verifiers do not read."""
    pages: Any = SimpleNamespace(register=register, findings={})
    own = [*register.statistics.values(), *register.dossier_counts.values()]
    filled = [lists.observation(one, pages) for one in register.observations.values()]
    return {
        "thu-tuc": [lists.record(one) for one in register.procedures.values()],
        "van-ban": [{**lists.record(one), "kind": one.kind} for one in register.documents.values()],
        "chi-so": lists.indicators(register),
        "bieu": [lists.record(one) for one in register.forms.values()],
        "so-lieu": [*map(lists.record, own), *filled],
        "co-quan": [lists.record(one) for one in register.organisations.values()],
        "linh-vuc": [lists.record(one) for one in register.fields.values()],
        "loai-van-ban": lists.document_kinds(pages),
    }


__all__ = ["REPORT", "Chance", "write_site"]
