"""Attachments: the form files beside procedures, each named by a record, and what their bytes must be.

They lie in the folder `<id>.files` beside the record. What no record names is not published.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel

from congbo.records import frontmatter
from congbo.records.entries import content
from congbo.records.form_files import FOLDER, LARGEST, SIGNATURES, FormFile
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import part_type
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.words.spelling import nearest

_PROCEDURES = "records/procedures/"
_IN_ZIP = {"docx": "word/", "xlsx": "xl/"}
_MIMETYPE = {"odt": b"opendocument.text", "ods": b"opendocument.spreadsheet"}
_PROGRAMS = ("Basic/", "Scripts/")
"""Where an OpenDocument file keeps programs: in Basic, and in Python and JavaScript."""
_STREAM = {"doc": ("WordDocument",), "xls": ("Workbook", "Book")}
_DIGITS = re.compile(r"\d+")
_MACROS = "chứa chương trình (macro), có thể hại máy người mở; hãy lưu lại thành bản không có macro"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A form file as it is published: its path from the site's root, its bytes counted and told apart."""

    path: str
    size: int
    sha256: str


def may_be_form(path: str) -> bool:
    """Tell whether a file may be a form file; of what record, its folder says."""
    folder = path.rpartition("/")[0]
    return path.startswith(_PROCEDURES) and folder.endswith(FOLDER)


def folder_of(record: Record) -> str:
    """Return the folder of a record's form files, from the site's root."""
    return f"{record.path.rpartition('/')[0]}/{record.id}{FOLDER}"


def form_files(record: Record) -> Iterator[tuple[KeyPath, FormFile]]:
    """Yield every form that a record has in any of its versions, with the place where it is typed."""
    for key in _above_forms(type(record)):
        if key not in record.history:
            yield from _forms(getattr(record, key), (key,))
    for key, versions in record.history.items():
        for number, version in enumerate(versions):
            yield from _forms(version.value, (key, number, "value"))


