"""Published: the command that looks at a site where readers find it, before and after one is put there.

A publication can fail without a word: an old run may end after a newer one, a host may keep an old copy.
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from http.client import HTTPException
from pathlib import Path
from typing import NoReturn
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import click

from congbo.cli import CLEAN, COULD_NOT_RUN, PROBLEMS
from congbo.export.day import FILE as DAY
from congbo.words.wording import short_date

LOOKED_AT = 60
"""How many files are compared at most: the first of each folder's, evenly over the site."""
PAUSE, PATIENCE = 10.0, 20.0
"""Seconds between two looks, and for one answer."""
_HIDDEN = ("_headers", "_redirects", "404.html")
"""Files that hosts read themselves and answer for otherwise."""
_INDEX = "index.html"
_NOTHING_THERE = (404, 410)

_folder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("address", metavar="ĐỊA-CHỈ")
@click.option(
    "--before", metavar="THƯ-MỤC", type=_folder, help="Thư mục sắp đăng: có cũ hơn bản đã đăng không."
)
@click.option("--after", metavar="THƯ-MỤC", type=_folder, help="Thư mục vừa đăng: có đúng từng byte không.")
@click.option("--wait", metavar="GIÂY", type=click.IntRange(0, 3600), default=0, help="Chờ tới khi giống.")
def published(address: str, before: Path | None, after: Path | None, wait: int) -> None:
    """So trang đã đăng ở ĐỊA-CHỈ với trang vừa dựng, trước hoặc sau khi đăng.

    Mã thoát: 0 được, 1 khác hoặc cũ hơn, 2 không so được.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        _end(f"địa chỉ phải bắt đầu bằng https:// (đang là '{address}')")
    if bool(before) == bool(after):
        _end("nêu một trong hai: --before THƯ-MỤC (sắp đăng) hoặc --after THƯ-MỤC (vừa đăng)")
    address = f"{address.rstrip('/')}/"
    if before:
        sys.exit(_not_newer(address, before))
    assert after is not None
    until = time.monotonic() + wait
    while (wrong := [*_differences(address, after)]) and time.monotonic() < until:
        time.sleep(min(PAUSE, max(until - time.monotonic(), 0)))
    for line in wrong:
        click.echo(line)
    result = f"{len(wrong)} tệp khác" if wrong else "giống hệt trang đã dựng"
    click.echo(f"Đã so {len(_files(after))} tệp: {result}.", err=True)
    sys.exit(PROBLEMS if wrong else CLEAN)


def _not_newer(address: str, folder: Path) -> int:
    """Tell whether a site may take the place of the published one: it does not speak of an earlier day."""
    ours = _day((folder / DAY).read_bytes()) if (folder / DAY).is_file() else None
    if ours is None:
        _end(f"{folder} không phải trang do congbo dựng: không có tệp {DAY}")
    try:
        theirs = _day(_fetched(address + DAY, 10_000))
    except HTTPError as error:
        if error.code not in _NOTHING_THERE:
            _end(f"không đọc được trang đã đăng: máy chủ trả lời {error.code}")
        theirs = None
    except (OSError, HTTPException) as error:
        _end(f"không đọc được trang đã đăng: {getattr(error, 'reason', error)}")
    if theirs is None:
        click.echo("Ở địa chỉ ấy chưa có trang nào do congbo dựng.", err=True)
        return CLEAN
    if theirs > ours:
        click.echo(
            f"Trang đã đăng nói về ngày {short_date(theirs)}, muộn hơn bản sắp đăng ({short_date(ours)}):"
            " không đăng bản cũ đè bản mới."
        )
        return PROBLEMS
    return CLEAN


def _differences(address: str, folder: Path) -> Iterator[str]:
    """Yield a line for each file that is not where readers look for it as it was built."""
    for path in _files(folder):
        ours = (folder / path).read_bytes()
        place = quote(path.removesuffix(_INDEX))
        try:
            theirs = _fetched(address + place, len(ours) + 1)
        except HTTPError as error:
            yield f"{path}: máy chủ trả lời {error.code}"
        except (OSError, HTTPException) as error:
            yield f"{path}: không đọc được ({getattr(error, 'reason', error)})"
        else:
            if theirs != ours:
                yield f"{path}: không giống tệp đã dựng (có thể máy chủ còn giữ bản cũ)"


def _files(folder: Path) -> list[str]:
    """Return the files that are compared: the day's own first, then some of all, in order."""
    every = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    every = [path for path in every if path not in (*_HIDDEN, DAY) and not path.startswith(".")]
    step = max(1, -(-len(every) // LOOKED_AT))
    return [DAY, *every[::step]] if (folder / DAY).is_file() else every[::step]


def _fetched(address: str, most: int) -> bytes:
    request = Request(address, headers={"Cache-Control": "no-cache", "User-Agent": "congbo"})
    with urlopen(request, timeout=PATIENCE) as answer:
        data: bytes = answer.read(most)
    return data


def _day(data: bytes) -> date | None:
    try:
        return date.fromisoformat(json.loads(data)["day"])
    except (ValueError, TypeError, KeyError):
        return None


def _end(why: str) -> NoReturn:
    click.echo(f"congbo: {why}", err=True)
    sys.exit(COULD_NOT_RUN)
