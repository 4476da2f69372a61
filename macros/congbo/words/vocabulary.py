"""Vocabulary: the closed lists of terms, in the Vietnamese words that editors write and citizens read."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """Kinds of documents (Nghị định 30/2020/NĐ-CP, Điều 7; `kết luận` is a Party document)."""

    PLAN = "kế hoạch"
    DECISION = "quyết định"
    LETTER = "công văn"
    SUBMISSION = "tờ trình"
    REPORT = "báo cáo"
    DECREE = "nghị định"
    CONCLUSION = "kết luận"


DOCUMENT_FOLDERS = {
    "plans": DocumentKind.PLAN,
    "decisions": DocumentKind.DECISION,
    "letters": DocumentKind.LETTER,
    "submissions": DocumentKind.SUBMISSION,
    "reports": DocumentKind.REPORT,
    "decrees": DocumentKind.DECREE,
    "conclusions": DocumentKind.CONCLUSION,
}
"""The folder of records/ that holds each kind of document."""

KIND_SYMBOLS = {
    DocumentKind.PLAN: "KH",
    DocumentKind.DECISION: "QĐ",
    DocumentKind.LETTER: "",  # an official letter has no kind in its symbol
    DocumentKind.SUBMISSION: "TTr",
    DocumentKind.REPORT: "BC",
    DocumentKind.DECREE: "NĐ",
    DocumentKind.CONCLUSION: "KL",
}
"""The kind's part of a document's symbol (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""


class Publication(StrEnum):
    """Whether a record may appear in public."""

    PUBLIC = "công khai"
    DRAFT = "dự thảo"
    INTERNAL = "nội bộ"


class OnlineLevel(StrEnum):
    """Levels of an online public service (Nghị định 42/2022/NĐ-CP, Điều 11)."""

    FULL = "toàn trình"
    PARTIAL = "một phần"
    NONE = "chưa cung cấp trực tuyến"
    NOT_APPLICABLE = "không áp dụng"


class EventAction(StrEnum):
    """What a document does to a procedure (Nghị định 63/2010/NĐ-CP, Điều 14)."""

    PUBLISHED = "mới ban hành"
    AMENDED = "sửa đổi, bổ sung"
    REPLACED = "thay thế bởi"
    ABOLISHED = "bãi bỏ"
    ABOLITION_PROPOSED = "đề nghị bãi bỏ"


class ChannelMethod(StrEnum):
    """Ways to file a dossier (Nghị định 61/2018/NĐ-CP, Điều 11)."""

    DIRECT = "trực tiếp"
    ONLINE = "trực tuyến"
    POSTAL = "bưu chính"


class TimeUnit(StrEnum):
    """Units of a time limit."""

    WORKING_DAY = "ngày làm việc"
    DAY = "ngày"
    MONTH = "tháng"


class PaperKind(StrEnum):
    """What kind of paper a dossier item must be."""

    ORIGINAL = "bản chính"
    COPY = "bản sao"
    EITHER = "bản chính hoặc bản sao"


class Confidence(StrEnum):
    """How sure the compiler of a record is of a block of it."""

    HIGH = "cao"
    MEDIUM = "trung bình"
    LOW = "thấp"


class Completeness(StrEnum):
    """How much of a procedure's content a record holds."""

    FULL = "đủ"
    FULL_EXCEPT_FEES = "đủ, trừ phí và lệ phí"
    PARTIAL = "một phần"
    NAME_ONLY = "chỉ có tên"


class Provenance(StrEnum):
    """Where a value comes from when it is not read in a document."""

    RECONSTRUCTED = "tái dựng"
    INFERRED = "suy ra"
    DECLARED = "báo cáo tự khai"


class Subject(StrEnum):
    """What an indicator counts."""

    DOCUMENTS = "văn bản"
    PROCEDURES = "thủ tục"
    EVENTS = "sự kiện"
    WORKFLOWS = "quy trình nội bộ"


class Moment(StrEnum):
    """Time words of an indicator's conditions; a report gives each its dates."""

    IN_PERIOD = "trong kỳ"
    BY_PERIOD_END = "đến cuối kỳ"
    AS_OF = "ngày số liệu"
    IN_PERIOD_OR_LATER = "từ đầu kỳ đến ngày báo cáo"
    PERIOD_YEAR = "năm của kỳ"


class Direction(StrEnum):
    """Which way a target is better."""

    AT_LEAST = "không thấp hơn"
    AT_MOST = "không cao hơn"


class ServiceGroup(StrEnum):
    """Groups of the index of service to people and enterprises (Quyết định 766/QĐ-TTg, 23/06/2022)."""

    DISCLOSURE = "công khai, minh bạch"
    PROGRESS = "tiến độ, kết quả giải quyết"
    DIGITISATION = "số hóa hồ sơ"
    ONLINE = "dịch vụ trực tuyến"
    SATISFACTION = "mức độ hài lòng"


SERVICE_POINTS = {
    ServiceGroup.DISCLOSURE: 18,
    ServiceGroup.PROGRESS: 20,
    ServiceGroup.DIGITISATION: 22,
    ServiceGroup.ONLINE: 22,
    ServiceGroup.SATISFACTION: 18,
}
"""The most points of each group, 100 in all; online payment is part of the online services."""


class Verdict(StrEnum):
    """What a value says of its target; always from the unrounded value."""

    EXCEEDED = "vượt chỉ tiêu"
    MET = "đạt chỉ tiêu"
    MISSED = "chưa đạt chỉ tiêu"
    NO_TARGET = "chưa giao chỉ tiêu"
    NOT_ARISEN = "không phát sinh"
    NO_DATA = "chưa đủ số liệu để đánh giá"


class SealedPart(StrEnum):
    """The parts of a report that a seal holds."""

    FIGURE = "số liệu"
    RECORD = "bản ghi"
    NAME = "tên"
    NOTE = "chú thích"
    CITATION = "văn bản dẫn"
    TEXT = "lời báo cáo"


class DossierColumn(StrEnum):
    """Columns 3 to 13 of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP)."""

    RECEIVED = "received_total"
    RECEIVED_ONLINE = "received_online"
    RECEIVED_DIRECT = "received_direct"
    CARRIED_OVER = "carried_over"
    RESOLVED = "resolved_total"
    RESOLVED_EARLY = "resolved_early"
    RESOLVED_ON_TIME = "resolved_on_time"
    RESOLVED_OVERDUE = "resolved_overdue"
    PENDING = "pending_total"
    PENDING_IN_TIME = "pending_in_time"
    PENDING_OVERDUE = "pending_overdue"


DOSSIER_COLUMNS = {
    DossierColumn.RECEIVED: (3, "Số hồ sơ nhận giải quyết: tổng số"),
    DossierColumn.RECEIVED_ONLINE: (4, "Tiếp nhận trực tuyến"),
    DossierColumn.RECEIVED_DIRECT: (5, "Tiếp nhận trực tiếp, qua dịch vụ bưu chính"),
    DossierColumn.CARRIED_OVER: (6, "Từ kỳ trước chuyển qua"),
    DossierColumn.RESOLVED: (7, "Số hồ sơ đã giải quyết: tổng số"),
    DossierColumn.RESOLVED_EARLY: (8, "Giải quyết trước hạn"),
    DossierColumn.RESOLVED_ON_TIME: (9, "Giải quyết đúng hạn"),
    DossierColumn.RESOLVED_OVERDUE: (10, "Giải quyết quá hạn"),
    DossierColumn.PENDING: (11, "Số hồ sơ đang giải quyết: tổng số"),
    DossierColumn.PENDING_IN_TIME: (12, "Đang giải quyết trong hạn"),
    DossierColumn.PENDING_OVERDUE: (13, "Đang giải quyết quá hạn"),
}
"""Number and label of each column, as the form has them."""

DOSSIER_HEADINGS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "Số hồ sơ nhận giải quyết",
        (("Tổng số", ()), ("Trong kỳ", ("Trực tuyến", "Trực tiếp, bưu chính")), ("Từ kỳ trước", ())),
    ),
    ("Số hồ sơ đã giải quyết", (("Tổng số", ()), ("Trước hạn", ()), ("Đúng hạn", ()), ("Quá hạn", ()))),
    ("Số hồ sơ đang giải quyết", (("Tổng số", ()), ("Trong hạn", ()), ("Quá hạn", ()))),
)
"""The heads over columns 3 to 13, as the form nests them: group, part, and columns of a divided part."""

DOSSIER_IDENTITIES = (
    (DossierColumn.RECEIVED, (4, 5, 6)),
    (DossierColumn.RESOLVED, (8, 9, 10)),
    (DossierColumn.PENDING, (12, 13)),
    (DossierColumn.RECEIVED, (7, 11)),
)
"""3 = 4+5+6, 7 = 8+9+10, 11 = 12+13 and 3 = 7+11 (Thông tư 01/2020/TT-VPCP, Biểu II.06a)."""

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
"""Fixed parts of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
