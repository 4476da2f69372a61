"""Typed document: a document's number, day, issuer and subject, as somebody types or pastes them."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from congbo.cli.asking import answer, at_terminal, give_up
from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.law.symbols import ANY
from congbo.records.acts import NewDocument, issuers_of, numbered
from congbo.records.placing import document_folder
from congbo.records.register import Register
from congbo.words.spelling import nearest
from congbo.words.typed_days import day_in, typed_day
from congbo.words.wording import short_date

ANY_KIND = "documents"
_NUMBER = re.compile(r"\d[\w.]*/[^\s,;]*\w\)?")
_ABOUT = re.compile(r"(?:,|;)?\s*((?:về|v/v)\b.*)$", re.IGNORECASE | re.DOTALL)


def typed_document(
    root: Path,
    register: Register,
    folder: str,
    typed: str | None,
    issued: str | None,
    issuer: str | None,
    subject: str | None,
    effective: str | None,
    today: date,
) -> NewDocument:
    """Return the document of a text such as `134/QĐ-UBND ngày 22/3/2024 về việc …`; what lacks is asked for.

    Says why and ends where it cannot be: no such day, a day to come, a number that a record has or that is
    one of another kind, an issuer that nobody knows.
    """
    text = answer(typed, "SỐ", "Số, ký hiệu, ngày, trích yếu như trên văn bản", _with_number)
    number, given, about = number_in(text), day_in(text), _ABOUT.search(text)
    folder = _folder(register, folder, number)
    said = issued or (given.isoformat() if given else None)
    day = answer(said, "--issued", "Ngày ban hành", _issued(today))
    document = NewDocument(
        folder,
        number,
        _issuer(register, issuer, number),
        day,
        answer(effective, "--effective", "Ngày có hiệu lực", _day) if effective else day,
        subject or (about[1].strip() if about else ""),
    )
    if there := numbered(register, number, day):
        give_up(f"đã có bản ghi của văn bản này: {there[0].path}")
    if (root / document.path).exists():
        give_up(f"đã có {document.path}; không ghi đè")
    return document


def _folder(register: Register, folder: str, number: str) -> str:
    """Return the folder of a document of that number: the given one, or that of its kind for any document."""
    own = document_folder(number, register.document_kinds.values())
    if folder == ANY_KIND and not own:
        how = f"gõ “congbo new {ANY_KIND} TÊN-TỆP” rồi ghi loại ở “kind”"
        give_up(f"số {number} chưa cho biết là loại văn bản nào; {how}")
    if folder != ANY_KIND and own not in ("", folder):
        label = DOCUMENT_FOLDERS.get(own, own)
        give_up(f"số {number} là của {label}; gõ “congbo new {own} …”, hoặc xem lại số")
    return folder if folder != ANY_KIND else own


def number_in(text: str) -> str:
    """Return the first number of a document that stands in a text, empty where none does."""
    found = (match.group() for match in _NUMBER.finditer(text))
    return next((one for one in found if (symbol := ANY.read(one)) and symbol.kind), "")


def _with_number(text: str) -> str:
    if not number_in(text):
        raise ValueError(f"số, ký hiệu phải có dạng như 134/QĐ-UBND (đang là '{text}')")
    return text


def _day(text: str) -> date:
    found = typed_day(text)
    if found.day is None:
        raise ValueError(f"ngày phải viết như 22/3/2024 hoặc 2024-03-22 (đang là '{text}')")
    return found.day


def _issued(today: date) -> Callable[[str], date]:
    def read(text: str) -> date:
        day = _day(text)
        if day > today:
            raise ValueError(f"ngày ban hành {short_date(day)} sau hôm nay ({short_date(today)})")
        return day

    return read


def _issuer(register: Register, given: str | None, number: str) -> str:
    """Return the body that issued a decision: given, or the only one of that abbreviation."""
    known = register.organisations
    if given is None:
        found = list(dict.fromkeys(issuers_of(register, number)))
        if len(found) == 1:
            return found[0]
        if not at_terminal():
            why = f"có {len(found)} cơ quan viết tắt như thế: {', '.join(found)}"
            if not found:
                why = "chưa có cơ quan nào viết tắt như thế; tạo trước bằng “congbo new organisations MÃ”"
            give_up(f"không rõ cơ quan ban hành của {number}: {why}; hoặc thêm --issuer MÃ")

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"không có cơ quan nào mang mã “{text}”. {nearest(text, known)}".rstrip())
        return text

    return answer(given, "--issuer", "Mã cơ quan ban hành", read)
