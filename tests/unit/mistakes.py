"""Mistakes: what a clerk did wrong in one file, with the lines that say so: tests/cases/mistakes.

A case is a front matter and, below it, the text of the file as it was saved; without one, that of the base
site's file of the same path. Its keys:

- `mistake`: what the clerk did; `path`: where the file lies in the site.
- `says`: the lines that are printed, one for each cause; `causes`: how many there are, where more than one.
- `rating`: how well a clerk mends it alone: 3 told what happened, where and exactly what to type or do;
  2 after reading once more or opening the rule's page; 1 only with help; 0 it passes in silence or breaks.
- `replace`: what stands in the file, and what was typed instead. `from`: another file of the base site.
- `recipes`: what was done to the file as a whole, in order: the names of `RECIPES`.
- `escaped: true`: `\\u200b` in the text stands for a character and `\\xff` for a byte.
- `also`: other files of the site, each with its text. `gone`: files of the base site that are deleted.
- `link`: what the path leads to instead of being a file.
"""

import io
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml
from test_cases import BASE, CASES, unescaped

from congbo.words.encodings import OLD_ENCODINGS

MISTAKES = CASES / "mistakes"
LOCKED = "locked"
"""The recipe of a file that nobody may read."""


def _old(name: str) -> Callable[[bytes], bytes]:
    """Return what a font of before Unicode made of a text: its letters, saved in the Western code page."""
    encoding = next(one for one in OLD_ENCODINGS if one.name.startswith(name))
    signs = {letter: typed for typed, letter in encoding.letters.items()}

    def written(raw: bytes) -> bytes:
        text = "".join(signs.get(letter, letter) for letter in raw.decode())
        return text.encode("latin-1")

    return written


def _packed(*members: str) -> Callable[[bytes], bytes]:
    """Return what puts a text into an archive, as Office does, with its members empty beside it."""

    def packed(raw: bytes) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for member in members:
                archive.writestr(zipfile.ZipInfo(member), raw)
        return file.getvalue()

    return packed


def _marked(codec: str, mark: bytes = b"") -> Callable[[bytes], bytes]:
    return lambda raw: mark + raw.decode().encode(codec)


RECIPES: dict[str, Callable[[bytes], bytes]] = {
    "utf-16": _marked("utf-16-le", b"\xff\xfe"),
    "utf-16-big": _marked("utf-16-be", b"\xfe\xff"),
    "utf-16-bare": _marked("utf-16-le"),
    "utf-32": _marked("utf-32-le", b"\xff\xfe\x00\x00"),
    "windows-1258": lambda raw: _in_1258(raw.decode()),
    "windows-1252": lambda raw: raw.decode().encode("cp1252", "replace"),
    "tcvn3": _old("TCVN3"),
    "vni": _old("VNI"),
    "misread": lambda raw: raw.decode("cp1258", "replace").encode(),
    "crlf": lambda raw: raw.replace(b"\n", b"\r\n"),
    "cr": lambda raw: raw.replace(b"\n", b"\r"),
    "bom": lambda raw: b"\xef\xbb\xbf" + raw,
    "two-boms": lambda raw: b"\xef\xbb\xbf" * 2 + raw,
    "nul": lambda raw: raw + b"\x00" * 512,
    "only-nul": lambda raw: b"\x00" * len(raw),
    "nfd": lambda raw: unicodedata.normalize("NFD", raw.decode()).encode(),
    "half": lambda raw: raw[: len(raw) // 2],
    "cut-letter": lambda raw: raw.rstrip()[:-1],
    "long": lambda raw: raw + "Văn bản chép cả vào đây.\n".encode() * 40_000,
    "docx": _packed("[Content_Types].xml", "word/document.xml"),
    "xlsx": _packed("[Content_Types].xml", "xl/workbook.xml"),
    "odt": _packed("mimetype", "content.xml"),
    "zip": _packed("46-KH-SKHCN-2024.md"),
    "doc": lambda raw: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + raw.ljust(512, b"\x00"),
    "pdf": lambda raw: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + raw,
    "rtf": lambda raw: b"{\\rtf1\\ansi\\ansicpg1258 " + raw.decode().encode("ascii", "replace") + b"}",
    "png": lambda raw: b"\x89PNG\r\n\x1a\n" + raw,
    "jpeg": lambda raw: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + raw,
    "html": lambda raw: b"<!DOCTYPE html>\n<html><body><p>" + raw + b"</p></body></html>\n",
    "rar": lambda raw: b"Rar!\x1a\x07\x01\x00" + raw,
    LOCKED: lambda raw: raw,
}
"""What may be done to a file as a whole; nothing else is."""


def _in_1258(text: str) -> bytes:
    """Return a text in Windows-1258, where most letters with a tone are two signs."""
    found = bytearray()
    for letter in text:
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(sign for sign in parts[1:] if sign in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            found += (base + tone).encode("cp1258")
    return bytes(found)


@dataclass(frozen=True)
class Mistake:
    """A case: what is laid over the base site, what is printed then, and how well it can be mended."""

    name: str
    mistake: str
    path: str
    says: tuple[str, ...]
    rating: int
    causes: int
    content: bytes | None
    also: dict[str, bytes]
    gone: tuple[str, ...] = ()
    link: str = ""
    locked: bool = False

    def lay_over(self, root: Path) -> None:
        for path, content in {
            **self.also,
            **({} if self.content is None else {self.path: self.content}),
        }.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            if self.locked:
                file.chmod(0)
        for path in self.gone:
            (root / path).unlink()
        if self.path.endswith("/"):
            (root / self.path).mkdir(parents=True, exist_ok=True)
        if self.link:
            (root / self.path).parent.mkdir(parents=True, exist_ok=True)
            (root / self.path).symlink_to(self.link)


def read_mistake(file: Path) -> Mistake:
    _, head, body = file.read_text("utf-8").split("---\n", 2)
    data = yaml.safe_load(head)
    path, old = data["path"], BASE / data.get("from", data["path"])
    raw = unescaped(body) if data.get("escaped") else body.encode()
    content = raw or (old.read_bytes() if old.is_file() else b"")
    if "replace" in data:
        before, after = (text.encode() for text in data["replace"])
        assert content.count(before) >= 1, f"{file}: the file has no {before.decode()!r}"
        content = content.replace(before, after, 1)
    recipes = data.get("recipes", [])
    for recipe in recipes:
        content = RECIPES[recipe](content)
    return Mistake(
        file.relative_to(MISTAKES).with_suffix("").as_posix(),
        data["mistake"],
        path,
        tuple(data["says"] or ()),
        data["rating"],
        data.get("causes", 1),
        None if "link" in data or path.endswith("/") else content,
        {path: text.encode() for path, text in data.get("also", {}).items()},
        tuple(data.get("gone", ())),
        data.get("link", ""),
        LOCKED in recipes,
    )


def laid(case: Mistake, root: Path) -> Path:
    """Return a site with a mistake in it."""
    shutil.copytree(BASE, root)
    case.lay_over(root)
    return root
