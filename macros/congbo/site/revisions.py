"""Revisions: the site as it was at another commit, laid out from git's objects into a folder of its own.

Neither the work tree nor the index is touched: git reads the commit's tree into an index beside the folder.
Git is run as a program with fixed arguments: the libraries that speak its formats (dulwich, pygit2) know less
of what a clone can be (shallow, partial, worktrees, filters), and whoever has a clone has git.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

DEFAULT_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""What a change is compared with, the first that there is."""
PATIENCE = 120  # seconds


class RevisionError(Exception):
    """A commit that cannot be had; its text says in Vietnamese why and what to do."""


@dataclass(frozen=True, slots=True)
class Clone:
    """A clone in which a site lies; `inside` is its folder from the clone's top, with a slash behind."""

    root: Path
    inside: str

    def commit(self, name: str) -> str:
        """Return the digest of the commit that a branch or an expression names. Raises RevisionError."""
        found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found is None:
            raise RevisionError(f"không có bản “{name}” trong kho này{self._why_not()}")
        return found

    def base(self) -> str:
        """Return where the change that stands here began: where it left the default branch."""
        for branch in DEFAULT_BRANCHES:
            if tip := self._ask(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch}^{{commit}}"
            ):
                if began := self._ask("merge-base", tip, "HEAD"):
                    return began
                raise RevisionError(f"không thấy chỗ nhánh này rời khỏi “{branch}”{self._why_not()}")
        raise RevisionError(
            f"không thấy nhánh chính ({', '.join(DEFAULT_BRANCHES)});"
            " hãy nêu bản để so, ví dụ: congbo diff HEAD^1"
        )

    def lay_out(self, commit: str, folder: Path) -> Path:
        """Write the site as it was at a commit below a folder, and return where it lies.

        What the commit links to, and submodules, are not followed. Raises RevisionError.
        """
        tree = f"{commit}:{self.inside.rstrip('/')}"
        if self._ask("rev-parse", "--verify", "--quiet", tree) is None:
            raise RevisionError(
                f"ở bản {commit[:10]} chưa có thư mục “{self.inside}” của trang{self._why_not()}"
            )
        site, index = folder / "site", folder / "index"
        site.mkdir()
        own = {"GIT_INDEX_FILE": str(index), "GIT_LFS_SKIP_SMUDGE": "1"}
        for command in (("read-tree", tree), ("checkout-index", "--all", f"--prefix={site}/")):
            done = self._run(*command, own=own)
            if done.returncode:
                raise RevisionError(
                    f"không lấy ra được bản {commit[:10]}: {_first_line(done.stderr)}{self._why_not()}"
                )
        index.unlink(missing_ok=True)
        return site

    def _why_not(self) -> str:
        if self._ask("rev-parse", "--is-shallow-repository") == "true":
            return (
                "; kho này chỉ lấy về một phần lịch sử: gõ “git fetch --unshallow”, còn ở nơi dựng trang thì"
                ' đặt fetch-depth: 0 (GitHub) hoặc GIT_DEPTH: "0" (GitLab)'
            )
        return ""

    def _ask(self, *arguments: str) -> str | None:
        done = self._run(*arguments)
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None

    def _run(self, *arguments: str, own: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
        return _git(self.root, *arguments, own=own)


def clone_around(site: Path) -> Clone:
    """Return the clone in which a site lies. Raises RevisionError where there is none, or no git."""
    done = _git(site, "rev-parse", "--show-toplevel", "--show-prefix")
    if done.returncode:
        raise RevisionError(
            f"thư mục này không nằm trong kho git nào, nên không có gì để so: {_first_line(done.stderr)}"
        )
    top, _, inside = done.stdout.decode("utf-8", "surrogateescape").partition("\n")
    return Clone(Path(top), inside.rstrip("\n"))


def _git(
    folder: Path, *arguments: str, own: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment = {
        **kept,
        **(own or {}),
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        return subprocess.run(
            ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except FileNotFoundError:
        raise RevisionError("máy này chưa có git; cài git rồi gõ lại") from None
    except subprocess.TimeoutExpired:
        raise RevisionError(f"git không trả lời sau {PATIENCE} giây") from None


def _first_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else "git không nói vì sao"
