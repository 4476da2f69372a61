"""Statistics: declared figures, which somebody states and nobody counted here, as a type."""

from pydantic import Field, model_validator

from congbo.records.record import Part, Period, Record
from congbo.records.scalars import (
    Date,
    DocumentId,
    Id,
    Number,
    OrganisationId,
    ReportId,
    Text,
    refuse,
)


class StatedIn(Part):
    """Where a declared figure is stated."""

    report: ReportId = Field("", title="Báo cáo", description="Tên tệp trang báo cáo, không có “.md”.")
    document: DocumentId = Field("", title="Văn bản", description="Mã văn bản.")
    place: Text = Field("", title="Mục", description="Ví dụ “I.2.6”.")


class Statistic(Record):
    """A declared figure: somebody states it, and no record stands behind it."""

    title: Text = Field(title="Tên số liệu", description="Ví dụ “Số tài khoản điện tử công vụ”.")
    measure: Id = Field(
        title="Mã chỉ số", description="Giống nhau qua các kỳ; báo cáo gọi số liệu bằng mã này."
    )
    value: Number = Field(title="Giá trị", description="Số, ví dụ 54 hoặc 87.5.")
    unit: Text = Field(title="Đơn vị", description="Ví dụ “tài khoản” hoặc “%”.")
    qualifier: Text = Field("", title="Từ chỉ mức", description="Ví dụ “hơn”, “ít nhất”.")
    period: Period | None = Field(None, title="Kỳ số liệu", description="Có start và end.")
    day: Date | None = Field(None, title="Ngày số liệu", description="Khi là số tại một ngày.")
    time_note: Text = Field("", title="Ghi chú về thời gian", description="Khi nguồn không ghi rõ kỳ.")
    organisation: OrganisationId = Field("", title="Cơ quan", description="Số liệu của cơ quan nào.")
    stated_in: StatedIn = Field(title="Nơi khai", description="Báo cáo hoặc văn bản có số này.")
    note: Text = Field("", title="Ghi chú", description="Điều người đọc cần biết thêm.")

    @model_validator(mode="after")
    def _dated(self) -> "Statistic":
        if (self.period is None) == (self.day is None):
            message = "số liệu phải có đúng một trong hai khoá “period” (kỳ) và “day” (ngày)"
            hint = "Số tại một ngày thì chỉ giữ “day”, số của cả kỳ thì chỉ giữ “period”"
            if self.day is None:
                hint = "Số tại một ngày thì thêm “day: NĂM-THÁNG-NGÀY”, số của cả kỳ thì thêm “period”"
            raise refuse("statistic-time", message, hint)
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title
