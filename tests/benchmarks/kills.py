"""Kill builds and commands with signal 9, at exact steps and at any time, and see what they leave.

    python tests/benchmarks/kills.py [--kills N]    the figures of N kills of builds, and of every step else

A step is an act on the disk: a file opened to write, a write, a sync, a folder made or removed, a renaming,
an exchange. The process that is killed counts its own steps: an audit hook sees most acts before they happen,
the rest are wrapped here. A write is killed when half of it is done. After each kill the site must be the old
one or the new one, whole, and a source the old one or the new one; the next run leaves nothing behind. Where
the system cannot exchange folders, the old site may for a moment lie aside, where the next run finds it.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congbo.site import exchange, publishing

ROOT = Path(__file__).parents[2]
FIXED = {"SOURCE_DATE_EPOCH": "1780272000", "NO_MKDOCS_2_WARNING": "1"}
FOREIGN = {"CNAME": b"thutuc.example\n", ".well-known/acme-challenge/x": b"proof"}
REPORT = "2024-tu-kiem-tra"
ACTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.chown"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
COMMANDS = {
    "new": (["new", "plans", "2031/99-KH-SKHCN-2031"], ["records/plans/2031/99-KH-SKHCN-2031.md"]),
    "seal": (
        ["seal", REPORT, "--replace", "--date", "2026-06-02"],
        [f"docs/bao-cao/{REPORT}.seal.json", f"docs/bao-cao/{REPORT}.md"],
    ),
    "rectify": (
        ["rectify", REPORT, "--reason", "Đếm sót", "--date", "2026-11-25"],
        [f"docs/bao-cao/{REPORT}.seal.json", f"docs/bao-cao/{REPORT}.md"],
    ),
    "export": (["export", REPORT, "--folder", "ra"], [f"ra/{REPORT}.docx", f"ra/{REPORT}.pdf"]),
}

Tree = dict[str, str]


@dataclass
class Figures:
    """What some kills left: how often which outcome, at which steps."""

    name: str
    outcomes: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, step: str, outcome: str) -> None:
        """Note what one kill left."""
        self.outcomes[outcome] += 1
        self.steps[step] += 1

    def shown(self) -> str:
        """Return the figures in a few lines."""
        parts = (
            ", ".join(f"{name} {n}" for name, n in one.most_common()) for one in (self.steps, self.outcomes)
        )
        kills = sum(count for step, count in self.steps.items() if step != "not reached")
        lines = [f"{self.name}: {kills} kills", *(f"    {part}" for part in parts)]
        return "\n".join([*lines, f"    wrong: {len(self.wrong)}", *(f"      {one}" for one in self.wrong)])


def main() -> None:
    """Run as told: the figures, or one process that counts its steps and kills itself."""
    if sys.argv[1:2] == ["--victim"]:
        _victim(int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=300, help="kills of whole builds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["publish", "build", "commands"])
    options = parser.parse_args()
    chance = random.Random(options.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for part in (publish_alone, commands, builds):
            if options.only and not part.__name__.startswith(options.only):
                continue
            for figures in part(Path(folder) / part.__name__, options.kills, chance):
                print(figures.shown(), flush=True)
                wrong += len(figures.wrong)
    sys.exit(bool(wrong))


# The process that is killed


def _victim(step: int, log: Path, command: Sequence[str]) -> None:
    """Run a command in the working folder; kill it at a step, or log its steps where that is 0."""
    here, names = f"{Path.cwd()}{os.sep}", []

    def count(name: str) -> bool:
        names.append(name)
        return len(names) == step

    def kill() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if _is_act(event, arguments, here) and count(f"{event} {_place(arguments, here)}"):
            kill()

    _wrap(
        os,
        "write",
        lambda fd, data: (count("half a write"), lambda: os_write(fd, data[: len(data) // 2])),
        kill,
    )
    _wrap(os, "fsync", lambda fd: (count("sync"), None), kill)
    if command[0] == "renaming":
        exchange._renameat2 = None
    elif exchange._renameat2:
        _wrap(exchange, "_renameat2", lambda *_: (count("exchange"), None), kill)
    sys.addaudithook(hook)
    _run(command)
    if step == 0:
        log.write_text(json.dumps(names), "utf-8")


os_write = os.write


def _wrap(owner: Any, name: str, before: Callable[..., Any], kill: Callable[[], None]) -> None:
    """Let a function count itself as a step, and do its half before a kill."""
    original = getattr(owner, name)

    def counted(*arguments: Any) -> Any:
        now, half = before(*arguments)
        if now:
            if half:
                half()
            kill()
        return original(*arguments)

    setattr(owner, name, counted)


def _is_act(event: str, arguments: tuple[Any, ...], here: str) -> bool:
    if event == "open":
        return bool(arguments[2] & WRITING) and _place(arguments, here) != ""
    return event in ACTS and (_place(arguments, here) != "" or not str(arguments[0]).startswith(os.sep))


def _place(arguments: tuple[Any, ...], here: str) -> str:
    place = os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else ""
    return place.removeprefix(here) if place.startswith(here) else ""


def _run(command: Sequence[str]) -> None:
    """Run a build, a publication of the folder `made`, or a command of the package."""
    try:
        if command[-1] == "publish":
            publication = publishing.begin(Path.cwd() / "site", Path.cwd())
            shutil.copytree(Path.cwd() / "made", publication.made, dirs_exist_ok=True)
            publication.finish()
            publication.close()
        elif command[-1] == "build":
            from mkdocs.__main__ import cli

            cli(["build", "--strict", "--quiet"])
        else:
            from congbo.cli import main as congbo

            congbo(list(command[1:]))
    except SystemExit as end:
        if end.code:
            raise


# Running it


def killed_at(step: int, folder: Path, *command: str) -> bool:
    """Run a command and kill it at a step; tell whether it came so far."""
    line = [sys.executable, __file__, "--victim", str(step), str(folder.parent / "steps.json"), *command]
    done = subprocess.run(line, cwd=folder, env={**os.environ, **FIXED}, capture_output=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


def steps_of(folder: Path, *command: str) -> list[str]:
    """Run a command to its end and return its steps."""
    assert not killed_at(0, folder, *command)
    names: list[str] = json.loads((folder.parent / "steps.json").read_text("utf-8"))
    return names


def tree(folder: Path) -> Tree:
    """Every file of a folder, with a digest of its bytes."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def outcome(folder: Path, old: Tree, new: Tree) -> str:
    """Say what a kill left of the site in a folder."""
    site = tree(folder / "site")
    if site == old:
        return "old site whole"
    if site == new:
        return "new site whole"
    if not (folder / "site").exists() and tree(folder / ".site-site/old") == old:
        return "old site whole, aside"
    return "NEITHER"


