"""Bases: the table “Căn cứ pháp lý” whose cells were run together: name, number, name, number.

    Luật Khiếu nại năm 201102/2011/QH13Quy định quy trình …11/2015/TT-BCA

A number ends a row where the next row begins without a space. Years lend their digits to numbers behind them
(`2011` and `02/2011/QH13`), and capitals of a next name to the body (`TT-BTC` and `QUY ĐỊNH`).
"""

import re
from typing import Any

from congbo.imports.incoming import Telling
from congbo.imports.letters import on_one_line, said

HEAD = "Tên văn bản pháp lýMã văn bản"
TAIL = "Cơ quan thực hiện"
WHERE = "Căn cứ pháp lý"
_KINDS = "NQLT|NQ|NĐ|ND|QĐ|QD|TTLT|TTLB|TTR|TT|PL|L|LCT|CT|CTr|VBHN|HD|KH|TB|SL"
_BODIES = (
    "UBTVQH1[0-6]|UBTVQH[1-9]|QH1[0-6]|QH[1-9]|CP|TTg|CTN|HĐND|HDND|UBND|TANDTC|VKSNDTC|HĐTP|"
    "BCA|BTP|BTC|BNV|BQP|BYT|BGTVT|BGDĐT|BGDDT|BXD|BCT|BNG|BTTTT|BKHCN|BKHĐT|BKHDT|BTNMT|BNNPTNT|BNNMT|"
    "BVHTTDL|BVHTT|BLĐTBXH|BLDTBXH|BDTTG|BDT|NHNN|TTCP|VPCP|UBDT|BHXH|TLĐ|MTTQ|BNN|KTNN|ĐCT"
)
_SYMBOL = rf"(?:(?:{_KINDS})(?:[ ]?-[ ]?(?:{_BODIES}|[A-ZĐ]{{2,10}}))+|(?:{_BODIES}))"
_NUMBER = re.compile(rf"\d{{1,10}}(?:\.\d{{1,3}})?[a-z]?/(?:\d{{4}}/)?{_SYMBOL}")
_KNOWN = re.compile(rf"(?:{_BODIES})$")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)(\d{1,4}(?:\.\d{1,3})?[a-z]?/.*)", re.DOTALL)
_LONGEST_COUNT = 4
_NEAR = 40
"""A number so near to the beginning of a text is the text's own, not one that it speaks of."""
_CELL_WORDS = re.compile(
    r"(?:(?:Bộ luật|Luật|Nghị định|Thông tư liên tịch|Thông tư|Nghị quyết|Quyết định|Pháp lệnh|Lệnh)[ ]?)?"
    r"(?:[Ss]ố:?[ ]?)?$"
)


def read(text: str, tell: Telling) -> list[dict[str, Any]]:
    """Return the documents that the procedure rests on; words in no row are left as they are."""
    body = text.removeprefix(HEAD)
    tell.said += [HEAD]
    rows, rest = _rows(body)
    bases: list[dict[str, Any]] = []
    for name, number in rows:
        subject = on_one_line(name).lstrip(": ").strip()
        plain = re.sub(r"[ ]?-[ ]?", "-", number)
        tell.said.append(number)
        if bases and not subject and bases[-1]["number"] == plain:
            continue
        basis = {"number": plain}
        if subject:
            basis["subject"] = subject
        if basis not in bases:
            bases.append(basis)
    rest = said(rest.strip(" :"))
    if rest and bases and "subject" not in bases[-1]:
        bases[-1]["subject"] = on_one_line(rest)
    elif rest and (inside := _NUMBER.search(rest)) and inside.start() < _NEAR:
        bases.append({"number": inside.group(), "subject": on_one_line(rest)})
    elif rest:
        tell.leave(WHERE, rest)
    return bases


def _rows(text: str) -> tuple[list[tuple[str, str]], str]:
    """Return the names with their numbers, and what stands behind the last."""
    numbers = [_span(text, match) for match in _NUMBER.finditer(text)]
    starts = {start for start, _ in numbers}
    rows: list[tuple[str, str]] = []
    at = 0
    for index, (start, end) in enumerate(numbers):
        before, behind = text[at:start], numbers[index + 1 :]
        if not _is_cell(text, before, start, end, starts):
            continue
        if behind and text[slice(*behind[0])] == text[start:end] and _is_cell_word(text[end : behind[0][0]]):
            continue  # the name itself ends with the number; the cell repeats it
        rows.append((_without_cell_words(before), text[start:end]))
        at = end
    return rows, text[at:]


def _span(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where a number begins and ends, without the year that ends the name before it."""
    start, end = match.span()
    digits = re.match(r"\d+", match.group())
    if digits and len(digits.group()) > _LONGEST_COUNT and (year := _YEAR_BEFORE.fullmatch(match.group())):
        start += len(year[1])
    return start, _shortened(text, end)


def _is_cell(text: str, before: str, start: int, end: int, starts: set[int]) -> bool:
    """Tell whether a number is a cell, and no number within a name.

    A cell begins without a space behind its name. Behind a space one is a cell where the next name begins at
    once, but not where a number does: that is the cell then, and this one ends the name.
    """
    if not before:
        return _ends_cell(text, end)
    glued = not before[-1].isspace() and before[-1] != "(" and not re.search(r"[Ss]ố$", before)
    if glued or _without_cell_words(before) != before:
        return True
    return end not in starts and _ends_cell(text, end) and not _comes_again(text, start, end)


def _comes_again(text: str, start: int, end: int) -> bool:
    """Tell whether the next number of a cell is the same one: `Thông tư số 5/TTngày …5/TT`."""
    for found in _NUMBER.finditer(text, end):
        if not text[found.start() - 1].isspace():
            return text.startswith(text[start:end], _span(text, found)[0])
    return False


def _shortened(text: str, end: int) -> int:
    """Return the end of a number, of an unknown body without the capital that begins the next name."""
    known = _KNOWN.search(text[max(0, end - 12) : end])
    return end - 1 if end < len(text) and text[end].islower() and not known else end


def _ends_cell(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not after or after.isalnum() or after in '“"(-+–:[' or text[end:].strip() == ""


def _is_cell_word(text: str) -> bool:
    return _CELL_WORDS.fullmatch(text.strip() + (" " if text.endswith(" ") else "")) is not None


def _without_cell_words(text: str) -> str:
    """Return the name without the words that begin the cell of the number: `…tín dụngLuật số `."""
    found = _CELL_WORDS.search(text)
    if not found or found.start() == 0 or not found.group() or text[found.start() - 1].isspace():
        return text
    return text[: found.start()]
