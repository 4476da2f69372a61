"""The guides: every command in them is one that there is, and what git is told to do, git does."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from commands import congbo
from congbo.cli import main
from congbo.pages import shipped
from congbo.rules import every_rule

GUIDES = {
    page.path.removeprefix("docs/huong-dan/"): page.body
    for page in shipped.pages()
    if page.path.startswith("docs/huong-dan/")
}
SAMPLE = Path(__file__).parents[1] / "sample"
BLOCK = re.compile(r"^```(?:sh|powershell)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"`((?:congbo|git) [^`\n]+)`")


def commands(text: str) -> Iterator[str]:
    """Yield the lines that a guide tells a reader to type, those within its sentences too."""
    yield from (line for block in BLOCK.findall(text) for line in block.splitlines() if line)
    yield from TYPED.findall(BLOCK.sub("", text))


def known(line: str) -> str:
    """Return what of a command there is not; nothing where it could be typed as it stands."""
    words = shlex.split(line, comments=True)[1:]
    command: click.Command | None = main
    if words[:2] in (["new", "report"], ["new", "decision"]):  # words that `new` leaves to another command
        name = f"new_{words[1]}"
        command, words = getattr(import_module(f"congbo.cli.{name}"), name), words[2:]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(click.Context(command), words[0])
        if command is None:
            return words[0]
        del words[0]
    assert command is not None
    context = command.context_class(command)
    options = {opt for param in command.get_params(context) for opt in (*param.opts, *param.secondary_opts)}
    return " ".join(word for word in words if word.startswith("--") and word.partition("=")[0] not in options)


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_ours_in_a_guide_is_one_with_these_options(name: str) -> None:
    typed = [line for line in commands(GUIDES[name]) if line.startswith("congbo ")]
    assert [f"{line}: {wrong}" for line in typed if (wrong := known(line))] == []


def test_windows_is_told_what_the_others_are_told() -> None:
    guide = GUIDES["cai-dat.md"]
    windows = re.search(r"```powershell\n(cd .*?)```", guide, re.DOTALL)
    others = re.search(r"```sh\n(python3 .*?)```", guide, re.DOTALL)
    assert windows
    assert others
    same = {
        "py -3.12 -m venv .venv": "python3 -m venv .venv",
        r".venv\Scripts\Activate.ps1": ". .venv/bin/activate",
    }
    own = ("cd ", "Set-ExecutionPolicy ")
    told = [same.get(line, line) for line in windows[1].splitlines() if not line.startswith(own)]
    assert told == others[1].splitlines()


def test_a_message_that_is_explained_is_one_that_a_rule_tells() -> None:
    (line,) = re.findall(r"```text\n(records/.*)\n```", GUIDES["thong-bao.md"])
    (rule,) = (rule for rule in every_rule() if line.endswith(f"[{rule.id}]"))
    assert line in rule.body


STEP = re.compile(
    r"^```sh\n(?P<commands>.*?)^```$|^Tệp `(?P<path>[^`]+)`:\n\n```markdown\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def test_each_act_of_the_guide_is_done_by_its_command(tmp_path: Path) -> None:
    site = shutil.copytree(SAMPLE, tmp_path / "site", ignore=shutil.ignore_patterns("site"))
    ran = []
    for step in STEP.finditer(GUIDES["viec-phap-ly.md"]):
        if step["path"]:
            assert (site / step["path"]).is_file(), "the guide's commands make each file that it fills in"
            (site / step["path"]).write_text(step["text"], "utf-8")
        for line in (step["commands"] or "").splitlines():
            done = congbo(site, *shlex.split(line)[1:])
            assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
            ran.append(line.split()[1])
    assert {*ran} == {"new", "verify", "rectify", "next", "rename"}
    checked = congbo(site, "check")
    assert checked.returncode == 0, checked.stdout
    assert congbo(site, "fmt", "--check").stdout == congbo(SAMPLE, "fmt", "--check").stdout


class Clerk:
    """Somebody at a machine who types what the guide says."""

    def __init__(self, home: Path, shared: Path) -> None:
        home.mkdir()
        self.home, self.folder = home, home
        self.ran(
            "git", "config", "--global", f"url.{shared}.insteadOf", "https://git.example/somau/trang.git"
        )
        self.ran("git", "config", "--global", "commit.gpgsign", "false")

    def ran(self, *command: str, ends: int = 0) -> str:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment = {
            **clean,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode != 0) == bool(ends), f"{command}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def types(self, block: str) -> None:
        for line in block.splitlines():
            words = shlex.split(line)
            if words[0] == "cd":
                self.folder = self.folder / words[1]
            elif words[0] == "git":
                self.ran(*words)


def test_what_git_is_told_to_do_in_the_guide_git_does(tmp_path: Path) -> None:
    shared = tmp_path / "shared.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", shared], check=True)
    first, update, _check, hand_in, look = BLOCK.findall(GUIDES["git.md"])
    back = [line for line in TYPED.findall(BLOCK.sub("", GUIDES["git.md"])) if line.startswith("git ")]
    clerk = Clerk(tmp_path / "clerk", shared)
    clerk.types(first)
    plan = "records/plans/2024/99-KH-SOMAU-2024.md"
    (clerk.folder / plan).parent.mkdir(parents=True)
    for path, text in ((plan, "số: một\n"), ("mkdocs.yml", "site_name: Mẫu\n")):
        (clerk.folder / path).write_text(text, "utf-8")
    clerk.ran("git", "checkout", "-q", "-b", "main")
    clerk.types(hand_in)
    other = Clerk(tmp_path / "other", shared)
    other.types(first)
    clerk.types(update)
    (clerk.folder / plan).write_text("số: hai\n", "utf-8")
    clerk.types(hand_in)
    clerk.types(look)
    assert "them-ke-hoach-99" in clerk.ran("git", "ls-remote", "--heads", "origin")

    (clerk.folder / plan).write_text("số: ba\n", "utf-8")
    restore, stash, pop, revert, show = (
        next(line for line in back if line.startswith(begin))
        for begin in ("git restore", "git stash", "git stash pop", "git revert", "git show")
    )
    clerk.types(stash)
    assert (clerk.folder / plan).read_text("utf-8") == "số: hai\n"
    clerk.types(f"{pop}\n{restore}\n{revert}")
    assert (clerk.folder / plan).read_text("utf-8") == "số: một\n"
    assert clerk.ran(*shlex.split(show)) == "site_name: Mẫu\n"

    clerk.ran("git", "switch", "-q", "main")
    (clerk.folder / plan).write_text("số: bốn\n", "utf-8")
    clerk.types(hand_in)
    (other.folder / plan).write_text("số: năm\n", "utf-8")
    other.ran("git", "commit", "-aqm", "năm")
    other.ran("git", "config", "pull.rebase", "false")
    assert "CONFLICT" in other.ran("git", "pull", ends=1)
    abort, add, commit = "git merge --abort", "git add -A", "git commit --no-edit"
    assert {abort, add, commit} <= set(back)
    other.types(abort)
    assert (other.folder / plan).read_text("utf-8") == "số: năm\n"
    other.ran("git", "pull", ends=1)
    (other.folder / plan).write_text("số: bốn\n", "utf-8")
    other.types(f"{add}\n{commit}")
    assert other.ran("git", "status", "--short") == ""
