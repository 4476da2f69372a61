"""A site takes its place in one act, keeps what others put there, and is put nowhere where it does harm."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import congbo
from congbo.site import exchange, manifest, places, publishing
from rights import on_a_read_only_disk, without_rights

Tree = dict[str, bytes | str | None]

OLD = {"index.html": b"old", "thu-tuc/1/index.html": b"old 1", "thu-tuc/2/index.html": b"old 2"}
NEW = {"index.html": b"new", "thu-tuc/1/index.html": b"new 1", "van-ban/3/index.html": b"new 3"}
FOREIGN: dict[str, bytes] = {
    "CNAME": b"thutuc.example\n",
    ".nojekyll": b"",
    ".well-known/security.txt": b"Contact: mailto:a@khcn.example\n",
    ".git/refs/heads/main": b"0" * 40,
    "google0123456789abcdef.html": b"google-site-verification",
    "robots.txt": b"User-agent: *\n",
    "thu-tuc/1/anh.png": b"\x89PNG",
    "wp/index.html": b"<p>another site</p>",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for name in (*places.SOURCES, "docs/bao-cao", "records/plans", "trong"):
        (project / name).mkdir(parents=True)
    (project / "mkdocs.yml").write_bytes(b"site_name: x\n")
    (project / "records/plans/a.md").write_bytes(b"---\n---\n")
    return project


@pytest.fixture(params=["exchange", "two renamings"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish as on a system that can exchange folders, and as on one that cannot."""
    if request.param == "two renamings":
        monkeypatch.setattr(exchange, "_renameat2", None)


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def tree(folder: Path) -> Tree:
    """Everything below a folder but manifests: bytes of files, targets of links, None for folders."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.name != manifest.NAME:
            found[name] = (
                str(path.readlink()) if path.is_symlink() else None if path.is_dir() else path.read_bytes()
            )
    return found


def files(folder: Path) -> Tree:
    return {name: data for name, data in tree(folder).items() if data is not None}


def publish(project: Path, place: Path, made: dict[str, bytes]) -> list[str]:
    publication = publishing.begin(place, project)
    try:
        put(publication.made, made)
        return publication.finish()
    finally:
        publication.close()


@pytest.fixture
def site(project: Path) -> Path:
    """A site that was published before."""
    publish(project, project / "site", OLD)
    assert files(project / "site") == OLD
    return project / "site"


def test_a_site_takes_the_place_of_the_one_that_stood_and_leaves_nothing_beside(
    project: Path, site: Path, either_way: None
) -> None:
    beside = sorted(path.name for path in project.iterdir())
    assert publish(project, site, NEW) == []
    assert files(site) == NEW
    assert sorted(path.name for path in project.iterdir()) == beside


def test_folders_above_a_site_are_made_and_taken_away_again_if_it_is_not_published(project: Path) -> None:
    publication = publishing.begin(project / "a/b/site", project)
    publication.close()
    assert not (project / "a").exists()
    publish(project, project / "a/b/site", NEW)
    assert files(project / "a") == {f"b/site/{name}": data for name, data in NEW.items()}


def test_a_build_that_is_not_finished_leaves_the_site_as_it_was(project: Path, site: Path) -> None:
    before = tree(project)
    publication = publishing.begin(site, project)
    put(publication.made, NEW)
    publication.close()
    assert tree(project) == before


def test_the_manifest_lists_what_is_ours_in_order_and_is_always_the_same(project: Path, site: Path) -> None:
    publish(project, project / "other", OLD)
    data = (site / manifest.NAME).read_bytes()
    assert data == (project / "other" / manifest.NAME).read_bytes()
    assert json.loads(data)["files"] == sorted([manifest.NAME, *OLD])
    assert str(project).encode() not in data


def test_a_file_may_have_any_name(project: Path) -> None:
    names = {"a\nb.txt": b"1", "thủ tục.html": b"2", os.fsdecode(b"\xff.txt"): b"3"}
    publish(project, project / "site", names)
    assert manifest.read(project / "site") == {manifest.NAME, *names}
    assert publish(project, project / "site", NEW) == []
    assert files(project / "site") == NEW


def test_what_others_put_into_the_site_is_kept_build_after_build(
    project: Path, site: Path, either_way: None
) -> None:
    put(site, FOREIGN)
    (site / "trong-rong/ben-trong").mkdir(parents=True)
    (site / "moi.html").symlink_to("index.html")
    (site / "anh").symlink_to("/khong-co")
    (site / ".git/hook").write_bytes(b"#!/bin/sh\n")
    (site / ".git/hook").chmod(0o750)
    (site / ".git").chmod(0o700)
    for made in (NEW, OLD, NEW):
        publish(project, site, made)
        assert files(site) == {
            **made,
            **FOREIGN,
            ".git/hook": b"#!/bin/sh\n",
            "moi.html": "index.html",
            "anh": "/khong-co",
        }
        assert (site / "trong-rong/ben-trong").is_dir()
        assert (site / ".git/hook").stat().st_mode & 0o777 == 0o750
        assert (site / ".git").stat().st_mode & 0o777 == 0o700


def test_where_there_are_no_hard_links_what_others_put_there_is_copied(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*arguments: Any, **options: Any) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", no_links)
    put(site, FOREIGN)
    (site / "anh").symlink_to("/khong-co")
    publish(project, site, NEW)
    assert files(site) == {**NEW, **FOREIGN, "anh": "/khong-co"}


def test_what_another_puts_there_while_two_folders_change_places_is_kept(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(made: Path, place: Path, aside: Path) -> Path | None:
        put(place, {".well-known/acme-challenge/x": b"proof"})
        return exchange.take_place(made, place, aside)

    monkeypatch.setattr(publishing, "take_place", late)
    publish(project, site, NEW)
    assert files(site) == {**NEW, ".well-known/acme-challenge/x": b"proof"}


@pytest.mark.parametrize(
    "theirs", [{"van-ban/3/index.html": b"theirs"}, {"van-ban": b""}, {"van-ban/3/index.html/x": b""}]
)
def test_a_file_of_others_where_the_new_site_has_one_of_its_own_stops_the_build(
    project: Path, site: Path, theirs: dict[str, bytes]
) -> None:
    put(site, theirs)
    before = tree(project)
    with pytest.raises(places.RefusedError, match=r"có tệp khác cùng tên: van-ban.*Hãy dời hoặc xoá"):
        publish(project, site, NEW)
    assert tree(project) == before


def test_a_file_of_others_that_the_new_site_has_too_becomes_ours(project: Path, site: Path) -> None:
    put(site, {"van-ban/3/index.html": b"new 3"})
    assert publish(project, site, NEW) == []
    publish(project, site, OLD)
    assert files(site) == OLD


def test_what_is_kept_is_told_in_short() -> None:
    names = [".git", ".git/a", ".git/a/b", "1", "2", "3", "a/b", "a/c", "d"]
    assert publishing.listed(names) == ".git, 1, 2, 3, a/b và 2 mục khác"
    assert publishing.listed(["CNAME"]) == "CNAME"


def test_a_folder_that_others_shut_does_not_stay_behind(project: Path, site: Path) -> None:
    put(site, {"shut/a": b""})
    (site / "shut").chmod(0o555)
    code = (
        "import sys; from pathlib import Path; from congbo.site import publishing;"
        " p = publishing.begin(Path(sys.argv[1]), Path(sys.argv[2])); p.finish(); p.close()"
    )
    command = without_rights(sys.executable, "-c", code, str(site), str(project))
    subprocess.run(command, check=True)
    assert files(site) == {"shut/a": b""}
    assert (site / "shut").stat().st_mode & 0o777 == 0o555
    assert not list(project.glob(".site-*"))


def test_the_mode_of_the_sites_folder_stays(project: Path, site: Path) -> None:
    site.chmod(0o2750)
    publish(project, site, NEW)
    assert site.stat().st_mode & 0o7777 == 0o2750


def test_a_link_stays_a_link_and_the_folder_it_leads_to_is_exchanged(
    project: Path, tmp_path: Path, either_way: None
) -> None:
    (project / "site").symlink_to(tmp_path / "www/html")
    for made in (OLD, NEW):
        publish(project, project / "site", made)
        assert (project / "site").readlink() == tmp_path / "www/html"
        assert files(tmp_path / "www") == {f"html/{name}": data for name, data in made.items()}
    assert not list(project.glob(".site-*"))


def test_an_empty_folder_is_taken(project: Path) -> None:
    publish(project, project / "trong", NEW)
    assert files(project / "trong") == NEW


FORMER: dict[str, bytes] = {
    "sitemap.xml": b"<urlset/>",
    "du-lieu/thu-tuc.json": b"[]",
    "assets/congbo/site.css": b"",
    "assets/stylesheets/main.abc.min.css": b"",
    "index.html": b'<link href="assets/congbo/site.css">',
    "thu-tuc/cu/index.html": b'<link href="../../assets/congbo/site.css">',
    "thu-tuc/doi/index.html": "<p>Trang này đã chuyển về <a href=x>".encode(),
}


def test_a_site_from_before_there_were_manifests_is_taken_over_with_what_others_put_there(
    project: Path, either_way: None
) -> None:
    put(project / "site", {**FORMER, **FOREIGN, "du-lieu/tai-lieu.pdf": b"%PDF"})
    made = {**NEW, "sitemap.xml": b"<urlset><url/></urlset>", "du-lieu/thu-tuc.json": b"[{}]"}
    assert {*publish(project, project / "site", made)} >= {*FOREIGN}
    assert files(project / "site") == {**made, **FOREIGN, "du-lieu/tai-lieu.pdf": b"%PDF"}
    publish(project, project / "site", OLD)
    assert files(project / "site") == {**OLD, **FOREIGN, "du-lieu/tai-lieu.pdf": b"%PDF"}


def test_the_old_site_is_put_back_if_the_second_renaming_fails(
    project: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_renameat2", None)
    rename = os.rename
    publication = publishing.begin(site, project)

    def second_fails(source: Path, target: Path, **options: Any) -> None:
        if Path(source) == publication.made:
            raise OSError(errno.EIO, "broken")
        rename(source, target, **options)

    put(publication.made, NEW)
    monkeypatch.setattr(os, "rename", second_fails)
    with pytest.raises(OSError, match="broken"):
        publication.finish()
    publication.close()
    assert files(site) == OLD
    assert not list(project.glob(".site-*"))


@pytest.mark.parametrize("empty", [False, True], ids=["no folder", "an empty folder"])
def test_a_crash_between_two_renamings_is_healed_by_the_next_build_also_if_that_fails(
    project: Path, site: Path, empty: bool
) -> None:
    work = project / ".site-site"
    put(work, {"lock": b"", "new/index.html": b"new"})
    site.rename(work / "old")
    if empty:
        site.mkdir()
    publishing.begin(site, project).close()
    assert files(site) == OLD
    assert not work.exists()


def test_what_a_crash_left_is_removed_by_the_next_build(project: Path, site: Path) -> None:
    for left in ({"lock": b""}, {"lock": b"", "new/a": b""}, {"lock": b"", "old/a": b"", "new/a": b""}, {}):
        (project / ".site-site").mkdir()
        put(project / ".site-site", left)
        publish(project, site, NEW)
        assert files(site) == NEW
        assert not (project / ".site-site").exists()


def test_what_earlier_builds_left_is_removed_and_folders_of_others_stay(project: Path, site: Path) -> None:
    put(project / ".site-abcd1234", {"assets/congbo/site.css": b""})
    put(project / ".site-abcd5678-old", FORMER)
    (project / ".site-abcdefgh").mkdir()
    theirs = {".site-theirs00/a": b"", ".site-notes/assets/congbo/a": b"", ".site-of_other/lock": b""}
    put(project, theirs)
    publish(project, site, NEW)
    left = {f"{path.name}/{name}" for path in project.glob(".site-*") for name in files(path)}
    assert left == set(theirs)
    assert files(site) == NEW


def test_the_only_site_that_an_earlier_build_left_is_put_back(project: Path) -> None:
    put(project / ".site-abcd5678-old", FORMER)
    publishing.begin(project / "site", project).close()
    assert files(project / "site") == FORMER


def test_a_second_build_at_the_same_time_is_refused_and_the_first_goes_on(project: Path, site: Path) -> None:
    first = publishing.begin(site, project)
    put(first.made, NEW)
    with pytest.raises(places.RefusedError, match="một lần dựng khác đang chạy"):
        publishing.begin(site, project)
    first.finish()
    first.close()
    assert files(site) == NEW
    publish(project, site, OLD)


def test_two_sites_beside_each_other_may_be_built_at_the_same_time(project: Path, site: Path) -> None:
    first, second = publishing.begin(site, project), publishing.begin(project / "site2", project)
    for one in (first, second):
        put(one.made, NEW)
        one.finish()
        one.close()
    assert files(site) == files(project / "site2") == NEW


HOLDING = """
import os, signal, sys
from pathlib import Path
from congbo.site import publishing
publishing.begin(Path(sys.argv[1]), Path(sys.argv[2]))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_build_that_is_killed_holds_no_lock(project: Path, site: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", HOLDING, str(site), str(project)], check=False)
    assert killed.returncode == -9
    assert (project / ".site-site/lock").exists()
    publish(project, site, NEW)
    assert files(site) == NEW
    assert not (project / ".site-site").exists()


def test_a_folder_of_others_that_has_the_name_we_need_is_told_and_stays(project: Path, site: Path) -> None:
    put(project / ".site-site", {"a": b""})
    before = tree(project)
    with pytest.raises(places.RefusedError, match=r"không do congbo làm ra; hãy dời nó đi"):
        publishing.begin(site, project)
    assert tree(project) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"[" * 100_000),
        lambda file: file.write_bytes(b'{"congbo": 2, "files": []}'),
        lambda file: file.write_bytes(b'{"congbo": 1, "files": [1]}'),
        lambda file: (file.unlink(), file.mkdir()),
        lambda file: (file.unlink(), file.symlink_to("/dev/null")),
    ],
)
def test_a_manifest_that_cannot_be_read_stops_the_build(
    project: Path, site: Path, damage: Callable[[Path], Any]
) -> None:
    damage(site / manifest.NAME)
    with pytest.raises(places.RefusedError, match=r"tệp “\.congbo” trong đó không đọc được"):
        publish(project, site, NEW)
    assert files(site) == OLD


