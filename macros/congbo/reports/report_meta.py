"""Report meta: what stands at the head of a report's page, as types."""

from pydantic import Field

from congbo.figures.comparisons import PreviousPeriod
from congbo.records.record import Part
from congbo.records.regimes import ReportPeriod
from congbo.records.scalars import Date, Ids, OrganisationId, Text, Texts, YesNo


class Signer(Part):
    """Who signs the report."""

    position: Text = Field(title="Chức vụ", description="Ví dụ “Giám đốc”.")
    name: Text = Field(title="Họ tên", description="Họ và tên người ký.")


class PrintedFigure(Part):
    """A figure as the signed original printed it."""

    figure: Text = Field(title="Số liệu", description="Mã chỉ số hoặc mã số liệu tự khai.")
    text: Text = Field(title="Bản gốc in", description="Đúng như bản gốc, ví dụ “87%”.")
    place: Text = Field(title="Chỗ in", description="Ví dụ “I.3.5”.")
    verdict: Text = Field("", title="Bản gốc tự đánh giá", description="Ví dụ “vượt chỉ tiêu đề ra”.")
    explanation: Text = Field(
        "", title="Giải thích", description="Bắt buộc khi bản gốc in khác số tính được."
    )


class Correction(Part):
    """A typing slip of the original that the page corrects."""

    printed: Text = Field(title="Bản gốc in", description="Đúng như bản gốc.")
    corrected: Text = Field(title="Sửa thành", description="Dạng dùng trên trang.")
    place: Text = Field(title="Chỗ in", description="Ví dụ “I.2”.")
    reason: Text = Field(title="Vì sao", description="Nói ngắn.")


class ReportMeta(Part):
    """The front matter of a report page. Keys that only MkDocs reads are accepted and not used."""

    title: Text = Field(title="Tên báo cáo", description="Tiêu đề trang.")
    description: Text = Field("", title="Mô tả", description="Một câu, cho máy tìm kiếm.")
    render_macros: Text = Field("true", title="Dùng lệnh", description="Luôn là true.")
    hide: Texts = Field((), title="Ẩn", description="Phần của giao diện không hiện.")
    organisation: OrganisationId = Field(title="Cơ quan báo cáo", description="Mã cơ quan.")
    period: ReportPeriod = Field(
        title="Kỳ báo cáo", description="Có start và end; hoặc regime, of và year, máy tự ra hai ngày."
    )
    as_of: Date = Field(
        title="Ngày chốt số liệu",
        description="Ngày của các số “tính đến”; kỳ gọi theo chế độ báo cáo thì mặc định là ngày cuối kỳ.",
    )
    previous: PreviousPeriod | None = Field(
        None,
        title="Kỳ để so sánh",
        description="“cùng kỳ” hoặc “kỳ trước” khi kỳ gọi theo chế độ báo cáo; không thì có start, end và"
        " as_of. Bỏ khoá này khi không có số liệu cùng kỳ.",
    )
    illustrative: YesNo = Field(
        False,
        title="Trang minh hoạ",
        description="“có” khi cơ quan không ký báo cáo này; trang nói rõ điều đó.",
    )
    day: Date = Field(title="Ngày báo cáo", description="Nếu chưa rõ: ngày muộn nhất mà báo cáo nhắc tới.")
    day_known: YesNo = Field(
        True, title="Biết ngày báo cáo", description="“không” khi “day” chỉ là ngày sớm nhất có thể."
    )
    number: Text = Field("", title="Số, ký hiệu", description="Bỏ dòng này nếu chưa rõ.")
    place: Text = Field("", title="Địa danh", description="Bỏ dòng này nếu chưa rõ.")
    signer: Signer | None = Field(None, title="Người ký", description="Chức vụ và họ tên.")
    recipients: Texts = Field((), title="Nơi nhận", description="Mỗi nơi một dòng, không có dấu ở cuối.")
    annex: Ids = Field(
        (),
        title="Số liệu của phụ lục",
        description="Mã các chỉ số, số liệu tự khai mà báo cáo chọn, theo thứ tự; bỏ nhóm này là mọi chỉ số.",
    )
    printed: tuple[PrintedFigure, ...] = Field((), title="Số bản gốc in", description="Mỗi số một mục.")
    corrections: tuple[Correction, ...] = Field(
        (), title="Lỗi đánh máy đã sửa", description="Mỗi lỗi một mục."
    )
    seal: Text = Field(
        "",
        title="Mã niêm phong",
        description="Do lệnh congbo seal và congbo rectify ghi; phải đúng với tệp “.seal.json” cạnh trang.",
    )


RESTS = "rests"
"""What a seal calls the mark of a figure that rests on declared numbers."""
ANNEX = "annex"
"""The key of a report page that names the figures of its annex."""
SEAL = "seal"
"""The key of a report page that names the mark of its seal."""
SHOWN_KEYS = ReportMeta.model_fields.keys() - {"description", "render_macros", "hide", SEAL}
"""The keys of a report page that its readers see."""
