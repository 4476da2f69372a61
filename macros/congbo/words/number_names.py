"""Number names: numbers that Vietnamese grammar makes names and not counts: `Điều 14`, `Đề án 06`, `24/7`.

A form is one entry of `FORMS`. What it matches ends at the end of a number, never before a decimal, a per
cent sign or a quantity. A form whose noun is also what things are counted by (`tổ`, `kế hoạch`) asks more:
a count is followed by what it counts (`15 nhiệm vụ`), a name by the end of its clause, by another name or
by a word that goes on with the sentence. What no form knows is a count until its writer marks it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

_SPACE = r"(?:[*_]{0,3}(?:[ \t\u00a0\u202f]{1,9}\n?[ \t]{0,9}|\n[ \t]{0,9})[*_]{0,3})"
"""The space between two words of a line or of two lines of one paragraph, with the signs of emphasis."""
_INSIDE = r"[\s*_]{1,12}"
"""The same in what only stands behind a name: there are thousands of these, so they must be cheap."""
_UPPER = r"A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_QUANTITY = (
    r"%|‰|phần trăm|tỷ|tỉ|triệu|nghìn|ngàn|trăm|chục|đồng|USD|VNĐ|lần|lượt|người|hộ|cá nhân|tổ chức"
    r"|hồ sơ|văn bản|thủ tục|dịch vụ|nhiệm vụ|chỉ tiêu|chỉ số|tiêu chí|nội dung|giải pháp|sáng kiến|mô hình"
    r"|kế hoạch|báo cáo|quyết định|nghị quyết|tờ trình|công văn|thông báo|biên bản|đề tài|dự án|đề án"
    r"|chương trình|quy trình|phản ánh|kiến nghị|đơn vị|cơ quan|doanh nghiệp|công chức|viên chức|cán bộ"
    r"|đại biểu|học viên|tài khoản|cuộc|buổi|lớp|hội nghị|tin|bài|trường hợp|vụ|việc|điểm|bậc|km|ha|m2|m²|kg"
    r"|tấn|tuổi|tháng tuổi|sản phẩm|định mức|đơn giá|chi bộ|đảng viên"
    rf"|(?:xã|huyện|thôn|tổ|phòng)(?! [{_UPPER}\d])"
).replace(" ", _INSIDE)
"""What is counted or measured: a number before it is no name, whatever stands before the number."""
_NO_QUANTITY = rf"(?!\d)(?![.,/:]\d)(?!{_SPACE}?(?i:{_QUANTITY})(?!\w))"
"""What stands behind every name: no more of the number, and nothing that it would count."""
_PLACE = r"tỉnh|huyện|xã|phường|thị trấn|thị xã|thành phố|quận|đường|phố|thôn|tổ"
_GOES_ON = (
    r"và|hoặc|hay|của|về|theo|tại|trên|ở|do|được|bị|đã|đang|sẽ|là|với|cho|để|từ|đến|tới|thuộc|trong|ngoài|có"
    r"|không|chưa|nhằm|khi|đối với|này|nêu trên|nói trên|hiện|vẫn|cũng|thì|mà|như|đạt|tăng|giảm|xếp|ban hành"
    r"|quy định|triển khai|thực hiện|hướng dẫn|yêu cầu|giao|tiếp nhận|tiếp tục|hoạt động|bằng|qua|sau|trước"
    r"|nhưng|vì|nên|thông qua|toàn quốc|hằng năm|hàng năm|đoạn|nối|đi qua|lên|xuống|so với|cùng|giai đoạn"
    rf"|(?:{_PLACE})(?= [{_UPPER}\d])|(?:năm|ngày)(?= \d)|khoá|khóa|kỳ(?= họp)|lần thứ"
).replace(" ", _INSIDE)
"""The words that go on with a sentence, none of which is counted."""
_ENDS = (
    rf"{_NO_QUANTITY}(?=[*_]{{0,3}}(?:\s{{0,9}}[,;:.!?…)\]”\"’|–—(\x01\[]|\s{{0,9}}-\s|\s{{0,9}}\Z"
    rf"|[ \t]*\n[ \t]*(?:\n|[-*+#|]|\d+\.)|{_SPACE}(?:(?:{_GOES_ON})(?!\w)|[{_UPPER}])))"
)
"""What stands behind a name of ambiguous form: the end of its clause, a capital, or words that go on."""
_NO_MORE = r"(?![\d%]|[.,/]\d)"
_UNCOUNTED = r"(?<!\d )(?<!\d\n)(?<!\d\u00a0)(?<!\x01 )"
"""What stands before a noun that nothing counts: no number and no call."""
_YEAR, _DAY, _MONTH = r"(?:19|20)\d\d", r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_SPAN = rf"{_YEAR} ?[-–—] ?{_YEAR}"
_PART = r"\d{1,3}[a-zđ]?(?:\.\d{1,2}){0,3}"
_PARTS = (
    rf"{_PART}{_NO_QUANTITY}(?:(?:, | (?:và|đến) |[-–])(?!0){_PART}"
    r"(?=[,;.)*_”]|\s{0,9}\Z|\s{0,9}\n\s{0,9}\n"
    r"| (?:và|đến|của|Điều|Luật|Bộ luật|Nghị định|Thông tư)(?!\w)|[-–]\d))*"
)
_YEARS_MORE = (
    rf"(?:(?:,| và|, và| hoặc) {_YEAR}(?=[*_]{{0,3}}(?:[,;.:)\]](?!\d)| (?:và|của|theo) |\s{{0,9}}\Z"
    r"|\s{0,9}\n\s{0,9}\n)))*"
)
_VERSION = r"\d(?:\.\d{1,2}){0,3}"
_UNITS_BEHIND = r"(?:[KMGT]B|K[MGWV]|MW|HA|[HMWVAT])(?!\w)"


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A form of names: what it is called for the reviewer, its patterns, and examples that it knows.

    In a pattern a space is any space within a paragraph.
    """

    label: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberName:
    """A name with a number in a text, from `start` to `end`, and what form it has."""

    start: int
    end: int
    text: str
    label: str