@cache
def _above_forms(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a type below which forms can stand: the others need no look."""
    parts = {key: part_type(info.annotation) for key, info in model.model_fields.items()}
    return tuple(key for key, part in parts.items() if part and (part is FormFile or _above_forms(part)))


def _forms(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, FormFile]]:
    if isinstance(value, FormFile):
        yield path, value
    elif isinstance(value, BaseModel):
        for key in _above_forms(type(value)):
            yield from _forms(getattr(value, key), (*path, key))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _forms(one, (*path, number))


def attachment(root: Path, record: Record, form: FormFile) -> Attachment | None:
    """Return the file of a form as it is published, or None where it has none that can be read."""
    folder = root / folder_of(record)
    if not form.file or not folder.is_dir():
        return None
    found = [one for one in folder.iterdir() if _composed(one.name) == form.file and one.is_file()]
    if not found:
        return None
    state = found[0].stat()
    return _read(root, found[0], state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=10_000)
def _read(root: Path, file: Path, changed: int, size: int) -> Attachment:
    """Return what a file is; asked by several, and read again only where it has `changed`."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return Attachment(file.relative_to(root).as_posix(), size, digest)


def form_problems(
    root: Path, files: Sequence[str], records: Iterable[Record], broken: Iterable[str]
) -> Iterator[Problem]:
    """Yield what is wrong with the form files: one that is missing or is not what it says, one unasked.

    `broken` are the files of records that could not be read: what they name is not known.
    """
    by_name = {_composed(path): path for path in files}
    asked: set[str] = set()
    procedures = [one for one in records if isinstance(one, Procedure)]
    for record in procedures:
        for place, form in form_files(record):
            if not form.file:
                continue
            path = by_name.get(f"{folder_of(record)}/{form.file}")
            if path and path not in asked:
                asked.add(path)
                if why := _why_not(root, path, form.ending):
                    yield Problem(path, 1, 1, "form-file", f"tệp này {why}")
            elif not path:
                beside = [name.rpartition("/")[2] for name in by_name if name.startswith(folder_of(record))]
                said = f"“file” phải là tên một tệp trong thư mục {record.id}{FOLDER} (đang là '{form.file}')"
                at = _position(root, record, (*place, "file"))
                yield Problem(record.path, *at, "form-file", said, _meant(form.file, beside))
    unread = {f"{path.removesuffix('.md')}{FOLDER}" for path in broken}
    owners = {folder_of(record) for record in procedures}
    for path in files:
        folder = _composed(path.rpartition("/")[0])
        if path not in asked and folder not in unread:
            name = f"{folder.rpartition('/')[2].removesuffix(FOLDER)}.md"
            lacks = "bản ghi cạnh thư mục này không kể tên tệp này ở “forms”; hãy thêm, hoặc xoá tệp"
            none = f"cạnh thư mục này không có bản ghi {name}; hãy chuyển hoặc xoá"
            why = lacks if folder in owners else none
            yield Problem(path, 1, 1, "form-file", why)


def _position(root: Path, record: Record, key: KeyPath) -> tuple[int, int]:
    marks = frontmatter.locate(frontmatter.decode((root / record.path).read_bytes(), record.path)[0])
    while key and key not in marks:
        key = key[:-1]
    return marks[key][1] if key else (1, 1)


def _meant(name: str, beside: Iterable[str]) -> str:
    """Return the question that offers a file beside, never one of another number: `mau-2` is not `mau-1`.

    Names are compared without their endings, which are alike whatever stands before them.
    """
    stem = name.rpartition(".")[0]
    digits = _DIGITS.findall(stem)
    stems = {one: one.rpartition(".")[0] for one in beside}
    alike = [one for one, its in stems.items() if _DIGITS.findall(its) == digits and nearest(stem, [its])]
    return nearest(name, alike)


def _why_not(root: Path, path: str, ending: str) -> str:
    """Return why a file must not be published as a form, or nothing."""
    size = (root / path).stat().st_size
    if size > LARGEST:
        return f"quá lớn: không quá {LARGEST >> 20} MB (đang là {-(-size >> 20)} MB)"
    raw = content(root, path)
    if isinstance(raw, Problem):
        return raw.message
    if not raw.startswith(SIGNATURES[ending]):
        like = [f"“.{one}”" for one, first in SIGNATURES.items() if raw.startswith(first)]
        looks = f"; nội dung giống {' hoặc '.join(like)}" if like else ""
        return f"không phải là tệp “.{ending}” như tên nó nói{looks}; hãy đổi tên hoặc lưu lại cho đúng"
    if ending in _STREAM:
        return _why_not_ole(raw, ending)
    return _why_not_zip(raw, ending) if ending in (*_IN_ZIP, *_MIMETYPE) else ""


def _why_not_ole(raw: bytes, ending: str) -> str:
    if not any(name.encode("utf-16-le") in raw for name in _STREAM[ending]):
        return f"không phải là tệp “.{ending}” như tên nó nói; hãy đổi tên hoặc lưu lại cho đúng"
    return _MACROS if "_VBA_PROJECT".encode("utf-16-le") in raw else ""


def _why_not_zip(raw: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            kind = b""
            if ending in _MIMETYPE and "mimetype" in names:
                with archive.open("mimetype") as opened:
                    kind = opened.read(100)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return "bị hỏng, không mở được; hãy lưu lại từ bản gốc"
    inside = any(name.startswith(_IN_ZIP[ending]) for name in names) if ending in _IN_ZIP else False
    if not inside and not (ending in _MIMETYPE and kind.endswith(_MIMETYPE[ending])):
        return f"không phải là tệp “.{ending}” như tên nó nói; hãy đổi tên hoặc lưu lại cho đúng"
    macros = any(name.lower().endswith("vbaproject.bin") or name.startswith(_PROGRAMS) for name in names)
    return _MACROS if macros else ""


def _composed(name: str) -> str:
    """Return a path as records have it: some systems keep marks apart from their letters."""
    return unicodedata.normalize("NFC", name)
