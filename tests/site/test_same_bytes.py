"""One commit and one day always give the same bytes, wherever, whenever and by whomever they are built."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from output import changed, contents

Build = Callable[..., "subprocess.CompletedProcess[str]"]

HERE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "LANGUAGE": "vi"}
THERE = {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C", "LANGUAGE": "en", "HOME": "/no"}


def site_of(project: Path, build: Build, **environment: str | None) -> Path:
    done = build(project, **environment)
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_a_commit_and_a_day_give_the_same_bytes_in_any_clone_and_without_git_at_any_time_of_the_day(
    copy_sample: Callable[[str], Path], build: Build, tmp_path: Path
) -> None:
    project, deeper, unpacked = copy_sample("a"), tmp_path / "b/b b/đ/b", copy_sample("c/c")
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Bản ghi", GIT_COMMITTER_DATE="2025-03-01T23:30:00+0700")
    git(tmp_path, "clone", "-q", "--depth=1", project.as_uri(), str(deeper))
    one = site_of(project, build, SOURCE_DATE_EPOCH=None, CONGBO_DAY="2028-02-29", **HERE)
    assert len(contents(one)) > 150
    first, last = "1835370000", "1835456399"  # 2028-02-28T17:00:00Z, 2028-02-29T16:59:59Z
    assert not changed(one, site_of(deeper, build, SOURCE_DATE_EPOCH=first, **THERE))
    assert not changed(one, site_of(unpacked, build, SOURCE_DATE_EPOCH=last, **THERE))


def git(folder: Path, *arguments: str, **environment: str) -> None:
    person = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@khcn.example"}
    person |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@khcn.example"}
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", "-C", folder, *arguments], env={**variables, **person, **apart, **environment}, check=True
    )
