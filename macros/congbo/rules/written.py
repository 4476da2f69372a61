"""Written pages: what a page of docs/ may bring besides its words. Each docstring is the rule."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from congbo.pages.markdown import LOADED
from congbo.pages.reading import Reading, file_of
from congbo.records import frontmatter
from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem, has_errors
from congbo.reports.macros import MACROS
from congbo.reports.report import is_report
from congbo.reports.site import DOCS
from congbo.reports.written_page import PageSource, answers_macros
from congbo.rules.prose import CODE, PICTURE, blanked, place_in
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest

_MARK = re.compile(r"\{[{%#]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_OTHER_HOST = re.compile(r"!\[[^\]\n]*\]\(\s*<?\s*(?P<address>(?:https?:)?//[^\s)>]+)")


@tells("page-html", "outside-host", "broken-link")
def brought(site: SiteToCheck) -> Iterator[Problem]:
    """A page types harmless HTML only, loads nothing from another host, and its links lead somewhere."""
    readings = site.readings
    for source in site.sources:
        for kind, what in readings[source.path].refused:
            if is_report(source) and (kind == LOADED or PICTURE.match(what)):
                continue  # told as a picture
            place = _place(source, what)
            if kind == LOADED:
                message = f"trang không được tải gì từ máy chủ khác (gặp “{what}”); hãy để tệp trong {DOCS}/"
                yield Problem(source.path, *place, "outside-host", message)
            else:
                message = f"trang không dùng được {kind} “{what}”; chỉ dùng Markdown và vài thẻ chữ, bảng"
                yield Problem(source.path, *place, "page-html", message)
        shown = () if is_report(source) else readings[source.path].shown
        for link in dict.fromkeys((*readings[source.path].links, *shown)):
            if said := _broken(link, source, readings, site):
                yield Problem(source.path, *_place(source, link), "broken-link", *said)


def _broken(
    link: str, source: PageSource, readings: Mapping[str, Reading], site: SiteToCheck
) -> tuple[str, str] | None:
    """Return (message, hint) of a link that leads nowhere, or None."""
    if _SCHEME.match(link):
        return None
    if link.startswith(("/", "\\")):
        return f"liên kết “{link}” bắt đầu từ gốc máy chủ; hãy viết đường tới tệp, tính từ trang này", ""
    way, _, anchor = link.partition("#")
    target = file_of(link, source.path) if way.partition("?")[0] else source.path
    if target not in readings:
        if target.startswith(f"{DOCS}/") and (site.places.root / target).is_file():
            return None
        hint = nearest(target.rpartition("/")[2], [path.rpartition("/")[2] for path in readings])
        return f"liên kết “{link}” không dẫn tới tệp nào trong {DOCS}/", hint
    if anchor and anchor not in readings[target].ids:
        hint = nearest(anchor, readings[target].ids)
        return f"liên kết “{link}”: trang {target} không có mục nào mang tên “{anchor}”", hint
    return None


@tells("outside-host")
def loaded_by_records(site: SiteToCheck) -> Iterator[Problem]:
    """The text of a record loads nothing from another host."""
    for record in site.register.records:
        for match in _OTHER_HOST.finditer(record.body):
            message = f"bản ghi không được tải gì từ máy chủ khác (gặp “{match['address']}”)"
            yield site.problem(record, (), "outside-host", message)


@tells("page-key")
def keys_of_pages(site: SiteToCheck) -> Iterator[Problem]:
    """What stands between the fences of a page is data: no command in it, and no key is a macro's name."""
    for source in site.sources:
        yield from refused_keys(source)


def refused_keys(source: PageSource) -> Iterator[Problem]:
    """Yield what a page's front matter may not hold."""
    found = list(_code_in(source.data))
    found += [((key,), f"khoá “{key}” trùng tên một lệnh") for key in source.data if key in MACROS]
    for keys, message in found:
        place = frontmatter.locate(source.text).get(keys, ((1, 1), (1, 1)))[1]
        yield Problem(source.path, *place, "page-key", message)


def _code_in(value: Any, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str) and (mark := _MARK.search(value)):
        yield keys, f"phần khoá không được có lệnh (gặp “{mark.group()}”); lệnh chỉ viết trong bài"
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _code_in(part, (*keys, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _code_in(part, (*keys, index))


@tells("macros-off")
def unanswered(site: SiteToCheck) -> Iterator[Problem]:
    """A page that calls a macro turns macros on: else the call would be published as text."""
    names = "|".join(map(re.escape, MACROS))
    called = re.compile(rf"\{{\{{[-+]?\s*({names})\s*\(")
    for source in site.sources:
        if answers_macros(source.data) is not False or is_report(source) or has_errors(source.problems):
            continue  # answered, or told
        for match in called.finditer(blanked(CODE, source.body)):
            message = f"lệnh “{match[1]}” sẽ hiện ra thành chữ; hãy thêm “render_macros: true” ở đầu trang"
            yield Problem(source.path, *place_in(source, match.start()), "macros-off", message)


def _place(source: PageSource, typed: str) -> tuple[int, int]:
    """Return where a page types something; its body's beginning where it is written in another way."""
    offset = source.body.find(typed)
    return place_in(source, offset) if offset >= 0 else (source.body_line, 1)
