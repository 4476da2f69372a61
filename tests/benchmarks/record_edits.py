"""Record edits: what editors do to the records of a site, at random."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from edits import OWN_KEYS, Edit, Files, Maker, found_at, holders, leaves, reworded, shape_of, written

from congbo.records.kinds import KINDS

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d+(\.\d+)?")

SAMPLES: dict[str, Any] = {
    "effective": "2025-03-01",
    "expired": "2025-09-01",
    "description": "Văn bản nội bộ.",
    "unlawful": "có",
    "normative": "có",
    "publication": "nội bộ",
    "listed_on": "2024-07-20",
    "checked_on": "2026-11-01",
    "checked_by": "SKHCN",
    "reconstructed": "ngày ban hành",
    "doubts": "Cần xem lại.",
    "sources": [{"what": "văn bản", "where": "Điều 2"}],
    "note": "Đã đối chiếu.",
    "address": "Số 68 Lê Hồng Phong",
    "hours": "7 giờ 30 đến 17 giờ",
    "successor": "UBND",
    "parent": "UBND",
    "succeeded": "2025",
    "complaints": "Gọi 0260 3862222",
    "symbol": "SKHCN",
    "short_name": "Tên gọi ngắn",
    "long_name": "Tên gọi đầy đủ",
    "qualifier": "hơn",
    "time_note": "Nguồn không ghi rõ kỳ.",
    "document": "46-KH-SKHCN-2024",
    "place": "I.2.2",
    "report": "2024-tu-kiem-tra",
    "unit": "TTKHCN",
    "field": "so-huu-tri-tue",
    "inferred": "received_total",
    "amends": "46-KH-SKHCN-2024",
    "replaces": "46-KH-SKHCN-2024",
    "based_on": "348-QD-UBND-2024",
    "workflows": "2.000212",
    "printed": [{"form": "a", "corrected": "b", "place": "c", "reason": "d"}],
    "confidence": {"name": "cao"},
    "authority": {"decides": "UBND tỉnh", "handles": "Sở"},
    "target": {
        "direction": "không thấp hơn",
        "steps": [{"year": "2024", "value": "80", "source": "46-KH-SKHCN-2024"}],
    },
    "group": "Tiến độ giải quyết",
    "decimals": "2",
    "order": "7",
    "later_code": "2.009999",
    "code_note": "Theo cơ sở dữ liệu quốc gia.",
    "content_year": "2024",
    "content_note": "Theo bản năm 2024.",
    "completeness": "đủ",
    "sourced_facts": "4",
    "missing": "lệ phí",
    "dossier_sets": "1",
    "conditions": "Không có.",
    "steps": ["Nộp hồ sơ.", "Nhận kết quả."],
    "summary": "Dành cho tổ chức.",
    "keywords": ["giấy phép"],
    "former_names": "Thủ tục tên cũ",
    "day": "2024-06-30",
}
"""What is typed at a key that no record of the kind has."""


def _record(files: Files, random: Random) -> tuple[str, Any]:
    """Return a record to edit, each kind of which there are records as often as another."""
    there = set(map(files.target, files.data)) - {"document"}
    kinds = [kind.target for kind in KINDS if kind.target in there]
    target = random.choice([*kinds, *["document"] * 3])
    path = random.choice([path for path in files.data if files.target(path) == target])
    return path, deepcopy(files.data[path])


def _at_leaf(fits: Callable[[str], bool], change: Callable[[str, Random], str], name: str) -> Maker:
    def make(files: Files, random: Random) -> Edit | None:
        path, data = _record(files, random)
        places = [(at, text) for at, text in leaves(data) if isinstance(text, str) and text and fits(text)]
        if not places:
            return None
        top = random.choice(sorted({at[0] for at, _ in places}, key=str))
        at, text = random.choice([place for place in places if place[0][0] == top])
        found_at(data, at[:-1])[at[-1]] = change(text, random)
        return Edit(f"{name} {'.'.join(shape_of(at))}", path, files.rewritten(path, data))

    return make


def _moved_day(text: str, random: Random) -> str:
    days = random.choice([-400, -30, -1, 1, 20, 200, 700])
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()


def _moved_number(text: str, random: Random) -> str:
    if "." in text:
        return f"{text}5"
    return str(max(0, int(text) + random.choice([-1, 1, 3, 10])))


def replaced(files: Files, random: Random) -> Edit | None:
    """Put in the place of a value one that stands at the same key of another record."""
    path, data = _record(files, random)
    at, text = random.choice(list(leaves(data)))
    others = [
        one for one in files.donors[files.target(path), shape_of(at)] if isinstance(one, str) and one != text
    ]
    if not others:
        return None
    found_at(data, at[:-1])[at[-1]] = random.choice(others)
    return Edit(f"replaced {'.'.join(shape_of(at))}", path, files.rewritten(path, data))


def listed(files: Files, random: Random) -> Edit | None:
    """Drop, double, add or move an item of a list."""
    path, data = _record(files, random)
    lists = [(at, one) for at, one in holders(data) if isinstance(one, list) and one]
    if not lists:
        return None
    at, items = random.choice(lists)
    what = random.choice(["dropped", "added", "moved"])
    if what == "dropped" and len(items) > 1:
        items.pop(random.randrange(len(items)))
    elif what == "moved" and len(items) > 1:
        items.append(items.pop(0))
    else:
        what = "added"
        donors = files.donors[files.target(path), shape_of(at)]
        pool = [item for one in donors for item in (one if isinstance(one, list) else [one])]
        items.insert(random.randrange(len(items) + 1), deepcopy(random.choice(pool)))
    return Edit(f"{what} {'.'.join(shape_of(at))}", path, files.rewritten(path, data))


def with_key(files: Files, random: Random) -> Edit | None:
    """Type a key that is not there, with what another record has there."""
    path, data = _record(files, random)
    at, group = random.choice([(at, one) for at, one in holders(data) if isinstance(one, dict)])
    model = files.model(path, at)
    keys = sorted(model.model_fields.keys() - group.keys() - OWN_KEYS) if model else []
    if not keys:
        return None
    key = random.choice(keys)
    donors = files.donors.get((files.target(path), shape_of((*at, key))), [])
    value = random.choice(donors) if donors else SAMPLES.get(key, "Điều cần ghi thêm.")
    group[key] = deepcopy(value)
    return Edit(f"key added {'.'.join(shape_of((*at, key)))}", path, files.rewritten(path, data))


def without_key(files: Files, random: Random) -> Edit | None:
    """Take a key away."""
    path, data = _record(files, random)
    at, group = random.choice([(at, one) for at, one in holders(data) if isinstance(one, dict) and one])
    key = random.choice(list(group))
    del group[key]
    return Edit(f"key removed {'.'.join(shape_of((*at, key)))}", path, files.rewritten(path, data))


def body_changed(files: Files, random: Random) -> Edit:
    """Change what is written below the head of a record."""
    path, data = _record(files, random)
    body = files.body[path]
    words = "\n\nĐoạn viết thêm.\n" if not body.strip() or random.random() < 0.4 else ""
    return Edit("body", path, files.rewritten(path, data, body + words if words else reworded(body, random)))


def spelled(files: Files, random: Random) -> Edit:
    """Write a record otherwise, its keys in another order, and nothing else."""
    path, data = _record(files, random)
    keys = list(data)
    random.shuffle(keys)
    return Edit("spelled", path, files.rewritten(path, {key: data[key] for key in keys}))


def later_event(files: Files, random: Random) -> Edit:
    """Let something happen to a procedure after the report."""
    path = random.choice([path for path in files.data if files.target(path) == "procedure"])
    data = deepcopy(files.data[path])
    day = date(2024, 7, 21) + timedelta(days=random.randrange(800))
    decision = f"{random.randrange(700, 900)}-QD-UBND-{day.year}"
    action = random.choice(["bãi bỏ", "sửa đổi, bổ sung", "thay thế", "công bố"])
    event = {"action": action, "effective": day.isoformat(), "decision": decision}
    events = data.setdefault("events", [])
    events.append(event)
    document = {"number": f"{decision.split('-')[0]}/QĐ-UBND", "issuer": "UBND", "issued": day.isoformat()}
    where = f"records/decisions/{day.year}/{decision}.md"
    return Edit(
        f"later event {action}", path, {**files.rewritten(path, data), where: written(document, "\n")}
    )


def later_value(files: Files, random: Random) -> Edit:
    """Let the level, the limit or the fee of a procedure change after the report."""
    path = random.choice([path for path in files.data if files.target(path) == "procedure"])
    data = deepcopy(files.data[path])
    day = (date(2024, 7, 21) + timedelta(days=random.randrange(800))).isoformat()
    key = random.choice(["online_level", "processing_time", "fees"])
    values = {
        "online_level": {"value": random.choice(["toàn trình", "một phần"]), "since": day},
        "processing_time": {"value": "7", "unit": "ngày làm việc", "since": day},
        "fees": {"items": "không", "since": day},
    }
    now = data.get(key, [])
    data[key] = [*(now if isinstance(now, list) else [now]), values[key]]
    return Edit(f"later {key}", path, files.rewritten(path, data))


def new_plan(files: Files, random: Random) -> Edit:
    """Add a plan, of the period or of later years."""
    year = random.choice([2024, 2024, 2025, 2026])
    number = random.randrange(200, 999)
    day = date(year, 1, 2) + timedelta(days=random.randrange(200))
    topic = random.choice(["cchc-kstthc", "pbgdpl", "cong-vu"])
    data = {"number": f"{number}/KH-SKHCN", "issuer": "SKHCN", "issued": day.isoformat(), "topics": topic}
    data |= {"applies_to": str(year), "subject": f"về kế hoạch năm {year}"}
    path = f"records/plans/{year}/{number}-KH-SKHCN-{year}.md"
    return Edit(f"new plan {'of the year' if year == 2024 else 'later'}", path, {path: written(data, "\n")})


def new_statistic(files: Files, random: Random) -> Edit:
    """Add a declared figure or a row of the form, of another time or body."""
    target = random.choice(["statistic", "dossiers"])
    source = random.choice([path for path in files.data if files.target(path) == target])
    data = deepcopy(files.data[source])
    start = random.choice(["2023-01-01", "2024-01-01", "2025-01-01", "2026-01-01"])
    end = {"2024-01-01": random.choice(["2024-06-30", "2024-12-31"])}.get(start, start[:4] + "-06-30")
    if "day" in data:
        data["day"] = end
    else:
        data["period"] = {"start": start, "end": end}
    if random.random() < 0.3:
        data["organisation"] = "TTKHCN"
    data["stated_in"] = {**data["stated_in"], "report": "2024-06-cchc-6-thang"}
    stem = re.sub(r"-\d{4}.*$", "", Path(source).stem)
    path = f"{Path(source).parent.as_posix()}/{stem}-{end}x.md"
    return Edit(f"new {target}", path, {path: written(data, "\n")})


def new_other(files: Files, random: Random) -> Edit:
    """Add an indicator, a procedure, a field or a body, made after one that is there."""
    target = random.choice(["indicator", "indicator", "procedure", "field", "organisation"])
    source = random.choice([path for path in files.data if files.target(path) == target])
    data = deepcopy(files.data[source])
    for key in ("former_ids", "code", "number", "later_code", "symbol"):
        data.pop(key, None)
    name = "title" if target == "indicator" else "name"
    data[name] = f"{data[name]} khác"
    if target == "indicator" and random.random() < 0.3:
        data["group"] = "tiến độ giải quyết"
    path = f"{Path(source).parent.as_posix()}/moi-{random.randrange(99)}.md"
    return Edit(f"new {target}", path, {path: written(data, "\n")})


def deleted(files: Files, random: Random) -> Edit:
    """Delete a record."""
    path, _ = _record(files, random)
    return Edit("deleted", path, {path: None})


def renamed(files: Files, random: Random) -> Edit:
    """Rename a record and its file, and what other records call it, as an editor does."""
    path, data = _record(files, random)
    old = Path(path).stem
    new = f"{old}-m" if random.random() < 0.6 else f"a-{old}"
    former = data.get("former_ids", [])
    data["former_ids"] = [*(former if isinstance(former, list) else [former]), old]
    place = f"{Path(path).parent.as_posix()}/{new}.md"
    changed: dict[str, bytes | None] = {path: None, place: written(data, files.body[path])}
    for other, record in files.data.items():
        edited = deepcopy(record)
        for at, text in leaves(record):
            key = shape_of(at)[-1]
            if text == old and key not in {"measure", "statistic", "symbol", "former_ids", "report"}:
                found_at(edited, at[:-1])[at[-1]] = new
        if edited != record and other != path:
            changed |= files.rewritten(other, edited)
    return Edit(f"renamed {files.target(path)}", place, changed)


RECORD_EDITS: dict[Maker, int] = {
    _at_leaf(lambda text: " " in text or text.isalpha(), reworded, "reworded"): 8,
    _at_leaf(lambda text: bool(_DAY.fullmatch(text)), _moved_day, "day moved"): 5,
    _at_leaf(lambda text: bool(_NUMBER.fullmatch(text)), _moved_number, "number moved"): 4,
    replaced: 6,
    listed: 4,
    with_key: 8,
    without_key: 6,
    body_changed: 1,
    spelled: 1,
    later_event: 3,
    later_value: 2,
    new_plan: 3,
    new_statistic: 2,
    new_other: 2,
    deleted: 2,
    renamed: 4,
}
"""The edits of records, each with how often it is made."""
