"""Kinds: the one list of record kinds, the folder of each, and where a kind refers to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from congbo.law.document_kinds import DOCUMENT_FOLDERS, DocumentKind
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.fields import FieldOfWork
from congbo.records.frontmatter import KeyPath
from congbo.records.indicator_definitions import Indicator
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.scalars import Reference
from congbo.records.statistics import Statistic


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its folder below records/, its type, and what references to it are called."""

    folder: str
    model: type[Record]
    target: str
    label: str
    document_kind: DocumentKind | None = None


KINDS = (
    *(Kind(folder, Document, "document", str(kind), kind) for folder, kind in DOCUMENT_FOLDERS.items()),
    Kind("procedures", Procedure, "procedure", "thủ tục"),
    Kind("statistics/dossiers", DossierCount, "dossiers", "số hồ sơ"),
    Kind("statistics", Statistic, "statistic", "số liệu"),
    Kind("indicators", Indicator, "indicator", "chỉ số"),
    Kind("organisations", Organisation, "organisation", "cơ quan"),
    Kind("fields", FieldOfWork, "field", "lĩnh vực"),
)

TARGET_LABELS = {
    "document": "văn bản",
    "procedure": "thủ tục",
    "organisation": "cơ quan",
    "field": "lĩnh vực",
    "report": "báo cáo",
    "indicator": "chỉ số",
}
"""What an editor is told a reference should have named."""


def kind_of(path: str) -> Kind | None:
    """Return the kind of the record at a path below records/, by its folder."""
    return next((kind for kind in KINDS if path.startswith(f"{kind.folder}/")), None)


def references(record: BaseModel) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield (key path, target kind, id) for every reference that a record makes."""
    for key, target, many, nested in _reference_keys(type(record)):
        value = getattr(record, key)
        if not value:
            continue
        parts = tuple(enumerate(value)) if many else ((None, value),)
        for index, part in parts:
            path: KeyPath = (key,) if index is None else (key, index)
            if target:
                yield path, target, part
            elif nested:
                yield from ((path + inner, what, id_) for inner, what, id_ in references(part))


@cache
def _reference_keys(model: type[BaseModel]) -> tuple[tuple[str, str, bool, bool], ...]:
    """Return (key, target, whether it is a list, whether it is a group) of the keys that hold references."""
    found = []
    for key, info in model.model_fields.items():
        many = _is_tuple(info.annotation)
        item = get_args(info.annotation)[0] if many else info.annotation
        metadata = (*info.metadata, *getattr(item, "__metadata__", ()))
        target = next((mark.target for mark in metadata if isinstance(mark, Reference)), "")
        inner = part_type(item)
        inner = None if inner is model else inner
        if target or (inner and _reference_keys(inner)):
            found.append((key, target, many, inner is not None))
    return tuple(found)


def part_type(annotation: Any) -> type[BaseModel] | None:
    """Return the group of keys that a type holds, alone, in a list or as one that may be left out."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := part_type(part))), None)


def _is_tuple(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple
