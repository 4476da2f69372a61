"""Kinds: the one list of the kinds of record, each with all that the rest of the package asks of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.records.calendars import WorkCalendar
from congbo.records.document_kinds import DocumentKind
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.elsewhere import Elsewhere
from congbo.records.everyday import EverydayWords
from congbo.records.fields import FieldOfWork
from congbo.records.forms import Form
from congbo.records.frontmatter import KeyPath
from congbo.records.indicator_definitions import Indicator
from congbo.records.observations import Observation
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.regimes import PeriodRegime
from congbo.records.rule import Rule
from congbo.records.scalars import Reference
from congbo.records.sections import OTHERS, Section
from congbo.records.situations import Situation
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


_DOCUMENTS = Section(name="van-ban", title="Văn bản", list="lists/van-ban.html", depths=(2, 3, 4), dated=True)
_FIGURES = Section(name="so-lieu", title="Số liệu", list="lists/so-lieu.html")


def _by_order(record: FieldOfWork | Indicator | Situation) -> tuple[int, str]:
    return record.order, record.id


KINDS: list[Kind] = [
    *(
        Kind(
            folder=folder,
            model=Document,
            target="document",
            label=kind,
            section=_DOCUMENTS,
            general="văn bản",
            given={"kind": kind},
            page="document.html",
        )
        for folder, kind in DOCUMENT_FOLDERS.items()
    ),
    Kind(
        folder="documents",
        model=Document,
        target="document",
        label="văn bản",
        section=_DOCUMENTS,
        page="document.html",
    ),
    Kind(
        folder="procedures",
        model=Procedure,
        target="procedure",
        label="thủ tục",
        section=Section(
            name="thu-tuc", title="Thủ tục hành chính", list="lists/thu-tuc.html", depths=(2, 3), dated=True
        ),
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
        folder="observations",
        model=Observation,
        target="observation",
        label="biểu đã điền",
        section=_FIGURES,
        page="observation.html",
    ),
    Kind(
        folder="forms",
        model=Form,
        target="form",
        label="biểu",
        section=_FIGURES,
        page="form.html",
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
        section=Section(
            name="co-quan", title="Cơ quan", list="lists/co-quan.html", depths=(2, 3), dated=True
        ),
        page="organisation.html",
    ),
    Kind(
        folder="fields",
        model=FieldOfWork,
        target="field",
        label="lĩnh vực",
        section=Section(
            name="linh-vuc", title="Lĩnh vực", list="lists/linh-vuc.html", depths=(2, 3, 4), dated=True
        ),
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
    Kind(
        folder="periods",
        model=PeriodRegime,
        target="regime",
        label="chế độ báo cáo",
        section=Section(name="ky-bao-cao", title="Kỳ báo cáo", list="lists/ky-bao-cao.html"),
        page="regime.html",
    ),
    Kind(
        folder="document-kinds",
        model=DocumentKind,
        target="document-kind",
        label="loại văn bản",
        section=Section(name="loai-van-ban", title="Loại văn bản", list="lists/loai-van-ban.html"),
        page="document_kind.html",
    ),
    Kind(
        folder="situations",
        model=Situation,
        target="situation",
        label="tình huống",
        section=Section(name="tinh-huong", title="Tình huống", list="lists/tinh-huong.html", dated=True),
        page="situation.html",
        order=_by_order,
    ),
    Kind(
        folder="words",
        model=EverydayWords,
        target="words",
        label="từ ngữ thường dùng",
        section=Section(name="tu-ngu", title="Từ ngữ dẫn tới đâu", list="lists/tu-ngu.html", dated=True),
        page="words.html",
    ),
    Kind(
        folder="elsewhere",
        model=Elsewhere,
        target="elsewhere",
        label="việc do nơi khác giải quyết",
        section=Section(
            name="noi-khac", title="Việc do nơi khác giải quyết", list="lists/noi-khac.html", dated=True
        ),
        page="elsewhere.html",
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
    for kind in KINDS:
        if kind.model is model:
            return kind
    raise LookupError(model)


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


def target_of(model: type[BaseModel], key: str) -> str:
    """Return what the ids in a key name; empty where it holds none of its own."""
    return next((found.target for found in _reference_keys(model) if found.key == key), "")


ReferenceAt = tuple[KeyPath, str, str]
"""A reference: key path, target kind, id."""


@dataclass(frozen=True, slots=True)
class _ReferenceKey:
    """A key that holds references: to what kind, or a group of keys with such; in a list or alone."""

    key: str
    target: str
    many: bool

    def of(self, value: Any, path: KeyPath) -> Iterator[ReferenceAt]:
        """Yield the references of a value that stands at a path."""
        for at, part in (((*path, n), one) for n, one in enumerate(value)) if self.many else ((path, value),):
            if self.target:
                yield at, self.target, part
            else:
                yield from ((at + inner, target, id_) for inner, target, id_ in references(part))


def references(record: BaseModel) -> Iterator[ReferenceAt]:
    """Yield every reference that a record or a group of keys makes by what it holds."""
    for found in _reference_keys(type(record)):
        if value := getattr(record, found.key):
            yield from found.of(value, (found.key,))


def every_reference(record: Record) -> Iterator[ReferenceAt]:
    """Yield every reference that a record makes by any of its versions, each where it is typed."""
    history = record.history
    if not history:
        yield from references(record)
        return
    yield from (one for one in references(record) if one[0][0] not in history)
    keys = {found.key: found for found in _reference_keys(type(record))}
    for key, versions in history.items():
        for number, version in enumerate(versions):
            yield from (((key, number, *path), what, id_) for path, what, id_ in references(version))
            if key in keys and version.value:
                yield from keys[key].of(version.value, (key, number, "value"))


@cache
def _reference_keys(model: type[BaseModel]) -> tuple[_ReferenceKey, ...]:
    """Return the keys that hold references."""
    found = []
    for key, info in model.model_fields.items():
        many = _is_tuple(info.annotation)
        item = get_args(info.annotation)[0] if many else info.annotation
        target = _target_of(info)
        if target or _holds_references(part_type(item)):
            found.append(_ReferenceKey(key, target, many))
    return tuple(found)


def _holds_references(
    model: type[BaseModel] | None, around: frozenset[type[BaseModel]] = frozenset()
) -> bool:
    """Tell whether a group of keys has any that holds references; a group may hold groups of its own type."""
    if model is None or model in around:
        return False
    return any(
        _target_of(info) or _holds_references(part_type(info.annotation), around | {model})
        for info in model.model_fields.values()
    )


def _target_of(info: FieldInfo) -> str:
    """Return what the ids in a key name, alone or in a list."""
    item = get_args(info.annotation)[0] if _is_tuple(info.annotation) else info.annotation
    metadata = (*info.metadata, *getattr(item, "__metadata__", ()))
    return next((mark.target for mark in metadata if isinstance(mark, Reference)), "")


def part_type(annotation: Any) -> type[BaseModel] | None:
    """Return the group of keys that a type holds, alone, in a list or as one that may be left out."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := part_type(part))), None)


def _is_tuple(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple
