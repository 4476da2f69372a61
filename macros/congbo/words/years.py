"""Years: those in which what a subject speaks of is done, apart from those in names, dates and spans."""

import re

_YEAR = r"năm (\d{4})\b"
_SPAN = r"\d{4}\s*(?:[-–—]|đến|tới)\s*(?:hết |cuối |đầu )?(?:năm )?\d{4}\b"
_NOT_ITS_OWN = (
    rf"\bngày \d{{1,2}} tháng \d{{1,2}} {_YEAR}",
    rf"\b(?:giai đoạn|thời kỳ|nhiệm kỳ|năm học|niên khoá|niên độ|các năm|(?:từ|trong) năm|năm) {_SPAN}",
    rf"\b(?:đến|tới|trước|sau|từ|vào|hết|tầm nhìn|định hướng|mục tiêu) (?:hết |cuối |đầu |giữa )?{_YEAR}",
    rf"(?<!pháp )(?<!kỷ )(?<!quy )\bluật (?!sư\b|gia\b)[^;.]{{1,150}}?\b{_YEAR}",
    rf"\b(?:hiến pháp|pháp lệnh|công ước|hiệp định|nghị định thư)\b[^;.]{{0,150}}?\b{_YEAR}",
    rf"/[\w&-]+ {_YEAR}",
)
"""A date; a span; a horizon; a law that its year tells from another; a document's number."""

_ELSEWHERE = re.compile("|".join(_NOT_ITS_OWN), re.IGNORECASE)
_OWN = re.compile(rf"\b{_YEAR}(?:, (\d{{4}})\b)*", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:dự toán|đề xuất|đặt hàng|đăng ký|tuyển sinh|(?:xây dựng|lập)\b.{0,40}\bkế hoạch"
    r"|kế hoạch (?:phát triển|đầu tư|vốn))\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:kết quả|tổng kết|sơ kết|xếp hạng|xếp loại|chỉ số|khen thưởng|tặng|kiểm điểm|quyết toán)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"\bquyết toán\b", re.IGNORECASE)


def own_years(subject: str) -> set[int]:
    """Return the years in which what a subject speaks of is done.

    Not the year of a law, a number or a date, and not one until which or from which something holds:
    “Luật Khoa học và Công nghệ năm 2013”, “đến năm 2030, tầm nhìn đến năm 2045”, “năm học 2024-2025”.
    """
    rest = _ELSEWHERE.sub(" ", " ".join(subject.split()))
    return {int(year) for found in _OWN.finditer(rest) for year in re.findall(r"\d{4}", found[0])}


def looks_ahead(subject: str) -> bool:
    """Tell whether a subject is about what is prepared in the year before: a budget, tasks to propose."""
    return bool(_AHEAD.search(subject))


def looks_back(subject: str) -> int:
    """Return how many years later a subject may still speak of a year: of results one, of accounts two."""
    return 2 if _SETTLED.search(subject) else int(bool(_BACK.search(subject)))
