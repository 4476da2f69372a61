"""Publishing: a site is made in a folder beside the one that stands, and takes its place in one act.

All that a build makes on its way lies in one folder, `.site-NAME` beside the site `NAME`: `lock`, held by a
living build and by no dead one; `new`, the site that is being made; `old`, the site that stood, for a moment
where the system cannot exchange two folders. What a killed build left there is healed and removed by the
next one, before it does anything else. Nothing here knows MkDocs.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from stat import S_IMODE

from congbo.records.writing import FULL, could_not_read_or_write, could_not_write, hold
from congbo.site import manifest
from congbo.site.exchange import put_back, take_place
from congbo.site.places import UNTOUCHED, RefusedError, checked
from congbo.words.wording import first_of

LOCK, NEW, OLD = "lock", "new", "old"
_FORMER_WORK = re.compile(r"\.site-[a-z0-9_]{8}(-old)?")
"""What builds before there was one folder left beside the site."""
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Publication:
    """A site that is being made, and the lock of the place where it will stand; `close` ends both."""

    site: Path
    made: Path
    _lock: int
    _parents: tuple[Path, ...]

    def finish(self) -> list[str]:
        """Let the site that was made take the place of the one that stands; return what others have there.

        Raises RefusedError or OSError, and then the old site stands as it was.
        """
        kept = _foreign(self.site, self.made) if self.site.exists() else []
        manifest.write(self.made)
        manifest.carry(self.site, self.made, kept)
        if self.site.exists():
            self.made.chmod(S_IMODE(self.site.stat().st_mode))
        before = take_place(self.made, self.site, self.made.with_name(OLD))
        if before:
            with suppress(OSError, manifest.ManifestError):  # what came while the two were exchanged
                manifest.carry(before, self.site, manifest.foreign(before, self.site))
        return kept

    def close(self) -> None:
        """Remove what was made on the way, and let the lock go."""
        work = self.made.parent
        with suppress(OSError):
            _settle(work, self.site)
        _unlock(work, self._lock)
        _remove_empty(self._parents)


def begin(place: Path, project: Path, sources: Iterable[Path] = ()) -> Publication:
    """Begin a site that will stand at `place`: a folder, or a link to one, which stays a link.

    Heals what a killed build left. Raises RefusedError before anything is touched where no site may be put,
    while another build is under way, or OSError.
    """
    site = checked(place, project, sources)
    work = site.with_name(f".site-{site.name}")
    parents = tuple(one for one in site.parents if not one.exists())
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        lock = _locked(work, site)
    except BaseException:
        _remove_empty([work, *parents])
        raise
    publication = Publication(site, work / NEW, lock, parents)
    try:
        _settle(work, site)
        _sweep_former(site)
        publication.made.mkdir()
    except BaseException:
        publication.close()
        raise
    return publication


def _foreign(site: Path, made: Path) -> list[str]:
    """Return what others have in the old site and is not in the new one, which must leave room for it."""
    try:
        kept = manifest.foreign(site, made)
    except manifest.ManifestError as error:
        raise RefusedError(f"Không đăng vào {site}: {error}. Trang cũ giữ nguyên.") from error
    clash = manifest.conflicts(site, made, kept)
    if clash:
        raise RefusedError(
            f"Không đăng vào {site}: trong đó có tệp mà congbo không làm ra, nhưng lần dựng này có tệp khác"
            f" cùng tên: {listed(clash)}. Hãy dời hoặc xoá các tệp ấy rồi dựng lại. Trang cũ giữ nguyên."
        )
    return [name for name in kept if not os.path.lexists(made / name)]


def said_of(error: OSError, place: str, made: Path | None) -> str:
    """Return one line on what the system would not do during a build that makes its site in `made`."""
    file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    if file and not (made and file.is_relative_to(made.parent)) and error.errno not in FULL:
        return f"Không đăng: {could_not_read_or_write(error)}. Trang cũ giữ nguyên."
    shown = Path(place, file.relative_to(made)) if file and made and file.is_relative_to(made) else place
    return f"Không đăng: {could_not_write(shown, error)}. Trang cũ giữ nguyên."


def listed(names: list[str]) -> str:
    """Return the first of some paths and how many are beyond them; a folder stands for what it holds."""
    all_names = set(names)
    told = [name for name in names if name.rpartition("/")[0] not in all_names]
    return first_of(told, _TOLD)


def _locked(work: Path, site: Path) -> int:
    """Make the folder of a build and return its open lock, held by this process."""
    while True:
        work.mkdir(mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):  # the build that had the folder has just ended
            if work.is_symlink() or (any(work.iterdir()) and not (work / LOCK).is_file()):
                raise RefusedError(
                    f"Không đăng vào {site}: lần dựng cần thư mục {work}, nhưng thư mục ấy có sẵn và không do"
                    f" congbo làm ra; hãy dời nó đi. {UNTOUCHED}"
                )
            lock = os.open(work / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            if not hold(lock):
                os.close(lock)
                raise RefusedError(
                    f"Không đăng vào {site}: một lần dựng khác đang chạy cho thư mục này; hãy đợi nó xong rồi"
                    " dựng lại."
                )
            if _is_there(lock, work / LOCK):
                return lock
            os.close(lock)


def _is_there(opened: int, file: Path) -> bool:
    """Tell whether an open file still has its name."""
    try:
        return os.path.samestat(os.fstat(opened), file.stat())
    except FileNotFoundError:
        return False


def _unlock(work: Path, lock: int) -> None:
    """Let a lock go, and remove it and its folder unless something that must be healed is still there."""
    healed = not any((work / name).exists() for name in (NEW, OLD))
    if sys.platform == "win32":
        os.close(lock)  # an open file cannot be removed there
    with suppress(OSError):
        if healed:
            (work / LOCK).unlink()
    if sys.platform != "win32":
        os.close(lock)
    with suppress(OSError):
        work.rmdir()


def _settle(work: Path, site: Path) -> None:
    """Put the old site back if it has lost its place, and remove all else that a build made on its way."""
    put_back(work / OLD, site)
    for left in (work / NEW, work / OLD):
        _remove(left)


def _sweep_former(site: Path) -> None:
    """Heal and remove what builds left that had no folder of their own: sites, whole or half made."""
    for left in site.parent.iterdir():
        if not _FORMER_WORK.fullmatch(left.name) or left.is_symlink() or (left / LOCK).exists():
            continue
        if left.name.endswith("-old") and manifest.is_former(left):
            put_back(left, site)
        if (left / "assets/congbo").is_dir() or (left.is_dir() and not any(left.iterdir())):
            _remove(left)


def _remove(folder: Path) -> None:
    """Remove a folder of ours, also where folders in it that were carried over are shut."""
    if not folder.is_dir():
        return
    for name, is_folder in chain([("", True)], manifest.walk(folder)):
        if is_folder and not os.access(folder / name, os.W_OK | os.X_OK):
            (folder / name).chmod(0o700)
    shutil.rmtree(folder)


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
