"""Chromium: the machine's own browser without a word to the outside, and a site served from a sub-path."""

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    sync_playwright,
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser with a profile of its own; skip where there is none, but never in CI."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a Chromium on this machine")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


WATCH = """addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
  console.error(`refused: ${effectiveDirective} ${blockedURI} ${sample}`))"""
"""What tells the console of all that the page's policy refuses."""


_KEPT: WeakKeyDictionary[Browser, dict[str, Page]] = WeakKeyDictionary()


@contextmanager
def opened(browser: Browser, *scripts: str, **options: Any) -> Iterator[Page]:
    """Give the page of a reader who has not been here before: nothing stored, no media, no routes.

    Opening one takes the browser as long as showing four pages does; so the next reader with the same
    options is given it too, unless the test failed.
    """
    kept = _KEPT.setdefault(browser, {})
    key = repr((scripts, sorted(options.items())))
    page = kept.pop(key, None)
    if page is None:
        context = browser.new_context(**options)
        for script in scripts:
            context.add_init_script(script)
        page = context.new_page()
    try:
        yield page
    except BaseException:
        page.context.close()
        raise
    if page.is_closed() or page.context.pages != [page]:
        page.context.close()
        return
    page.context.clear_cookies()
    page.context.unroute_all()
    page.unroute_all()
    page.evaluate("() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }")
    page.context.set_offline(False)
    page.emulate_media(
        media="null",
        color_scheme=options.get("color_scheme", "null"),
        reduced_motion=options.get("reduced_motion", "null"),
    )
    page.set_viewport_size(options.get("viewport", {"width": 1280, "height": 720}))
    page.mouse.move(-1, -1)
    page.goto("about:blank")
    kept[key] = page


@contextmanager
def reading(
    browser: Browser, address: str, at: str, expected: tuple[str, ...] = (), **options: Any
) -> Iterator[Page]:
    """Give a page of a site; whatever it complains of, or asks of another host, fails the test.

    What has one of the `expected` words in it is what the test is about.
    """
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    def failed(error: WebError) -> None:
        wrong.append(str(error.error))

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            wrong.append(request.url)

    with (
        opened(browser, WATCH, base_url=address, **options) as page,
        listening(page.context, console=said, weberror=failed, request=asked),
    ):
        page.goto(at)
        yield page
    assert [one for one in wrong if not any(word in one for word in expected)] == []


@contextmanager
def listening(context: BrowserContext, **heard: Callable[[Any], None]) -> Iterator[None]:
    """Let functions hear what a context tells, for as long as a test takes."""
    for name, hears in heard.items():
        context.on(name, hears)  # type: ignore[call-overload]
    yield
    for name, hears in heard.items():
        context.remove_listener(name, hears)


def wait_until(page: Page, expression: str, seconds: float = 15) -> None:
    """Wait until an expression holds in the page.

    Playwright's own `wait_for_function` evaluates text in the page again and again, which the page's
    policy refuses as soon as it does not hold at once.
    """
    for _ in range(int(seconds * 20)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came about: {expression}")


@contextmanager
def served(site: Path, path: str, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a site on this machine below a path, with some headers more, and give its address.

    What is not there is 404.html.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def translate_path(self, address: str) -> str:
            below = address.startswith(path)
            return super().translate_path(f"/{address.removeprefix(path)}" if below else "/outside-the-site")

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            if code != HTTPStatus.NOT_FOUND:
                super().send_error(code, message, explain)
                return
            page = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{path}"
        server.shutdown()
