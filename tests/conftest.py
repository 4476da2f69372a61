"""Sites to look at, built once, and copies that a test may change and build.

One is the project's own. The other is of a commune that does not exist, in tests/sample: what every agency's
site must be is proved there, and holds whatever records the project has.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from processes import mkdocs

FIXED_TIME = "1780272000"
"""2026-06-01: the day of every build and command of a test that asks for no other."""


@pytest.fixture(scope="session", autouse=True)
def one_day() -> Iterator[None]:
    """Let nothing in the tests depend on the day on which they run, or on a day that the CI was given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", FIXED_TIME)
        patch.delenv("CONGBO_DAY", raising=False)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def build() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    return built_by_mkdocs


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site, as the README's command builds it on that day."""
    return made_once(tmp_path_factory, "built", lambda folder: built_into(root, folder / "site")) / "site"


@pytest.fixture(scope="session")
def sources(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's sources as they were when the session began; copies are made of these."""
    return copied(root, tmp_path_factory.mktemp("sources") / "project")


@pytest.fixture(scope="session")
def unchanged(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a copy that nobody changed."""
    return (
        made_once(tmp_path_factory, "unchanged", lambda folder: built_into(sources, folder / "site")) / "site"
    )


@pytest.fixture
def copy_site(sources: Path, tmp_path: Path) -> Callable[..., Path]:
    """Make a copy of the project's sources, unsealed, in a folder below the test's own, and return it."""
    return lambda name="project": copied(sources, tmp_path / name)


@pytest.fixture
def copy_sealed(root: Path, tmp_path: Path) -> Path:
    """A copy of the project's sources with the seals of its reports."""
    return copied(root, tmp_path / "sealed", sealed=True)


SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def sample_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample agency, whose report is sealed."""
    return made_once(tmp_path_factory, "sample-built", lambda it: built_copy(it, sealed=True)) / "site"


@pytest.fixture(scope="session")
def sample_unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an unsealed copy of the sample agency that nobody changed."""
    return made_once(tmp_path_factory, "sample-unchanged", lambda it: built_copy(it, sealed=False)) / "site"


@pytest.fixture
def copy_sample(tmp_path: Path) -> Callable[..., Path]:
    """Make a copy of the sample agency's sources, unsealed, in a folder below the test's own."""
    return lambda name="sample": copied(SAMPLE, tmp_path / name)


def built_copy(folder: Path, *, sealed: bool) -> None:
    """Copy the sample agency's sources below a folder, and build them there."""
    built_into(copied(SAMPLE, folder / "sources", sealed=sealed), folder / "site")


def built_into(project: Path, site: Path) -> None:
    done = built_by_mkdocs(project, site)
    assert done.returncode == 0, done.stderr


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None], seconds: float = 300
) -> Path:
    """Return a folder that one worker of a run makes; the others wait for it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    folder = factory.getbasetemp().parent / f"{run}-{name}" if run else factory.mktemp(name)
    done = folder / "done"
    try:
        folder.mkdir(exist_ok=not run)
    except FileExistsError:
        end = time.monotonic() + seconds
        while not done.exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert done.exists(), f"another worker could not make {name}"
        return folder
    make(folder)
    done.touch()
    return folder


def copied(project: Path, folder: Path, *, sealed: bool = False) -> Path:
    """Copy a project; without its seals, a test may change any record."""
    folder.mkdir(parents=True)
    shutil.copy2(project / "mkdocs.yml", folder)
    for name in ("docs", "records"):
        ignored = None if sealed else shutil.ignore_patterns("*.seal.json")
        shutil.copytree(project / name, folder / name, ignore=ignored)
    for page in () if sealed else (folder / "docs").rglob("*.md"):
        page.write_bytes(re.sub(rb"(?m)^seal: .*\n", b"", page.read_bytes()))
    return folder


def built_by_mkdocs(
    project: Path, site: Path | None = None, **environment: str | None
) -> "subprocess.CompletedProcess[str]":
    """Build a project into `site`, or where its mkdocs.yml says; a variable that is None is not set."""
    wanted = {"SOURCE_DATE_EPOCH": FIXED_TIME, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": None, **environment}
    variables = {name: value for name, value in {**os.environ, **wanted}.items() if value is not None}
    place = ("-d", str(site)) if site else ()
    return mkdocs(project, variables, "build", "--strict", "-f", str(project / "mkdocs.yml"), *place)
