"""Click's words: what the command line's library says by itself, in Vietnamese.

Click asks `gettext` for its messages but ships no catalogue, and a catalogue of ours would be found only by
the language of the machine. So its modules are given the translations themselves.
"""

from importlib import import_module

WORDS = {
    "Usage:": "Cách dùng:",
    "Options": "Lựa chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Tham số",
    "Show this message and exit.": "In hướng dẫn này.",
    "Show the version and exit.": "In phiên bản.",
    "default: {default}": "mặc định: {default}",
    "required": "bắt buộc",
    "(dynamic)": "(theo máy)",
    "Aborted!": "Đã dừng.",
    "Error: {message}": "Chưa được: {message}",
    "Error: invalid input": "Chưa đọc được",
    "Do you want to continue?": "Làm tiếp không?",
    "Press any key to continue...": "Bấm phím bất kỳ để tiếp tục…",
}
"""The messages that a clerk meets; what is typed wrong is said by `cli` itself."""

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")


def speak_vietnamese() -> None:
    """Let Click say its own words in Vietnamese; a message without a translation stays as it is."""
    for name in _MODULES:
        vars(import_module(f"click.{name}"))["_"] = _translated


def _translated(message: str) -> str:
    return WORDS.get(message, message)