SYMBOL_NUMBER = r"\d{1,6}[A-Za-zĐđ]?(?:\.\d{1,3}[a-zđ]?)?"
"""A document's number without its symbol: `46`, `105a`, `66.19`; `congbo.law.symbols` reads it so too."""
SYMBOL = (
    rf"{SYMBOL_NUMBER}(?:/\d{{4}})?/[{_UPPER}](?:[\w&.]{{0,30}}\w)?(?:-[\w&.]{{0,30}}\w){{0,3}}(?:\([{_UPPER}]{{1,4}}\))?"
    rf"|{SYMBOL_NUMBER}-[{_UPPER}]\w{{1,4}}/[{_UPPER}]{{2,12}}(?:-[\w&]{{1,12}}){{0,3}}"
    rf"|{SYMBOL_NUMBER}-CP(?!\w)"
)
"""A document's number and symbol: `46/KH-SOMAU`, `66.19/2026/NQ-CP`, `66/2014/QH13`, `18-NQ/TW`, `60-CP`."""
DOCUMENT = "số, ký hiệu văn bản"
"""What the form of a document's number is called."""
NUMBERED = "văn bản, chương trình gọi theo số"
"""What the form of a document's number without its symbol is called."""

FORMS = (
    NumberForm(
        DOCUMENT,
        (rf"(?:{SYMBOL})(?![\w/])",),
        ("46/KH-SOMAU", "01/2020/TT-VPCP", "66.19/2026/NQ-CP", "18-NQ/TW", "2231/SNV-CCHC&PC", "60-CP"),
    ),
    NumberForm(
        "ngày",
        (
            rf"\b{_DAY} tháng {_MONTH} năm {_YEAR}{_NO_MORE}",
            rf"(?<![\d/]){_DAY}[/-]{_MONTH}[/-]{_YEAR}{_NO_MORE}",
            rf"\b(?i:ngày) (?:mùng )?{_DAY} tháng {_MONTH}(?: năm {_YEAR})?{_NO_MORE}",
            rf"\b(?i:ngày) {_DAY}[/-]{_MONTH}{_NO_MORE}",
            rf"\b(?i:ngày) {_DAY} ?[-–] ?{_DAY}/{_MONTH}(?:/{_YEAR})?{_NO_MORE}",
            rf"\b(?i:ngày) (?:mùng )?{_DAY}(?= (?:hằng|hàng|đầu|của mỗi) tháng| đến ngày)",
            rf"\b(?i:trước|sau) {_DAY}/{_MONTH}{_ENDS}",
            rf"\bNgày(?: [^\W\d]{{1,12}}){{1,8}} {_DAY}/{_MONTH}{_ENDS}",
            rf"\b(?:dịp|lễ|Quốc khánh|sự kiện|chào mừng) {_DAY}/{_MONTH}"
            rf"(?:(?:,| và| ?-) {_DAY}/{_MONTH})*{_ENDS}",
        ),
        (
            "ngày 10 tháng 10",
            "Ngày 19/5",
            "30/06/2024",
            "20 tháng 7 năm 2024",
            "ngày 15 hằng tháng",
            "Ngày Pháp luật 9/11",
            "dịp 30/4 và 1/5",
            "từ ngày 15-20/7/2024",
        ),
    ),
    NumberForm(
        "tháng, quý, năm",
        (
            rf"\b(?i:tháng) {_MONTH}(?:[/-]{_YEAR}| năm {_YEAR}){_NO_MORE}",
            rf"\b(?i:tháng) {_MONTH}{_ENDS}",
            rf"\b(?i:quý) (?:[1-4]|[IV]+)(?:/{_YEAR}| năm {_YEAR}){_NO_MORE}",
            rf"\b(?i:quý) [1-4]{_ENDS}",
            rf"\b{_MONTH} (?i:tháng (?:đầu|cuối)(?: năm)?)(?: {_YEAR})?{_NO_MORE}",
            rf"\b(?i:giai đoạn|nhiệm kỳ|thời kỳ|năm học|niên (?:khoá|khóa|độ)|các năm|năm) {_SPAN}{_NO_MORE}",
            rf"(?<![\d/.,]){_SPAN}{_ENDS}",
            rf"\b(?i:năm) {_YEAR}{_NO_MORE}{_YEARS_MORE}",
            rf"\b[{_UPPER}]{{2,12}}[\w&.-]{{0,12}} {_YEAR}{_ENDS}",
            rf"\b[{_UPPER}]\w{{1,12}} [{_UPPER}]\w{{1,12}} {_YEAR}{_ENDS}",
            rf"\bNguyên đán {_YEAR}{_NO_MORE}",
            rf"\b(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh)(?: [^\d\s.,;:]{{1,12}}){{0,12}} {_YEAR}{_ENDS}",
        ),
        (
            "năm 2024",
            "giai đoạn 2021-2025",
            "nhiệm kỳ 2021-2026",
            "tháng 10/2024",
            "đến năm 2030",
            "quý II/2024",
            "6 tháng đầu năm 2024",
            "PAR INDEX 2023",
            "năm 2023, 2024",
            "Luật Đất đai 2024",
            "tháng 6",
        ),
    ),
    NumberForm(
        "phần của văn bản",
        (
            rf"\b(?i:điều|khoản|mục|chương|tiết|phụ lục) (?:số )?(?:[IVXL]+\.)?{_PARTS}",
            rf"\b(?:Phần|PHẦN) {_PARTS}",
            rf"\b(?i:trang) (?:số )?\d{{1,3}}{_ENDS}",
            r"\b(?i:điểm) \d{1,2}(?:\.\d{1,2})*(?=,? (?i:khoản|mục|điều|phần|chương)\b)",
            rf"\b(?i:tại|theo) điểm \d{{1,2}}(?:\.\d{{1,2}})*{_ENDS}",
        ),
        ("Điều 14", "khoản 2 Điều 5", "các Điều 5, 6 và 7", "Phụ lục 02", "mục II.1", "điểm 1 Mục II"),
    ),
    NumberForm(
        "biểu, mẫu",
        (
            rf"\b(?i:biểu|mẫu)(?: mẫu)?(?: số)? \d{{1,3}}[a-zđ]?(?:[/.-]\w{{1,12}}){{0,3}}{_ENDS}",
            rf"\b(?i:biểu|mẫu)(?: số)? [IVXL]+\.\d{{1,2}}[a-zđ]?(?:/[{_UPPER}]{{1,12}}){{0,3}}{_NO_MORE}",
            rf"\b(?:Bảng|Hình|Biểu đồ|Sơ đồ)(?: số)? \d{{1,2}}(?:\.\d{{1,2}})*{_ENDS}",
        ),
        ("biểu II.06a", "Biểu số 06a/VPCP", "Mẫu 01", "mẫu số 02", "Bảng 1"),
    ),
    NumberForm(
        NUMBERED,
        (
            rf"{_UNCOUNTED}\b(?i:nghị quyết|nghị định|thông tư(?: liên tịch)?|chỉ thị|kết luận|đề án)(?: số)?"
            rf" \d{{1,4}}[a-z]?{_ENDS}",
            rf"{_UNCOUNTED}\b(?:Quyết định|Kế hoạch|Chương trình|Công văn|Công điện|Quy định|Quy chế"
            rf"|Hướng dẫn|Thông báo|Pháp lệnh|Lệnh|Luật|Tờ trình|Báo cáo|Dự án)"
            rf"(?: số)? \d{{1,4}}[a-z]?{_ENDS}",
        ),
        ("Đề án 06", "Nghị quyết 57", "Chương trình 135", "Quyết định số 766"),
    ),
    NumberForm(
        "tiêu chuẩn",
        (
            r"\b(?:TCVN|QCVN|TCCS|ISO|IEC|ISO/IEC|TCVN[ /-]ISO(?:/IEC)?)[ -]?\d{1,5}(?:-\d{1,2})?"
            rf"(?::{_YEAR})?(?:/[{_UPPER}]{{1,12}})?{_NO_MORE}",
        ),
        ("TCVN ISO 9001:2015", "ISO 9001:2015", "ISO/IEC 27001", "QCVN 01:2009/BYT", "TCVN 9001:2015"),
    ),
    NumberForm(
        "tên, mã liền chữ số",
        (
            rf"(?<![\w/.,-])[A-ZĐ][A-Za-zĐđ]{{1,14}}-\d{{1,3}}{_NO_QUANTITY}(?!\w)",
            rf"(?<![\w/.,-])[A-ZĐ][A-Za-zĐđ]{{0,6}}\d{{1,4}}(?:\.\d)?[A-Za-z]{{0,2}}(?:-[A-Z]{{1,6}}\d{{0,3}})?{_NO_QUANTITY}(?!\w)",
            rf"(?<![\w/.,-])[2-9](?!{_UNITS_BEHIND})[A-Z]{{1,2}}{_NO_QUANTITY}(?!\w)",
            r"(?<![\w.,])[1-9]\.\d{6}(?:\.\d{3}\.\d\d\.\d\d)?(?:\.H\d\d)?(?!\w)",
            r"(?<![\w.,])\d{3}(?:\.\d\d){1,3}\.H\d\d(?!\w)",
        ),
        (
            "COVID-19",
            "5S",
            "4G",
            "G7",
            "3D",
            "C06",
            "CO2",
            "Q1",
            "IPv6",
            "H99",
            "B2B",
            "G06-KC02",
            "1.012353",
        ),
    ),
    NumberForm(
        "phiên bản, mức, cấp",
        (
            rf"\b(?i:công nghệ|công nghiệp|cách mạng|phiên bản|thế hệ|thời đại|kỷ nguyên|lần thứ tư)"
            rf" {_VERSION}{_ENDS}",
            rf"\b(?i:(?:chính phủ|chính quyền|đô thị) (?:điện tử|số|thông minh)) {_VERSION}{_ENDS}",
            rf"\b(?:Web|Windows|Office|Microsoft|Android|iOS) \d{{1,4}}(?:\.\d{{1,2}}){{0,2}}{_ENDS}",
            rf"\b(?i:mức độ|cấp độ) (?:0?[1-5]|[1-5](?:,| và) [1-5]){_ENDS}",
            rf"\b(?:VNeID|định danh(?: điện tử)?|tài khoản) mức (?:độ )?[1-3]{_ENDS}",
            r"\b(?i:chính quyền|mô hình|tổ chức)(?: [^\W\d]{1,12}){0,4} 0?[23] cấp(?!\w)",
            r"(?<!\d )\b0?[3-6] (?:tại chỗ|rõ(?=[*_”\"]{0,3}[\s,;.:)]))(?!\w)",
            r"\b(?i:phương châm|nguyên tắc|phong trào|mô hình|thông điệp|khẩu hiệu|cuộc vận động|tinh thần)"
            r" [“\"]\d [^”\"\n%]{1,40}[”\"]",
        ),
        (
            "công nghiệp 4.0",
            "phiên bản 2.1",
            "mức độ 4",
            "VNeID mức 2",
            "chính quyền địa phương 02 cấp",
            "phương châm “4 tại chỗ”",
        ),
    ),
    NumberForm(
        "thứ tự",
        (
            rf"\b(?i:lần thứ) \d{{1,3}}{_NO_QUANTITY}",
            rf"\b(?i:kỳ họp|phiên họp|hội nghị)(?: lần)?(?: thứ)? \d{{1,3}}{_ENDS}",
            rf"\b(?i:khoá|khóa) \d{{1,3}}{_ENDS}",
            rf"\b(?i:thế kỷ) \d{{1,2}}{_NO_MORE}|\b(?i:thập niên|thập kỷ) \d0{_ENDS}",
            r"\b(?i:giai đoạn|đợt|bước|vòng|tuần|nhóm|vùng|khu vực|loại|phương án|trung ương|tiểu dự án"
            rf"|hợp phần|khối|ca)(?: số| thứ)? \d{{1,2}}(?:/{_YEAR})?{_ENDS}",
            rf"\b(?i:thứ) [2-7](?: đến| và| ?[-–])(?: thứ)? [2-7]{_ENDS}",
            r"(?<!xếp )(?<!đứng )(?<!hạng )(?<!vị )\b(?i:thứ) [2-7]"
            r"(?=[*_]{0,3}(?:[,;.)]\s| (?:hằng|hàng|tuần|ngày)\b))",
        ),
        ("lần thứ 13", "khoá 15", "thế kỷ 21", "kỳ họp thứ 8", "giai đoạn 2", "đợt 1", "thứ 2 đến thứ 6"),
    ),
    NumberForm(
        "địa danh, đơn vị mang số",
        (
            rf"\b(?i:quốc lộ|tỉnh lộ|hương lộ|đường (?:tỉnh|huyện)) \d{{1,4}}[A-Z]?{_NO_QUANTITY}",
            rf"\b(?:QL|ĐT|TL|ĐH)[ .]?\d{{1,4}}[A-Z]?{_NO_QUANTITY}",
            r"\b(?i:tổ dân phố|tổ|thôn|xóm|ấp|khu phố|buôn|làng|tiểu khu|khóm|phường|quận|ngõ|ngách|hẻm|tầng"
            rf"|phòng|lô|đội|bệnh viện|công ty|tổ công tác)"
            rf"(?: số)? \d{{1,4}}[A-Z]?(?:/\d{{1,4}}){{0,2}}{_ENDS}",
            rf"\b(?i:thôn|làng|buôn|bản|khu)(?: [{_UPPER}]\w{{0,12}}){{1,4}} \d{{1,2}}{_ENDS}",
            r"\b(?:Quân khu|Binh đoàn|Sư đoàn|Trung đoàn|Lữ đoàn|Ban Chỉ đạo|BCĐ|Bộ Tư lệnh) \d{1,4}"
            + _NO_QUANTITY,
            r"\b(?i:số|số nhà) \d{1,4}[A-Z]?(?:/\d{1,4}){0,3},?"
            rf"(?= (?i:đường|phố|ngõ|hẻm|đại lộ|quốc lộ) [{_UPPER}])",
            rf"\b(?i:số nhà) \d{{1,4}}[A-Z]?{_ENDS}",
        ),
        ("quốc lộ 24", "tổ 3", "thôn 5", "phường 12", "số 12 đường Trần Phú", "QL 24", "Quân khu 5"),
    ),
    NumberForm(
        "giờ, điện thoại",
        (
            rf"(?<![\d/,.])24/(?:7|24)(?: giờ|h)?{_ENDS}",
            r"\b(?i:lúc|hồi) \d{1,2} ?(?:giờ|h|g)(?: ?[0-5]\d(?: phút)?)?(?!\w| làm)",
            r"(?<![\d,.:])(?:[01]?\d|2[0-3])(?:h|:)[0-5]\d(?![\d:]|\w)",
            rf"(?<![\d.,/+])(?:\(?0\d{{1,3}}\)?|\+84)[ .-]?\d{{2,4}}(?:[ .-]?\d{{2,4}}){{1,2}}{_NO_MORE}",
            r"\b(?i:tổng đài|đường dây nóng|hotline|điện thoại|fax|zalo|số máy)[ :]*(?:số|là)?[ :]*"
            rf"(?:1[89]00[ .]\d{{2,4}}|\d{{3,8}}){_ENDS}",
        ),
        ("24/7", "24/24 giờ", "lúc 08 giờ 30", "7h30", "0260.3862.123", "tổng đài 1022"),
    ),
)
"""Every form, in the order in which they are tried; what is added here is known to check and reviewer."""

