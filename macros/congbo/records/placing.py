"""Placing: the folder in which a record belongs by what is typed in it, where it lies in another."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.records.document_kinds import DocumentKind, shipped_kinds
from congbo.records.documents import Document
from congbo.records.kinds import KINDS, Kind
from congbo.records.part import fields_of
from congbo.records.problems import Problem
from congbo.words.spelling import fold, nearest

REPORTS = "docs/bao-cao"
"""Where the pages of reports stand."""
_OF_REPORTS = (frozenset({"render_macros"}), frozenset({"period", "as_of"}))
"""Keys that only the page of a report has together."""


def belonging(data: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a record or page is by its keys, and the folder for it; nothing where that is unsure."""
    keys = set(data)
    if any(own <= keys for own in _OF_REPORTS):
        return "một trang báo cáo", REPORTS
    fits = [kind for kind in _kinds() if _required(kind) <= keys <= set(fields_of(kind.model)) | {"kind"}]
    if len(fits) != 1:
        return "", ""
    if fits[0].model is not Document:
        return f"một bản ghi {fits[0].name}", f"records/{fits[0].folder}"
    year = str(data.get("issued", ""))[:4]
    folder = document_folder(str(data.get("number", "")), shipped_kinds().values()) or "documents"
    named = DOCUMENT_FOLDERS.get(folder, "văn bản")
    return f"một {named}", f"records/{folder}{f'/{year}' if year.isdigit() else ''}"


def misplaced(path: str, kind: Kind, data: Mapping[str, Any], problems: Iterable[Problem]) -> Problem | None:
    """Return the problem of a record in a folder of another kind, from which all its others follow."""
    if not any(problem.rule in ("unknown-key", "missing-key") for problem in problems):
        return None
    what, folder = belonging(data)
    if not folder or folder == f"records/{kind.folder}" or _is_of(kind, folder):
        return None
    message = f"đây là {what}, nhưng nằm trong thư mục records/{kind.folder} của {kind.label}"
    return Problem(path, 1, 1, "folder-kind", message, f"Hãy chuyển tệp sang {folder}")


def folder_named(name: str, data: Mapping[str, Any]) -> str:
    """Return how to mend a folder of records that is none: by what lies in it, or by what it is called."""
    _, folder = belonging(data)
    if folder:
        return f"Hãy chuyển tệp sang {folder}"
    plain = re.sub(r"[^a-z]+", " ", fold(name)).strip()
    labels = {fold(kind.label): kind.folder for kind in KINDS}
    if plain in labels:
        return f"Hãy chuyển tệp sang records/{labels[plain]}"
    return nearest(name, [kind.folder for kind in KINDS])


def document_folder(number: str, kinds: Iterable[DocumentKind]) -> str:
    """Return the folder of the documents whose abbreviation stands in a number: `46/KH-SOMAU` is a plan."""
    labels = _kinds_of(number, kinds)
    return next((folder for folder, label in DOCUMENT_FOLDERS.items() if label in labels), "")


def kind_to_add(data: object) -> str:
    """Return the line that says of what kind a document is, by the abbreviation in its number."""
    number = str(data.get("number", "")) if isinstance(data, Mapping) else ""
    names = _kinds_of(number, shipped_kinds().values())
    return f"Hãy thêm dòng “kind: {names[0]}”" if len(names) == 1 else "Ví dụ “kind: thông tư”"


def _kinds_of(number: str, kinds: Iterable[DocumentKind]) -> list[str]:
    """Return the kinds whose abbreviation stands in a number."""
    found = re.search(r"\d[\w.]*(?:[/-]\d{4})?[/-]([^\W\d_]+)(?:[-/]|$)", number)
    code = fold(found[1]) if found else ""
    return [kind.name for kind in kinds if code and code in map(fold, kind.symbols)]


def _kinds() -> list[Kind]:
    """Return the kinds, of those of one model the one whose records say the most of themselves."""
    return list({kind.model: kind for kind in KINDS}.values())


def _is_of(kind: Kind, folder: str) -> bool:
    """Tell whether a folder is one of those that hold what the kind holds, so that no key is of another."""
    return kind.model is Document and folder.split("/")[1] in {*DOCUMENT_FOLDERS, "documents"}


def _required(kind: Kind) -> set[str]:
    """Return the keys that must be typed in a record of a kind."""
    keys = {key for key, info in fields_of(kind.model).items() if info.is_required()} - {"id"}
    return keys - ({"kind"} if kind.model is Document else set())
