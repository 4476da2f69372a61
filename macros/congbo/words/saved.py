"""Saved: what a file holds that is no UTF-8 text, told by its bytes, and how it is saved as one.

Sources of the first bytes: https://en.wikipedia.org/wiki/List_of_file_signatures; of the ways to save, the
menus of Notepad (Windows 11), Visual Studio Code and UniKey.
"""

import re
from dataclasses import dataclass

from congbo.words.health import Damage, Sort, damage

SAVE_AS = (
    "Trong Notepad: Tệp → Lưu với tên khác, ô Mã hoá chọn UTF-8, lưu đè; trong VS Code: bấm tên bảng mã ở góc"
    " dưới bên phải → Save with Encoding → UTF-8"
)
_REOPEN = (
    "Mở bằng Notepad (nếu đọc được chữ): Tệp → Lưu với tên khác, ô Mã hoá chọn UTF-8, lưu đè; trong VS Code:"
    " bấm tên bảng mã ở góc dưới bên phải → Reopen with Encoding → {page}, rồi Save with Encoding → UTF-8"
)
_UNIKEY = (
    "Hãy chép chữ trong tệp, chuyển mã bằng UniKey (Ctrl+Shift+F6, nguồn {name}, đích Unicode), dán lại rồi"
    " lưu bằng UTF-8"
)
_UTF_16 = "UTF-16 (Notepad cũ gọi là “Unicode”)"
_OF_FONT = {"TCVN3": "TCVN3 (ABC)", "VNI": "VNI Windows"}

