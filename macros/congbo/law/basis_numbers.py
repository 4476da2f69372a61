"""Basis numbers: what a document's number looks like where a procedure names it as its legal basis.

Such a document is seldom a record of the site, so nothing else would notice a slip. A normative document has
number, year, kind and body, `42/2022/NĐ-CP`, a law the National Assembly's term, `50/2005/QH11` (Luật Ban
hành văn bản quy phạm pháp luật 2015, Điều 10); others have no year, older ones a hyphen: `60-CP`. Treaties
and the Constitution have names.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from congbo.words.look_alikes import odd_in_symbol
from congbo.words.spelling import fold

_NUMBER = re.compile(
    r"(?P<count>\d{1,5}[a-zđ]?(?:\.\d{1,4})?)(?:/(?P<year>\d{4}))?(?P<mark>[/-])(?P<rest>[^\W\d_][\w.&()/-]*)"
)
_INSIDE = re.compile(r"(?<![\w/.-])\d{1,5}[a-zđ]?(?:/\d{2,4})?[/-][^\W\d_][\w.&()/-]*")
_ODD_YEAR = re.compile(r"\d{1,5}/(?P<year>\d{1,3}|\d{5,})/[^\W\d_].*")
_SHORT_YEAR = re.compile(r"(?P<count>\d{1,5})/0?(?P<year>\d{2})/(?P<rest>[^\W\d_].*)")
_AROUND_MARKS = re.compile(r"\s*([/-])\s*")
_NAMED = re.compile(r"(?:Hiến pháp|Công ước|Hiệp định|Hiệp ước|Th(?:oả|ỏa) (?:ước|thuận)|Nghị định thư)\b")
_GOVERNMENT = "CP"
_FIRST_YEAR = 1945


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a number, as the end of a sentence, and what was surely meant, if anything."""

    said: str
    meant: str = ""


def slip(text: str, year: int, codes: Collection[str]) -> Slip | None:
    """Return what is wrong with a number by its look, in that year; None where nothing is.

    `codes` are the abbreviations of the kinds of documents.
    """
    if _NAMED.match(text):
        return None
    if odd := odd_in_symbol(text, " "):
        return Slip(f"có {odd.said}", _if_right(odd.mended, year, codes))
    found = _NUMBER.fullmatch(text)
    if found is None and (odd_year := _ODD_YEAR.fullmatch(text)):
        return Slip(f"ghi năm “{odd_year['year']}” không phải bốn chữ số", _meant(text, year, codes))
    if found is None:
        return Slip("không phải là số, ký hiệu đầy đủ, ví dụ “08/2014/NĐ-CP”", _meant(text, year, codes))
    if found["year"] and not _FIRST_YEAR <= int(found["year"]) <= year:
        return Slip(f"có năm {found['year']} không thể là năm ban hành")
    return _slip_of_kind(text, found, codes)


def _slip_of_kind(text: str, found: re.Match[str], codes: Collection[str]) -> Slip | None:
    """Return the slip of a kind without its diacritics, or of a decree that is not the Government's."""
    kind, mark, body = re.match(r"([^-/.]*)([-/.]?)(.*)", found["rest"]).groups()  # type: ignore[union-attr]
    like = [code for code in codes if fold(code) == fold(kind)]
    meant = like[0] if len(like) == 1 else kind
    before = text[: found.start("rest")]
    if mark and meant != kind:
        return Slip(f"ghi tên loại là “{kind}” chứ không phải “{meant}”", f"{before}{meant}{mark}{body}")
    if meant == "NĐ" and found["year"] and body != _GOVERNMENT:
        near = fold(body) == fold(_GOVERNMENT)
        return Slip(
            "không có dạng của nghị định: chỉ Chính phủ ban hành nghị định, ký hiệu “NĐ-CP”",
            f"{before}NĐ-CP" if near else "",
        )
    return None


def _meant(text: str, year: int, codes: Collection[str]) -> str:
    """Return the number that was surely meant: with its year in full, without spaces or words around it."""
    if short := _SHORT_YEAR.fullmatch(text):
        return _if_right(f"{short['count']}/20{short['year']}/{short['rest']}", year, codes)
    if right := _if_right(_AROUND_MARKS.sub(r"\1", text), year, codes):
        return right
    inside = _INSIDE.findall(text)
    return _if_right(inside[0], year, codes) if len(inside) == 1 else ""


def _if_right(text: str, year: int, codes: Collection[str]) -> str:
    found = _NUMBER.fullmatch(text)
    right = found and (not found["year"] or _FIRST_YEAR <= int(found["year"]) <= year)
    return text if right and found and _slip_of_kind(text, found, codes) is None else ""
