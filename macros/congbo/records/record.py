"""Record: what every record has, and the groups of keys that several kinds have, as types.

Every scalar arrives as text (see `frontmatter`) and is typed here; unknown keys are refused. A key's
`title` and `description` are Vietnamese: forms, the field guide and messages are made from them.
"""

from datetime import date
from functools import cache
from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr, model_validator

from congbo.records.part import Part as Part
from congbo.records.scalars import (
    Date,
    Ids,
    Text,
    Texts,
    choice,
    refuse,
)
from congbo.records.versions import History, Versions, is_changing
from congbo.words.typed_days import days_in
from congbo.words.vocabulary import Publication


class Source(Part):
    """Where a fact was read."""

    what: Text = Field(title="Loại nguồn", description="Văn bản, trang công khai hay bản lưu nào.")
    where: Text = Field(title="Chỗ trong nguồn", description="Điều, khoản, mã trang hoặc tên tệp.")


class Period(Part):
    """A reporting period, both days included."""

    start: Date = Field(title="Từ ngày", description="Ngày đầu kỳ, dạng NĂM-THÁNG-NGÀY.")
    end: Date = Field(title="Đến ngày", description="Ngày cuối kỳ, dạng NĂM-THÁNG-NGÀY.")

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end < self.start:
            message = f"ngày cuối kỳ {self.end} đứng trước ngày đầu kỳ {self.start}"
            raise refuse("period-order", message, "Hãy đổi chỗ “start” và “end”, hoặc sửa năm gõ nhầm")
        return self

    @classmethod
    def of_text(cls, text: str) -> str:
        """Return the two lines of a period that somebody typed as one text."""
        days = days_in(text)
        first, last = days if len(days) == 2 else ("NĂM-THÁNG-NGÀY", "NĂM-THÁNG-NGÀY")
        return f"“start: {first}”, “end: {last}”"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


class Record(Part):
    """What every record has. `id` is the file's stem and the permalink; `path` is relative to the site.

    A key that changes in time holds its latest value, in a record `on` a day that of the day; all its
    versions stand in the `history`.
    """

    id: str = Field(
        title="Mã bản ghi", description="Trùng với tên tệp, không dấu; là địa chỉ lâu dài của trang."
    )
    path: str = Field(exclude=True, repr=False)
    body: str = Field(exclude=True, repr=False)
    publication: Annotated[Publication, choice(Publication)] = Field(
        Publication.PUBLIC,
        title="Trạng thái đăng",
        description="“công khai” (mặc định), “dự thảo” hoặc “nội bộ”. Hai loại sau không ra trang công khai.",
    )
    reconstructed: Texts = Field(
        (),
        title="Phần tái dựng",
        description="Những gì trong bản ghi không đọc được từ văn bản mà do người soạn tái dựng để minh hoạ.",
    )
    sources: tuple[Source, ...] = Field((), title="Nguồn", description="Đọc ở đâu, điều khoản nào.")
    doubts: Texts = Field((), title="Điều còn nghi ngờ", description="Mỗi điều một dòng.")
    former_ids: Ids = Field((), title="Địa chỉ cũ", description="Các mã bản ghi cũ; trang cũ sẽ dẫn về đây.")

    _history: History = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _keep_history(self) -> "Record":
        held = self.__dict__
        found = {key: held[key] for key in changing_keys(type(self)) if isinstance(held[key], Versions)}
        if found:
            self._history = {key: self._without(key, versions) for key, versions in found.items()}
            held.update({key: versions[-1].value for key, versions in self._history.items()})
        return self

    def _without(self, key: str, versions: Versions) -> Versions:
        """Return the versions with what the key holds where one says that there is no value any more."""
        if not any(version.none for version in versions):
            return versions
        info = type(self).model_fields[key]
        if info.is_required():
            raise refuse("version-value", f"“{key}” lúc nào cũng phải có giá trị, không ghi được “none: có”")
        empty = info.get_default(call_default_factory=True)
        return Versions(
            version.model_copy(update={"value": empty}) if version.none else version for version in versions
        )

    @property
    def history(self) -> History:
        """The versions of the keys that are written as such, from old to new, whatever the day."""
        private = self.__pydantic_private__  # what `_history` looks up by way of two functions
        found: History = private["_history"] if private else self._history
        return found

    def ever(self, key: str) -> tuple[Any, ...]:
        """Return every value that a key has had or will have, from old to new."""
        versions = self._history.get(key)
        return tuple(version.value for version in versions) if versions else (getattr(self, key),)

    def on(self, day: date) -> Self:
        """Return the record as it holds on a day; one in which nothing differs is returned as it is.

        Before its first version a key that must have a value has the first that is known; any other is
        not known then.
        """
        held = {key: self._held(key, versions, day) for key, versions in self._history.items()}
        if all(getattr(self, key) == value for key, value in held.items()):
            return self
        found = self.model_copy()
        for key in found.__dict__.keys() - type(self).model_fields.keys():
            del found.__dict__[key]  # what was computed of other values
        found.__dict__.update(held)
        return found

    def _held(self, key: str, versions: Versions, day: date) -> Any:
        if version := versions.on(day):
            return version.value
        info = type(self).model_fields[key]
        return versions[0].value if info.is_required() else info.get_default(call_default_factory=True)

    @property
    def public(self) -> bool:
        """Whether the record may appear in public."""
        return self.publication is Publication.PUBLIC

    @property
    def label(self) -> str:
        """The record's name in lists."""
        return self.id


@cache
def changing_keys(model: type[Record]) -> tuple[str, ...]:
    """Return the keys of a type of record that may be written as versions."""
    return tuple(key for key, info in model.model_fields.items() if is_changing(info))