_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", "Word hoặc Excel đời cũ"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "Rich Text (.rtf) của Word, WordPad"),
    (b"\x89PNG", "ảnh"),
    (b"\xff\xd8\xff", "ảnh"),
    (b"GIF8", "ảnh"),
    (b"II*\x00", "ảnh"),
    (b"MM\x00*", "ảnh"),
    (b"Rar!", "nén"),
    (b"7z\xbc\xaf", "nén"),
    (b"\x1f\x8b", "nén"),
    (b"MZ\x90", "chương trình"),
    (b"SQLite format", "cơ sở dữ liệu"),
)
_PACKED = (
    (b"word/", "Word"),
    (b"xl/", "Excel"),
    (b"ppt/", "PowerPoint"),
    (b"opendocument.text", "LibreOffice"),
    (b"opendocument.", "LibreOffice"),
    (b"content.xml", "LibreOffice"),
)
_LOST = b"\x00" * 8
"""So many of them side by side nobody types: a file that was not saved to its end has them."""
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|MIME-Version:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is wrong with the bytes of a file: what happened and how it is mended.

    `is_text` tells that it is a text in another encoding, or damaged, and no file of another program;
    `start` is where the first byte stands that could not be read.
    """

    is_text: bool
    start: int
    message: str
    hint: str


def program(raw: bytes) -> str:
    """Return what a file that no editor of text has saved is called, or an empty text."""
    if raw.startswith(b"PK\x03\x04"):
        return next((name for sign, name in _PACKED if sign in raw[:4096] or sign in raw[-4096:]), "nén")
    found = next((name for sign, name in _BEGINNINGS if raw.startswith(sign)), "")
    return found or ("trang mạng (HTML)" if _PAGE.match(raw[:200]) else "")


def unreadable(raw: bytes) -> Unreadable | None:
    """Return why a file is no text in UTF-8, or None where it is one."""
    if what := program(raw):
        message = f"đây là tệp {what} mang đuôi “.md”, không phải văn bản thường nên không đọc được"
        hint = (
            "Hãy đổi lại đuôi cũ và chuyển tệp sang chỗ khác; muốn có bản ghi thì lập bằng “congbo new” rồi"
            " chép chữ vào"
        )
        return Unreadable(False, 0, message, hint)
    if raw and not raw.strip(b"\x00"):
        return Unreadable(
            True,
            0,
            "tệp chỉ có ký tự rỗng (U+0000): nội dung đã mất, thường do máy tắt lúc đang lưu",
            "Hãy lấy lại bản cũ (git, bản sao lưu, thùng rác) rồi chép đè",
        )
    if (wide := _wide(raw)) is not None:
        return Unreadable(
            True,
            0,
            f"tệp lưu bằng bảng mã {wide}, phải là UTF-8",
            SAVE_AS,
        )
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other(raw, error)
    if (start := raw.find(_LOST)) >= 0:
        many = raw.count(b"\x00")
        return Unreadable(
            True,
            start,
            f"tệp có {many} ký tự rỗng (U+0000): có thể đã mất một phần, thường do máy tắt khi đang lưu",
            "Hãy so với bản cũ (git, bản sao lưu); đủ nội dung thì xoá các ký tự rỗng từ chỗ này rồi lưu lại",
        )
    return None


def _wide(raw: bytes) -> str | None:
    """Return the encoding of several bytes a letter that a file is in, marked as such or not."""
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _UTF_16
    if not raw or raw.count(b"\x00") * 4 < len(raw) or len(raw) % 2 or raw.endswith(b"\x00\x00"):
        return None
    return _UTF_16


def _other(raw: bytes, error: UnicodeDecodeError) -> Unreadable:
    start = error.start + (len(raw) - len(error.object))  # a byte order mark is taken off before
    if error.reason == "unexpected end of data" and start >= len(raw) - 3:
        return Unreadable(
            True,
            start,
            "tệp bị cắt ngang giữa một chữ ở cuối: chép hay tải về chưa hết, phần sau đã mất",
            "Hãy chép lại tệp từ bản gốc",
        )
    broken = [line for line in raw.split(b"\n") if not _is_text(line)]
    sound = any(not line.isascii() for line in raw.split(b"\n") if _is_text(line))
    found = next(filter(None, (damage(_western(line)) for line in broken)), None)
    found = found or damage(" ".join(_western(line) for line in broken))
    said, hint = _told(found, mixed=sound)
    return Unreadable(True, start, said, hint)


def _told(found: Damage | None, *, mixed: bool) -> tuple[str, str]:
    mixed = mixed or (found is not None and found.sort is Sort.MISREAD)
    if found is None or found.sort is Sort.MISREAD:
        where = "dòng này không phải bảng mã UTF-8" if mixed else "tệp phải lưu bằng bảng mã UTF-8"
        return f"{where} (có ký tự không đọc được)", "Hãy gõ lại dòng này" if mixed else SAVE_AS
    where = "dòng này" if mixed else "tệp lưu bằng"
    if found.sort is Sort.LOST:
        return (
            f"tệp lưu “ANSI” nên chữ có dấu đã mất, chỉ còn dấu hỏi: “{found.got}”; lưu lại bằng UTF-8 không"
            " lấy lại được chữ",
            "Hãy lấy lại bản trước khi lưu, hoặc gõ lại chữ, rồi lưu bằng UTF-8",
        )
    name = found.encoding or "của Windows (“ANSI”)"
    font = next((font for sign, font in _OF_FONT.items() if name.startswith(sign)), "")
    read = f"; đọc ra là “{found.meant}”" if found.meant and found.sort is Sort.OLD else ""
    if mixed:
        return f"{where} ở bảng mã {name}, không phải UTF-8 như cả tệp{read}", "Hãy gõ lại dòng này"
    message = f"{where} bảng mã {name}, phải là UTF-8{read}"
    if font:
        return message, _UNIKEY.format(name=font)
    page = "Vietnamese (Windows 1258)" if name == "Windows-1258" else "Western (Windows 1252)"
    return message, _REOPEN.format(page=page)


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _western(line: bytes) -> str:
    """Return a line as Windows shows it where it takes it for Western: so the old encodings are known."""
    return "".join(_shown(byte) for byte in line)


def _shown(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
