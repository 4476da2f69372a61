"""Kinds: the one list of the kinds of record, each with all that the rest of the package asks of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.records.calendars import WorkCalendar
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.fields import FieldOfWork
from congbo.records.frontmatter import KeyPath
from congbo.records.indicator_definitions import Indicator
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.rule import Rule
from congbo.records.scalars import Reference
from congbo.records.sections import OTHERS, Section
from congbo.records.statistics import Statistic

PAGE_OF_RECORD = "record.html"
"""The page of a kind that has none of its own: every key with its title and value."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """A kind of record. A kind needs no more than its first five parts to be read, checked and published.

    `folder` is where its records stand below records/, `model` their type, `target` what references to them
    are called, `label` what editors and readers call one of them. `section` holds their pages; several kinds
    may share one. `general` is what a record is called by its type, where folders tell types apart further.
    `given` are the keys that the folder says, so that nobody types them. `page` is the template of a record's
    page, `order` the place of a record among its like; without one they stand in the order of their paths.
    `missing` is the rule `unknown-<target>`, told where a reference names none, of a kind that is added from
    outside; those of the package stand with its other rules.
    """

    folder: str
    model: type[Record]
    target: str
    label: str
    section: Section
    general: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    page: str = PAGE_OF_RECORD
    order: Callable[[Any], Any] | None = None
    missing: Rule | None = None

    @property
    def name(self) -> str:
        """What a record of this type is called, whatever folder it stands in."""
        return self.general or self.label


_DOCUMENTS = Section(name="van-ban", title="Văn bản", list="lists/van-ban.html")
_FIGURES = Section(name="so-lieu", title="Số liệu", list="lists/so-lieu.html")


def _by_order(record: FieldOfWork | Indicator) -> tuple[int, str]:
    return record.order, record.id


KINDS: list[Kind] = [
    *(
        Kind(
            folder=folder,
            model=Document,
            target="document",
            label=str(kind),
            section=_DOCUMENTS,
            general="văn bản",
            given={"kind": kind},
            page="document.html",
        )
        for folder, kind in DOCUMENT_FOLDERS.items()
    ),
    Kind(
        folder="procedures",
        model=Procedure,
        target="procedure",
        label="thủ tục",
        section=Section(name="thu-tuc", title="Thủ tục hành chính", list="lists/thu-tuc.html"),
        page="procedure.html",
    ),
    Kind(
        folder="statistics/dossiers",
        model=DossierCount,
        target="dossiers",
        label="số hồ sơ",
        section=_FIGURES,
        page="dossiers.html",
    ),
    Kind(
        folder="statistics",
        model=Statistic,
        target="statistic",
        label="số liệu",
        section=_FIGURES,
        page="statistic.html",
    ),
    Kind(
        folder="indicators",
        model=Indicator,
        target="indicator",
        label="chỉ số",
        section=Section(name="chi-so", title="Chỉ số", list="lists/chi-so.html"),
        page="indicator.html",
        order=_by_order,
    ),
    Kind(
        folder="organisations",
        model=Organisation,
        target="organisation",
        label="cơ quan",
        section=Section(name="co-quan", title="Cơ quan", list="lists/co-quan.html"),
        page="organisation.html",
    ),
    Kind(
        folder="fields",
        model=FieldOfWork,
        target="field",
        label="lĩnh vực",
        section=Section(name="linh-vuc", title="Lĩnh vực", list="lists/linh-vuc.html", depths=(2, 3)),
        page="field.html",
        order=_by_order,
    ),
    Kind(
        folder="calendar",
        model=WorkCalendar,
        target="calendar",
        label="lịch nghỉ",
        section=Section(name="ngay-nghi", title="Ngày nghỉ, ngày làm bù", list="lists/ngay-nghi.html"),
        page="calendar.html",
    ),
]
"""The kinds of record; whoever appends one has it read, checked, listed and published."""

_NOT_RECORDS = {"report": "báo cáo", "figure": "chỉ số hay số liệu tự khai"}
"""What references may name that is no record of its own."""


def kind_of(path: str) -> Kind | None:
    """Return the kind of the record at a path below records/, by the deepest folder that is a kind's."""
    around = [kind for kind in KINDS if path.startswith(f"{kind.folder}/")]
    return max(around, key=lambda kind: len(kind.folder), default=None)


def kind_for(model: type[Record]) -> Kind:
    """Return the kind of a type of record; of several, the first."""
    return next(kind for kind in KINDS if kind.model is model)


def kind_called(target: str) -> Kind | None:
    """Return the kind that references call so; of several, the first. None is what is no kind of record."""
    return next((kind for kind in KINDS if kind.target == target), None)


def name_of(target: str) -> str:
    """Return what an editor is told that a reference should have named."""
    kind = kind_called(target)
    return kind.name if kind else _NOT_RECORDS.get(target, "bản ghi")


def models() -> list[type[Record]]:
    """Return the types of record in the order of the kinds."""
    return list(dict.fromkeys(kind.model for kind in KINDS))


def sections() -> list[Section]:
    """Return the sections of the site: those of the kinds, then the others."""
    return list(dict.fromkeys([*(kind.section for kind in KINDS), *OTHERS]))


def listed() -> tuple[str, ...]:
    """Return the names by which a page may list a section, in alphabetical order."""
    return tuple(sorted(section.name for section in sections()))


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
