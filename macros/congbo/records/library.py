"""Library: indicators that the package ships, of which a site has those that it or one of its pages names.

A site's own record of the same id stands for the shipped one: whoever changes one begins with a copy of ours.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from congbo.records import shipped
from congbo.records.documents import Document
from congbo.records.fields import FieldOfWork
from congbo.records.indicator_definitions import Indicator
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.statistics import Statistic
from congbo.words.vocabulary import Subject
from congbo.words.wording import listing

SHIPPED = "law/indicators/"
"""Where the records of the library stand, as their paths say."""

FOLDERS: list[Path] = [Path(str(files("congbo.law"))) / "indicators"]
"""The folders of the library; whoever appends one has its indicators offered to every site."""


def library() -> Mapping[str, Indicator]:
    """Return the indicators of the library by id; of one id the last folder's."""
    return {id_: one for folder in FOLDERS for id_, one in _read(folder).items()}


@cache
def _read(folder: Path) -> dict[str, Indicator]:
    return {one.id: one for one in shipped.records(Indicator, "indicators", folder)}


def with_library(records: Iterable[Record], named: Collection[str]) -> tuple[Record, ...]:
    """Return the records with the indicators of the library that are named and that no record stands for."""
    own = tuple(records)
    return (*own, *(one for id_, one in offered(own).items() if id_ in named))


def offered(records: Iterable[Record]) -> Mapping[str, Indicator]:
    """Return the indicators of the library that a site may name.

    Not those that a record of its own stands for, nor what it declares under that id: a declared number
    keeps its own page and words. Nor those that count records of which the site has none in public,
    or by a field that it has not: they would be 0 where nothing is known.
    """
    taken, fields, counted = set[str](), set[str](), set[type[Record]]()
    for one in records:
        if one.public:
            counted.add(type(one))
        match one:
            case Indicator():
                taken |= {one.id, *one.former_ids}
            case Statistic():
                taken.add(one.measure)
            case FieldOfWork() if one.public:
                fields.add(one.id)
    return {
        id_: one
        for id_, one in library().items()
        if id_ not in taken and _fields(one) <= fields and _counted(one) <= counted
    }


def _counted(indicator: Indicator) -> set[type[Record]]:
    """Return the types of record that an indicator counts."""
    subjects = {one.count for _, one in indicator.definition.walk() if one.count}
    return {Document if subject is Subject.DOCUMENTS else Procedure for subject in subjects}


def _fields(indicator: Indicator) -> set[str]:
    """Return the fields by which an indicator counts."""
    counted = [one.where for _, one in indicator.definition.walk()]
    return {id_ for where in counted for key in ("topics", "field") for id_ in where.get(key, ())}


def needs(indicator: Indicator) -> str:
    """Return what a site must have for an indicator of the library to be offered, in words."""
    fields = [f"lĩnh vực mã “{id_}”" for id_ in sorted(_fields(indicator))]
    kinds = {Document: "bản ghi văn bản", Procedure: "bản ghi thủ tục"}
    return listing([*fields, *(kinds[model] for model in kinds if model in _counted(indicator))])


def is_shipped(record: Record) -> bool:
    """Tell whether a record is one of the library, and so stands in no file of the site."""
    return record.path.startswith(SHIPPED)
