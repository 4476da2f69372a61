"""The published site is compared with the one that was built, before and after it is put there."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from congbo.cli import main

FILES = {
    "index.html": "trang chủ",
    "thu-tuc/1.010830/index.html": "thủ tục",
    "thu-tuc/Có dấu.csv": "a,b",
    "du-lieu/ngay.json": '{"day": "2026-12-01"}',
    "_headers": "máy chủ đọc",
    ".congbo": "{}",
}


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        del format, args


def laid(folder: Path) -> Path:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    folder = laid(tmp_path / "served")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def published(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["published", *map(str, arguments)])


def test_a_site_is_where_readers_look_for_it_byte_for_byte(served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    built = laid(tmp_path / "site")
    done = published(address, "--after", built)
    assert (done.exit_code, done.output) == (0, "Đã so 4 tệp: giống hệt trang đã dựng.\n")
    (folder / "index.html").write_text("bản cũ", "utf-8")
    shutil.rmtree(folder / "thu-tuc/1.010830")
    done = published(f"{address}/", "--after", built)
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "index.html: không giống tệp đã dựng (có thể máy chủ còn giữ bản cũ)",
        "thu-tuc/1.010830/index.html: máy chủ trả lời 404",
        "Đã so 4 tệp: 2 tệp khác.",
    ]


def test_a_site_of_an_earlier_day_does_not_take_the_place_of_a_later_one(
    served: tuple[Path, str], tmp_path: Path
) -> None:
    folder, address = served
    built = laid(tmp_path / "site")
    assert published(address, "--before", built).exit_code == 0, "the same day is published anew"
    (folder / "du-lieu/ngay.json").write_text('{"day": "2026-12-02"}', "utf-8")
    done = published(address, "--before", built)
    assert done.exit_code == 1
    assert "ngày 02/12/2026, muộn hơn bản sắp đăng (01/12/2026)" in done.output
    for other in ("<html>", "{}", "[]", '{"day": 3}'):
        (folder / "du-lieu/ngay.json").write_text(other, "utf-8")
        assert published(address, "--before", built).exit_code == 0, "there is no site of ours yet"
    (folder / "du-lieu/ngay.json").unlink()
    assert published(address, "--before", built).exit_code == 0


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    site = laid(tmp_path / "site")
    assert published("congbo.example", "--after", site).exit_code == 2
    assert published("https://congbo.example").exit_code == 2
    assert published("https://congbo.example", "--after", site, "--before", site).exit_code == 2
    assert published("http://127.0.0.1:9", "--before", tmp_path).exit_code == 2
    assert published("http://127.0.0.1:9", "--before", site).exit_code == 2
    done = published("http://127.0.0.1:9", "--after", site)
    assert done.exit_code == 1
    assert "không đọc được" in done.output