def after(folder: Path, old: Tree, new: Tree) -> str:
    """Begin the next build, give it up at once, and say what is wrong then."""
    publishing.begin(folder / "site", folder).close()
    left = [path.name for path in folder.glob(".site-*")]
    whole = tree(folder / "site") in (old, new)
    return ("" if whole else "no whole site after the next build") + (f" left: {left}" if left else "")


def publish_alone(folder: Path, kills: int, chance: random.Random) -> Iterator[Figures]:
    """Kill a publication of a small site at each of its steps, both ways, also while it heals a crash."""
    pages = {
        f"{name}/{n}/index.html": f"{name} {n}".encode() for name in ("thu-tuc", "van-ban") for n in range(6)
    }
    put(folder / "made", {**pages, "index.html": b"new"})
    for way in ("exchange", "renaming"):
        steps_of(folder, way, "publish")
        put(folder / "site", FOREIGN)
        (folder / "made/index.html").write_bytes(b"old")
        steps = steps_of(folder, way, "publish")
        figures = Figures(f"publishing alone, every step, {way}")
        for again in (False, True):
            for step, name in enumerate(steps, 1):
                old = tree(folder / "site")
                (folder / "made/index.html").write_bytes(f"{way} {again} {step}".encode())
                new = {**old, "index.html": tree(folder / "made")["index.html"]}
                assert killed_at(step, folder, way, "publish")
                if again:
                    killed_at(chance.randrange(1, 30), folder, way, "publish")
                left = outcome(folder, old, new)
                wrong = after(folder, old, new) + (left if left == "NEITHER" else "")
                figures.add("healing, killed again" if again else _phase(name), left)
                figures.wrong += [f"{name}: {wrong}"] if wrong else []
        yield figures
        shutil.rmtree(folder / "site")


def _phase(name: str) -> str:
    """Return the kind of a step, without its place."""
    act, _, place = name.partition(" ")
    parts = Path(place).parts
    return name if not parts or " a " in name else f"{act} {'/'.join(parts[:2])}"


