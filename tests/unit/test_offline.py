"""Offline: a copy holds the register, its sheets and what they need, and another content is another copy."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from congbo.rules import check as checks
from congbo.site.offline import offline_list

DAY = date(2026, 11, 30)
KEPT = {
    "index.html": "",
    "thu-tuc/index.html": "thu-tuc/",
    "thu-tuc/trang-2/index.html": "thu-tuc/trang-2/",
    "thu-tuc/1.012353/index.html": "thu-tuc/1.012353/",
    "linh-vuc/ho-tich/index.html": "linh-vuc/ho-tich/",
    "tro-giup/index.html": "tro-giup/",
    "assets/congbo/site.css": "assets/congbo/site.css",
    "du-lieu/tim-kiem-2.json": "du-lieu/tim-kiem-2.json",
}
LEFT = (
    "thu-tuc/1.012353/index.html.md",
    "thu-tuc/1.012353/tu-2026-01-01/index.html",
    "thu-tuc/1.012353/mau/don.docx",
    "linh-vuc/ho-tich/so-tay/index.html",
    "bao-cao/2024/index.html",
    "du-lieu/thu-tuc.json",
    "ngoai-tuyen.js",
)


def made(root: Path, *, size: int = 10) -> dict[str, Any]:
    for name in (*KEPT, *LEFT):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x" * (size if name == "thu-tuc/index.html" else 10))
    found: dict[str, Any] = json.loads(offline_list(root, DAY))
    return found


def test_a_copy_holds_the_register_its_sheets_and_what_they_need(tmp_path: Path) -> None:
    found = made(tmp_path)
    assert sorted(found["files"]) == sorted(KEPT.values())
    assert (found["bytes"], found["day"]) == (10 * len(KEPT), "2026-11-30")


def test_another_content_is_another_copy_and_the_same_the_same(tmp_path: Path) -> None:
    first = made(tmp_path)
    assert made(tmp_path) == first
    assert made(tmp_path, size=11)["version"] != first["version"]


def test_a_site_that_says_neither_yes_nor_no_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - congbo: {offline: có}\n", "utf-8")
    told = [str(problem) for problem in checks.read(tmp_path, DAY).problems]
    assert [one for one in told if "“offline” phải là true" in one and one.startswith("mkdocs.yml:2:")]
