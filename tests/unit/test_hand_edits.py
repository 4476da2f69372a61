"""What is edited by hand after an import stays, whatever it is, and is told when the source comes again."""

import json
import random
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pages_of_the_portal import record as page

from congbo.imports import sources
from congbo.imports.emitting import key_lines
from congbo.imports.existing import Existing
from congbo.imports.outcome import Origin
from congbo.imports.plan import Plan, planned
from congbo.records import frontmatter
from congbo.records.problems import Severity
from congbo.records.reader import read_record, read_site
from congbo.records.stamps import digest

PATH = "records/procedures/chan-nuoi-lac-da/9.000001.md"
FIRST, LATER = date(2026, 3, 1), date(2026, 6, 1)
MACHINE = {"imported", "listed_on", "publication"}
"""Keys that an import writes of itself, or that say nothing of the source."""
CHANGED_PAGES = {
    "ten_thu_tuc": "Cấp giấy phép nuôi lạc đà hai bướu",
    "co_quan_phoi_hop": "Trạm thú y và trạm khuyến nông",
    "trinh_tu_thuc_hien": "Bước 1: Nộp hồ sơ tại nhà.\nBước 2: Chờ.\nBước 3: Nhận kết quả.",
    "yeu_cau_dieu_kien": "Có chuồng rộng hơn 200 mét vuông.",
    "dia_chi_tiep_nhan": "Số 2 phố Ốc Đảo",
    "ket_qua_xu_ly": "Giấy phép nuôi lạc đà hai bướu",
}


def ran(site: Path, day: date, **changed: str) -> Plan:
    """Import the page as it stands on a day, and write what the plan says."""
    file = site.parent / "trang.json"
    file.write_text(json.dumps([page(**changed)], ensure_ascii=False), encoding="utf-8")
    found = sources.read(file, "")
    plan = planned(Existing(read_site(site)), found.entries, Origin("Cổng", day, True), found.notes)
    for path, text in plan.files:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(text)
    return plan


def read(site: Path) -> dict[str, Any]:
    front, problems = frontmatter.read((site / PATH).read_text(encoding="utf-8"), PATH)
    assert front is not None
    assert problems == []
    return dict(front.data)


def edited(chance: random.Random, value: Any) -> Any:
    """Return a value as a hand may leave it: another text, something more, less, or in another order."""
    value = deepcopy(value)
    match value:
        case str():
            return chance.choice([f"{value} (sửa)", f"Sửa: {value}"])
        case dict():
            key = chance.choice(list(value))
            return {**value, key: edited(chance, value[key])}
        case list() if len(value) > 1 and chance.random() < 0.5:
            return value[::-1] if chance.random() < 0.5 else value[:-1]
        case list():
            at = chance.randrange(len(value))
            return [*value[:at], edited(chance, value[at]), *value[at + 1 :]]
    return value


def by_hand(chance: random.Random, site: Path) -> set[str]:
    """Edit some keys of the record, its layout and its comments; return the keys that say something else."""
    data = read(site)
    touched: set[str] = set()
    stamped = data["imported"][0]["values"]
    for key in chance.sample(sorted(stamped), chance.randint(1, 4)):
        if key in ("name", "field", "code"):
            continue
        tried = {**data, key: edited(chance, data[key])}
        if chance.random() < 0.2:
            del tried[key]
        if sound(tried):
            data, touched = tried, touched | {key}
    if chance.random() < 0.3:
        data["keywords"] = ["lạc đà"]
    keys = list(data)
    if chance.random() < 0.5:
        chance.shuffle(keys)
    lines = [key_lines(key, data[key]) for key in keys]
    if chance.random() < 0.5:
        lines.insert(chance.randrange(len(lines)), "# đã hỏi lại trạm\n")
    (site / PATH).write_text("".join(["---\n", *lines, "---\n", "Ghi thêm.\n"]), encoding="utf-8")
    return {key for key in touched if key not in data or digest(data[key]) != stamped[key]}


def sound(data: dict[str, Any]) -> bool:
    text = "".join(["---\n", *(key_lines(key, value) for key, value in data.items()), "---\n"])
    return not [one for one in read_record(text.encode(), PATH)[1] if one.severity is Severity.ERROR]


@pytest.mark.parametrize("seed", range(25))
def test_the_same_page_again_changes_no_edit_and_tells_each(tmp_path: Path, seed: int) -> None:
    site, chance = tmp_path / "site", random.Random(seed)
    (site / "records").mkdir(parents=True)
    ran(site, FIRST)
    touched = by_hand(chance, site)
    before = (site / PATH).read_bytes()
    (outcome,) = ran(site, FIRST).outcomes
    assert (site / PATH).read_bytes() == before
    assert {note.what for note in outcome.conflicts} == touched


@pytest.mark.parametrize("seed", range(25))
def test_a_newer_page_changes_only_what_no_hand_touched(tmp_path: Path, seed: int) -> None:
    site, chance = tmp_path / "site", random.Random(seed)
    (site / "records").mkdir(parents=True)
    ran(site, FIRST)
    touched = by_hand(chance, site)
    held = read(site)
    changed = {key: CHANGED_PAGES[key] for key in chance.sample(sorted(CHANGED_PAGES), chance.randint(1, 4))}
    (outcome,) = ran(site, LATER, **changed).outcomes
    now = read(site)
    for key in touched:
        assert now.get(key) == held.get(key)
    told = {note.what for note in outcome.conflicts}
    assert told >= {change.key for change in outcome.changes} & touched
    written = {change.key for change in outcome.changes if change.written is not None}
    assert {key for key in {*held, *now} - MACHINE if now.get(key) != held.get(key)} == written
    assert written & touched == set()
    assert (site / PATH).read_text(encoding="utf-8").endswith("---\nGhi thêm.\n")
    after = (site / PATH).read_bytes()
    (again,) = ran(site, LATER, **changed).outcomes
    assert again.text is None
    assert (site / PATH).read_bytes() == after
