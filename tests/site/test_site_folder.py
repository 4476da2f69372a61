"""A whole build publishes in one act or says in one line why not, and then everything is as it was."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from conftest import SAMPLE, copied
from congbo.site import publishing
from output import changed, contents
from rights import without_rights

Build = Callable[..., "subprocess.CompletedProcess[str]"]

REPORT = "2024-tu-kiem-tra"
ACCOUNTS = "records/statistics/tai-khoan-cong-vu-2024-07-20.md"
SIGNALS = "records/statistics/phan-anh-2024-06-30.md"
FOREIGN = {
    "CNAME": b"thutuc.example\n",
    ".well-known/security.txt": b"Contact: mailto:a@khcn.example\n",
    "thu-tuc/anh-cu.png": b"\x89PNG",
}
BUILD = (sys.executable, "-m", "mkdocs", "build", "--strict")
CONGBO = (str(Path(sys.executable).with_name("congbo")),)


@pytest.fixture
def project(copy_sample: Callable[[], Path]) -> Path:
    return copy_sample()


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Path:
    """A copy of the sample agency's sources that has been built where its settings say."""
    project = copied(SAMPLE, tmp_path_factory.mktemp("published") / "project")
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture
def published(built_once: Path, tmp_path: Path) -> Path:
    """A project that has been built, and in whose site others have put something."""
    project = tmp_path / "project"
    shutil.copytree(built_once, project)
    for name, data in FOREIGN.items():
        (project / "site" / name).parent.mkdir(exist_ok=True)
        (project / "site" / name).write_bytes(data)
    return project


def run(folder: Path, *command: str, most_bytes: int | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command in a folder; with `most_bytes` no file may grow larger, as on a disk that is full."""
    if most_bytes is not None:
        command = ("sh", "-c", f'ulimit -f {most_bytes // 512}; exec "$@"', "sh", *command)
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1780272000"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def as_before(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Remember a folder; after the test it must hold the same."""
    kept: list[tuple[Path, dict[str, bytes], list[Path]]] = []
    yield lambda folder: kept.append((folder, contents(folder), sorted(folder.rglob("*"))))
    for folder, files, paths in kept:
        assert contents(folder) == files
        assert sorted(folder.rglob("*")) == paths


def test_what_others_put_into_the_site_is_kept_and_told(
    published: Path, build: Build, sample_unchanged: Path
) -> None:
    beside = sorted(path.name for path in published.iterdir())
    done = build(published)
    assert done.returncode == 0, done.stderr
    assert "congbo không làm ra: .well-known, CNAME, thu-tuc/anh-cu.png\n" in done.stderr
    difference = changed(sample_unchanged, published / "site")
    assert not difference.changed
    assert not difference.removed
    assert difference.added == set(FOREIGN)
    assert sorted(path.name for path in published.iterdir()) == beside


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("records", "“records”, là nguồn của trang"),
        ("records/plans/site", "“records”, là nguồn của trang"),
        ("docs/site", "thư mục các trang viết tay"),
        (".", "thư mục các trang viết tay"),
        ("..", "thư mục các trang viết tay"),
        ("/", "thư mục các trang viết tay"),
        ("anh", "trong đó có tệp mà congbo không làm ra"),
        ("mkdocs.yml", "đó là một tệp"),
        ("loop", "liên kết tượng trưng đi vòng"),
        ("d" * 250, "tên quá dài"),
        ("a\0b", "tên có ký tự mà hệ thống không nhận"),
    ],
)
def test_a_dangerous_place_in_the_settings_is_refused_in_one_line(
    project: Path, as_before: Callable[[Path], None], place: str, why: str
) -> None:
    (project / "anh").mkdir()
    (project / "anh/a.png").write_bytes(b"")
    (project / "loop").symlink_to("loop")
    settings = (project / "mkdocs.yml").read_text("utf-8")
    assert "\nsite_dir: site\n" in settings
    quoted = '"' + place.replace("\0", "\\0") + '"'
    (project / "mkdocs.yml").write_text(
        settings.replace("site_dir: site\n", f"site_dir: {quoted}\n"), "utf-8"
    )
    as_before(project.parent)
    done = run(project, *BUILD)
    assert done.returncode != 0
    (line,) = (line for line in done.stderr.splitlines() if "Không đăng" in line)
    assert why in line


def test_a_site_that_is_a_link_stays_one(
    published: Path, build: Build, tmp_path: Path, sample_unchanged: Path
) -> None:
    (published / "site").rename(tmp_path / "www")
    (published / "site").symlink_to(tmp_path / "www")
    assert build(published).returncode == 0
    assert (published / "site").readlink() == tmp_path / "www"
    assert changed(sample_unchanged, tmp_path / "www").added == set(FOREIGN)