_KEPT = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|\(\?<[=!][^)]*\)| ")


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern in which a space is any space; in a class or a look behind it stays as it is."""
    spaced = _KEPT.sub(lambda found: _SPACE if found[0] == " " else found[0], pattern)
    return re.compile(spaced, re.MULTILINE)


@cache
def _patterns() -> tuple[tuple[NumberForm, re.Pattern[str]], ...]:
    """Return the forms with what finds them, made when first asked for: it takes a tenth of a second."""
    return tuple((form, _compiled("|".join(form.patterns))) for form in FORMS)


@cache
def _counted() -> re.Pattern[str]:
    return _compiled(rf"(?<![\w.,/-])\d+(?:[.,]\d+)* ?(?i:{_QUANTITY})(?!\w)")


_WRITTEN_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")


@lru_cache(maxsize=64)
def number_names(text: str) -> tuple[NumberName, ...]:
    """Return the names with a number in a text, in order; of two that overlap, the longer."""
    found = sorted(_found(text), key=lambda name: (name.start - name.end, name.start))
    kept: list[NumberName] = []
    taken = bytearray(len(text))
    for name in found:
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\x01" * (name.end - name.start)
            kept.append(name)
    return tuple(sorted(kept, key=lambda name: name.start))


def counts_something(text: str) -> str:
    """Return the first number of a text with what it counts or measures, or an empty text."""
    found = _counted().search(text)
    return found.group() if found else ""


def _found(text: str) -> Iterator[NumberName]:
    for form, pattern in _patterns():
        for match in pattern.finditer(text):
            if _possible(match.group()):
                yield NumberName(*match.span(), " ".join(match.group().split()), form.label)


def _possible(name: str) -> bool:
    """Tell whether a name is no impossible day, such as 31/02/2024."""
    found = _WRITTEN_DAY.search(name)
    if found is None:
        return True
    try:
        date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return False
    return True
