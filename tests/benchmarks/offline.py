"""Offline: keeps a built site on a device in Chromium, takes the network away, reads, and removes the copy.

    mkdocs build -d /tmp/site        # of a site with `congbo: {offline: true}`
    python tests/benchmarks/offline.py /tmp/site

The site is served below a path of its own, `/trang/`, beside a folder that is none of its business.
"""

import argparse
import http.server
import json
import shutil
import sys
import threading
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

REGISTERED = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def served(folder: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """Serve a folder on loopback."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def ended(server: http.server.ThreadingHTTPServer) -> None:
    """Take the network away."""
    server.shutdown()
    server.server_close()


def said(page: Page) -> str:
    """Return what the page says of the copy."""
    return page.locator("[data-offline] [role=status]").inner_text()


def walked(page: Page, folder: Path, site: Path) -> None:
    """Keep, lose the network, read, come back, find news, remove."""
    server = served(folder)
    base = f"http://127.0.0.1:{server.server_port}/trang/"
    listed = json.loads((site / "du-lieu/ngoai-tuyen.json").read_text("utf-8"))
    sheet = next(name for name in listed["files"] if name.startswith("thu-tuc/") and name.count("/") == 2)
    page.goto(f"{base}tro-giup/")
    save, remove = page.get_by_role("button", name="Lưu vào máy"), page.get_by_role("button", name="Xoá bản")
    save.wait_for()
    print(said(page), "|", save.inner_text())
    assert not remove.is_visible()
    save.click()
    remove.wait_for(timeout=60_000)
    print(said(page))
    assert "mới nhất" in said(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.goto(f"{base}{sheet}")
    assert not page.get_by_text("Đây là bản lưu").count()
    ended(server)
    page.goto(f"{base}{sheet}?truong-hop=1")
    day = "/".join(reversed(listed["day"].split("-")))
    print(page.get_by_text("Đây là bản lưu").inner_text())
    assert day in page.get_by_text("Đây là bản lưu").inner_text()
    assert page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].some(f => f.status === 'loaded'))"
    )
    page.goto(f"{base}thu-tuc/?q=gi%E1%BA%A5y")
    page.wait_for_timeout(1500)
    assert page.locator("main a[href*='thu-tuc/'], main a[href^='../']").count() > 0
    page.goto(f"{base}so-lieu/")
    assert page.get_by_role("heading", name="Không có mạng").count() == 1
    server = served(folder, int(base.split(":")[2].split("/")[0]))
    (site / "du-lieu/ngoai-tuyen.json").write_text(json.dumps({**listed, "version": "khac"}), "utf-8")
    page.goto(f"{base}tro-giup/")
    page.get_by_role("button", name="Cập nhật").wait_for()
    print(said(page))
    remove.click()
    save.wait_for()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate(REGISTERED) == 0
    save.click()
    remove.wait_for(timeout=60_000)
    assert page.evaluate(REGISTERED) == 1
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    (site / "du-lieu/ngoai-tuyen.json").unlink()  # the site offers no copies any more
    page.goto(f"{base}{sheet}")
    page.wait_for_timeout(1500)
    assert (page.evaluate("caches.keys()"), page.evaluate(REGISTERED)) == ([], 0)
    print("a copy that is offered no more is gone")
    ended(server)


def main() -> int:
    """Walk through a copy's life in Chromium."""
    asked = argparse.ArgumentParser()
    asked.add_argument("site", type=Path)
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        site = Path(folder) / "trang"
        shutil.copytree(asked.parse_args().site, site)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        walked(page, Path(folder), site)
        browser.close()
    print("errors of scripts:", wrong or "none")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
