"""Random definitions: of every sort that the language has, those of the unit tests made richer."""

import sys
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

from test_definitions_of_any_sort import any_definition, typed

BODY = "SKHCN"
BODIES = (BODY, "UBND", "TTDL")
MEASURES = {
    "viec": "việc",
    "nguoi": "người",
    "nghin-viec": "nghìn việc",
    "ty-le": "%",
    "viec-moi-nguoi": "việc/người",
}
UNITS = (*MEASURES.values(), "hồ sơ", "lần", "thủ tục", "kế hoạch", "văn bản", "%", "điểm")
COLUMNS = (
    "received_total",
    "received_online",
    "carried_over",
    "resolved_total",
    "resolved_early",
    "pending_total",
    "pending_overdue",
)
MOMENTS = ("trong kỳ", "đến cuối kỳ", "từ đầu kỳ đến ngày báo cáo", "ngày số liệu")


class Chance(Random):
    """What chooses; `main` is the period of the report, which most data are of."""

    main = ("2024-01-01", "2024-07-20")


def counting(chance: Chance) -> dict[str, Any]:
    """Return a definition that counts, with conditions of its subject."""

    def day() -> list[str]:
        return [chance.choice(MOMENTS)]

    conditions: dict[str, dict[str, Any]] = {
        "văn bản": {
            "kind": lambda: chance.sample(["kế hoạch", "quyết định", "luật"], 2),
            "issuer": lambda: chance.sample((*BODIES, "cơ quan báo cáo"), 2),
            "advised_by": lambda: chance.sample(BODIES, 2),
            "topics": lambda: ["f0"],
            "applies_to": lambda: [chance.choice(["2023", "năm của kỳ"])],
            "issued": day,
            "normative": lambda: ["có"],
            "unlawful": lambda: ["không"],
            "announces": lambda: [chance.choice(["có", "không"])],
        },
        "thủ tục": {
            "in_force": lambda: ["ngày số liệu"],
            "field": lambda: [chance.choice(["f0", "f1"])],
            "online_level": lambda: ["toàn trình"],
            "receiving": lambda: chance.sample(BODIES, 2),
            "disclosed": lambda: chance.sample(["cổng", "bảng", "một nơi bất kỳ"], chance.randint(1, 2)),
            "level": lambda: [chance.choice(["cấp xã", "cấp tỉnh"])],
            "content": lambda: ["đủ bảy bộ phận"],
        },
        "sự kiện": {
            "action": lambda: chance.sample(["mới ban hành", "bãi bỏ", "sửa đổi, bổ sung"], 2),
            "effective": day,
            "issuer": lambda: chance.sample((*BODIES, "cơ quan báo cáo"), 2),
            "disclosed": lambda: ["cổng"],
            "issued": day,
            "level": lambda: ["cấp xã"],
        },
        "quy trình nội bộ": {"issued": day, "issuer": lambda: chance.sample((*BODIES, "cơ quan báo cáo"), 2)},
    }
    subject = chance.choice(list(conditions))
    asked = chance.sample(list(conditions[subject]), chance.randint(0, min(3, len(conditions[subject]))))
    return {"count": subject, "where": {key: conditions[subject][key]() for key in asked}}


def definition(chance: Chance) -> tuple[dict[str, Any], str]:
    """Return a definition of any sort and the unit that suits it; those of the unit tests, made richer."""
    way = chance.random()
    if way < 0.5:
        of = {"việc": {"viec": Fraction(1)}, "người": {"nguoi": Fraction(1)}, "%": {"ty-le": Fraction(1)}}
        unit = chance.choice(["việc", "%", ""])
        return _varied(typed(chance, unit, of, chance.randint(0, 3))[0], chance, 0.05), unit or "lần"
    if way < 0.65:
        made = counting(chance)
        return made, "thủ tục" if made["count"] == "sự kiện" else made["count"]
    if way < 0.75:
        column = {"dossiers": chance.choice(COLUMNS)}
        return {"mean": {"of": [column], "each": chance.choice(["đơn vị", "lĩnh vực"])}}, "hồ sơ"
    return _varied(any_definition(chance, chance.randint(0, 3)), chance, 0.25), chance.choice(UNITS)


def _varied(value: Any, chance: Chance, often: float) -> Any:
    """Return a definition with countings, columns and selectors put into it."""
    if isinstance(value, list):
        return [_varied(one, chance, often) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _varied(one, chance, often) for key, one in value.items()}
    if "statistic" in found and chance.random() < often:
        rest = {key: one for key, one in found.items() if key != "statistic"}
        return {**rest, **counting(chance)}
    if "dossiers" in found:
        found["dossiers"] = chance.choice(COLUMNS)
        for key, choices in (("unit", ["TTDL", "UBND"]), ("field", ["f0", "f1"])):
            if chance.random() < 0.2:
                found[key] = chance.choice(choices)
    if "dossiers" in found and chance.random() < 0.3:
        id_ = chance.choice(["ii06a-vpcp", "bieu-moi", "khong-co"])
        found |= {"form": id_, "column": chance.choice([found.pop("dossiers"), "khong_co"])}
    if {"dossiers", "form"} & found.keys():
        for key, choices in (
            ("level", ["cấp xã", "cấp tỉnh"]),
            ("from_source", ["31-2024-QH15", "o1", "o2"]),
        ):
            if chance.random() < 0.15:
                found[key] = chance.choice(choices)
    if {"dossiers", "form", "statistic"} & found.keys() and chance.random() < 0.15:
        found["organisation"] = chance.choice(BODIES)
    return found
