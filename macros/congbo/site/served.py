"""Served: what a preview answers to an address: a page of the site, what is wrong with it, its own files.

What the preview adds to a page of the site stands at its end, loads nothing but files of the preview, and so
needs no exception from the policy that the page states.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import parse_qs, quote, unquote

from jinja2 import Environment, PackageLoader, StrictUndefined

from congbo.pages.addresses import INDEX
from congbo.pages.settings import read_settings
from congbo.records.problems import WORDS, Problem, grouped
from congbo.records.sections import RULES
from congbo.site.causes import Causes, cause
from congbo.site.preview import Preview, State
from congbo.site.security import METAS

OWN = "/_congbo/"
"""Where the preview's own files stand; no site has a page there."""
FORMER = "ban-cu"
"""What is asked for to see the page of a file with errors as it was last made."""
PATIENCE = 25.0
"""Seconds that a page waits for news before it asks again."""

_FILES = {"xem-thu.css": "text/css", "xem-thu.js": "text/javascript"}
_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".jpg": "image/jpeg",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
"""Said here and not asked of the system: on Windows any program may have changed what it says."""
_TEXTS = ("text/", "application/json", "application/xml", "application/ld+json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of HTTP; `location` is where else to ask, empty for most."""

    status: int
    type: str
    body: bytes
    location: str = ""


def answer(preview: Preview, target: str) -> Answer:
    """Return the answer to a request for a path with its query."""
    typed, _, asked = target.partition("?")
    path, query = unquote(typed), parse_qs(asked, keep_blank_values=True)
    if path.startswith(OWN):
        return _own(preview, path.removeprefix(OWN), query)
    preview.wait(0)
    state = preview.state
    if path == "/" != preview.mount and state.made:
        return Answer(302, "text/plain", b"", preview.mount)
    address = path.removeprefix(preview.mount) if path.startswith(preview.mount) else ""
    inside = path.startswith(preview.mount)
    if address == "" or address.endswith("/"):
        address += INDEX
    former = FORMER in query and state.made is not None
    if inside and address in state.broken and not former:
        return _problem_page(preview, state, 200, address)
    if state.made is None:
        return _problem_page(preview, state, 503)
    try:
        return _of_site(preview, state, address if inside else "", path)
    except (Exception, SystemExit) as error:  # whatever it is, this page says it, and the others are there
        settings = read_settings(preview.root, preview.config_file)
        return _problem_page(preview, state, 500, also=cause(error, Causes(), preview.root, settings))


def _of_site(preview: Preview, state: State, address: str, path: str) -> Answer:
    assert state.made is not None
    data, status = state.made.read(address), 200
    below = f"{address}/{INDEX}"
    if data is None and address and (below in state.made or below in state.broken):
        return Answer(302, "text/plain", b"", f"{quote(path)}/")
    if data is None:
        address, status = "404.html", 404
        data = state.made.read(address) or b""
    kind = _type(address)
    if kind.startswith("text/html"):
        data = _with_bar(data, preview, state)
    return Answer(status, kind, data)


def _type(address: str) -> str:
    kind = _TYPES.get(PurePosixPath(address).suffix.lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind


def _own(preview: Preview, name: str, query: dict[str, list[str]]) -> Answer:
    if name == "phien-ban":
        after = query.get("sau", ["0"])[0]
        version = preview.wait(int(after) if after.isdecimal() and len(after) < 10 else 0, PATIENCE)
        return Answer(200, "text/plain", str(version).encode())
    if name in _FILES:
        return Answer(200, f"{_FILES[name]}; charset=utf-8", _file(name))
    preview.wait(0)
    return _problem_page(preview, preview.state, 404 if name else 200)


@cache
def _file(name: str) -> bytes:
    return files("congbo.site").joinpath("preview_files", name).read_bytes()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("congbo.site", "preview_files"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(own=OWN, words=WORDS, rules=RULES.address, former=FORMER, metas=METAS)
    return environment


def _with_bar(page: bytes, preview: Preview, state: State) -> bytes:
    """Return a page of the site with what the preview adds to it."""
    added = _filled("bar.html", preview, state, errors=grouped(state.errors)).encode()
    at = page.rfind(b"</body>")
    return page + added if at < 0 else page[:at] + added + page[at:]


def _problem_page(
    preview: Preview, state: State, status: int, address: str = "", also: tuple[Problem, ...] = ()
) -> Answer:
    here = grouped(state.broken.get(address, ()))
    others = grouped((*also, *(problem for problem in state.problems if problem not in here)))
    of_file = here[0].path if here else ""
    has_former = bool(address) and state.made is not None and address in state.made
    text = _filled(
        "problems.html",
        preview,
        state,
        here=here,
        others=others,
        of_file=of_file,
        has_former=has_former,
        failed=bool(also),
    )
    return Answer(status, "text/html; charset=utf-8", text.encode())


def _filled(template: str, preview: Preview, state: State, **values: object) -> str:
    known = state.made.rule_pages if state.made else frozenset()
    return (
        _environment().get_template(template).render(state=state, mount=preview.mount, known=known, **values)
    )
