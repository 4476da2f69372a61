"""One commit always gives the same bytes, wherever, whenever and by whomever it is built."""

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


def test_two_folders_without_git_give_the_same_bytes(copy_site: Callable[[str], Path], build: Build) -> None:
    one, other = copy_site("a"), copy_site("b/b b/đ/b")
    assert not changed(site_of(one, build, **HERE), site_of(other, build, **THERE))
    assert len(contents(one / "site")) > 200


def test_without_git_and_a_given_time_only_the_day_counts(
    copy_site: Callable[[str], Path], build: Build
) -> None:
    one, other = copy_site("a"), copy_site("b/b b/đ/b")
    somewhere = {**THERE, "TZ": HERE["TZ"], "SOURCE_DATE_EPOCH": None}
    assert not changed(
        site_of(one, build, **{**HERE, "SOURCE_DATE_EPOCH": None}), site_of(other, build, **somewhere)
    )


def test_two_clones_of_a_commit_give_the_same_bytes(
    copy_site: Callable[[str], Path], build: Build, tmp_path: Path
) -> None:
    project = copy_site("a")
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Bản ghi", GIT_COMMITTER_DATE="2025-03-01T23:30:00+0700")
    git(tmp_path, "clone", "-q", "--depth=1", project.as_uri(), str(tmp_path / "b/b b/đ/b"))
    one = site_of(project, build, SOURCE_DATE_EPOCH=None, **HERE)
    other = site_of(tmp_path / "b/b b/đ/b", build, SOURCE_DATE_EPOCH=None, **THERE)
    assert not changed(one, other)

    git(project, "commit", "-q", "--allow-empty", "-m", "Sau", GIT_COMMITTER_DATE="2026-03-01T23:30:00+0700")
    given = site_of(project, build, SOURCE_DATE_EPOCH="1740846600", **HERE)  # the first commit's
    assert not changed(other, given), "a given time goes before that of the commit"


def git(folder: Path, *arguments: str, **environment: str) -> None:
    person = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@khcn.example"}
    person |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@khcn.example"}
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", "-C", folder, *arguments], env={**variables, **person, **apart, **environment}, check=True
    )
