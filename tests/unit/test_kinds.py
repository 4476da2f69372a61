import types
from collections.abc import Iterator
from itertools import count
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.records.document_kinds import shipped_kinds
from congbo.records.documents import Document
from congbo.records.kinds import KINDS, kind_of, name_of, part_type, references
from congbo.records.part import fields_of
from congbo.records.reader import keys_of
from congbo.records.scalars import Reference
from congbo.reports.report_meta import ReportMeta
from sample import document, event, organisation, procedure, statistic

MODELS: list[type[BaseModel]] = list(dict.fromkeys([*(kind.model for kind in KINDS), ReportMeta]))


def groups_within(
    model: type[BaseModel], around: tuple[type[BaseModel], ...] = ()
) -> Iterator[type[BaseModel]]:
    """Yield the model and every group of keys in it; a group may hold groups of its own type."""
    yield model
    for info in model.model_fields.values():
        inner = part_type(info.annotation)
        if inner and inner not in (*around, model):
            yield from groups_within(inner, (*around, model))


GROUPS = list(dict.fromkeys(group for model in MODELS for group in groups_within(model)))
KEYS = [(group, key) for group in GROUPS for key in keys_of(group)]


class Filler:
    """Fills a model with every reference that its types allow, each with an id of its own.

    It goes by the types as they are written, not by pydantic's view of them, so that it finds the
    references in another way than the code does.
    """

    def __init__(self) -> None:
        self.made: set[tuple[str, str]] = set()
        self._numbers = count(1)

    def model(self, model: type[BaseModel], depth: int = 0) -> BaseModel:
        hints = get_type_hints(model, include_extras=True)
        values = {key: self.value(hints[key], depth + 1) for key in model.model_fields}
        return model.model_construct(None, **values)

    def value(self, hint: Any, depth: int) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            mark = next((mark for mark in arguments[1:] if isinstance(mark, Reference)), None)
            return self.reference(mark.target) if mark else self.value(arguments[0], depth)
        if origin in (Union, types.UnionType) and depth > 6:
            return None
        if origin in (Union, types.UnionType):
            filled = [self.value(argument, depth) for argument in arguments]
            return next((value for value in filled if value), None)
        if origin is tuple:
            return () if depth > 6 else (self.value(arguments[0], depth), self.value(arguments[0], depth))
        if origin is dict:
            return {"key": self.value(arguments[1], depth)}
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.model(hint, depth)
        return None

    def reference(self, target: str) -> str:
        id_ = f"id-{next(self._numbers)}"
        self.made.add((target, id_))
        return id_


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_reference_that_the_types_allow_is_found_once_at_its_place(model: type[BaseModel]) -> None:
    filler = Filler()
    record = filler.model(model)
    found = list(references(record))
    assert {(target, id_) for _, target, id_ in found} == filler.made
    assert len(found) == len(filler.made)
    for path, _, id_ in found:
        value: Any = record
        for part in path:
            value = value[part] if isinstance(part, int) else getattr(value, part)
        assert value == id_


def test_the_references_of_a_procedure_are_found_in_lists_and_groups() -> None:
    record = procedure(
        "p1",
        field="so-huu-tri-tue",
        receiving="PVHCC",
        online_level=[{"value": "toàn trình", "by": "539-QD-UBND-2023"}],
        events=[
            event("mới ban hành", "2024-02-01", "158-QD-UBND-2024"),
            {**event("thay thế bởi", "2024-06-21", "348-QD-UBND-2024"), "successor": "p2"},
        ],
    )
    assert list(references(record)) == [
        (("field",), "field", "so-huu-tri-tue"),
        (("receiving", 0), "organisation", "PVHCC"),
        (("online_level", 0, "by"), "document", "539-QD-UBND-2023"),
        (("events", 0, "decision"), "document", "158-QD-UBND-2024"),
        (("events", 1, "decision"), "document", "348-QD-UBND-2024"),
        (("events", 1, "successor", 0), "procedure", "p2"),
    ]


def test_a_key_that_is_left_out_refers_to_nothing() -> None:
    assert [target for _, target, _ in references(document("46-KH-SKHCN-2024"))] == ["organisation"]
    assert list(references(organisation("SKHCN"))) == []
    report = statistic("ho-so", "5", stated_in={"place": "I.1"})
    assert list(references(report)) == []


def test_everything_that_may_be_referred_to_has_a_name_for_editors() -> None:
    targets = set()
    for model in MODELS:
        filler = Filler()
        filler.model(model)
        targets |= {target for target, _ in filler.made}
    assert targets == {"document", "procedure", "organisation", "field", "form", "report"}
    assert targets - {"report"} <= {kind.target for kind in KINDS}
    assert [name_of(target) for target in sorted(targets)] == [
        "văn bản",
        "lĩnh vực",
        "biểu",
        "cơ quan",
        "thủ tục",
        "báo cáo",
    ]


def test_every_kind_has_a_folder_of_its_own() -> None:
    folders = [kind.folder for kind in KINDS]
    assert len(set(folders)) == len(folders)
    for kind in KINDS:
        assert kind_of(f"{kind.folder}/2024/x.md") is kind
        assert kind_of(f"{kind.folder}/x.md") is kind


def test_a_folder_that_only_begins_like_a_kinds_is_none() -> None:
    assert kind_of("plans-old/x.md") is None
    assert kind_of("x.md") is None
    assert kind_of("khac/plans/x.md") is None


def test_a_folder_tells_a_kind_that_is_shipped_and_one_folder_takes_all() -> None:
    given = {kind.folder: kind.given.get("kind") for kind in KINDS if kind.model is Document}
    assert given == {**DOCUMENT_FOLDERS, "documents": None}
    assert set(DOCUMENT_FOLDERS.values()) <= set(shipped_kinds())


@pytest.mark.parametrize(("group", "key"), KEYS, ids=[f"{group.__name__}.{key}" for group, key in KEYS])
def test_every_key_has_a_vietnamese_title_and_help(group: type[BaseModel], key: str) -> None:
    info = fields_of(group)[key]
    assert info.title
    assert info.title[0].isupper()
    assert info.description
    assert info.description.endswith((".", "”."))
    assert not (info.title + info.description).isascii(), "Vietnamese has marks"


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_no_two_keys_of_a_group_have_the_same_title(group: type[BaseModel]) -> None:
    titles = [info.title for info in fields_of(group).values()]
    assert len(set(titles)) == len(titles)
