"""Writing: a file is there whole, old or new, whatever happens; why one could not be written, in Vietnamese.

Every command that changes a source or makes a file writes through here: to a temporary file in the same
folder, which is synced and then takes the name. A process that is killed leaves the file as it was, and
perhaps a temporary file, which the next writing of that file removes.
"""

import errno
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_ENDING = ".congbo"
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What systems say that have no hard links."""

REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết phần ổ đĩa được cấp",
    errno.EFBIG: "tệp lớn hơn mức hệ thống cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền",
    errno.EPERM: "hệ thống không cho phép",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đó là thư mục, không phải tệp",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EEXIST: "đã có tệp hoặc thư mục mang tên này",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ELOOP: "liên kết tượng trưng đi vòng",
    errno.EXDEV: "hai nơi nằm trên hai ổ đĩa khác nhau",
    errno.EBUSY: "đang được hệ thống dùng",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ENFILE: "cả máy đang mở quá nhiều tệp",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.EIO: "ổ đĩa hỏng hoặc mất kết nối",
}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
"""What is said only when something is written."""


class WritingError(Exception):
    """A file that could not be written, and why; nothing of it was changed."""

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__(could_not_write(file, error))
        self.file = file
        self.reason = reason(error)


def could_not_write(place: Path | str, error: OSError) -> str:
    """Return one line that says what could not be written and why."""
    return f"không ghi được {place}: {reason(error)}"


def could_not_read_or_write(error: OSError) -> str:
    """Return one line that says what the system refused us, where only the error tells which it was."""
    what = error.filename or "một tệp"
    return could_not_write(what, error) if error.errno in FULL else f"không đọc được {what}: {reason(error)}"


def reason(error: OSError) -> str:
    """Return in Vietnamese why the system refused; what has no words of ours in the system's own."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def refusal(place: Path, rights: int) -> OSError | None:
    """Return why the system would not do what `rights` ask for (os.R_OK, W_OK, X_OK); None where it would.

    A disk that can only be read refuses as a missing right does, and no right would help there.
    """
    if os.access(place, rights):
        return None
    number = errno.EROFS if rights & os.W_OK and _read_only(place) else errno.EACCES
    return OSError(number, os.strerror(number), str(place))


def _read_only(place: Path) -> bool:
    """Tell whether a place lies on a disk that can only be read, where the system tells that."""
    if sys.platform == "win32":
        return False
    with suppress(OSError):
        return bool(os.statvfs(place).f_flag & os.ST_RDONLY)
    return False


def write(file: Path, data: bytes) -> None:
    """Let `data` take the place of what is in `file`, keeping its mode; a link stays and its target changes.

    Missing folders are made. Raises WritingError.
    """
    try:
        real = Path(os.path.realpath(file))
        if real.exists() and (shut := refusal(real, os.W_OK)):
            raise shut
        with _folder(real.parent), _temporary(real, data) as made:
            made.replace(real)
    except OSError as error:
        raise WritingError(file, error) from error


def create(file: Path, data: bytes) -> None:
    """Write a file that is not there yet. Raises FileExistsError where there is one, or WritingError."""
    if os.path.lexists(file):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    try:
        with _folder(file.parent), _temporary(file, data) as made:
            _link(made, file)
    except OSError as error:
        if isinstance(error, FileExistsError) and os.path.lexists(file):
            raise
        raise WritingError(file, error) from error


def create_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of which none is there yet, all or none: what was made is taken away if one fails.

    Raises as `create` does.
    """
    made: list[Path] = []
    places = [folder / path for path in files]
    parents = {parent for place in places for parent in place.parents}
    new = [one for one in parents if not one.exists()]
    try:
        for place, data in zip(places, files.values(), strict=True):
            create(place, data)
            made.append(place)
    except BaseException:
        for file in made:
            with suppress(OSError):
                file.unlink()
        for one in sorted(new, key=lambda one: -len(one.parts)):
            with suppress(OSError):
                one.rmdir()
        raise


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, those that are there and new ones, all or none: what was written is undone if one fails.

    Raises WritingError.
    """
    before: dict[str, bytes | None] = {}
    try:
        for path, data in files.items():
            file = folder / path
            before[path] = file.read_bytes() if file.exists() else None
            write(file, data)
    except BaseException:
        for path, data_before in before.items():
            with suppress(OSError, WritingError):
                if data_before is None:
                    (folder / path).unlink()
                else:
                    write(folder / path, data_before)
        raise


def hold(descriptor: int) -> bool:
    """Take the lock of an open file for as long as it stays open; False where another process has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make a folder where there is none; take it away again if what follows fails."""
    made: list[Path] = []
    try:
        folder.stat()
    except FileNotFoundError:
        made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        if made:
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in made:
            with suppress(OSError):
                one.rmdir()
        raise
    _sync_folders([folder, *(one.parent for one in made)])


@contextmanager
def _temporary(file: Path, data: bytes) -> Iterator[Path]:
    """Yield a file beside `file` that holds `data` and is on the disk; nothing of it stays behind."""
    _sweep(file)
    made = file.with_name(f".{file.name}.{secrets.token_hex(4)}{_ENDING}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb", buffering=0) as out:
            hold(descriptor)
            _as_before(file, made)
            _write_all(out.fileno(), data)
            os.fsync(out.fileno())
        yield made
    finally:
        with suppress(OSError):
            made.unlink()


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _as_before(file: Path, made: Path) -> None:
    """Give a temporary file the owner and the mode of the file whose place it takes."""
    if not file.exists():
        return
    before = file.stat()
    if sys.platform != "win32":
        with suppress(OSError):
            os.chown(made, before.st_uid, before.st_gid)
    made.chmod(S_IMODE(before.st_mode))


def _link(made: Path, file: Path) -> None:
    """Give a file a name that no file has, in one act where the system has hard links."""
    try:
        os.link(made, file)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from error
        made.rename(file)


def _sweep(file: Path) -> None:
    """Remove the temporary files of this file that killed processes left; those of a living one stay."""
    for left in file.parent.glob(f".{_escaped(file.name)}.{'[0-9a-f]' * 8}{_ENDING}"):
        with suppress(OSError), left.open("rb+") as opened:
            if hold(opened.fileno()):
                left.unlink()


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _sync_folders(folders: list[Path]) -> None:
    """Put the names in folders on the disk, where the system can; the files themselves are there already."""
    for folder in folders:
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
