"""Names: what the name of a file or folder says of it, before anything of it is read.

A name may be a system's own, a program's leftover, a copy that an editor forgot, an Office file, or one that
cannot be printed. What a name cannot tell, the reader of records/ or of docs/ tells.
"""

import os
import re

HARMLESS = frozenset(
    {
        ".DS_Store",
        ".editorconfig",
        ".git",
        ".gitattributes",
        ".gitignore",
        ".gitkeep",
        ".gitmodules",
        ".keep",
    }
)
"""The entries that may lie anywhere and of which nothing is said: git's own, and what macOS leaves.

They hold nothing of the agency, are never read and, being hidden, never published. No other entry is silent.
"""

OFFICE = {
    **dict.fromkeys(("doc", "docx", "docm", "dot", "dotx", "odt", "rtf"), "Word"),
    **dict.fromkeys(("xls", "xlsx", "xlsm", "xlsb", "ods"), "Excel"),
    **dict.fromkeys(("ppt", "pptx", "pptm", "odp"), "PowerPoint"),
    "pdf": "PDF",
}
"""What an editor calls a file of each ending."""

_OTHERS = {
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar"), "nén"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "heic", "webp"), "ảnh"),
    **dict.fromkeys(("htm", "html", "mht", "mhtml"), "trang mạng (HTML)"),
    **dict.fromkeys(("eml", "msg"), "thư điện tử"),
    **dict.fromkeys(("mp3", "mp4", "wav", "mov"), "âm thanh, phim"),
}
"""What an editor calls a file of each other ending that is no text."""
_ENDINGS = re.compile(r"(?:\.(?:md|markdown|mdown|mkd|txt|text|ya?ml|json))+$", re.IGNORECASE)

_ENDING_OR_TILDE = re.compile(r"\.(?:md|markdown|txt|ya?ml)\b|~$", re.IGNORECASE)
_TEXTS = rf"\.(?:md|markdown|{'|'.join(OFFICE)})"
_OPENED, _COPIED = "Word hay Excel đang mở tệp, hoặc đã tắt đột ngột", "bản sao"
_MENDS = {
    _OPENED: "hãy đóng tệp trong Word, Excel, nếu vẫn còn thì xoá",
    _COPIED: "hãy xoá, hoặc đổi tên nếu đây mới là bản đúng",
}
_LEFTOVERS = (
    (r"~\$.*|~WR[LD]\d+\.tmp", _OPENED),
    (
        r"(?i:.*~|#.*#|.*\.(?:bak|old|orig|rej|save|tmp|temp|sw[nop]|kate-swp))",
        "chương trình soạn thảo để lại",
    ),
    (r".*(?:_|\.)(?:BACKUP|BASE|LOCAL|REMOTE)(?:_|\.)\d+(?:\..*)?", "git để lại khi gộp hai bản"),
    (r".+\.\w+~[\w.-]+", "git để lại khi gộp hai bản"),
    (r"(?i:thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|__macosx)", "hệ điều hành để lại"),
    (r"(?i:.*\.(?:lnk|url|webloc|crdownload|part|download))", "lối tắt hoặc tệp tải về dở"),
    (r"(?i:.*\.(?:gdoc|gsheet|gslides))", "lối tắt của Google Drive"),
    (r"__pycache__|node_modules|CVS", "chương trình để lại"),
    (r"(?i:.*(?:sync-conflict-|\(.*conflicted copy).*)", "máy đồng bộ để lại khi hai người cùng sửa"),
)
_COPIES = (
    r"(?i:copy(?: \(?\d+\)?)? of .+|bản sao của .+)",
    rf"(?i:.+ - (?:copy|sao chép|bản sao)(?: ?\(\d+\))?(?:{_TEXTS})?)",
    rf"(?i:(?:.+[ _])?copy(?: ?\(?\d+\)?)?{_TEXTS}|.+ ?\(\d+\)\.(?:md|markdown))",
)
_COPY_MARK = re.compile(
    r"(?i:^copy(?: \(?\d+\)?)? of |^bản sao của | - (?:copy|sao chép|bản sao)|[ _]copy| ?\(\d+\))"
)


def leftover(name: str) -> tuple[str, str] | None:
    """Return who left an entry of that name behind and what to do, in Vietnamese; None where it is meant."""
    who = next((who for pattern, who in _LEFTOVERS if re.fullmatch(pattern, name)), "")
    if not who and any(re.fullmatch(pattern, name) for pattern in _COPIES):
        who = _COPIED
    return (who, _MENDS.get(who, "hãy xoá")) if who else None


def is_hidden(name: str) -> bool:
    """Tell whether systems hide an entry of that name."""
    return name.startswith(".")


def ending(name: str) -> str:
    """Return the ending of a name in small letters, without the point; a name that has none gives nothing."""
    return name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""


def program(name: str) -> str:
    """Return what an editor calls a file of that name that is no text, or an empty text."""
    return OFFICE.get(ending(name)) or _OTHERS.get(ending(name), "")


def renamed(name: str, what: str = "bản ghi") -> str:
    """Return what to do with a text that has another ending than `.md`."""
    stem = _ENDINGS.sub("", name)
    if stem == name and ending(name) and not name.rpartition(".")[2].isdigit():
        return "Hãy chuyển tệp ra ngoài thư mục này; bảng số liệu thì nhập bằng “congbo import”"
    shown = " (Windows giấu đuôi tệp: trong Explorer bật “View → File name extensions” để thấy)"
    hides = shown if name.lower().endswith(".md.txt") else ""
    return f"Hãy đổi tên tệp thành “{stem}.md”{hides}; không phải {what} thì chuyển ra ngoài"


def meant(name: str) -> str:
    """Return the id of the record that a file of that name stands for: `46-KH (1).md` for `46-KH`."""
    stem = _ENDING_OR_TILDE.split(name)[0]
    return _COPY_MARK.sub("", stem).strip("#~$ ")


def unprintable(name: str) -> list[str]:
    """Return the characters of a name that nobody sees or that are no UTF-8, as they are spoken of."""
    return [_spoken(letter) for letter in name if not letter.isprintable()]


def printable(path: str) -> str:
    """Return a path on one line, with codes for the characters that cannot be printed."""
    return "".join(letter if letter.isprintable() else f"\\{_spoken(letter)}" for letter in path)


def _spoken(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":  # a byte that is no UTF-8, as Python hands it on
        return f"x{os.fsencode(letter)[0]:02x}" if os.name != "nt" else f"x{ord(letter) - 0xDC00:02x}"
    return f"U+{ord(letter):04X}"
