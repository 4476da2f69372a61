"""Dossier counts: the rows of Biểu II.06a/VPCP/KSTT, as a type."""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from congbo.records.observations import Cell, Explained
from congbo.records.operands import DossierColumn, short_keys
from congbo.records.record import Period, Record
from congbo.records.scalars import (
    Count,
    FieldId,
    OrganisationId,
    Text,
    YesNo,
    parse_list,
    refuse,
)
from congbo.records.statistics import StatedIn

DossierColumns = Annotated[tuple[DossierColumn, ...], BeforeValidator(parse_list)]


class DossierCount(Record):
    """A row of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), in dossiers."""

    title: Text = Field(title="Tên dòng", description="Lĩnh vực hoặc đơn vị của dòng.")
    organisation: OrganisationId = Field(title="Cơ quan", description="Mã cơ quan.")
    unit: OrganisationId = Field(
        "", title="Đơn vị", description="Mã đơn vị thuộc cơ quan; bỏ dòng này nếu không chia theo đơn vị."
    )
    field: FieldId = Field("", title="Lĩnh vực", description="Bỏ dòng này nếu không chia theo lĩnh vực.")
    period: Period = Field(title="Kỳ số liệu", description="Có start và end.")
    counts: dict[DossierColumn, Count] = Field(
        title="Số hồ sơ theo cột",
        description="Đủ mười một cột từ (3) đến (13) của biểu; “congbo new” viết sẵn tên cột.",
    )
    inferred: DossierColumns = Field(
        (), title="Cột suy ra", description="Các cột không có trong nguồn, tính ra từ các cột khác."
    )
    stated_in: StatedIn = Field(title="Nơi khai", description="Báo cáo hoặc văn bản có số này.")
    original: YesNo = Field(
        False,
        title="Chép bản gốc",
        description="“có” khi chép đúng một bản đã ký: chỗ lệch của bản gốc được giữ, rồi giải thích.",
    )
    explained: tuple[Explained, ...] = Field(
        (), title="Giải thích chỗ lệch", description="Mỗi chỗ lệch một mục: cột, lời giải thích."
    )

    @model_validator(mode="after")
    def _whole_row(self) -> "DossierCount":
        missing = [key for key in short_keys() if key not in self.counts]
        if missing:
            raise refuse("missing-key", f"“counts” còn thiếu cột {', '.join(missing)}")
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells by column, as those of any other form."""
        return {key: Cell(count, key in self.inferred) for key, count in self.counts.items()}

    @property
    def whole(self) -> bool:
        """Whether it is the row of the whole body, not of a unit or a field."""
        return not self.unit and not self.field