def test_a_second_build_at_the_same_time_is_refused(
    published: Path, as_before: Callable[[Path], None]
) -> None:
    as_before(published)
    first = publishing.begin(published / "site", published)
    done = run(published, *BUILD)
    assert done.returncode != 0
    assert "một lần dựng khác đang chạy" in done.stderr
    assert first.made.is_dir()
    first.close()


def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_one_sweeps(
    published: Path, build: Build, sample_unchanged: Path
) -> None:
    before = contents(published / "site")
    process = subprocess.Popen(BUILD, cwd=published, stderr=subprocess.DEVNULL)
    wait_for((published / ".site-site/new/sitemap.xml").exists)
    process.kill()
    process.wait()
    assert contents(published / "site") == before
    assert build(published).returncode == 0
    assert changed(sample_unchanged, published / "site").added == set(FOREIGN)
    assert not list(published.glob(".site-*"))


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_full_disk_stops_a_build_in_one_line(published: Path, as_before: Callable[[Path], None]) -> None:
    as_before(published)
    done = run(published, *BUILD, most_bytes=20 * 1024)
    assert done.returncode != 0
    assert "Không đăng: không ghi được " in done.stderr
    assert ": tệp lớn hơn mức hệ thống cho phép. Trang cũ giữ nguyên.\n" in done.stderr


def test_a_folder_without_the_right_to_write_stops_a_build_in_one_line(
    published: Path, as_before: Callable[[Path], None]
) -> None:
    as_before(published)
    published.chmod(0o555)
    done = run(published, *without_rights(*BUILD))
    published.chmod(0o755)
    assert done.returncode != 0
    assert (
        f"(site_dir): không ghi được vào “{published}”: không có quyền. Chưa có gì bị thay đổi."
        in done.stderr
    )


def test_a_record_that_may_not_be_read_is_told(published: Path, as_before: Callable[[Path], None]) -> None:
    as_before(published)
    (published / SIGNALS).chmod(0o000)
    for command in (BUILD, (*CONGBO, "check")):
        done = run(published, *without_rights(*command))
        assert done.returncode != 0
        said = done.stderr + done.stdout
        told = [line for line in said.splitlines() if line.endswith("]") and "cảnh báo:" not in line]
        why = "không đọc được tệp này: không có quyền đọc; hãy cấp quyền đọc rồi chạy lại"
        assert told == [f"{SIGNALS}:1:1: {why} [unreadable-entry]"]
    (published / SIGNALS).chmod(0o644)


COMMANDS: dict[str, tuple[Sequence[str], str]] = {
    "new": (["new", "plans", "2031/99-KH-SKHCN-2031"], "records/plans/2031/99-KH-SKHCN-2031.md"),
    "seal": (["seal", REPORT, "--replace"], f"docs/bao-cao/{REPORT}.seal.json"),
    "rectify": (["rectify", REPORT, "--reason", "Đếm sót"], f"docs/bao-cao/{REPORT}.seal.json"),
    "export": (["export", REPORT, "--folder", "ra/ban-in"], f"ra/ban-in/{REPORT}.docx"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_cannot_write_says_so_in_one_line_and_changes_nothing(
    copy_sealed: Path, as_before: Callable[[Path], None], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGBO_DAY", "2026-12-01")  # after the day of the seal
    arguments, file = COMMANDS[command]
    if command == "rectify":
        text = (copy_sealed / ACCOUNTS).read_text("utf-8")
        (copy_sealed / ACCOUNTS).write_text(text.replace("value: 54", "value: 55"), "utf-8")
    as_before(copy_sealed)
    full = run(copy_sealed, *CONGBO, *arguments, most_bytes=512)
    folders = [folder for folder in (copy_sealed, *copy_sealed.rglob("*")) if folder.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    shut = run(copy_sealed, *without_rights(*CONGBO, *arguments))
    for folder in folders:
        folder.chmod(0o755)
    shown = file if command == "export" else copy_sealed / file
    for done, why in ((full, "tệp lớn hơn mức hệ thống cho phép"), (shut, "không có quyền")):
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"congbo: không ghi được {shown}: {why}\n"


def test_a_preview_works_beside_the_published_site(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    beside = sorted(path.name for path in project.iterdir())
    command = (sys.executable, "-m", "mkdocs", "serve", "--no-livereload", "-a", address)
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(address) or process.poll() is not None)
        with urllib.request.urlopen(f"http://{address}/thu-tuc/") as answer:
            assert "Thủ tục" in answer.read().decode()
        assert sorted(path.name for path in project.iterdir()) == beside
    finally:
        process.terminate()
        process.wait()


def answers(address: str) -> bool:
    host, port = address.split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0
