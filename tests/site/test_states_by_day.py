"""A procedure whose state changes on 1/7, built from the same sources for 30/6, 1/7 and 2/7."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from output import article, by_id, having, text_of

NEW = """\
---
name: Chứng thực bản sao theo cách mới
number: 90
field: chung-thuc
receiving: MOT-CUA
events:
  - action: mới ban hành
    effective: 2026-07-01
    decision: 101-QD-UBND-2024
---
"""
END = """
events:
  - action: thay thế bởi
    effective: 2026-07-01
    decision: 101-QD-UBND-2024
    successor: xm-90"""
OLD = "chung-thuc-ban-sao"


@pytest.fixture
def on(copy_sample: Callable[..., Path], build: Callable[..., Any], tmp_path: Path) -> Callable[[str], Path]:
    """Build the sample agency's site, in which a procedure replaces another on 1/7, for a day."""
    project = copy_sample()
    folder = project / "records/procedures/chung-thuc"
    (folder / "xm-90.md").write_text(NEW, "utf-8")
    old = folder / f"{OLD}.md"
    text = old.read_text("utf-8")
    assert text.count("\nevents:") == 1
    old.write_text(text.replace("\nevents:", END), "utf-8")

    def made(day: str) -> Path:
        site = tmp_path / day
        noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        done = build(project, site, SOURCE_DATE_EPOCH=str(int(noon.timestamp())))
        assert done.returncode == 0, done.stderr
        return site

    return made


def said(site: Path, id_: str) -> str:
    return " ".join(text_of(one) for one in having(article(site, f"thu-tuc/{id_}/"), "cb-notice"))


def states(site: Path) -> list[tuple[str, str]]:
    """What the CSV, the JSON and the search index say of the two, which must be one."""
    with (site / "du-lieu/thu-tuc.csv").open(encoding="utf-8-sig", newline="") as lines:
        table = {row["id"]: row["tinh_trang"] for row in csv.DictReader(lines)}
    data = {
        one["id"]: one["state"]["name"] for one in json.loads((site / "du-lieu/thu-tuc.json").read_bytes())
    }
    assert table == data
    index = json.loads((site / "du-lieu/tim-kiem.json").read_bytes())
    named = ("đang có hiệu lực", "sắp có hiệu lực", "đã hết hiệu lực")
    assert {id_: named[state] for id_, state in zip(index["id"], index["state"], strict=True)} == table
    return [(id_, table[id_]) for id_ in (OLD, "xm-90")]


def test_the_day_decides_what_is_coming_in_force_and_ended(on: Callable[[str], Path]) -> None:
    before, then, after = (on(day) for day in ("2026-06-30", "2026-07-01", "2026-07-02"))
    assert states(before) == [(OLD, "đang có hiệu lực"), ("xm-90", "sắp có hiệu lực")]
    assert states(then) == states(after) == [(OLD, "đã hết hiệu lực"), ("xm-90", "đang có hiệu lực")]

    assert "Sẽ được thay thế bởi Chứng thực bản sao theo cách mới từ 01/07/2026" in said(before, OLD)
    assert "Thủ tục này có hiệu lực từ ngày 01/07/2026" in said(before, "xm-90")
    assert "không còn hiệu lực" not in said(before, "xm-90")
    for site in (then, after):
        assert "Thủ tục này không còn hiệu lực từ ngày 01/07/2026." in said(site, OLD)
        assert "Nay hãy dùng: Chứng thực bản sao theo cách mới" in said(site, OLD)
        assert "hiệu lực" not in said(site, "xm-90")

    badges = [
        [text_of(one) for one in having(by_id(article(site, "thu-tuc/"), "chung-thuc"), "cb-badge")]
        for site in (before, then)
    ]
    assert [("Có hiệu lực từ 01/07/2026" in found) for found in badges] == [True, False]
    assert [("Đã hết hiệu lực từ 01/07/2026" in found) for found in badges] == [False, True]
    feeds = [(site / "thay-doi/atom.xml").read_text("utf-8") for site in (before, then)]
    assert [("Chứng thực bản sao theo cách mới</title>" in feed) for feed in feeds] == [False, True]
    assert "1 thủ tục sắp có hiệu lực" in text_of(article(before, "thu-tuc/"))
    assert "sắp có hiệu lực" not in text_of(article(then, "thu-tuc/"))
