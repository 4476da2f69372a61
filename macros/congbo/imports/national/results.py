"""Results: the cells “Kết quả xử lý” with their codes, and what the crawled page has behind them.

Giấy chứng nhậnMã: KQ.G15.000032Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan thực hiện…
"""

import re
from dataclasses import dataclass, field

from congbo.imports.incoming import Telling
from congbo.imports.letters import NOTHING, SMALL, on_one_line, said, without_mark

KEYWORDS, DESCRIPTION = "Từ khóa", "Mô tả"
FURNITURE = (
    "Chọn cơ quan thực hiện",
    "Tỉnh/ Thành phố",
    "Bộ ngành",
    "-- Chọn Tỉnh/ Thành phố --",
    "-- Chọn Bộ ngành --",
    "-- Chọn Cơ sở --",
    "-- Chọn Phường/ Xã --",
    "Phường/ Xã",
    "Đơn vị",
    "Sở",
    "Hệ thống chỉ hiển thị những cơ quan đã áp dụng dịch vụ công trực tuyến",
    "Nộp hồ sơ",
)
"""What the portal's page has around the form by which one applies; no word of the procedure."""
WHERE = "Kết quả xử lý"
_CODE = re.compile(
    r"Mã:[ ]?((?:KQ\.[A-Za-z]\d{2}\.\d+|(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}-(?:KQ|TP)[\d.]+|"
    rf"[A-Z]{{2,6}}\d*(?![{SMALL}])|[A-Za-z]+_[A-Za-z]*\d+|[a-z]+\d*|\d+))?"
)


@dataclass(slots=True)
class Results:
    """The results, keywords and the description that stand behind one another."""

    results: list[dict[str, str]] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)


def read(text: str, tell: Telling) -> Results:
    """Return the results with their codes; the page's description is left, its furniture passed over."""
    found = Results()
    tell.said += [KEYWORDS, DESCRIPTION, NOTHING, "Mã:", *FURNITURE]
    body, _, behind = _parted(text)
    at = 0
    for code in _CODE.finditer(body):
        name = without_mark(on_one_line(body[at : code.start()]), tell.mends)
        at = code.end()
        value = code[1] or ""
        if not name:
            if value:
                tell.leave(f"{WHERE}: mã", value)
            continue
        result = {"name": name}
        if value:
            result["code"] = value
        if result not in found.results:
            found.results.append(result)
    rest = without_mark(on_one_line(body[at:]), tell.mends)
    if said(rest):
        found.results.append({"name": rest})
    _behind(behind, found, tell)
    return found


def _parted(text: str) -> tuple[str, str, str]:
    """Return what stands before and behind the last “Từ khóa” that begins the page's tail."""
    at = text.rfind(KEYWORDS)
    while at >= 0 and DESCRIPTION not in text[at:]:
        at = text.rfind(KEYWORDS, 0, at)
    return (text[:at], KEYWORDS, text[at + len(KEYWORDS) :]) if at >= 0 else (text, "", "")


def _behind(text: str, found: Results, tell: Telling) -> None:
    keywords, _, description = text.partition(DESCRIPTION)
    if said(keywords.strip()):
        found.keywords = [on_one_line(one) for one in re.split(r"[;\n]", keywords) if one.strip()]
    cut = description.find(FURNITURE[0])
    if cut >= 0:
        tail = description[cut:]
        for words in sorted(FURNITURE, key=len, reverse=True):
            tail = tail.replace(words, " ")
        tell.leave(WHERE, tail.strip())
        description = description[:cut]
    if said(description.strip()):
        tell.leave(DESCRIPTION, description.strip())
