"""The site's scripts to the package's standard: strict types, lint, and the search without a page."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
SCRIPTS = ROOT / "macros/congbo/site/theme/assets/congbo"
TOOLS = FOLDER / "node_modules" / ".bin"


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what checks the scripts, as package.json names it; skip without Node, but never in CI."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs {' and '.join(missing)} for the scripts")
        pytest.skip(f"no {' and '.join(missing)} on this machine")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    install_once(tmp_path_factory.getbasetemp().parent / f"npm-{run}")
    return TOOLS


def install_once(mark: Path) -> None:
    """Install what is missing; of several workers the first does it, and the others wait for its mark."""
    done = mark / "done"
    try:
        mark.mkdir()
    except FileExistsError:
        end = time.monotonic() + 300
        while not done.exists() and time.monotonic() < end:
            time.sleep(0.5)
        return
    try:
        if not (FOLDER / "node_modules").is_dir():
            ran("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", folder=FOLDER)
    finally:
        done.touch()


def ran(*command: str | Path, folder: Path = ROOT) -> str:
    """Run a command, which must succeed, and return what it prints."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def lint(tools: Path, *paths: Path) -> str:
    config = FOLDER / "eslint.config.js"
    return ran(tools / "eslint", "--config", config, "--max-warnings", "0", *paths)


def test_the_types_hold(tools: Path) -> None:
    ran(tools / "tsc", "--project", FOLDER)


def test_the_lint_has_nothing_to_say(tools: Path) -> None:
    lint(tools, SCRIPTS, FOLDER)


PLANTED = {
    "no-restricted-properties": "document.body.innerHTML = name;",
    "no-restricted-syntax": "document.body.setAttribute('style', 'color: red');",
    "no-eval": "eval(name);",
    "typescript/no-floating-promises": "fetch(name);",
    "complexity": "\n".join(["if (name) scrollTo(0, 0);"] * 10),
}


def test_the_lint_finds_what_is_planted(tools: Path) -> None:
    file = SCRIPTS / "frame.js"
    planted = "\n".join(PLANTED.values())
    text = f"/** @param {{string}} name */\nexport function planted(name) {{\n{planted}\n}}\n"
    done = subprocess.run(
        [tools / "eslint", "--config", FOLDER / "eslint.config.js", "--stdin", "--stdin-filename", file],
        cwd=ROOT,
        input=file.read_text("utf-8") + text,
        env={**os.environ, "TSESTREE_SINGLE_RUN": "false"},  # or it would read the file instead
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert {line.split()[-1] for line in done.stdout.splitlines() if " error " in line} == set(PLANTED)


def test_the_search_answers_without_a_page(tools: Path) -> None:
    files = sorted(FOLDER.glob("*.test.js"))
    assert len(files) > 2
    assert "# fail 0" in ran("node", "--test", "--test-reporter", "tap", *files)
