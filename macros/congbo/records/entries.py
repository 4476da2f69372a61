"""Entries: whatever lies below a folder of the site, each a file to be read or a problem.

One walk for records/ and docs/. Links are followed inside the site's folder; each file and folder is read
once, so that loops end. What is skipped without a word stands in `names.HARMLESS`.
"""

import errno
import heapq
import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from congbo.records.names import HARMLESS, is_hidden, leftover, printable, unprintable
from congbo.records.problems import Problem
from congbo.records.writing import REASONS

_MENDED = {
    errno.EACCES: "không có quyền đọc; hãy cấp quyền đọc rồi chạy lại",
    errno.EPERM: "không có quyền đọc; hãy cấp quyền đọc rồi chạy lại",
    errno.ENOENT: "không còn ở đó; hãy chạy lại",
    errno.ENAMETOOLONG: "đường dẫn quá dài; hãy đặt tên ngắn hơn",
    errno.EIO: "ổ đĩa báo lỗi; hãy chép tệp từ bản khác",
}
"""The reasons for which there is a mend; the others are told as everywhere."""
_UNKNOWN = "hệ thống không mở được"


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies below a folder: files that can be read and folders that were, by path from the site's root.

    `closed` are folders, links and files that should be read and could not be; each has its problem.
    """

    files: tuple[str, ...]
    folders: tuple[str, ...]
    problems: tuple[Problem, ...]
    closed: tuple[str, ...] = ()


def _never(_: str) -> bool:
    return False


def listed(
    root: Path,
    place: str,
    *,
    shown: Callable[[str], bool] = _never,
    excluded: Callable[[str], bool] = _never,
) -> Listing:
    """List the entries below a folder of the site; nothing there at all is no problem.

    `shown` tells of a path below the folder that it is wanted though hidden, `excluded` that the site has
    said that it wants nothing of it.
    """
    walk = _Walk(root, place, shown, excluded)
    walk.run()
    files = sorted(walk.files, key=lambda path: path.split("/"))
    return Listing(tuple(files), tuple(sorted(walk.folders)), tuple(walk.problems), tuple(walk.closed))


def content(root: Path, path: str) -> bytes | Problem:
    """Return the bytes of a listed file, or the problem that it cannot be read after all."""
    try:
        return (root / path).read_bytes()
    except OSError as error:
        return _unreadable(path, "tệp", error.errno)


def _unreadable(path: str, what: str, number: int | None) -> Problem:
    why = _MENDED.get(number or 0) or f"{REASONS.get(number or 0, _UNKNOWN)}; hãy xem lại rồi chạy lại"
    return Problem(printable(path), 1, 1, "unreadable-entry", f"không đọc được {what} này: {why}")


class _Walk:
    """One walk: folders in any order, links last, so that a file is found first where it truly lies."""

    def __init__(
        self, root: Path, place: str, shown: Callable[[str], bool], excluded: Callable[[str], bool]
    ) -> None:
        self.files: list[str] = []
        self.folders: list[str] = []
        self.problems: list[Problem] = []
        self.closed: list[str] = []
        self._root = Path(os.path.realpath(root))
        self._place = place
        self._top = Path(os.path.realpath(root / place))
        self._shown, self._excluded = shown, excluded
        self._folders: deque[tuple[Path, str]] = deque()
        self._links: list[tuple[bool, str, Path]] = []  # those to folders are followed first
        self._seen: set[Path] = set()

    def run(self) -> None:
        if not os.path.lexists(self._root / self._place):
            return
        if not self._top.is_relative_to(self._root) or self._top == self._root:
            self._refuse_link(self._place, "dẫn ra ngoài thư mục của trang")
            return
        self._folders.append((self._root / self._place, self._place))
        while self._folders or self._links:
            if self._folders:
                self._read(*self._folders.popleft())
            else:
                _, path, link = heapq.heappop(self._links)
                self._follow(path, link)

    def _read(self, folder: Path, path: str) -> None:
        real = Path(os.path.realpath(folder))
        if real in self._seen:
            self._refuse_link(path, f"dẫn tới {self._named(real)}, nơi đã được đọc")
            return
        self._seen.add(real)
        try:
            with os.scandir(folder) as scan:
                found = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            self.closed.append(path)
            self.problems.append(_unreadable(path, "thư mục", error.errno))
            return
        self.folders.append(path)
        for entry in found:
            below = f"{path}/{entry.name}"
            folder_below = os.path.isdir(entry.path)  # noqa: PTH112 - a link that loops is no folder
            if not self._passed_over(entry.name, below, folder=folder_below):
                self._take(entry, below, folder=folder_below)

    def _passed_over(self, name: str, path: str, *, folder: bool) -> bool:
        """Tell whether nothing is to be read of an entry because of its name, and say why."""
        inner = path.partition("/")[2]
        hidden = is_hidden(name) and not self._shown(inner)
        unwanted = self._excluded(inner) and (hidden or not folder)  # other folders may hold what is wanted
        if name in HARMLESS or unwanted:
            return True
        if strange := unprintable(name):
            message = f"tên có ký tự không đọc được hoặc không nhìn thấy ({', '.join(strange)}); hãy đổi tên"
            self.problems.append(Problem(printable(path), 1, 1, "unreadable-entry", message))
        elif hidden:
            message = (
                "tên bắt đầu bằng dấu chấm nên là tệp hay thư mục ẩn: không được đọc, không được đăng;"
                " hãy đổi tên, hoặc xoá nếu không dùng"
            )
            self.problems.append(Problem(path, 1, 1, "hidden-entry", message))
        elif left := leftover(name):
            who, mend = left
            message = f"đây là tệp thừa ({who}), không được đọc, không được đăng; {mend}"
            self.problems.append(Problem(path, 1, 1, "leftover-file", message))
        else:
            return False
        return True

    def _take(self, entry: "os.DirEntry[str]", path: str, *, folder: bool) -> None:
        try:
            if entry.is_symlink():
                heapq.heappush(self._links, (not folder, path, Path(entry.path)))
            elif folder:
                self._folders.append((Path(entry.path), path))
            else:
                self._take_file(Path(entry.path), path, regular=entry.is_file(follow_symlinks=False))
        except OSError as error:
            self.problems.append(_unreadable(path, "tệp", error.errno))

    def _take_file(self, file: Path, path: str, *, regular: bool) -> None:
        if not regular:
            message = "đây là tệp đặc biệt của hệ thống (ống dẫn, ổ cắm, thiết bị), không đọc được; hãy xoá"
            self.problems.append(Problem(path, 1, 1, "unreadable-entry", message))
        elif not os.access(file, os.R_OK):
            self.problems.append(_unreadable(path, "tệp", errno.EACCES))
            self.closed.append(path)
        else:
            self.files.append(path)

    def _follow(self, path: str, link: Path) -> None:
        """Read what a link leads to, at the place of the link, unless it must not be read there."""
        try:
            target = Path(os.path.realpath(link, strict=True))
        except (OSError, RuntimeError) as error:
            loop = isinstance(error, RuntimeError) or error.errno == errno.ELOOP
            self._refuse_link(path, "dẫn vòng về chính nó" if loop else "không dẫn tới đâu")
            return
        if why := self._why_not(target):
            self._refuse_link(path, why)
        elif target.is_dir():
            self._folders.append((link, path))
        else:
            self._seen.add(target)
            self._take_file(link, path, regular=target.is_file())

    def _why_not(self, target: Path) -> str:
        """Return why what a link leads to is not read there, or nothing."""
        if not target.is_relative_to(self._root):
            return "dẫn ra ngoài thư mục của trang"
        parts = target.relative_to(self._root).parts
        if self._top.is_relative_to(target):
            return "dẫn vòng lên thư mục chứa nó"
        if target.is_relative_to(self._top) or {target, target.parent} & self._seen:
            return f"dẫn tới {self._named(target)}, nơi đã được đọc"
        if any(map(is_hidden, parts)):
            return "dẫn vào một chỗ ẩn"
        if parts[0] in _APART:
            return f"dẫn sang thư mục {parts[0]}"
        return ""

    def _named(self, target: Path) -> str:
        return printable(target.relative_to(self._root).as_posix())

    def _refuse_link(self, path: str, why: str) -> None:
        self.closed.append(path)
        message = f"liên kết này {why}; hãy xoá liên kết, đặt tệp thật vào đây nếu cần"
        self.problems.append(Problem(printable(path), 1, 1, "link-target", message))


_APART = ("records", "docs")
"""The folders between which no link leads: what is a record is no page, and the other way round."""
