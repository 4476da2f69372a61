"""Everyday words: how people say what the law names otherwise, as records: those shipped, and a site's own.

A site's record of an id stands for the shipped one of that id; any other adds to them. Both are read in one
form, so whoever corrects a theme begins with a copy of ours.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, model_validator

from congbo.records import shipped as shipped_pages
from congbo.records.part import Part
from congbo.records.phrases import Phrases
from congbo.records.record import Record
from congbo.records.scalars import Text, choice, refuse

MOST_GROUPS = 400
"""How many groups a record may hold: more is a list that nobody has read."""


class WordSort(StrEnum):
    """What sort of words a group says in another way."""

    SAID = "cách nói"
    SYNONYM = "đồng nghĩa"
    EVERYDAY = "đời sống"
    SHORT = "viết tắt"
    ENGLISH = "tiếng Anh"


Sort = Annotated[WordSort | None, choice(WordSort)]


class WordGroup(Part):
    """Ways of saying the same, and the words of procedures that they mean."""

    said: Phrases = Field(title="Người dân gõ", description="Mỗi cách nói một dòng, ví dụ “sổ đỏ”.")
    means: Phrases = Field(
        title="Chữ trong thủ tục",
        description="Chữ có trong tên hay từ khoá của thủ tục, ví dụ “giấy chứng nhận quyền sử dụng đất”.",
    )
    kind: Sort = Field(None, title="Loại cách nói", description="Khi khác loại của cả bản ghi.")


class EverydayWords(Record):
    """Everyday words of a theme, by what they mean."""

    title: Text = Field(title="Chủ đề", description="Ví dụ “Đất đai, nhà ở”.")
    kind: Annotated[WordSort, choice(WordSort)] = Field(
        WordSort.SAID,
        title="Loại cách nói",
        description="“cách nói” (nếu không ghi), “đồng nghĩa”, “đời sống”, “viết tắt” hoặc “tiếng Anh”.",
    )
    groups: tuple[WordGroup, ...] = Field(title="Các nhóm", description="Mỗi nhóm là các cách nói cùng ý.")

    @model_validator(mode="after")
    def _of_length(self) -> "EverydayWords":
        if not self.groups:
            raise refuse("missing-key", "“groups” phải có ít nhất một nhóm")
        if len(self.groups) > MOST_GROUPS:
            raise refuse(
                "too-long", f"“groups” phải có không quá {MOST_GROUPS} nhóm (đang có {len(self.groups)})"
            )
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    def sort_of(self, group: WordGroup) -> WordSort:
        """Return what sort of words a group of it has."""
        return group.kind or self.kind


@cache
def shipped() -> tuple[EverydayWords, ...]:
    """Return the everyday words that the package ships, in the order of their ids."""
    return shipped_pages.records(EverydayWords, "everyday", files("congbo.words") / "everyday")


def in_effect(own: Iterable[EverydayWords] = ()) -> tuple[EverydayWords, ...]:
    """Return the everyday words of a site with these records of its own, in the order of their ids."""
    by_id = {record.id: record for record in (*shipped(), *own)}
    return tuple(by_id[id_] for id_ in sorted(by_id))
