"""Manifest: a small file in a published site that lists what is ours there; all else belongs to others.

The file is `.congbo`. It holds the paths of the files of the build, in order, and nothing of the clock or
the machine, so that one commit and day give the same bytes. It is what lets the next build replace the
folder, and what it leaves out (`CNAME`, `.well-known/`, `.git`, a search engine's proof of ownership) is
carried over into the new site.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

NAME = ".congbo"
_VERSION = 1
_ABOUT = "Thư mục này do congbo dựng. Mỗi lần dựng, các tệp nêu ở đây được thay; mọi tệp khác được giữ."
_FORMER = ("sitemap.xml", "du-lieu/thu-tuc.json", "assets/congbo")
"""What a site has that was published before there was a manifest."""
_FORMER_FOLDERS = ("assets/congbo/", "assets/stylesheets/", "assets/javascripts/", "assets/images/favicon.")
_FORMER_SIGNS = (b"assets/congbo/", "<p>Trang này đã chuyển về <a href=".encode())
"""What each of its pages has: the package's stylesheet, or the words of a page that leads on."""


class ManifestError(Exception):
    """A manifest that cannot be read: whose the files of its folder are is not known."""


def refusals(folder: Path) -> Iterator[str]:
    """Yield why a folder that is there may not be replaced."""
    if not any(folder.iterdir()) or is_former(folder):
        return
    if not os.path.lexists(folder / NAME):
        yield (
            f"trong đó có tệp mà congbo không làm ra và không có tệp “{NAME}”; hãy đặt site_dir là thư mục"
            " khác, hoặc dời các tệp ấy đi"
        )
        return
    try:
        read(folder)
    except ManifestError as error:
        yield str(error)


def is_former(folder: Path) -> bool:
    """Tell whether a folder is a site of ours from before there were manifests."""
    return not os.path.lexists(folder / NAME) and all((folder / name).exists() for name in _FORMER)


def write(folder: Path) -> None:
    """List every file of a site just made in its manifest, itself too."""
    files = sorted([NAME, *(name for name, is_folder in walk(folder) if not is_folder and name != NAME)])
    text = json.dumps(
        {"congbo": _VERSION, "about": _ABOUT, "files": files}, ensure_ascii=False, indent=0, allow_nan=False
    )
    (folder / NAME).write_bytes(f"{text}\n".encode("utf-8", "surrogateescape"))


def read(folder: Path) -> frozenset[str]:
    """Return the paths that a site's manifest lists. Raises ManifestError."""
    file = folder / NAME
    try:
        if file.is_symlink():
            raise ValueError
        data = json.loads(file.read_bytes().decode("utf-8", "surrogateescape"))
        files = data["files"]
        if data["congbo"] != _VERSION or not all(isinstance(name, str) for name in files):
            raise ValueError
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise ManifestError(
            f"tệp “{NAME}” trong đó không đọc được, nên không biết tệp nào là của ai; hãy lấy lại tệp ấy từ"
            " bản sao, hoặc dời cả thư mục đi rồi dựng lại"
        ) from error
    return frozenset(files)


def foreign(site: Path, made: Path) -> list[str]:
    """Return what is in the old site and is not ours: files, links, and folders that hold nothing of ours.

    Of a site without a manifest, what was surely ours is: what the new one has too, and pages and theme files
    that bear our sign. Raises ManifestError.
    """
    if not any(site.iterdir()):
        return []
    found = dict(walk(site))
    if is_former(site):
        ours = {name for name, is_folder in found.items() if not is_folder and _was_ours(site, made, name)}
    else:
        ours = set(read(site)) & found.keys()
    folders = {name[:at] for name in ours for at, sign in enumerate(name) if sign == "/"}
    return [name for name in found if name not in ours and name not in folders]


def conflicts(site: Path, made: Path, names: Iterable[str]) -> list[str]:
    """Return which of the foreign paths the new site would need for another file of its own."""
    found = []
    for name in names:
        theirs, ours = site / name, made / name
        blocked = any(_is_file(made / one) for one in Path(name).parents)
        if blocked or (os.path.lexists(ours) and not _alike(theirs, ours)):
            found.append(name)
    return found


def carry(site: Path, made: Path, names: Iterable[str]) -> None:
    """Put foreign paths of the old site into the new one too, the same files where links can be."""
    folders = []
    for name in names:
        theirs, ours = site / name, made / name
        if _is_folder(theirs):
            ours.mkdir(parents=True, exist_ok=True)
            folders.append((theirs, ours))
        elif not os.path.lexists(ours):
            ours.parent.mkdir(parents=True, exist_ok=True)
            _link_or_copy(theirs, ours)
    for theirs, ours in reversed(folders):
        ours.chmod(S_IMODE(theirs.stat().st_mode))


def walk(folder: Path, around: str = "") -> Iterator[tuple[str, bool]]:
    """Yield each path below a folder, sorted, with whether it is a folder; links are not followed."""
    with os.scandir(folder / around) as entries:
        inside = sorted(entries, key=lambda entry: entry.name)
    for entry in inside:
        name = f"{around}{entry.name}"
        is_folder = entry.is_dir(follow_symlinks=False)
        yield name, is_folder
        if is_folder:
            yield from walk(folder, f"{name}/")


def _was_ours(site: Path, made: Path, name: str) -> bool:
    if _is_file(made / name) or name.startswith(_FORMER_FOLDERS):
        return True
    hidden = any(part.startswith(".") for part in name.split("/"))
    if hidden or not name.endswith(("index.html", "404.html")) or (site / name).is_symlink():
        return False
    text = (site / name).read_bytes()
    return any(sign in text for sign in _FORMER_SIGNS)


def _link_or_copy(theirs: Path, ours: Path) -> None:
    with suppress(OSError, NotImplementedError):
        os.link(theirs, ours, follow_symlinks=False)
        return
    shutil.copy2(theirs, ours, follow_symlinks=False)


def _alike(theirs: Path, ours: Path) -> bool:
    if _is_folder(theirs) or _is_folder(ours):
        return _is_folder(theirs) and _is_folder(ours)
    return not theirs.is_symlink() and theirs.is_file() and theirs.read_bytes() == ours.read_bytes()


def _is_file(path: Path) -> bool:
    return os.path.lexists(path) and not _is_folder(path)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
