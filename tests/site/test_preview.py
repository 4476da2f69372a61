"""Preview: what is wrong stands on the page, every other page answers, and all is as a build makes it."""

import random
import re
import shutil
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from conftest import SAMPLE, built_by_mkdocs, copied
from congbo.site import watching
from congbo.site.manifest import NAME as MANIFEST
from congbo.site.preview import Preview
from congbo.site.served import FORMER, OWN, Answer, answer
from congbo.site.serving import Server
from congbo.site.styles import ADDRESS as STYLESHEET

RECORD = "records/procedures/chung-thuc/chung-thuc-ban-sao.md"
PAGE = "/thu-tuc/chung-thuc-ban-sao/"
OTHER = "/thu-tuc/"
REPORT = "docs/bao-cao/2024-quy-mot.md"
ADDED = f'<script type="module" src="{OWN}'
SEALED = "docs/bao-cao/2024-sau-thang.md"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the sample agency, built once; each test mends what it breaks."""
    site = copied(SAMPLE, tmp_path_factory.mktemp("preview") / "site", sealed=True)
    preview = Preview(site / "mkdocs.yml")
    assert preview.rebuild().sound
    yield preview
    preview.close()


@pytest.fixture
def site(preview: Preview) -> Iterator[Path]:
    """The folder of its sources, put back and built again when a test has changed it."""
    yield preview.root
    shutil.rmtree(preview.root)
    copied(SAMPLE, preview.root, sealed=True)
    assert preview.rebuild().sound


def text(found: Answer) -> str:
    return found.body.decode()


def told(preview: Preview) -> list[str]:
    return [str(problem) for problem in preview.state.errors]


def edit(site: Path, path: str, old: str, new: str) -> None:
    before = (site / path).read_text("utf-8")
    assert old in before
    (site / path).write_text(before.replace(old, new, 1), "utf-8")


def test_an_error_stands_on_the_page_of_its_record_and_the_other_pages_are_there(
    preview: Preview, site: Path
) -> None:
    before = text(answer(preview, PAGE))
    edit(site, RECORD, "name:", "nam:")
    assert not preview.rebuild().sound
    broken = text(answer(preview, PAGE))
    assert f"{RECORD}:2:1:" in broken
    assert "không có khoá “nam”" in broken
    assert 'href="/quy-tac/unknown-key/"' in broken
    other = answer(preview, OTHER)
    assert other.status == 200
    assert f"{RECORD}:2:1:" in text(other)
    assert "cb-" in text(other)
    former = text(answer(preview, f"{PAGE}?{FORMER}"))
    assert former.startswith(before[: before.index(ADDED)])
    assert f"{RECORD}:2:1:" in text(answer(preview, OWN))
    edit(site, RECORD, "nam:", "name:")
    assert preview.rebuild().sound
    assert unmarked(text(answer(preview, PAGE))) == unmarked(before)
    assert "congbo-bar" not in text(answer(preview, OTHER))


def unmarked(page: str) -> str:
    return re.sub(r"\?v=\d+", "", page)


WRONG = (
    ("mkdocs.yml", "plugins:", "plugins: [", "mkdocs.yml:"),
    ("mkdocs.yml", "  - congbo\n", "  - congbo\n  - khong-co\n", "không có trình bổ sung “khong-co”"),
    ("mkdocs.yml", "  - congbo\n", "", "“plugins” còn thiếu “congbo”"),
    ("mkdocs.yml", "name: material", "name: materiel", "không có giao diện “materiel”"),
    ("mkdocs.yml", "site_name:", "hooks: [gone.py]\nsite_name:", "không nạp được mô-đun “gone.py”"),
    ("mkdocs.yml", "name: material", "name: material\n  custom_dir: theme", "theme/main.html:2:1: khuôn"),
    (REPORT, "{{ figure", "{{ figur", f"{REPORT}:"),
    (RECORD, "---\n", "", f"{RECORD}:1:1:"),
)


def test_whatever_is_wrong_is_told_at_its_place_and_the_last_sound_site_stays(
    preview: Preview, site: Path
) -> None:
    (site / "theme").mkdir()
    (site / "theme/main.html").write_text("{% extends 'base.html' %}\n{% endfor %}", "utf-8")
    for path, old, new, expected in WRONG:
        before = (site / path).read_bytes()
        edit(site, path, old, new)
        assert not preview.rebuild().sound
        assert any(expected in line for line in told(preview)), told(preview)
        other = answer(preview, OTHER)
        assert other.status == 200
        assert expected in re.sub("</?code>", "", text(other))
        (site / path).write_bytes(before)


def test_before_there_is_a_sound_site_the_files_without_errors_are_shown(tmp_path: Path) -> None:
    site = copied(SAMPLE, tmp_path / "site")
    edit(site, REPORT, "{{ figure", "{{ figur")
    preview = Preview(site / "mkdocs.yml")
    try:
        state = preview.rebuild()
        assert (state.sound, state.part) == (False, True)
        assert f"{REPORT}:" in text(answer(preview, "/bao-cao/2024-quy-mot/"))
        assert "số liệu có thể thiếu" in text(answer(preview, PAGE))
        (site / "mkdocs.yml").write_text("a: [", "utf-8")
        assert not preview.rebuild().sound
        assert answer(preview, PAGE).status == 503
        assert "mkdocs.yml:1:" in text(answer(preview, PAGE))
    finally:
        preview.close()


def test_a_report_that_has_left_its_seal_can_be_seen_and_says_so(preview: Preview, site: Path) -> None:
    (site / SEALED).write_text((site / SEALED).read_text("utf-8") + "\nMột câu thêm.\n", "utf-8")
    state = preview.rebuild()
    assert state.sound
    assert [problem.rule for problem in state.errors] == ["seal-drift"]
    page = text(answer(preview, "/bao-cao/2024-sau-thang/"))
    assert "Một câu thêm." in page
    assert "Xem được nhưng chưa đăng được: 1 lỗi" in page


def test_what_a_program_leaves_while_a_file_is_edited_keeps_nothing_back(
    preview: Preview, site: Path
) -> None:
    for name in (".chung-thuc-ban-sao.md.swp", "chung-thuc-ban-sao.md~", "#chung-thuc-ban-sao.md#"):
        (site / RECORD).with_name(name).write_bytes(b"")
    edit(site, RECORD, "name: ", "name: Mới ")
    assert preview.rebuild().sound
    assert "Mới " in text(answer(preview, PAGE))


def test_files_that_come_and_go_make_pages_come_and_go(preview: Preview, site: Path) -> None:
    here = site / "docs/huong-dan/tin-moi.md"
    here.write_bytes("# Tin mới\r\n\r\nCó tin.\r\n".encode())
    for file, there in ((here, "tin-moi"), (here.with_name("tin-cu.md"), "tin-cu")):
        if file != here:
            here.rename(file)
        assert preview.rebuild().sound, told(preview)
        assert "Có tin." in text(answer(preview, f"/huong-dan/{there}/"))
    assert answer(preview, "/huong-dan/tin-moi/").status == 404
    here.with_name("tin-cu.md").unlink()
    assert preview.rebuild().sound
    assert answer(preview, "/huong-dan/tin-cu/").status == 404


def test_random_edits_end_in_the_bytes_that_a_build_makes(
    preview: Preview, site: Path, tmp_path: Path
) -> None:
    """Sound and unsound saves in any order: what is served in the end depends on the files alone."""
    chance = random.Random(1307)
    records = sorted((site / "records").rglob("*.md"))
    for _ in range(4):
        file = chance.choice(records)
        raw = file.read_bytes()
        broken = chance.choice([raw[: len(raw) // 2], raw.replace(b"name:", b"nam:"), b"", raw])
        file.write_bytes(broken)
        preview.rebuild()
        file.write_bytes(raw.replace(b"\n", b"\r\n") if chance.random() < 0.5 else raw)
    edit(site, RECORD, "name: ", "name: Sửa ")
    state = preview.rebuild()
    assert state.made
    assert [problem.rule for problem in state.errors] in ([], ["seal-drift"])
    for seal in (site / "docs").rglob("*.seal.json"):
        seal.unlink()
        page = seal.with_name(seal.name.replace(".seal.json", ".md"))
        page.write_bytes(re.sub(rb"(?m)^seal: .*\n", b"", page.read_bytes()))
    state = preview.rebuild()
    assert told(preview) == []
    assert state.made
    done = built_by_mkdocs(site, tmp_path / "built")
    assert done.returncode == 0, done.stderr
    files = {
        file.relative_to(tmp_path / "built").as_posix(): file
        for file in (tmp_path / "built").rglob("*")
        if file.is_file() and file.name != MANIFEST
    }
    assert state.made.addresses() == files.keys()
    differ = [name for name, file in files.items() if state.made.read(name) != file.read_bytes()]
    assert differ == [STYLESHEET], "the stylesheet alone is not cut to the pages that were made"


def test_what_the_preview_adds_asks_for_no_exception_from_the_policy(preview: Preview) -> None:
    page = text(answer(preview, PAGE))
    added, _, after = page[page.index(ADDED) :].partition("</script>")
    assert added == f'{ADDED}xem-thu.js?v={preview.state.version}">'
    assert after.split() == ["</body>", "</html>"]
    assert "script-src 'self'" in page


def test_addresses_are_answered_as_a_host_answers_them(preview: Preview) -> None:
    assert answer(preview, PAGE.rstrip("/")).location == PAGE
    assert answer(preview, "/khong-co/").status == 404
    assert "Không có trang này" in text(answer(preview, "/khong-co/"))
    assert [
        answer(preview, path).status for path in ("/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "//x/", "/a\\b")
    ] == [404] * 4
    assert answer(preview, "/bao-cao/2024-sau-thang/2024-sau-thang.pdf").body.startswith(b"%PDF")
    assert answer(preview, f"{OWN}phien-ban?sau=0").body == str(preview.state.version).encode()


def test_a_page_of_another_host_reads_nothing_here(preview: Preview) -> None:
    server = Server(("127.0.0.1", 0), preview)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for host, status in (("localhost", 200), ("127.0.0.1", 200), ("evil.example", 403)):
            asking = HTTPConnection("127.0.0.1", server.server_port)
            asking.request("GET", PAGE, headers={"Host": f"{host}:{server.server_port}"})
            assert asking.getresponse().status == status
            asking.close()
    finally:
        server.shutdown()
        server.server_close()


def test_a_change_is_seen_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.md").write_text("x", "utf-8")
    (tmp_path / "a/.git").mkdir()
    before = watching.seen([tmp_path])
    (tmp_path / "a/.git/index").write_text("x", "utf-8")
    assert watching.seen([tmp_path]) == before
    (tmp_path / "a/x.md").rename(tmp_path / "a/y.md")
    renamed = watching.seen([tmp_path])
    (tmp_path / "a/y.md").write_text("xy", "utf-8")
    changed = watching.seen([tmp_path])
    (tmp_path / "a/y.md").unlink()
    assert len({*map(str, (before, renamed, changed, watching.seen([tmp_path])))}) == 4
    (tmp_path / "a/round").symlink_to(tmp_path / "a", target_is_directory=True)
    watching.seen([tmp_path, tmp_path / "gone"])