PLACES: dict[str, tuple[str, str]] = {
    "records": ("records", "“records”, là nguồn của trang"),
    "a folder in records": ("records/plans", "“records”, là nguồn của trang"),
    "a new folder in records": ("records/moi/site", "“records”, là nguồn của trang"),
    "docs": ("docs", "“docs”, là nguồn của trang"),
    "a folder in docs": ("docs/bao-cao", "“docs”, là nguồn của trang"),
    "tests": ("tests", "“tests”, là nguồn của trang"),
    "macros": ("macros/congbo", "“macros”, là nguồn của trang"),
    "git": (".git", "“.git”, là nguồn của trang"),
    "in git": (".git/site", "“.git”, là nguồn của trang"),
    "in another git": ("trong/.git/site", "nằm trong kho git"),
    "the project": (".", "thư mục nguồn của trang"),
    "above the project": ("..", "chứa cả trang nguồn"),
    "the root": ("/", "gốc của cả ổ đĩa"),
    "home": ("~", "thư mục riêng của người dùng"),
    "above home": ("~/..", "chứa cả trang nguồn"),
    "the package": (str(Path(congbo.__file__).parent), "“congbo”, là nguồn của trang"),
    "above the package": (str(Path(congbo.__file__).parents[1]), "là nguồn của trang"),
    "another input": ("phong-chu/site", "“phong-chu”, là nguồn của trang"),
    "above another input": ("theme", "chứa “vi”, là nguồn của trang"),
    "a link to records": ("to-records", "“records”, là nguồn của trang"),
    "above a source that is a link": ("chung", "là nguồn của trang"),
    "a way round": ("site/../records", "“records”, là nguồn của trang"),
    "a folder with files": ("anh", "trong đó có tệp mà congbo không làm ra"),
    "a file": ("mkdocs.yml", "đó là một tệp"),
    "in a file": ("mkdocs.yml/site", "một phần của đường dẫn là tệp"),
    "a loop": ("loop", "liên kết tượng trưng đi vòng"),
    "in a loop": ("loop/site", "liên kết tượng trưng đi vòng"),
    "a long name": ("d" * 300, "tên quá dài"),
    "a strange name": ("a\0b", "tên có ký tự mà hệ thống không nhận"),
    "a disk": ("/proc", "điểm gắn một ổ đĩa"),
}


