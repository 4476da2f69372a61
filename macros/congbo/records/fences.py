"""Fences: what is wrong with the two lines `---` around the keys of a file."""

import re
from collections.abc import Collection

_KEY = re.compile(r"[^\W\d][\w-]*\s*[:：=](?:\s|$)")
_PLAIN_KEY = re.compile(r"[a-z][a-z_]*:(?: .*)?")
_BELONGS = re.compile(r"\s*(?:#.*|- .*|[a-z][a-z_]*:(?: .*)?|\s+.*)?")
_LIKE_FENCE = re.compile(r"\s*(?:[-–—−‒_=*~](?:\s?[-–—−‒_=*~])*)\s*")

Said = tuple[int, int, str, str]
"""Line and column from 1, what to say, what to do."""

_BOTH = "tệp phải bắt đầu bằng một dòng “---”, rồi đến các khoá, rồi một dòng “---” nữa"
_NEW = "Tệp chưa dùng đến thì xoá; muốn có mẫu để điền thì xoá tệp rồi gõ “congbo new” (kèm loại và tên tệp)"


def missing(text: str) -> Said:
    """Return what is wrong with a text in which the two fences are not found."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return 1, 1, f"tệp trống; {_BOTH}", _NEW
    line = lines[first].strip()
    if line == "---" and (first or lines[0] != "---"):
        what = f"{first} dòng trống" if first else "dấu cách"
        return 1, 1, f"trước dòng “---” đầu tệp có {what}; hãy xoá cho “---” nằm ngay đầu tệp", ""
    if line.startswith(("diff --git", "--- a/", "+++ b/", "@@ ")):
        return first + 1, 1, "đây là bản so sánh của git, không phải tệp bản ghi", "Hãy chép lại tệp gốc"
    if line[0] in "{[":
        message = "tệp viết kiểu JSON; bản ghi viết mỗi khoá một dòng “khoá: giá trị”, giữa hai dòng “---”"
        return (
            first + 1,
            1,
            message,
            "Hãy bỏ các dấu ngoặc nhọn, dấu phẩy cuối dòng và ngoặc kép quanh tên khoá",
        )
    if line.startswith(("```", "~~~")):
        message = f"dòng “{line}” là dấu của khung mã chép theo; {_BOTH}"
        return first + 1, 1, message, "Hãy xoá dòng này và dòng đóng khung ở cuối"
    if _LIKE_FENCE.fullmatch(line) and line != "---":
        return first + 1, 1, f"dòng đầu phải đúng ba dấu gạch nối “---” (đang là “{line}”)", "Hãy gõ lại: ---"
    if lines[0].rstrip() == "---":
        return _second(lines)
    if _KEY.match(line):
        closed = any(one.rstrip() == "---" for one in lines)
        message = "thiếu dòng “---” ở đầu tệp, trước khoá đầu tiên"
        return first + 1, 1, message if closed else f"{message}, và một dòng “---” nữa sau khoá cuối cùng", ""
    later = next((number for number, one in enumerate(lines) if one.rstrip() == "---"), None)
    if later and _KEY.match("".join(lines[later + 1 : later + 2])):
        message = f"dòng “---” đầu tiên nằm ở dòng {later + 1}; nó phải nằm ngay đầu tệp"
        return first + 1, 1, message, "Hãy chuyển các dòng ở trên nó xuống dưới dòng “---” thứ hai, hoặc xoá"
    return (
        first + 1,
        1,
        f"tệp chưa có phần khoá, mới có nội dung; {_BOTH}",
        "Nội dung này viết sau hai dòng ấy",
    )


def _second(lines: list[str]) -> Said:
    """Return where the second fence is to stand: at what only looks like one, or behind the last key."""
    last = 1
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---" or (line.strip() and _LIKE_FENCE.fullmatch(line)):
            said = "có dấu cách ở đầu dòng" if line.strip() == "---" else f"đang là “{line.strip()}”"
            message = f"dòng kết thúc phần khoá phải đúng ba dấu gạch nối “---”, viết sát lề ({said})"
            return number + 1, 1, message, "Hãy gõ lại: ---"
        if line.strip() and not _BELONGS.fullmatch(line) and not _KEY.match(line):
            break
        last = number if line.strip() else last
    at = min(last + 2, len(lines))
    return at, 1, "thiếu dòng “---” thứ hai, đặt ngay sau khoá cuối cùng", "Hãy thêm một dòng: ---"


def too_many(body: str, body_line: int, keys: Collection[str]) -> Said | None:
    """Return what is wrong where keys go on behind the second fence, given the keys of the kind of record."""
    lines = body.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), 0)
    first = lines[at]
    if first.rstrip() == "---" and "".join(lines[at + 1 : at + 2]).partition(":")[0] in keys:
        message = "ở đây bắt đầu một phần khoá nữa, không được đọc; mỗi tệp chỉ có một bản ghi"
        return body_line + at, 1, message, "Hãy chuyển từ dòng này trở đi sang một tệp riêng"
    match = _PLAIN_KEY.fullmatch(first)
    key = first.partition(":")[0]
    third = next((number for number, line in enumerate(lines) if line.rstrip() == "---"), None)
    if not match or key not in keys:
        return None
    if third and all(_BELONGS.fullmatch(line) for line in lines[:third]):
        message = "dòng “---” này ngắt phần khoá làm hai, các khoá ở dưới không được đọc; hãy xoá dòng này"
    else:
        message = "phần khoá kết thúc ở đây, nhưng bên dưới còn khoá, không được đọc"
        return body_line - 1, 1, message, "Hãy chuyển dòng “---” này xuống sau khoá cuối cùng"
    return body_line - 1, 1, message, ""
