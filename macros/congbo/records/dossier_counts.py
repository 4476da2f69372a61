"""Dossier counts: the rows of Biểu II.06a/VPCP/KSTT, as a type."""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from congbo.law.dossier_form import DossierColumn
from congbo.records.record import Period, Record
from congbo.records.scalars import (
    Count,
    FieldId,
    OrganisationId,
    Text,
    choice,
    parse_list,
    refuse,
)
from congbo.records.statistics import StatedIn

DossierColumns = Annotated[
    tuple[Annotated[DossierColumn, choice(DossierColumn)], ...], BeforeValidator(parse_list)
]


class DossierCount(Record):
    """A row of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), in dossiers."""

    title: Text = Field(title="Tên dòng", description="Lĩnh vực hoặc đơn vị của dòng.")
    organisation: OrganisationId = Field(title="Cơ quan", description="Mã cơ quan.")
    unit: OrganisationId = Field(
        "", title="Đơn vị", description="Mã đơn vị thuộc cơ quan; bỏ dòng này nếu không chia theo đơn vị."
    )
    field: FieldId = Field("", title="Lĩnh vực", description="Bỏ dòng này nếu không chia theo lĩnh vực.")
    period: Period = Field(title="Kỳ số liệu", description="Có start và end.")
    counts: dict[Annotated[DossierColumn, choice(DossierColumn)], Count] = Field(
        title="Số hồ sơ theo cột",
        description="Đủ mười một cột từ (3) đến (13) của biểu; “congbo new” viết sẵn tên cột.",
    )
    inferred: DossierColumns = Field(
        (), title="Cột suy ra", description="Các cột không có trong nguồn, tính ra từ các cột khác."
    )
    stated_in: StatedIn = Field(title="Nơi khai", description="Báo cáo hoặc văn bản có số này.")

    @model_validator(mode="after")
    def _whole_row(self) -> "DossierCount":
        missing = [str(column) for column in DossierColumn if column not in self.counts]
        if missing:
            raise refuse("missing-key", f"“counts” còn thiếu cột {', '.join(missing)}")
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def whole(self) -> bool:
        """Whether it is the row of the whole body, not of a unit or a field."""
        return not self.unit and not self.field