@pytest.fixture
def dangerous(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with every dangerous place; after the test nothing in it has changed."""
    put(project, {"anh/a.png": b"", "phong-chu/a.ttf": b"", "theme/vi/main.html": b""})
    (project / "loop").symlink_to("loop")
    (project / "to-records").symlink_to("records")
    (project / ".ci").rmdir()
    (project / "chung/ci").mkdir(parents=True)
    (project / ".ci").symlink_to("chung/ci")
    home = tmp_path / "home" / "toi"
    put(home, {"thu.txt": b"private"})
    monkeypatch.setenv("HOME", str(home))
    before = tree(tmp_path)
    yield project
    assert tree(tmp_path) == before


@pytest.mark.parametrize(("place", "why"), PLACES.values(), ids=PLACES)
def test_a_dangerous_place_is_refused_before_anything_is_touched(
    dangerous: Path, place: str, why: str
) -> None:
    wanted = dangerous / Path(place).expanduser()
    with pytest.raises(places.RefusedPlaceError) as told:
        publishing.begin(wanted, dangerous, [dangerous / "phong-chu", dangerous / "theme/vi"])
    assert str(told.value).startswith(f"Không đăng vào {wanted} (site_dir): ")
    assert why in str(told.value)
    assert str(told.value).endswith(". Chưa có gì bị thay đổi.")
    assert "\n" not in str(told.value)


CHECKING = """
import sys
from pathlib import Path
from congbo.site import places
try:
    places.checked(Path(sys.argv[1]), Path(sys.argv[2]))
except places.RefusedError as error:
    print(error)
"""


def test_a_folder_without_the_right_to_write_is_refused(project: Path, site: Path) -> None:
    (project / "shut").mkdir(mode=0o555)
    (project / "closed").mkdir()
    put(project / "closed", {"a/b": b""})
    for name in ("closed", "site"):
        (project / name).chmod(0o000)
    for place, why in (
        ("shut/site", f"không ghi được vào “{project / 'shut'}”: không có quyền. "),
        ("shut/a/b/site", f"không ghi được vào “{project / 'shut'}”: không có quyền. "),
        ("closed/a", "không có quyền"),
        ("closed", "không đọc và ghi được thư mục đó: không có quyền. "),
        ("site", "không đọc và ghi được thư mục đó: không có quyền. "),
    ):
        command = without_rights(sys.executable, "-c", CHECKING, str(project / place), str(project))
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert f"(site_dir): {why}" in done.stdout
    for name in ("closed", "site"):
        (project / name).chmod(0o755)
    assert files(site) == OLD


def test_a_place_on_a_disk_that_can_only_be_read_is_refused_as_that(project: Path, site: Path) -> None:
    for place, why in (
        (site, "không ghi được vào “{project}”: ổ đĩa chỉ cho đọc. "),
        (project / "a/site", "không ghi được vào “{project}”: ổ đĩa chỉ cho đọc. "),
    ):
        command = on_a_read_only_disk(
            project, sys.executable, "-c", CHECKING, str(place), str(project / "docs")
        )
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert f"(site_dir): {why.format(project=project)}" in done.stdout
    assert files(site) == OLD


def test_a_home_that_is_not_known_does_not_stop_a_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "~")
    publish(project, project / "site", NEW)
    assert files(project / "site") == NEW
