"""What of docs/ is in the built site: its pages, what they ask for, and not a byte of anything else."""

import io
import json
import random
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import InclusionLevel, get_files

from congbo.rules import check as checks
from output import changed, contents, plain_bytes

Build = Callable[..., "subprocess.CompletedProcess[str]"]

SECRET = "ĐIỀU-CHƯA-CÔNG-BỐ"
SITE = "https://congbo.example/"
DANGEROUS = {
    "docs/nhap.txt": SECRET,
    "docs/bao-cao/du-thao.docx": SECRET,
    "docs/~$x.docx": SECRET,
    "docs/bao-cao/2024-sau-thang.md.bak": SECRET,
    "docs/99-KH-UBND-2024.md": f"---\nnumber: 99/KH-UBND\nissuer: XA\nsubject: {SECRET}\n---\n",
    "docs/gioi-thieu.md": f"---\ndraft: true\n---\n\n{SECRET}\n",
    "docs/trang.markdown": SECRET,
    "records/plans/2024/99.docx": SECRET,
}
HARMLESS = {
    "docs/hinh/cu.png": SECRET,
    "docs/huong-dan/hinh/khong-dung.svg": SECRET,
    "docs/.nhap.md": SECRET,
    "docs/.well-known/security.txt": SECRET,
    "docs/templates/x.html": SECRET,
    "docs/.git/config": SECRET,
    "records/.obsidian/app.json": SECRET,
}
EXCLUDED = {
    "docs/huong-dan/nhap.md": f"# Nháp\n\n{SECRET}\n",
    "docs/huong-dan/nhap.docx": SECRET,
    "docs/chua-xong/bao-cao.md": f"---\nrender_macros: true\nperiod: x\n---\n\n{SECRET} {{{{ x }}}}\n",
    "docs/du-thao.md": f"# Dự thảo\n\n{SECRET}\n",
}
SETTINGS = """
exclude_docs: |
  nhap.*
  chua-xong/
draft_docs: |
  du-thao.md
not_in_nav: |
  giới thiệu*.md
extra_css: [kieu/chung.css]
"""
ASKED = {
    "docs/giới thiệu về xã.md": "# Xã\n\n[Đơn](<biểu mẫu/đơn xin (mới).docx>), ![Hình](bieu%20do.png)\n",
    "docs/biểu mẫu/đơn xin (mới).docx": "đơn",
    "docs/bieu do.png": "hình",
    "docs/kieu/chung.css": ".x { background: url('nền.png') }",
    "docs/kieu/nền.png": "nền",
    "docs/robots.txt": "User-agent: *\n",
}


def lay(project: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")
    return project


def unpacked(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a site, and every one that is packed in one."""
    for name, data in plain_bytes(site):
        yield name, data
        if name.endswith((".docx", ".xlsx")) and zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((f"{name}/{one}", archive.read(one)) for one in archive.namelist())


def holding(site: Path, text: str) -> list[str]:
    return [name for name, data in unpacked(site) if text.encode() in data]


@pytest.mark.parametrize("path", DANGEROUS)
def test_file_that_may_hold_a_draft_stops_the_build(
    path: str, copy_sample: Callable[[], Path], build: Build
) -> None:
    project = lay(copy_sample(), {path: DANGEROUS[path]})
    done = build(project)
    assert done.returncode != 0
    assert [line for line in done.stderr.splitlines() if line.startswith(f"{path}:")], done.stderr
    assert not (project / "site").exists()


def test_what_nothing_asks_for_changes_no_byte_of_the_site(
    copy_sample: Callable[[], Path], build: Build, sample_unchanged: Path
) -> None:
    project = lay(copy_sample(), HARMLESS)
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert not changed(sample_unchanged, project / "site")
    assert holding(project / "site", SECRET) == []


def test_what_is_asked_for_is_published_and_what_is_excluded_is_not(
    copy_sample: Callable[[], Path], build: Build, sample_unchanged: Path
) -> None:
    project = lay(copy_sample(), {**ASKED, **EXCLUDED})
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert holding(project / "site", SECRET) == []
    added = changed(sample_unchanged, project / "site").added
    assert added == {
        *(path.removeprefix("docs/") for path in ASKED if not path.endswith(".md")),
        "giới thiệu về xã/index.html",
    }


def test_sitemap_is_the_addresses_of_the_pages_that_are_there(
    copy_sample: Callable[[], Path], build: Build
) -> None:
    project = lay(copy_sample(), {**ASKED, **EXCLUDED})
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    assert build(project).returncode == 0
    site = project / "site"
    xml = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    addresses = [element.text or "" for element in xml.iter() if element.tag.endswith("}loc")]
    assert all(address.isascii() and " " not in address for address in addresses)
    listed = {unquote(address.removeprefix(SITE)) for address in addresses}
    assert len(listed) == len(addresses)
    made = {name.removesuffix("index.html") for name in contents(site) if name.endswith("/index.html")} | {""}
    redirects = {
        name for name in made if b'http-equiv="refresh"' in (site / name / "index.html").read_bytes()
    }
    assert redirects
    assert listed == made - redirects


PATTERNS = (
    *("*.txt", "nhap*", "/a/", "a/b/", "!a/b/x.md", "**/x.md", "x.md", "!x.md", "/templates/", " "),
    *("!/templates/", "!.an", "!.an/*", ".an/*", "a/*", "!a/b", "*.md", "!index.md", "# ghi chú"),
    *("\\#x.md", "a/**/c.md"),
)
NAMES = ("x.md", "index.md", "nhap.md", "nhap-2.md", "c.md", "#x.md")
FOLDERS = ("", "a/", "a/b/", "templates/", ".an/", "a/templates/")


@pytest.mark.parametrize("seed", range(60))
def test_our_reading_of_what_is_excluded_is_mkdocs_s(seed: int, tmp_path: Path) -> None:
    """Every page that MkDocs would publish is a page of the check or told, and the other way round."""
    some = random.Random(seed)
    lay(tmp_path, {f"docs/{folder}{name}": "# Trang\n" for folder in FOLDERS for name in NAMES})
    settings = {key: some.sample(PATTERNS, some.randrange(5)) for key in ("exclude_docs", "draft_docs")}
    blocks = [f"{key}: {json.dumps(chr(10).join(lines))}\n" for key, lines in settings.items() if lines]
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: []\n" + "".join(blocks), "utf-8")
    files = get_files(load_config(str(tmp_path / "mkdocs.yml")))
    for drafts in (False, True):
        levels = {InclusionLevel.INCLUDED, *([InclusionLevel.DRAFT] if drafts else [])}
        theirs = {f"docs/{file.src_uri}" for file in files if file.inclusion in levels}
        site = checks.read(tmp_path, date(2026, 11, 23), drafts=drafts)
        ours = {source.path for source in site.sources if not source.shipped}
        told = tuple(f"{problem.path}/" for problem in site.problems if problem.rule == "hidden-entry")
        assert ours <= theirs
        assert all(path.startswith(told) for path in theirs - ours), theirs - ours
