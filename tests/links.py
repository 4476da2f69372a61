"""Links: every link of a built site leads to a file and a place of it, stays on the site, and works
from a sub-path. `python tests/links.py SITE [PATH]` prints each that does not.

PATH is the path of the site's public address, `/` where none is given; only 404.html, which a server
shows at any address, may use it.
"""

import re
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

NOT_FOUND = "404.html"
ADDRESSES = ("href", "src", "action", "poster")
LISTS_OF_ADDRESSES = ("srcset", "imagesrcset")
LOADED = {
    "link",
    "script",
    "img",
    "iframe",
    "source",
    "video",
    "audio",
    "embed",
    "object",
    "input",
    "use",
    "image",
}
"""Elements whose address the browser fetches by itself."""
NAMED_ONLY = {"canonical", "prev", "next", "alternate", "feed", "author", "license"}
"""Relations of a <link> that names a page without fetching it."""
OUTSIDE = ("http", "https", "mailto", "tel")
"""Schemes that a reader may be led to."""
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
"""Attributes that hold ids of the same page, divided by spaces."""
MAY_BE_AWAY = {"__toc"}
"""Material's table of contents names its switch also on pages whose navigation does not show one."""

_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A link that does not work, or an id that is there twice. `file` is relative to the site."""

    file: str
    line: int
    address: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.address}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page gives; `loaded` tells whether the browser fetches it by itself."""

    address: str
    line: int
    loaded: bool


@dataclass(slots=True)
class Page:
    """What a page links to, its ids with their lines, the ids that it refers to, and its <base>s."""

    links: list[Link] = field(default_factory=list)
    ids: dict[str, list[int]] = field(default_factory=dict)
    referred: list[tuple[str, int]] = field(default_factory=list)
    bases: list[tuple[str, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line, _ = self.getpos()
        self._in_style = tag == "style"
        if "id" in given:
            self.page.ids.setdefault(given["id"], []).append(line)
        if tag == "a" and "name" in given:
            self.page.ids.setdefault(given["name"], [line])
        relations = set(given.get("rel", "").split())
        loaded = tag in LOADED and not (tag == "link" and relations and relations <= NAMED_ONLY)
        found = [
            given[name] for name in ADDRESSES if name in given and not (name == "data" and tag != "object")
        ]
        for name in LISTS_OF_ADDRESSES:
            found += [part.split()[0] for part in given.get(name, "").split(",") if part.strip()]
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            found += _REFRESH.findall(given.get("content", ""))
        self.page.links += [Link(address, line, loaded) for address in found]
        self.page.links += [Link(address, line, True) for address in addresses_of(given.get("style", ""))]
        if tag == "base":
            self.page.bases.append((given.get("href", ""), line))
        for name in REFERRING:
            self.page.referred += [(id_, line) for id_ in given.get(name, "").split()]

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            line, _ = self.getpos()
            self.page.links += [Link(address, line, True) for address in addresses_of(data)]


def read(html: str) -> Page:
    """Return what a page of HTML holds."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def addresses_of(css: str) -> list[str]:
    """Return every address in a style sheet."""
    return [(one or other).strip() for one, other in _CSS.findall(css)]


def broken(site: Path, path: str = "/") -> list[Broken]:
    """Return everything that is wrong with the links of a built site, by file and line."""
    pages = {
        file.relative_to(site).as_posix(): read(file.read_text("utf-8"))
        for file in sorted(site.rglob("*.html"))
    }
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    found: set[Broken] = set()
    for name, page in pages.items():
        for link in page.links:
            if reason := _wrong(link, name, pages, files, path):
                found.add(Broken(name, link.line, link.address, reason))
        for id_, lines in page.ids.items():
            if len(lines) > 1:
                found.add(Broken(name, lines[1], f"#{id_}", f"the id is there {len(lines)} times"))
        for address, line in page.bases:
            found.add(Broken(name, line, address, "a <base> changes where every link of the page leads"))
        for id_, line in page.referred:
            if id_ not in page.ids and id_ not in MAY_BE_AWAY:
                found.add(Broken(name, line, f"#{id_}", "the page refers to an id that it does not have"))
    for file in sorted(site.rglob("*.css")):
        name = file.relative_to(site).as_posix()
        for address in addresses_of(file.read_text("utf-8")):
            if reason := _wrong(Link(address, 1, True), name, pages, files, path):
                found.add(Broken(name, 1, address, reason))
    return sorted(found)


def _wrong(link: Link, page: str, pages: dict[str, Page], files: set[str], path: str) -> str:
    """Return what is wrong with a link of a page, or an empty text."""
    address, anchor = urldefrag(link.address.strip())
    parts = urlsplit(address)
    if parts.scheme == "data" and link.loaded:
        return ""
    if parts.scheme or parts.netloc:
        if link.loaded:
            return "the page fetches it from another host"
        outside = parts.scheme in OUTSIDE or not parts.scheme
        return "" if outside else "it is no kind of address to link to"
    if address.startswith("/"):
        if page != NOT_FOUND:
            return "the address begins at the host's root, so the site does not work from a sub-path"
        if not address.startswith(path):
            return f"the address does not begin with the site's path {path}"
        target = _joined("", parts.path.removeprefix(path))
    elif page == NOT_FOUND and address:
        return "404.html is shown at any address, so its links begin with the site's path"
    else:
        target = _joined(page.rpartition("/")[0], parts.path) if parts.path else page
    if target is None:
        return "the address leads out of the site"
    if target not in files and f"{target}/index.html".lstrip("/") in files:
        if parts.path and not parts.path.endswith(("/", ".")):
            return "the address of a folder must end in a slash"
        target = f"{target}/index.html".lstrip("/")
    if target not in files:
        return "there is no such file"
    if anchor and target in pages and unquote(anchor) not in pages[target].ids:
        return f"{target} has no such id"
    return ""


def _joined(folder: str, path: str) -> str | None:
    """Return the way from the site's root to `path` seen from a folder; None where it leads outside."""
    way = folder.split("/") if folder else []
    for part in unquote(path).split("/"):
        if part == "..":
            if not way:
                return None
            way.pop()
        elif part not in ("", "."):
            way.append(part)
    return "/".join(way)


def main() -> int:
    """Print the broken links of the site in the first argument; the exit code tells whether there are any."""
    found = broken(Path(sys.argv[1]), *sys.argv[2:3])
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