def project(folder: Path) -> Path:
    """Make a copy of the project's sources."""
    folder.mkdir(parents=True)
    shutil.copy2(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "records"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def builds(folder: Path, kills: int, chance: random.Random) -> Iterator[Figures]:
    """Kill whole builds: a third at any step, a third at a step of publishing, a third at any time."""
    copy = project(folder / "project")
    home = copy / "docs/index.md"
    text = home.read_text("utf-8")
    sites, seconds, steps = [], 0.0, []
    for turn in (0, 1):
        home.write_text(f"{text}\nLần {'một' if turn else 'hai'}.\n", "utf-8")
        begun = time.monotonic()
        steps_of(copy, "exchange", "build")
        seconds = time.monotonic() - begun
        put(copy / "site", FOREIGN)
        steps = steps_of(copy, "exchange", "build")
        sites.append(tree(copy / "site"))
    assert sites[0] != sites[1]
    publishing_from = next(n for n, name in enumerate(steps, 1) if name.endswith(".site-site/new/.congbo"))
    turn = 1
    for way, share in (("exchange", kills * 2 // 3), ("renaming", kills - kills * 2 // 3)):
        figures = Figures(f"whole builds, {way} ({len(steps)} steps, publishing from {publishing_from})")
        for number in range(share):
            standing = tree(copy / "site")
            turn = 1 - sites.index(standing)
            home.write_text(f"{text}\nLần {'một' if turn else 'hai'}.\n", "utf-8")
            match number % 3:
                case 0:
                    step, name = chance.randrange(1, publishing_from), "any step of making"
                    reached = killed_at(step, copy, way, "build")
                case 1:
                    first = publishing_from + number // 3
                    step = first if first < publishing_from + 12 else chance.randrange(first, len(steps))
                    name = "a step of publishing and clearing"
                    reached = killed_at(step, copy, way, "build")
                case _:
                    name, reached = "any time", _killed_in(chance.uniform(0, seconds), copy, way)
            left = outcome(copy, standing, sites[turn])
            wrong = after(copy, standing, sites[turn]) + (left if left == "NEITHER" else "")
            figures.add(name if reached else "not reached", left)
            figures.wrong += [f"{name} {number}: {wrong}"] if wrong else []
        yield figures


def _killed_in(seconds: float, folder: Path, way: str) -> bool:
    line = [sys.executable, __file__, "--victim", "-1", os.devnull, way, "build"]
    process = subprocess.Popen(
        line, cwd=folder, env={**os.environ, **FIXED}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    process.kill()
    return process.wait() != 0


def commands(folder: Path, kills: int, chance: random.Random) -> Iterator[Figures]:
    """Kill each command that writes at each of its steps."""
    copy = project(folder / "project")
    accounts = copy / "records/statistics/tai-khoan-cong-vu-2024-07-20.md"
    text = accounts.read_text("utf-8")
    for name, (arguments, written) in COMMANDS.items():
        drifted = name in ("seal", "rectify")  # nothing is written where nothing has changed
        accounts.write_text(text.replace("value: 54", "value: 55") if drifted else text, "utf-8")
        sources = tree(copy)
        before = {file: (copy / file).read_bytes() for file in written if (copy / file).exists()}
        steps = steps_of(copy, "exchange", *arguments)
        old, new = sources, tree(copy)
        figures = Figures(f"congbo {name}, every step")
        for step, act in enumerate(steps, 1):
            _restore(copy, written, before)
            assert tree(copy) == old
            assert killed_at(step, copy, "exchange", *arguments)
            left = {file: data for file, data in tree(copy).items() if not file.endswith(".congbo")}
            whole = all(left.get(file) in (old.get(file), new.get(file)) for file in {*old, *new, *left})
            state = (
                "old file whole"
                if left == old
                else "new file whole"
                if left == new
                else "one of two files new"
            )
            figures.add(_phase(act), state if whole else "HALF A FILE")
            figures.wrong += [] if whole else [f"{act}: {sorted(left.items() ^ old.items())}"]
            _restore(copy, written, before)
            steps_of(copy, "exchange", *arguments)
            figures.wrong += [] if tree(copy) == new else [f"{act}: something is left after the next run"]
        _restore(copy, written, before)
        yield figures


def _restore(copy: Path, written: Sequence[str], before: dict[str, bytes]) -> None:
    """Put back what a command wrote, and take away the folders it made."""
    for file in written:
        (copy / file).unlink(missing_ok=True)
        for folder in (copy / file).parents:
            with suppress(OSError):
                folder.rmdir()  # only where it is empty
    put(copy, before)


if __name__ == "__main__":
    main()
