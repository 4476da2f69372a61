"""Shipped pages: what the package brings to every site: fronts of sections, guides; and a menu of a site.

They stand in `docs/` beside this module as they would in a site's own, whose page at the same address wins.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from congbo.pages.docs_settings import DocsSettings
from congbo.pages.markdown import Dialect
from congbo.pages.reading import Reading, file_of, reading
from congbo.records.kinds import sections
from congbo.records.sections import KEYS, LIBRARY
from congbo.reports.report import is_report
from congbo.reports.site import DOCS, written_address
from congbo.reports.written_page import PageSource, read_page

Menu = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

MENU: Menu = (
    ("Trang chủ", (("", ""),)),
    ("Thủ tục", (("", "thu-tuc/"), ("Tình huống", "tinh-huong/"), ("Thay đổi", "thay-doi/"))),
    ("Báo cáo", (("", "bao-cao/"),)),
    ("Văn bản", (("", "van-ban/"),)),
    (
        "Số liệu",
        (
            ("Chỉ số", "chi-so/"),
            ("Số liệu tự khai", "so-lieu/"),
            ("Dữ liệu mở", "du-lieu/"),
            ("Chất lượng dữ liệu", "chat-luong/"),
        ),
    ),
    (
        "Danh mục",
        (
            ("Lĩnh vực", "linh-vuc/"),
            ("Cơ quan", "co-quan/"),
            ("Ngày nghỉ, ngày làm bù", "ngay-nghi/"),
            ("Kỳ báo cáo", "ky-bao-cao/"),
            ("Loại văn bản", "loai-van-ban/"),
            ("Việc do nơi khác giải quyết", "noi-khac/"),
            ("Từ ngữ dẫn tới đâu", "tu-ngu/"),
        ),
    ),
    ("Trợ giúp", (("", "tro-giup/"), ("Khả năng tiếp cận", "tiep-can/"))),
)
"""The menu of a site that names none: titles, with the titles and addresses of what stands under each."""

APART = ("huong-dan/", "quy-tac/", "en/")
"""Pages of the package that are no part of that menu, with those below: the editors' guides and rules, and
the summary in English. The help page leads there."""

_FRONT = """---
title: {title}
render_macros: true
hide: [navigation, toc]
---

# {section.title}

{{{{ listing("{section.name}") }}}}
"""

REPORTS, OTHERS = "Báo cáo", "Trang khác"
"""Where the menu has a site's reports, and where its pages that have no place of their own."""

_readings: dict[tuple[str, str], Reading] = {}


@cache
def pages() -> tuple[PageSource, ...]:
    """Return the pages of the package, in the order of their paths."""
    found = _below(files("congbo.pages") / "docs", DOCS)
    return tuple(replace(read_page(raw, path), shipped=True) for path, raw in found)


def _fronts() -> Iterator[PageSource]:
    """Yield a plain front of each section that has none in the package, as those of kinds from outside."""
    held = {written_address(page.path) for page in pages()}
    for section in sections():
        if section.address not in held and section not in (KEYS, LIBRARY):  # listed on pages of the guide
            text = _FRONT.format(title=json.dumps(section.title, ensure_ascii=False), section=section)
            yield replace(read_page(text.encode(), f"{DOCS}/{section.address}index.md"), shipped=True)


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, inner)
        else:
            yield inner, entry.read_bytes()


def added(own: Iterable[str], settings: DocsSettings) -> tuple[PageSource, ...]:
    """Return the pages that the package adds to those of a site, whose paths are `own`.

    A site that says in `exclude_docs` that it does not publish a page has none there.
    """
    taken = {written_address(path) for path in own}
    free = (page for page in (*pages(), *_fronts()) if written_address(page.path) not in taken)
    return tuple(page for page in free if not settings.left_out(_inner(page)))


def fitted(
    sources: Iterable[PageSource], dialect: Dialect
) -> tuple[tuple[PageSource, ...], dict[str, Reading]]:
    """Return the pages and what each holds, those of the package without links to what a site replaced.

    A link to a heading that the site's own page does not have leads to the page; one to a page that the
    site left out becomes words.
    """
    held = {source.path: source for source in sources}
    readings = {source.path: _read(source, dialect) for source in held.values()}
    for path, source in held.items():
        text = _without_lost(source, readings) if source.shipped else source.text
        if text != source.text:
            held[path] = replace(read_page(text.encode(), path), shipped=True)
            readings[path] = reading(held[path], dialect)
    return tuple(held.values()), readings


def _without_lost(page: PageSource, readings: Mapping[str, Reading]) -> str:
    text = page.text
    for link in readings[page.path].links:
        target, (way, _, anchor) = file_of(link, page.path), link.partition("#")
        if target.startswith(f"{DOCS}/") and target not in readings:
            text = re.sub(rf"\[([^\[\]]+)\]\({re.escape(link)}\)", r"\1", text)
        elif target and anchor and anchor not in readings[target].ids:
            text = text.replace(f"]({link})", f"]({way})")
    return text


def _read(page: PageSource, dialect: Dialect) -> Reading:
    """Return what a page's Markdown holds; a page of the package is read once for each dialect."""
    if not page.shipped:
        return reading(page, dialect)
    key = page.path, repr(dialect)
    if key not in _readings:
        _readings[key] = reading(page, dialect)
    return _readings[key]


def menu(sources: Iterable[PageSource]) -> list[Any]:
    """Return the menu of a site that names none, as MkDocs reads one: every page for its readers is in it."""
    left = {written_address(source.path): source for source in sources if not _apart(source)}
    found: dict[str, list[Any]] = {}
    for title, entries in MENU:
        held = [(name, left.pop(address)) for name, address in entries if address in left]
        found[title] = [{name: _inner(source)} if name else _inner(source) for name, source in held]
    for source in left.values():
        found.setdefault(REPORTS if is_report(source) else OTHERS, []).append(_inner(source))
    return [{title: _alone(entries) or entries} for title, entries in found.items() if entries]


def _apart(source: PageSource) -> bool:
    return source.shipped and written_address(source.path).startswith(APART)


def _alone(entries: list[Any]) -> str:
    """Return the only entry under a title, which then leads there itself."""
    only = entries[0] if len(entries) == 1 else ""
    return only if isinstance(only, str) else ""


def _inner(source: PageSource) -> str:
    return source.path.removeprefix(f"{DOCS}/")
