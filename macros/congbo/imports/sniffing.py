"""Sniffing: what a file is by its first bytes, where its name says otherwise, and what to do about it."""

import io
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENDINGS = {
    ".xls": "tệp Excel đời cũ; hãy mở bằng Excel rồi lưu lại dạng .xlsx",
    ".doc": "tệp Word; hãy chép bảng sang Excel rồi lưu dạng .xlsx",
    ".docx": "tệp Word; hãy chép bảng sang Excel rồi lưu dạng .xlsx",
    ".ods": "tệp LibreOffice; hãy mở rồi lưu lại dạng .xlsx",
    ".pdf": "PDF; hãy xin tệp .xlsx hoặc .json ở nguồn, hoặc chép bảng sang Excel rồi lưu dạng .xlsx",
    ".zip": "tệp nén; hãy giải nén rồi nhập từng tệp ở trong",
    ".html": "trang web đã lưu; hãy tải tệp dữ liệu (.json, .xlsx) của trang ấy",
}
_BEGINNINGS = (
    (b"%PDF", ".pdf"),
    (b"Rar!", ".zip"),
    (b"7z\xbc\xaf", ".zip"),
    (b"{\\rtf", ".doc"),
)
_PASSWORD = (
    "tệp Excel có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại"
)


def not_for_import(path: Path, raw: bytes) -> str:
    """Return why a file is none of those that are imported and what to do; empty where it may be one."""
    if not raw.strip():
        return "tệp trống, không có gì để nhập; hãy tải lại từ nguồn"
    found = _inside(raw, path.suffix.lower())
    if not found:
        return ""
    return found if found == _PASSWORD else f"không đọc loại tệp này: bên trong là {found}"


def _inside(raw: bytes, ending: str) -> str:
    for beginning, sort in _BEGINNINGS:
        if raw.startswith(beginning):
            return _ENDINGS[sort]
    if raw.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            return _PASSWORD
        word = "WordDocument".encode("utf-16-le") in raw or ending.startswith(".doc")
        return _ENDINGS[".doc" if word else ".xls"]
    if raw.startswith(b"PK"):
        return _package(raw, ending)
    head = raw[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")):
        table = "bảng dạng web mang đuôi Excel; hãy mở bằng Excel rồi lưu lại dạng .xlsx"
        return table if ending in (".xls", ".xlsx") else _ENDINGS[".html"]
    return _ENDINGS.get(ending, "")


def _package(raw: bytes, ending: str) -> str:
    try:
        with ZipFile(io.BytesIO(raw)) as package:
            names = package.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return _ENDINGS.get(ending, "") if ending != ".xlsx" else ""  # its reader says that it is damaged
    if any(name.startswith("word/") for name in names):
        return _ENDINGS[".docx"]
    if any(name.startswith("xl/") for name in names):
        return "" if ending == ".xlsx" else "tệp Excel; hãy đổi đuôi tên tệp thành .xlsx"
    return _ENDINGS[".ods" if "content.xml" in names else ".zip"]
