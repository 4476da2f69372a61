"""Forms: official forms as records: those that the package ships, and a site's own.

A form is data: its columns with the groups around them, what must add up, what one period carries over to
the next, since when it holds and what it replaces. A site's record stands for the shipped one of its id, and
a form that replaces another is used from its own first day: nothing of the package has to change.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from congbo.law.form_heads import Head, head_rows, heads
from congbo.records import shipped as shipped_pages
from congbo.records.operands import Definition, FormId
from congbo.records.record import Part, Record
from congbo.records.scalars import (
    Date,
    Id,
    Ids,
    Text,
    Texts,
    YesNo,
    choice,
    parse_list,
    refuse,
)
from congbo.words.spelling import fold

SHARE = "%"
"""The unit of columns that are never added."""
MOST_COLUMNS = 100


class RollUp(StrEnum):
    """How lines of a form make the line of all."""

    ADDED = "cộng"
    NOT_ADDED = "không cộng"


class LineColumn(Part):
    """A column before the counted ones: the line's number, the line's name."""

    number: Text = Field(title="Số cột", description="Như biểu in, ví dụ “1”.")
    label: Text = Field(title="Tiêu đề", description="Ví dụ “TT” hoặc “Đơn vị”.")


class FormColumn(Part):
    """A column of the form that holds numbers."""

    key: Id = Field(title="Tên cột", description="Dùng trong bản ghi và dữ liệu: chữ không dấu, gạch dưới.")
    number: Text = Field("", title="Số cột", description="Như biểu in; không ghi thì đếm tiếp từ cột trước.")
    label: Text = Field(title="Tiêu đề", description="Dòng tiêu đề dưới cùng, ví dụ “Tổng số”.")
    group: Texts = Field((), title="Nhóm", description="Các tiêu đề bên trên, từ ngoài vào trong.")
    name: Text = Field("", title="Tên đầy đủ", description="Khi đứng ngoài bảng; không ghi thì ghép từ nhóm.")
    also: Texts = Field((), title="Tiêu đề khác", description="Những cách viết khác của tiêu đề dưới cùng.")
    unit: Text = Field("", title="Đơn vị", description="Khi khác “counted” của biểu, ví dụ “%”.")
    definition: Text = Field("", title="Cách đếm", description="Cột này đếm những gì.")
    counts: Definition | None = Field(
        None,
        title="Đếm từ sổ",
        description="Cách tính như ở chỉ số; cột tự điền khi kỳ báo cáo không có biểu đã điền.",
    )

    @property
    def way(self) -> tuple[str, ...]:
        """The heads over it from outside in, its own last."""
        return (*self.group, self.label)

    @property
    def full_name(self) -> str:
        """What it is called outside the table: `Tiếp nhận, trong kỳ: trực tuyến`."""
        return self.name or (f"{' › '.join(self.group)}: {self.label}" if self.group else self.label)


class Identity(Part):
    """What must hold between columns of one line."""

    column: Id = Field(title="Cột", description="Tên cột ở vế trái.")
    equals: Ids = Field((), title="Bằng tổng", description="Tên các cột cộng lại.")
    at_most: Ids = Field((), title="Không quá tổng", description="Tên các cột mà tổng không nhỏ hơn.")
    sure: YesNo = Field(True, title="Chắc chắn", description="“không” khi đẳng thức mới là suy ra.")

    @model_validator(mode="after")
    def _one_way(self) -> "Identity":
        if bool(self.equals) == bool(self.at_most):
            raise refuse("form-columns", "phải có đúng một trong các khoá “equals”, “at_most”")
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns on the right."""
        return self.equals or self.at_most


class CarryOver(Part):
    """A column that begins with what a column of the period before ended with."""

    column: Id = Field(title="Cột", description="Tên cột của kỳ này.")
    earlier: Id = Field(title="Cột kỳ trước", description="Tên cột của kỳ liền trước phải bằng nó.")


