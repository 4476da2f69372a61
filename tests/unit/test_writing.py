"""A file is written whole or not at all, and why it was not is said in plain Vietnamese."""

import errno
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from congbo.records import writing
from rights import on_a_read_only_disk, without_rights

OLD, NEW = b"x" * 100, "mới\n".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "trong").mkdir()
    file = tmp_path / "trong" / "a.md"
    file.write_bytes(OLD)
    return file


def failing(number: int) -> Callable[..., Any]:
    def fail(*arguments: Any, **options: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_over_and_nothing_else_is_left(file: Path) -> None:
    writing.write(file, NEW)
    assert file.read_bytes() == NEW
    assert names(file.parent) == ["a.md"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    writing.write(tmp_path / "a/b/c.md", NEW)
    writing.create(tmp_path / "d/e/f.md", NEW)
    assert (tmp_path / "a/b/c.md").read_bytes() == (tmp_path / "d/e/f.md").read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_a_file_that_is_written_over_stays(file: Path, mode: int) -> None:
    file.chmod(mode)
    writing.write(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "as-any").write_bytes(b"")
    writing.write(tmp_path / "a", NEW)
    writing.create(tmp_path / "b", NEW)
    assert len({(tmp_path / name).stat().st_mode for name in ("as-any", "a", "b")}) == 1


def test_a_link_stays_a_link_and_its_target_is_written(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to("trong/a.md")
    writing.write(link, NEW)
    assert link.readlink() == Path("trong/a.md")
    assert file.read_bytes() == NEW
    assert names(tmp_path) == ["link.md", "trong"]


def test_a_file_that_is_there_is_not_created_again(file: Path) -> None:
    with pytest.raises(FileExistsError):
        writing.create(file, NEW)
    dangling = file.with_name("b.md")
    dangling.symlink_to("khong-co")
    with pytest.raises(FileExistsError):
        writing.create(dangling, NEW)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.md", "b.md"]


@pytest.mark.parametrize("number", [0, errno.EPERM, errno.EOPNOTSUPP])
def test_of_two_that_create_one_file_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    file = tmp_path / "a.md"
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        file.write_bytes(OLD)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", meanwhile)
    if number:
        monkeypatch.setattr(os, "link", failing(number))
    with pytest.raises(FileExistsError):
        writing.create(file, NEW)
    assert file.read_bytes() == OLD
    assert names(tmp_path) == ["a.md"]


def test_where_there_are_no_hard_links_a_file_is_created_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    writing.create(tmp_path / "a.md", NEW)
    assert (tmp_path / "a.md").read_bytes() == NEW
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_step_that_fails_leaves_the_file_as_it_was_and_says_why(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    monkeypatch.setattr(os, call, failing(number))
    with pytest.raises(writing.WritingError) as told:
        writing.write(file, NEW)
    assert str(told.value) == f"không ghi được {file}: {writing.REASONS[number]}"
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.md"]


@pytest.mark.parametrize("act", [writing.write, writing.create])
def test_a_writing_that_fails_takes_the_folders_it_made_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path, bytes], None]
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    with pytest.raises(writing.WritingError, match=r": ổ đĩa đã đầy$"):
        act(tmp_path / "a/b/c.md", NEW)
    assert names(tmp_path) == []


@pytest.fixture
def at_most_150_bytes() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_only_half_fits_is_not_written(file: Path, at_most_150_bytes: None) -> None:
    with pytest.raises(writing.WritingError, match=r": tệp lớn hơn mức hệ thống cho phép$"):
        writing.write(file, NEW * 50)
    assert file.stat().st_size == len(OLD)
    assert names(file.parent) == ["a.md"]


def test_places_that_cannot_be_written_are_told(file: Path) -> None:
    loop = file.with_name("loop")
    loop.symlink_to("loop")
    for place, why in (
        (file / "b.md", "một phần của đường dẫn là tệp, không phải thư mục"),
        (file.parent, "đó là thư mục, không phải tệp"),
        (file.with_name("d" * 300), "tên quá dài"),
        (loop / "a.md", "liên kết tượng trưng đi vòng"),
    ):
        with pytest.raises(writing.WritingError) as told:
            writing.write(place, NEW)
        assert (told.value.file, told.value.reason) == (place, why)
    assert names(file.parent) == ["a.md", "loop"]


WRITING = """
import sys
from pathlib import Path
from congbo.records import writing
try:
    writing.write(Path(sys.argv[1]), b"new")
except writing.WritingError as error:
    print(error.reason)
"""


def test_a_file_or_folder_without_the_right_to_write_is_told(file: Path, tmp_path: Path) -> None:
    file.chmod(0o444)
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o555)
    for place in (file, shut / "b.md"):
        command = without_rights(sys.executable, "-c", WRITING, str(place))
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == "không có quyền\n"
    assert file.read_bytes() == OLD
    assert (names(file.parent), names(shut)) == (["a.md"], [])


def test_a_disk_that_can_only_be_read_is_told_as_that_and_not_as_a_missing_right(file: Path) -> None:
    for place in (file, file.with_name("b.md"), file.parent / "c/d.md"):
        command = on_a_read_only_disk(file.parent, sys.executable, "-c", WRITING, str(place))
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == "ổ đĩa chỉ cho đọc\n"
    assert (names(file.parent), file.read_bytes()) == (["a.md"], OLD)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EDQUOT, "đã dùng hết phần ổ đĩa được cấp"),
        (errno.EACCES, "không có quyền"),
        (errno.EPERM, "hệ thống không cho phép"),
        (errno.ENAMETOOLONG, "tên quá dài"),
        (errno.EMFILE, "đang mở quá nhiều tệp"),
    ],
)
def test_each_refusal_of_the_system_has_words_of_its_own(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    monkeypatch.setattr(os, "open", failing(number))
    with pytest.raises(writing.WritingError) as told:
        writing.write(file, NEW)
    assert told.value.reason == why


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_a_full_disk_below_the_output_is_no_failure_to_read() -> None:
    command = [sys.executable, "-c", "from congbo.cli import main; main()", "--version"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("congbo: không ghi được một tệp: ổ đĩa đã đầy\n")


def test_what_has_no_words_of_ours_is_told_in_the_systems_own() -> None:
    assert writing.reason(OSError(errno.EDOM, "Numerical argument out of domain")) == (
        "Numerical argument out of domain"
    )
    assert writing.reason(OSError("nói lời khác")) == "nói lời khác"


def test_what_a_killed_process_left_goes_with_the_next_writing_and_other_files_stay(file: Path) -> None:
    left, foreign, of_another = (
        file.with_name(name)
        for name in (".a.md.abc12345.congbo", ".a.md.notes.congbo", ".b.md.abc12345.congbo")
    )
    for path in (left, foreign, of_another):
        path.write_bytes(b"half")
    writing.write(file, NEW)
    assert names(file.parent) == [".a.md.notes.congbo", ".b.md.abc12345.congbo", "a.md"]


def test_what_a_living_process_is_writing_stays(file: Path) -> None:
    living = file.with_name(".a.md.abc12345.congbo")
    with living.open("wb") as opened:
        assert writing.hold(opened.fileno())
        writing.write(file, NEW)
        assert living.exists()
    writing.write(file, NEW)
    assert not living.exists()


def test_a_name_with_signs_of_patterns_is_a_plain_name(tmp_path: Path) -> None:
    (tmp_path / ".b.x.congbo").write_bytes(b"")
    file = tmp_path / "[ab]*?.md"
    writing.write(file, NEW)
    writing.write(file, OLD)
    assert file.read_bytes() == OLD
    assert names(tmp_path) == [".b.x.congbo", "[ab]*?.md"]
