"""Serving: a preview on this machine: a server, an eye on the files, a line for each build.

`mkdocs serve` comes here as soon as it asks the plugin, `congbo serve` at once: there is one preview.
"""

import errno
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from congbo.pages.settings import read_settings
from congbo.records.problems import grouped
from congbo.site import watching
from congbo.site.clock import now, site_day
from congbo.site.preview import Preview, State, mount_of
from congbo.site.served import answer
from congbo.words import wording

LOOK = 0.2
"""Seconds between two looks at the files, of which looking may take a fifth."""
SETTLED = 0.1
"""Seconds without a change after which a file counts as saved."""
TRIED = 20
"""How many ports are tried, one after the other."""
TOLD = 3
"""How many errors a build tells in the window; the page tells all."""


_TAKEN = frozenset({errno.EADDRINUSE, 10048, *([errno.EACCES, 10013] if sys.platform == "win32" else [])})
"""What a system says of a port that another program has; Windows has numbers of its own."""


class ServingError(Exception):
    """A preview that cannot begin; the text says why, in Vietnamese."""


class Server(ThreadingHTTPServer):
    """Serves one preview."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would share a port that another program has

    def __init__(self, address: tuple[str, int], preview: Preview) -> None:
        self.preview = preview
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that leaves before it has its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if not self._is_for_us():
            self.send_error(403)
            return
        found = answer(self.server.preview, self.path)
        self.send_response(found.status)
        self.send_header("Content-Type", found.type)
        self.send_header("Content-Length", str(len(found.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if found.location:
            self.send_header("Location", found.location)
        self.end_headers()
        if with_body:
            self.wfile.write(found.body)

    def _is_for_us(self) -> bool:
        """Tell whether a page of another host is not asking by a name that leads to this machine."""
        bound = str(self.server.server_address[0])
        if not ip_address(bound).is_loopback:
            return True
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        return name in ("localhost", bound) or name.endswith(".localhost")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a preview says a line for each build."""


def run(config_file: Path, address: str, port: int, *, opens: bool = False, day: str | None = None) -> None:
    """Show a site until somebody stops it. Raises DayError or ServingError."""
    config_file = config_file.absolute()
    settings = read_settings(config_file.parent, config_file)
    site_day(settings.zone, day)  # a day that is none is told at once
    with _stopped_by_signals():
        preview = Preview(config_file, day)
        try:
            server = _bound(address, port, preview)
            preview.mount = mount_of(settings.data.get("site_url"))
            shown = f"http://{_host(address)}:{server.server_port}{preview.mount}"
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            click.echo(f"Xem thử tại {shown} (bấm Ctrl-C để dừng). Đang dựng lần đầu…")
            if opens:
                webbrowser.open(shown)
            _build_for_ever(preview)
        except KeyboardInterrupt:
            click.echo("Đã dừng xem thử.")
        finally:
            preview.close()


def instead_of_the_engine(config: MkDocsConfig) -> NoReturn:
    """Show the site that MkDocs was told to serve, and end when it is stopped."""
    context = click.get_current_context(silent=True)
    opens = bool(context and context.params.get("open_in_browser"))
    try:
        run(Path(config.config_file_path), config.dev_addr.host, config.dev_addr.port, opens=opens)
    except ServingError as error:
        raise Abort(str(error)) from error
    raise SystemExit(0)


def _bound(address: str, port: int, preview: Preview) -> Server:
    """Return a server at the first free port from that on."""
    for tried in range(port, min(port + TRIED, 65536)):
        try:
            server = Server((address, tried), preview)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise ServingError(f"không mở được địa chỉ “{address}”") from None
            continue
        if tried != port:
            click.echo(f"Cổng {port} đã có chương trình khác dùng; dùng cổng {tried}.")
        return server
    raise ServingError(f"các cổng từ {port} đến {tried} đều đã có chương trình khác dùng")


def _build_for_ever(preview: Preview) -> NoReturn:
    """Build whenever something has changed since the last build began."""
    last: watching.Seen | None = None
    while True:
        began = time.monotonic()
        found = watching.seen(preview.places())
        took = time.monotonic() - began
        if found != last:
            last = found if last is None else _settled(preview, found)
            _say(preview.rebuild())
        time.sleep(max(LOOK, took * 4))


def _settled(preview: Preview, found: watching.Seen) -> watching.Seen:
    """Return what is there when nothing has changed for a moment: a file may be half saved before."""
    while True:
        time.sleep(SETTLED)
        later = watching.seen(preview.places())
        if later == found:
            return found
        found = later


def _say(state: State) -> None:
    """Say in a line what came of a build, and the first errors."""
    took = f"{wording.number(round(Decimal(state.seconds), 1))} giây"
    time_now = f"{now().astimezone():%H:%M:%S}"
    if not state.errors:
        click.echo(f"{time_now} Đã dựng trong {took}.")
        return
    what = "Đã dựng để xem, chưa đăng được" if state.sound else "Chưa dựng được"
    click.echo(f"{time_now} {what}: {len(state.errors)} lỗi, hiện trên trang ({took}).")
    lines = grouped(state.errors)
    for problem in lines[:TOLD]:
        click.echo(f"  {problem}")
    if len(lines) > TOLD:
        click.echo("  …")


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let a request to end stop a preview as Ctrl-C does, so that nothing is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address
