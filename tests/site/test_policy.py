"""The built site under its security policy: no page holds script or style, nothing comes from elsewhere."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from congbo.pages.markdown import Dialect
from congbo.site.security import HEADERS, METAS

LOADED = {"src", "srcset", "poster", "data", "action", "formaction", "background", "manifest", "ping"}
LINKED = {
    "stylesheet",
    "preload",
    "modulepreload",
    "icon",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}
DATA = "application/ld+json"
_ADDRESS_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]*)""")
_ADDRESS_IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport|\bfetch\(|\bimport\()\s*["'`]([^"'`]+)""")


class _Page(HTMLParser):
    """What of a page the policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.refused += list(_refused(tag, given))

    handle_startendtag = handle_starttag


def _refused(tag: str, given: dict[str, str]) -> Iterator[str]:
    if tag in ("style", "base", "iframe", "object", "embed"):
        yield f"<{tag}>"
    if tag == "script" and "src" not in given and given.get("type") != DATA:
        yield "a script in the page"
    for name, value in given.items():
        if name == "style" or name.startswith("on"):
            yield f"{name}={value}"
        if value.strip().lower().startswith("javascript:"):
            yield value
        loads = name in LOADED or (name == "href" and tag == "link" and LINKED & set(given["rel"].split()))
        if loads and elsewhere(value):
            yield f"{tag} {name}={value}"


def elsewhere(address: str) -> bool:
    """Tell whether an address, or one in a list of them, is not the site's own."""
    parts = [
        urlsplit(one.strip()) for one in ([address] if address.startswith("data:") else address.split(","))
    ]
    return any(part.netloc or part.scheme not in ("", "data") for part in parts)


def refused(html: str) -> list[str]:
    page = _Page()
    page.feed(html)
    page.close()
    return page.refused


def test_no_page_holds_what_the_policy_refuses(built: Path) -> None:
    files = sorted(built.rglob("*.html"))
    assert len(files) > 200
    found = {file.relative_to(built).as_posix(): refused(file.read_text("utf-8")) for file in files}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "<script>1</script>",
        '<script type="module">1</script>',
        "<style>p {}</style>",
        '<p style="color: red">',
        "<body onload=a()>",
        '<a href=" JavaScript:a()">',
        '<img src="https://khac.example/a.png">',
        '<img srcset="a.png, //khac.example/b.png 2x">',
        '<link rel="preload stylesheet" href="//khac.example/a.css">',
        '<form action="https://khac.example/">',
        '<iframe src="a.html"></iframe>',
        '<base href="/">',
    ],
)
def test_what_is_planted_is_seen(planted: str) -> None:
    assert len(refused(f'<p class="a"><a href="https://khac.example/">{planted}')) == 1


def test_no_stylesheet_or_script_asks_another_host(built: Path) -> None:
    css = (built / "assets/congbo/site.css").read_text("utf-8")
    assert "@import" not in css
    addresses = _ADDRESS_IN_STYLE.findall(css)
    assert len(addresses) > 4
    assert [address for address in addresses if elsewhere(address)] == []
    scripts = sorted((built / "assets").rglob("*.js"))
    assert len(scripts) > 5
    found = [address for file in scripts for address in _ADDRESS_IN_SCRIPT.findall(file.read_text("utf-8"))]
    assert "./search-core.js" in found
    assert [address for address in found if elsewhere(address)] == []
    for file in scripts:
        assert not re.search(r"\beval\(|new Function\(|\.innerHTML|\"style\"", file.read_text("utf-8")), file


def test_the_headers_lie_where_hosts_look_for_them(built: Path) -> None:
    first, *lines = (built / "_headers").read_text("utf-8").splitlines()
    assert first == "/*"
    assert dict(line.strip().split(": ", 1) for line in lines) == HEADERS


def test_a_page_states_what_the_headers_say_but_for_what_only_a_header_can() -> None:
    stated = {name: content for _, name, content in METAS}
    policy = HEADERS["Content-Security-Policy"]
    assert stated["Content-Security-Policy"] == policy.replace("; frame-ancestors 'none'", "") != policy
    assert stated["referrer"] == HEADERS["Referrer-Policy"]


def test_the_columns_of_a_table_are_aligned_by_class() -> None:
    made = Dialect().converter().convert("| a | b |\n|--:|:-:|\n| c | d |\n")
    assert '<th class="cb-right">a</th>' in made
    assert '<td class="cb-center">d</td>' in made
    assert "style" not in made