class Form(Record):
    """An official form: its columns, what must add up in it, and since when it holds."""

    title: Text = Field(title="Tên biểu", description="Như biểu in.")
    symbol: Text = Field("", title="Ký hiệu", description="Ví dụ II.06a/VPCP/KSTT; bỏ dòng này nếu không có.")
    legal_basis: Texts = Field((), title="Căn cứ", description="Văn bản ban hành, mỗi căn cứ một dòng.")
    since: Date | None = Field(None, title="Dùng từ ngày", description="Kỳ kết thúc từ ngày này dùng biểu.")
    until: Date | None = Field(None, title="Dùng đến ngày", description="Ngày cuối cùng, nếu đã biết.")
    replaces: Annotated[tuple[FormId, ...], BeforeValidator(parse_list)] = Field(
        (), title="Thay cho biểu", description="Mã các biểu mà nó thay từ ngày “since”."
    )
    unit: Text = Field(title="Đơn vị tính", description="Như biểu in, ví dụ “số hồ sơ”.")
    counted: Text = Field(title="Mỗi ô đếm", description="Một từ, ví dụ “hồ sơ” hoặc “thủ tục”.")
    lines: tuple[LineColumn, ...] = Field(
        (
            LineColumn.model_construct(number="1", label="TT"),
            LineColumn.model_construct(number="2", label="Đơn vị"),
        ),
        title="Hai cột đầu",
        description="Số thứ tự và tên dòng; mặc định là “TT” và “Đơn vị”.",
    )
    columns: tuple[FormColumn, ...] = Field(title="Các cột", description="Mỗi cột số một mục, từ trái sang.")
    identities: tuple[Identity, ...] = Field((), title="Đẳng thức", description="Mỗi đẳng thức một mục.")
    carry_over: tuple[CarryOver, ...] = Field(
        (), title="Nối kỳ", description="Cột nào của kỳ này bằng cột nào của kỳ trước."
    )
    roll_up: Annotated[RollUp, choice(RollUp)] = Field(
        RollUp.ADDED,
        title="Cộng dồn",
        description="“cộng” hoặc “không cộng” khi các dòng có phần trùng nhau.",
    )

    @model_validator(mode="after")
    def _fits(self) -> "Form":
        if len(self.lines) != 2:
            raise refuse("form-columns", "“lines” phải có đúng hai mục: cột số thứ tự, cột tên dòng")
        if not 1 <= len(self.columns) <= MOST_COLUMNS:
            raise refuse("form-columns", f"“columns” phải có từ 1 đến {MOST_COLUMNS} cột")
        keys, ways = set[str](), set[tuple[str, ...]]()
        for column in self.columns:
            way = tuple(map(plain_label, column.way))
            if column.key in keys or way in ways:
                raise refuse("form-columns", f"“columns” có hai cột cùng tên hoặc tiêu đề: '{column.key}'")
            if column.label and not all(way):  # without a label the key is told as empty
                raise refuse("form-columns", f"“columns” có cột không có tiêu đề: '{column.key}'")
            keys.add(column.key)
            ways.add(way)
        for number, identity in enumerate(self.identities, start=1):
            self._known((identity.column, *identity.parts), keys, f"“identities” mục {number}")
        for number, one in enumerate(self.carry_over, start=1):
            self._known((one.column,), keys, f"“carry_over” mục {number}")
        return self

    @staticmethod
    def _known(named: Iterable[str], keys: set[str], where: str) -> None:
        for key in named:
            if key not in keys:
                raise refuse("form-columns", f"{where} nói tới cột '{key}' mà biểu không có")

    @property
    def label(self) -> str:
        """What it is called: `Biểu II.06a/VPCP/KSTT`."""
        return f"Biểu {self.symbol}" if self.symbol else self.title

    @property
    def short_name(self) -> str:
        """What it is called in a sentence: `Biểu II.06a`."""
        return f"Biểu {self.short_symbol}" if self.symbol else self.title

    @property
    def short_symbol(self) -> str:
        """The first part of its symbol; its id where it has none."""
        return self.symbol.partition("/")[0] or self.id

    @property
    def file_mark(self) -> str:
        """What files that hold it end with: `II06a`."""
        letters = (letter if letter.isascii() else fold(letter) for letter in self.short_symbol)
        mark = "".join(one for one in letters if one.isascii() and (one.isalnum() or one == "-"))
        return mark if self.symbol and mark else self.id

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """The heads over all its columns, those of the lines first."""
        return heads([*((line.label,) for line in self.lines), *(column.way for column in self.columns)])

    @property
    def head_rows(self) -> tuple[tuple[Head, ...], ...]:
        """The same heads row by row, from left to right."""
        return head_rows(self.heads)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of each column by key, as the form prints it."""
        start = len(self.lines) + 1
        return {one.key: one.number or str(nth) for nth, one in enumerate(self.columns, start)}

    @cached_property
    def by_key(self) -> dict[str, FormColumn]:
        """The columns by key, in their order."""
        return {column.key: column for column in self.columns}

    def called(self, text: str) -> str:
        """Return the key of the only column that has this number or head, as forms print them, or nothing."""
        number, head = text.strip(" ()").lower().removeprefix("cột").strip(" ()"), plain_label(text)
        found = [
            key
            for key, column in self.by_key.items()
            if self.numbers[key] == number
            or head in map(plain_label, (column.label, column.full_name, *column.also))
        ]
        return found[0] if len(found) == 1 else ""

    def unit_of(self, key: str) -> str:
        """Return what a column counts: `hồ sơ`, `%`."""
        return self.by_key[key].unit or self.counted

    @property
    def units(self) -> tuple[str, ...]:
        """What its columns count, each once."""
        return tuple(dict.fromkeys(column.unit or self.counted for column in self.columns))

    def column_in_words(self, key: str) -> str:
        """Return a column as sentences name it: `cột (4): Tiếp nhận trực tuyến`."""
        column = self.by_key.get(key)
        return f"cột ({self.numbers[key]}): {column.full_name}" if column else f"cột “{key}” mà biểu không có"

    def adds(self, key: str) -> bool:
        """Tell whether numbers of a column in several lines may be added."""
        return self.roll_up is RollUp.ADDED and self.unit_of(key) != SHARE

    def in_numbers(self, identity: Identity) -> str:
        """Return an identity as the form's notes have it: `(3) = (4)+(5)+(6)`."""
        sign = "=" if identity.equals else "≤"
        return f"({self.numbers[identity.column]}) {sign} {self.sum_of(identity)}"

    @property
    def equalities(self) -> list[str]:
        """What must be equal in a line, as the notes below the form have it."""
        return [self.in_numbers(one) for one in self.identities if one.equals and one.sure]

    def sum_of(self, identity: Identity) -> str:
        """Return the right side of an identity: `(4)+(5)+(6)`."""
        return "+".join(f"({self.numbers[part]})" for part in identity.parts)


@lru_cache(maxsize=10_000)
def plain_label(text: str) -> str:
    """Return a head in the form in which spellings of it are equal: no case, no marks, no signs."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


@cache
def shipped() -> Mapping[str, Form]:
    """Return the forms that the package ships, by id."""
    return {form.id: form for form in shipped_pages.records(Form, "forms")}


def in_effect(own: Iterable[Form] = ()) -> dict[str, Form]:
    """Return the forms of a site by id: those of the package, with its own instead or beside."""
    return dict(sorted({**shipped(), **{form.id: form for form in own}}.items()))


def on_day(id_: str, day: date, forms: Mapping[str, Form]) -> Form | None:
    """Return the form that holds on a day in the place of one: itself, or what has replaced it by then."""
    seen: list[str] = []
    while id_ not in seen:
        seen.append(id_)
        later = [form for form in forms.values() if id_ in form.replaces and form.since and form.since <= day]
        if later:
            id_ = max(later, key=lambda form: (form.since or day, form.id)).id
    return forms.get(id_)
