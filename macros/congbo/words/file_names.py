"""File names: what a name must not be, so that every system can hold the site's sources and its pages."""

import re

LONGEST_PATH = 200  # characters from the site's root; Windows has 260 with the folders around it
_RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])(?: *\..*)?", re.IGNORECASE
)
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')


LONGEST_ID = 100
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def wrong_id(id_: str) -> str:
    """Return why a text cannot be a record's id, which is a file's name and an address, or an empty text."""
    if len(id_) > LONGEST_ID:
        return f"tên tệp dài không quá {LONGEST_ID} ký tự (đang có {len(id_)} ký tự)"
    if id_.endswith((".", "-")) and _ID.fullmatch(id_.rstrip(".-")):
        return f"tên tệp phải tận cùng bằng chữ hoặc chữ số (đang là '{id_}')"
    if not _ID.fullmatch(id_):
        return f"tên tệp chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch nối (đang là '{id_}')"
    return ""


def unportable(path: str) -> str:
    """Return why some system cannot hold a path with forward slashes, in Vietnamese, or an empty text."""
    for name in path.split("/"):
        if reserved := _RESERVED.fullmatch(name):
            return f"Windows dành riêng tên “{reserved[1]}” cho thiết bị, có đuôi hay không; hãy đặt tên khác"
        if name.endswith((".", " ")):
            what = "dấu chấm" if name.endswith(".") else "dấu cách"
            return f"tên “{name}” tận cùng bằng {what}, Windows không giữ được; hãy bỏ {what} ở cuối"
        if sign := _FORBIDDEN.search(name):
            shown = sign.group() if sign.group().isprintable() else f"U+{ord(sign.group()):04X}"
            return f"tên “{_shown(name)}” có ký tự “{shown}” mà Windows không cho dùng; hãy đổi tên"
    if len(path) > LONGEST_PATH:
        return f"đường dẫn dài {len(path)} ký tự; nhiều nhất {LONGEST_PATH} thì Windows mới mở được"
    return ""


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name)
