"""Form names: the names of form files run together behind the name of a paper: `Tờ khaiMẫu số 01.docx`.

Where a file's name begins is told by what stands before it without a space; where nothing tells, no file is
made and the words stay in the paper's name with a doubt.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from congbo.imports.letters import CAPITAL, SMALL

_KINDS = r"(?:docx?+|xlsx?+|pdf|rtf|odt|ods|zip|rar|7z|jpe?g|png|tiff?+)"
_ENDING = rf"\.{_KINDS}"
_LAST = re.compile(rf"{_ENDING}\s*$", re.IGNORECASE)
_ANY = re.compile(_ENDING, re.IGNORECASE)
_STARTER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.\-_]\s?)?"
    r"(?:m[ẫẩãâa]u|mus?(?=[\s_\d])|ph[ụu] ?l[ụu]c|phlc|pl(?=[\s_\d])|bi[ểe]u|tk(?=\d)|"
    r"na(?=\d)|pc(?=\d)|pa(?=\d)|vc(?=\d)|"
    r"dc(?=\d)|cc(?=\d)|kx(?=\d)|ct(?=\d)|tp[\- ]|đơn|tờ khai|giấy|bản khai|phiếu|văn bản|danh sách|báo cáo|"
    r"thông báo|quyết định|bb(?=\d)|m(?=\d)|xt(?=\d)|mau|mu(?=[a-z]{0,2}\d)|tthc(?=\d))|"
    rf"\d{{1,3}}(?:\.\d{{1,3}})*\.{{1,2}}(?!{_KINDS}(?![a-z]))[a-z]{{2}}",
    re.IGNORECASE,
)
_BEGINS = re.compile(f"(?={_STARTER.pattern})", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+-")
_SURE = re.compile(r"m[ẫã]u s[ốô] |ph[ụu] l[ụu]c ", re.IGNORECASE)
"""What no word ends in: it begins something new even behind a letter."""
_AFTER_SIGN = re.compile(rf"(?<=[.;:,)”\"’…])(?=[{CAPITAL}0-9])")
_AFTER_SMALL = re.compile(rf"(?<=[{SMALL}])(?=[{CAPITAL}0-9])")
_NUMBER_OF_FORM = re.compile(r"(?:m[ẫa]u|s[ốo]|l[ụu]c|bi[ểe]u)\s\d{1,3}(?:\.\d{1,3})*\.$", re.IGNORECASE)
"""What stands before a full stop that parts the number of a form from what follows: `Mẫu 03.TT41`."""
_LONGEST = 130
_NEAR = 9


@dataclass(frozen=True, slots=True)
class Named:
    """A paper's name and the files behind it; `doubtful` where a file's name has no beginning to be seen."""

    name: str
    files: tuple[str, ...] = ()
    doubtful: bool = False


def divided(text: str) -> Named:
    """Return the name of a paper and the names of the files run together behind it."""
    if not _LAST.search(text):
        return Named(text)
    ends = [found.end() for found in _ANY.finditer(text)]
    run = [ends[-1]]
    for end in reversed(ends[:-1]):  # files stand side by side, each beginning where the one before ends
        between = text[end : run[0]]
        if text[end : end + 1].isspace() or len(between) > _LONGEST:
            break
        run.insert(0, end)
    start = _start(text, run[0])
    if start is None:
        files = _files(text, run)
        return Named(text[: run[0]].strip(), files, doubtful=True) if files else Named(text, doubtful=True)
    return Named(text[:start].rstrip(), (text[start : run[0]].strip(), *_files(text, run)))


def _files(text: str, run: list[int]) -> tuple[str, ...]:
    return tuple(text[one:other].strip() for one, other in pairwise(run))


def _start(text: str, end: int) -> int | None:
    """Return where the file's name that ends at a place begins; 0 where the paper has no other name."""
    least = max(0, end - _LONGEST)
    starters = [
        found.start()
        for found in _BEGINS.finditer(text, 0, end)
        if found.start() >= least and _glued(text, found.start()) and not _inside_name(text, found.start())
    ]
    if starters:
        return _first_of_chain(text, starters)
    for pattern in (_AFTER_SIGN, _AFTER_SMALL):
        places = [found.start() for found in pattern.finditer(text, least, end)]
        places = [
            place
            for place in places
            if not (_inside_name(text, place) or _NUMBER_OF_FORM.search(text[:place][-16:]))
        ]
        if places:
            return places[-1]
    whole = text[:end]
    return 0 if " " not in whole.strip() or _STARTER.match(whole.strip()) else None


def _first_of_chain(text: str, starters: list[int]) -> int:
    """Return the last start, or one a little before it in the same name: `1.MuCT01`, `Mẫu 10TP-TTTM`."""
    start = starters[-1]
    for place in reversed(starters[:-1]):
        if start - place > _NEAR or text[place : place + 3].casefold() == text[start : start + 3].casefold():
            break
        start = place
    return start


def _glued(text: str, place: int) -> bool:
    """Tell whether something begins here without a space before it; letters in the middle of a word not."""
    if place == 0:
        return True
    before, here = text[place - 1], text[place]
    if before.isspace():
        return False
    if before.isalnum() and here.islower():
        return _SURE.match(text, place) is not None
    if before.isupper() and _NUMBERED.match(text, place):
        return False  # `BV1-Giấy`
    capitals = before.isupper() and here.isupper() and not text[place + 1 : place + 2].islower()
    return not (before.isdigit() and here.isdigit()) and not capitals


def _inside_name(text: str, place: int) -> bool:
    """Tell whether a place lies behind signs that names of files have inside: `1.Mau`, `77-Mẫu`."""
    before = text[:place]
    if not before or before.endswith(("-", "_", "/", "(")):
        return True  # a text that begins so may be the paper's own name
    return bool(re.search(r"(?:^|[^\d\s])\d{1,3}(?:\.\d{1,3})*\.$", before[-12:])) and before[-1:] == "."
