"""Observations: filled forms, each of one body, one form, one period and one source, as a type.

The rows stand in the front matter, or in a CSV file or a workbook beside the record, which `tables` reads.
A cell is a number, or not known, or inferred where no source prints it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, PrivateAttr, model_validator

from congbo.records.operands import FormId
from congbo.records.record import Part, Period, Record
from congbo.records.scalars import (
    FieldId,
    Id,
    OrganisationId,
    Text,
    Texts,
    YesNo,
    choice,
    parse_list,
    parse_number,
    parse_text,
    refuse,
)
from congbo.records.statistics import StatedIn
from congbo.words.spelling import fold
from congbo.words.vocabulary import Level

UNKNOWN = "?"
"""How a cell is written that the source leaves empty or nobody can read."""
_UNKNOWN_WORDS = frozenset({"", UNKNOWN, "khong ro", "chua ro"})
INFERRED_MARK = "*"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a form: a number, or None where it is not known; `inferred` says that no source prints it."""

    value: int | Decimal | None
    inferred: bool = False


def parse_cell(value: object) -> Cell:
    """Return the cell of a text: `16`, `87.5`, `16*` (inferred), `?`, `không rõ` or nothing (not known)."""
    if isinstance(value, Cell):
        return value
    text = parse_text(value)
    plain = text.removesuffix(INFERRED_MARK).rstrip()
    if fold(plain) in _UNKNOWN_WORDS:
        if plain != text and not plain:
            raise refuse("wrong-type", "phải có số trước dấu “*” (suy ra), ví dụ 16*")
        return Cell(None)
    if text.startswith(INFERRED_MARK):
        message = f"phải có dấu “*” (suy ra) ở sau số (đang là '{text}')"
        raise refuse("wrong-type", message, after_the_number(text))
    number = parse_number(plain)
    return Cell(int(number) if number == int(number) else number, inferred=plain != text)


def after_the_number(text: str) -> str:
    """Return the question that offers a number with its mark behind it."""
    number = text.strip(INFERRED_MARK + " ")
    return f"Có phải “{number}{INFERRED_MARK}”?" if number.isdigit() else ""


def written(cell: Cell) -> str:
    """Return a cell as it may be typed."""
    return UNKNOWN if cell.value is None else f"{cell.value}{INFERRED_MARK if cell.inferred else ''}"


CellValue = Annotated[Cell, BeforeValidator(parse_cell), PlainSerializer(written)]


class Explained(Part):
    """Why what a source states does not fit: what stands here is published beside it."""

    column: Id = Field(title="Cột", description="Tên cột ở vế trái của chỗ lệch.")
    row: Text = Field("", title="Dòng", description="Tên dòng; bỏ dòng này khi nói về mọi dòng.")
    note: Text = Field(title="Giải thích", description="Vì sao lệch, ai xác nhận; được đăng kèm biểu.")


class Row(Part):
    """A line of a filled form."""

    label: Text = Field(title="Tên dòng", description="Như biểu in.")
    unit: OrganisationId = Field("", title="Đơn vị", description="Mã đơn vị, nếu dòng là của một đơn vị.")
    field: FieldId = Field("", title="Lĩnh vực", description="Mã lĩnh vực, nếu dòng là của một lĩnh vực.")
    level: Annotated[Level | None, choice(Level)] = Field(
        None, title="Cấp", description="“cấp bộ”, “cấp tỉnh”, “cấp huyện” hoặc “cấp xã”."
    )
    total: YesNo = Field(False, title="Dòng tổng", description="“có” khi là dòng của cả cơ quan.")
    cells: dict[Text, CellValue] = Field(
        title="Các ô", description="Mỗi cột một dòng: số; “không rõ”; dấu * sau số suy ra, ví dụ 2*."
    )
    extra: dict[Text, Text] = Field({}, title="Cột thêm", description="Cột của nguồn mà biểu không có.")


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a cell stands in a table beside the record: file, line and column from 1; `cell` as in Excel."""

    path: str
    line: int
    column: int
    cell: str = ""


class Observation(Record):
    """A filled form of one body, period and source."""

    title: Text = Field(title="Tên", description="Ví dụ “Biểu II.06a 6 tháng đầu năm 2026 của Sở”.")
    form: FormId = Field(title="Biểu", description="Mã biểu, ví dụ ii06a-vpcp.")
    organisation: OrganisationId = Field(title="Cơ quan", description="Cơ quan lập biểu.")
    period: Period = Field(title="Kỳ số liệu", description="Có start và end.")
    stated_in: StatedIn = Field(
        StatedIn.model_construct(report="", document="", place=""),
        title="Nơi khai",
        description="Báo cáo hoặc văn bản có biểu này; bỏ nhóm này khi là số của chính cơ quan.",
    )
    original: YesNo = Field(
        False,
        title="Chép bản gốc",
        description="“có” khi chép đúng một bản đã ký: chỗ lệch của bản gốc được giữ, rồi giải thích.",
    )
    preferred: YesNo = Field(
        False, title="Dùng nguồn này", description="“có” khi nhiều nguồn cùng có biểu này và dùng nguồn này."
    )
    rows: tuple[Row, ...] = Field((), title="Các dòng", description="Mỗi dòng của biểu một mục.")
    table: Text = Field(
        "", title="Tệp bảng", description="Tên tệp .csv hoặc .xlsx đặt cạnh bản ghi, thay cho “rows”."
    )
    sheet: Text = Field(
        "", title="Trang tính", description="Tên trang tính trong tệp Excel, nếu không là trang đầu."
    )
    extra: Annotated[Texts, BeforeValidator(parse_list)] = Field(
        (), title="Cột thêm được giữ", description="Tiêu đề các cột của bảng mà biểu không có, được giữ lại."
    )
    explained: tuple[Explained, ...] = Field(
        (), title="Giải thích chỗ lệch", description="Mỗi chỗ lệch một mục: cột, dòng, lời giải thích."
    )

    _places: dict[tuple[int, str], TablePlace] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _filled(self) -> "Observation":
        if bool(self.rows) == bool(self.table):
            message = "phải có đúng một trong hai khoá “rows” (các dòng) và “table” (tệp bảng)"
            hint = (
                "Hãy xoá một trong hai"
                if self.rows
                else "Hãy thêm “rows” với các dòng của biểu, hoặc “table: tên-tệp.csv”"
            )
            raise refuse("observation-form", message, hint)
        if (self.sheet or self.extra) and not self.table:
            raise refuse("observation-form", "“sheet” và “extra” chỉ đi cùng “table”")
        if self.original and not (self.stated_in.document or self.stated_in.report):
            raise refuse("observation-form", "“original” cần “stated_in”: bản gốc là báo cáo hay văn bản nào")
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    def filled(self, rows: tuple[Row, ...], places: Mapping[tuple[int, str], TablePlace]) -> "Observation":
        """Return the record with the rows of its table; `places` are those of cells, by row and column."""
        found = self.model_copy(update={"rows": rows})
        found._places = dict(places)
        return found

    def place(self, row: int, key: str) -> TablePlace | None:
        """Return where a cell stands in the table beside the record; None where rows are in the record."""
        return self._places.get((row, key)) or self._places.get((row, ""))
