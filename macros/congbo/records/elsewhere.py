"""Elsewhere: what people ask of an agency though another office settles it, as records: shipped, and own.

A record is an office with its topics. A site's record of an id stands for the shipped one of that id; any
other adds to them.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pydantic import Field, model_validator

from congbo.records import shipped as shipped_pages
from congbo.records.part import Part
from congbo.records.phrases import Phrases
from congbo.records.record import Record
from congbo.records.scalars import Address, Date, Text, refuse
from congbo.words.same_words import same_words


class Topic(Part):
    """Something that the office settles, and how people say it."""

    topic: Text = Field(title="Việc", description="Tên ngắn, ví dụ “Thẻ căn cước”.")
    said: Phrases = Field(title="Người dân gõ", description="Mỗi cách nói một dòng, ví dụ “cccd”.")


class Elsewhere(Record):
    """An office and the topics that it, and not this agency, settles."""

    office: Text = Field(
        title="Nơi giải quyết",
        description="Viết theo chức năng, ví dụ “Cơ quan thuế”; không chắc thì đừng ghi.",
    )
    address: Address = Field("", title="Địa chỉ trang", description="Trang của nơi ấy, nếu biết chắc.")
    basis: Text = Field("", title="Căn cứ", description="Văn bản giao thẩm quyền, nếu biết chắc.")
    checked_on: Date | None = Field(
        None, title="Ngày kiểm tra", description="Ngày đã xem lại nơi giải quyết có còn đúng."
    )
    topics: tuple[Topic, ...] = Field(title="Các việc", description="Mỗi việc một mục.")

    @model_validator(mode="after")
    def _some(self) -> "Elsewhere":
        if not self.topics:
            raise refuse("missing-key", "“topics” phải có ít nhất một việc")
        return self

    @property
    def label(self) -> str:
        """The office."""
        return self.office


@cache
def shipped() -> tuple[Elsewhere, ...]:
    """Return the offices that the package ships, in the order of their ids."""
    return shipped_pages.records(Elsewhere, "elsewhere", files("congbo.words") / "elsewhere")


def in_effect(own: Iterable[Elsewhere] = ()) -> tuple[Elsewhere, ...]:
    """Return the offices of a site with these records of its own, in the order of their ids.

    A way of saying that a record of the site's own has is no longer one of a shipped office.
    """
    mine = {record.id: record for record in own}
    taken = {same_words(phrase) for record in mine.values() for one in record.topics for phrase in one.said}
    left = (_without(record, taken) for record in shipped() if record.id not in mine)
    by_id = {record.id: record for record in left} | mine
    return tuple(by_id[id_] for id_ in sorted(by_id))


def _without(record: Elsewhere, taken: set[str]) -> Elsewhere:
    """Return an office without the ways of saying that are taken; topics may be left with none."""
    if not taken:
        return record
    topics = tuple(
        one.model_copy(update={"said": tuple(said for said in one.said if same_words(said) not in taken)})
        for one in record.topics
    )
    return record.model_copy(update={"topics": tuple(one for one in topics if one.said)})
