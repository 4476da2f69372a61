"""What `congbo check` prints of the quality of data: a dozen lines at most, or each flaw at its place."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from commands import congbo

BASE = Path(__file__).parents[1] / "cases/base"
RECORD = "records/procedures/so-huu-tri-tue/1.011937.md"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base site with twenty procedures more that are said to be online and are not."""
    root = copytree(BASE, tmp_path_factory.mktemp("quality") / "site")
    keys = "field: so-huu-tri-tue\nchannels:\n  - method: trực tiếp\nonline_level:\n  - value: toàn trình\n"
    for n in range(20):
        file = (root / RECORD).with_name(f"tt-{n:02}.md")
        file.write_text(f"---\nname: Thủ tục {n}\n{keys}---\n", "utf-8")
    return root


def test_flaws_are_counted_in_a_dozen_lines_and_warnings_of_one_rule_in_eleven(site: Path) -> None:
    done = congbo(site, "check")
    counted = [line for line in done.stderr.splitlines() if line.startswith("chất lượng dữ liệu: ")]
    assert counted[0] == "chất lượng dữ liệu: 20 thủ tục có mức độ trực tuyến trái với cách nộp"
    assert len(counted) <= 12
    assert re.search(r"còn \d+ chỗ thuộc \d+ loại khác; xem trang chat-luong/", counted[-1])
    assert done.stdout.count("[online-level]") == 10
    assert "và còn 10 cảnh báo của quy tắc “online-level”" in done.stdout
    assert congbo(site, "check", "records").stdout.count("[online-level]") == 20


def test_each_flaw_is_told_at_its_file_and_line_where_that_is_asked_for(site: Path) -> None:
    path = RECORD.replace("1.011937", "tt-07")
    whole = congbo(site, "check", "--quality").stdout.splitlines()
    told = congbo(site, "check", "--quality", path).stdout.splitlines()
    flaws = [line for line in told if ": chất lượng dữ liệu: " in line]
    assert {line for line in whole if line.startswith(f"{path}:") and ": chất lượng" in line} == set(flaws)
    assert any(line.startswith(f"{path}:7:12: ") and line.endswith("[online-level]") for line in flaws)
    assert any(line.endswith("Chưa có thành phần hồ sơ [thieu-ho-so]") for line in flaws)


def test_flaws_never_change_how_a_check_ends(site: Path) -> None:
    other = copytree(site, site.with_name("other"))
    for file in (other / RECORD).parent.glob("tt-*.md"):
        file.write_text(f"---\nname: Thủ tục {file.stem}\nfield: so-huu-tri-tue\n---\n", "utf-8")
    assert congbo(site, "check", "--quality").returncode == 0
    assert congbo(site, "check", "--warnings-as-errors").returncode == 1
    done = congbo(other, "check", "--warnings-as-errors")
    assert (done.returncode, "chưa có thời hạn giải quyết" in done.stderr) == (0, True)
