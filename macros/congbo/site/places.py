"""Places: where a site may be put. What is refused here is refused before anything is touched."""

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from congbo.records.writing import reason, refusal
from congbo.site import manifest

SOURCES = ("records", "docs", "macros", "tests", ".git", ".github", ".ci")
"""The folders of a project in which no site may lie, and which none may hold."""
UNTOUCHED = "Chưa có gì bị thay đổi."


class RefusedError(Exception):
    """Why a site is not published, in one line."""


class RefusedPlaceError(RefusedError):
    """A place where no site may be put."""

    def __init__(self, place: Path, why: str) -> None:
        super().__init__(f"Không đăng vào {place} (site_dir): {why}. {UNTOUCHED}")


def checked(place: Path, project: Path, sources: Iterable[Path] = ()) -> Path:
    """Return the folder that `place` stands for, links followed, if a site may be put there.

    `sources` are folders to keep clear of beside those of the project. Raises RefusedPlaceError.
    """
    try:
        found = next(_refusals(place, _real(project), sources), None)
        real = _real(place)
    except OSError as error:
        raise RefusedPlaceError(place, reason(error)) from error
    except ValueError as error:
        raise RefusedPlaceError(place, "tên có ký tự mà hệ thống không nhận") from error
    if found:
        raise RefusedPlaceError(place, found)
    return real


def _refusals(place: Path, project: Path, sources: Iterable[Path]) -> Iterator[str]:
    """Yield why no site may be put at a place; the first reason that holds is enough."""
    there = _is_there(place)
    real = _real(place)
    home, package = Path(os.path.expanduser("~")), Path(__file__).parents[1]  # noqa: PTH111 – may be unknown
    around = [one for one in (real, *real.parents) if one.exists()]
    if real == real.parent:
        yield "đó là gốc của cả ổ đĩa"
    if _same(real, home):
        yield "đó là thư mục riêng của người dùng"
    if any(_same(real, one) for one in (*project.parents, *home.parents)):
        yield "thư mục đó chứa cả trang nguồn hoặc cả thư mục riêng của người dùng"
    if _same(real, project):
        yield "đó là thư mục nguồn của trang, nơi có mkdocs.yml"
    for source in (*(project / name for name in SOURCES), package, *sources):
        if any(_same(one, source) for one in around):
            yield f"thư mục đó là, hoặc nằm trong, “{source.name}”, là nguồn của trang"
        if any(_same(real, one) for one in (*source.parents, *_real(source).parents)):
            yield f"thư mục đó chứa “{source.name}”, là nguồn của trang"
    if ".git" in real.parts:
        yield "thư mục đó nằm trong kho git"
    if there:
        yield from _refusals_of_a_folder(real)
    yield from _refusals_of_rights(real, there)


def _refusals_of_a_folder(real: Path) -> Iterator[str]:
    if not real.is_dir():
        yield "đó là một tệp, không phải thư mục"
    if os.path.ismount(real):
        yield "đó là điểm gắn một ổ đĩa; hãy đặt site_dir là một thư mục bên trong nó"
    if os.access(real, os.R_OK | os.X_OK):
        yield from manifest.refusals(real)


def _refusals_of_rights(real: Path, there: bool) -> Iterator[str]:
    folder = next(one for one in real.parents if one.exists())
    if not folder.is_dir():
        yield f"“{folder}” là tệp, không phải thư mục"
    if shut := refusal(folder, os.W_OK | os.X_OK):
        yield f"không ghi được vào “{folder}”: {reason(shut)}"
    if there and (shut := refusal(real, os.R_OK | os.W_OK | os.X_OK)):
        yield f"không đọc và ghi được thư mục đó: {reason(shut)}"


def _is_there(place: Path) -> bool:
    """Tell whether there is something at a place; a link to nothing is nothing. A loop is an OSError."""
    try:
        place.stat()
    except OSError as error:
        if error.errno == errno.ENOENT:
            return False
        raise
    return True


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one folder, however their letters are written and however it is reached."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other
