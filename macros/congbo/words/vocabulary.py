"""Vocabulary: the closed lists of terms, in the Vietnamese words that editors write and citizens read."""

from enum import StrEnum


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


class ProcedureState(StrEnum):
    """What a procedure is on a day: published but effective later, in force, or abolished or replaced."""

    IN_FORCE = "đang có hiệu lực"
    COMING = "sắp có hiệu lực"
    ENDED = "đã hết hiệu lực"


class ChannelMethod(StrEnum):
    """Ways to file a dossier (Nghị định 61/2018/NĐ-CP, Điều 11)."""

    DIRECT = "trực tiếp"
    ONLINE = "trực tuyến"
    POSTAL = "bưu chính"


class Currency(StrEnum):
    """Currencies in which a fee may be set, by their codes (ISO 4217)."""

    VND = "VND"
    USD = "USD"
    EUR = "EUR"
    GBP = "GBP"
    JPY = "JPY"
    CNY = "CNY"
    KRW = "KRW"
    CHF = "CHF"
    AUD = "AUD"
    CAD = "CAD"
    SGD = "SGD"
    THB = "THB"
    LAK = "LAK"
    KHR = "KHR"


class PartialReason(StrEnum):
    """Why a service is online in part only (Nghị định 224/2026/NĐ-CP, Điều 14)."""

    PRESENCE = "phải có mặt"
    ON_SITE = "phải kiểm tra tại chỗ"
    FAULT = "lỗi kỹ thuật"
    OTHER = "lý do kỹ thuật khác"


class LinkKind(StrEnum):
    """What a citizen does behind a link or a telephone number of a procedure."""

    FILE = "nộp hồ sơ"
    FORM = "tải mẫu"
    CALL = "điện thoại"
    TRACK = "tra cứu hồ sơ"
    ORIGINAL = "trang gốc"


class TimeUnit(StrEnum):
    """Units of a time limit (Bộ luật Dân sự 2015, Điều 144 đến 148; working time as procedures have it)."""

    WORKING_DAY = "ngày làm việc"
    DAY = "ngày"
    MONTH = "tháng"
    YEAR = "năm"
    HOUR = "giờ"
    WORKING_HOUR = "giờ làm việc"
    WITHIN_DAY = "trong ngày"


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


class Aspect(StrEnum):
    """What of a procedure an editor explains where it is missing, or where two places do not agree."""

    LIMIT = "thời hạn"
    FEES = "phí, lệ phí"
    ONLINE = "mức độ trực tuyến"
    CHANNELS = "cách nộp"
    DOSSIER = "hồ sơ"
    SETS = "số bộ hồ sơ"
    COPIES = "số bản"
    FORMS = "mẫu đơn"
    RESULTS = "kết quả"
    STEPS = "trình tự"
    APPLICANTS = "đối tượng"
    AUTHORITY = "cơ quan giải quyết"
    RECEIVING = "nơi tiếp nhận"
    BASIS = "căn cứ pháp lý"
    PUBLISHED = "quyết định công bố"
    CODE = "mã thủ tục"
    LEVEL = "cấp thực hiện"
    FIELD = "lĩnh vực"
    NAME = "tên"
    COMPLETENESS = "mức đầy đủ"


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


class Level(StrEnum):
    """The level of government: of a row of a form, of those who handle a procedure."""

    MINISTRY = "cấp bộ"
    PROVINCE = "cấp tỉnh"
    DISTRICT = "cấp huyện"
    COMMUNE = "cấp xã"


class Direction(StrEnum):
    """Which way a target is better."""

    AT_LEAST = "không thấp hơn"
    AT_MOST = "không cao hơn"


class Holds(StrEnum):
    """When a target is held against a figure."""

    AT_END = "hết kỳ giao"
    THROUGHOUT = "suốt kỳ giao"


class WhenZero(StrEnum):
    """What a quotient of nothing by nothing is (Quyết định 766/QĐ-TTg: “0 hoặc N/A”, or the full points)."""

    NOT_ARISEN = "không phát sinh"
    ZERO = "0"
    FULL_POINTS = "điểm tối đa"


class Rows(StrEnum):
    """By what the rows of a form are taken one by one."""

    UNIT = "đơn vị"
    FIELD = "lĩnh vực"


class Verdict(StrEnum):
    """What a value says of its target; always from the unrounded value. Each direction has its own words."""

    EXCEEDED = "vượt chỉ tiêu"
    MET = "đạt chỉ tiêu"
    MISSED = "chưa đạt chỉ tiêu"
    WITHIN = "đạt chỉ tiêu, trong mức cho phép"
    ABOVE = "chưa đạt chỉ tiêu, cao hơn mức cho phép"
    NOT_DUE = "chưa đến kỳ đánh giá"
    NO_TARGET = "chưa giao chỉ tiêu"
    NOT_ARISEN = "không phát sinh"
    NO_DATA = "chưa đủ số liệu để đánh giá"


class SealedPart(StrEnum):
    """The parts of a report that a seal holds."""

    FIGURE = "số liệu"
    RECORD = "bản ghi"
    NAME = "tên"
    NOTE = "chú thích"
    TEXT = "lời báo cáo"
