"""Names: what must hold for the names of files and folders below records/ and docs/, whatever they hold."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from congbo.records.problems import Problem
from congbo.records.reader import RECORDS
from congbo.reports.site import DOCS
from congbo.rules.rulebook import own_rule
from congbo.words.file_names import unportable

TOLD = (own_rule("name-clash"), own_rule("unportable-name"))
"""The rules that are told here."""


def paths_below(root: Path, *folders: str) -> list[str]:
    """Return the paths of all files below folders of the site, with forward slashes, in order."""
    found = []
    for folder in folders:
        for here, inner, files in os.walk(root / folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            at = Path(here).relative_to(root).as_posix()
            found += [f"{at}/{name}" for name in files if not name.startswith(".")]
    return sorted(found)


def file_names(paths: Iterable[str]) -> Iterator[Problem]:
    """Every system can hold the name of a file, and two names differ in more than case or Unicode form."""
    first: dict[str, str] = {}
    for path in paths:
        page = path.removesuffix(".md") if path.startswith(f"{DOCS}/") else ""
        if why := unportable(path) or unportable(page):  # a page is published as a folder of its name
            yield Problem(path, 1, 1, "unportable-name", why)
        earlier = first.setdefault(_same(path), path)
        if earlier != path and not _told_as_id(earlier, path):
            message = (
                f"tên chỉ khác {earlier} ở chữ hoa, chữ thường hoặc cách ghép dấu;"
                " nhiều máy coi là một tệp, hãy đổi tên hoặc xoá một trong hai"
            )
            yield Problem(path, 1, 1, "name-clash", message)


def _same(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _told_as_id(one: str, other: str) -> bool:
    """Tell whether two paths are of records whose ids differ in letter case: that is told as one id twice."""
    return one.startswith(f"{RECORDS}/") and one.isascii() and other.isascii()
