"""The guide for beginners: its commands, run in order in an empty folder, publish what it says."""

import re
import shlex
from pathlib import Path

import pytest

from commands import congbo
from conftest import built_by_mkdocs
from congbo.pages import shipped
from output import article, text_of

(GUIDE,) = (page.body for page in shipped.pages() if page.path == "docs/huong-dan/bat-dau.md")
STEP = re.compile(
    r"^```sh\n(?P<commands>.*?)^```$|^Tệp `(?P<path>[^`]+)`:\n\n```markdown\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
SETTING_UP = ("python -m venv", ". .venv", "python -m pip")
"""The commands that make the environment in which this runs."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of somebody who did all that the guide says; each command ended well."""
    folder, left = tmp_path_factory.mktemp("first"), len(re.findall(r"mkdocs build", GUIDE))
    for step in STEP.finditer(GUIDE):
        if step["path"]:
            assert (folder / step["path"]).is_file(), "the guide's commands make each file that it fills in"
            (folder / step["path"]).write_text(step["text"], "utf-8")
        for line in (step["commands"] or "").splitlines():
            words = shlex.split(line)
            if line.startswith(SETTING_UP):
                continue
            if words[0] == "cd":
                folder = folder / words[1]
            elif words[0] == "congbo":
                done = congbo(folder, *words[1:])
                assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
            else:
                assert line == "python -m mkdocs build --strict"
                left -= 1
                if not left:  # of several alike, the last
                    made = built_by_mkdocs(folder, folder / "site")
                    assert made.returncode == 0, made.stderr
    return folder


def test_the_first_procedure_is_published_and_the_examples_are_not(site: Path) -> None:
    assert "Đăng ký khai sinh" in text_of(article(site / "site", "thu-tuc/khai-sinh/"))
    published = [file for file in (site / "site").rglob("*") if file.suffix in (".html", ".json", ".csv")]
    assert [file for file in published if "Thủ tục ví dụ" in file.read_text("utf-8")] == []


def test_the_first_figures_are_published_with_where_they_come_from(site: Path) -> None:
    report = text_of(article(site / "site", "bao-cao/2025-06-mot-cua-quy-ii/"))
    assert "Trong kỳ, tiếp nhận 110 hồ sơ" in report
    assert list((site / "site").rglob("2025-06-mot-cua-quy-ii.pdf"))


def test_the_report_that_was_begun_says_that_it_is_being_written(site: Path) -> None:
    pages = (site / "docs/bao-cao").iterdir()
    (page,) = (file for file in pages if "illustrative: có" in file.read_text("utf-8"))
    report = text_of(article(site / "site", f"bao-cao/{page.stem}/"))
    assert "Trang minh hoạ. Báo cáo đang viết" in report
    home = text_of(article(site / "site", ""))
    assert re.search(r"Trang minh hoạ\. Số liệu tính đến", home)


def test_every_page_that_the_guide_says_to_open_is_there(site: Path) -> None:
    opened = re.findall(r"Mở `(site/[^`]+)`", GUIDE)
    assert len(opened) == 2
    assert all((site / page).is_file() for page in opened)


def test_a_menu_that_nobody_wrote_is_on_each_page(site: Path) -> None:
    front = (site / "site/index.html").read_text("utf-8")
    for address in ("thu-tuc/", "bao-cao/", "van-ban/", "tro-giup/"):
        assert f'href="{address}"' in front
    assert 'href="huong-dan/bat-dau/"' not in front
