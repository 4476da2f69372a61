"""Documents: every report as an official document, in Word and in PDF, beside its page."""

from datetime import date
from pathlib import Path
from textwrap import wrap

from congbo.law.document_kinds import REPORT
from congbo.pages.page import report_address
from congbo.pages.rendering import Renderer
from congbo.pages.written import article
from congbo.paper import document as official
from congbo.paper import docx, from_page, pdf
from congbo.records.document_kinds import shipped_kinds
from congbo.records.organisations import Organisation
from congbo.reports.report import Report
from congbo.reports.written_page import PageSource
from congbo.words import wording
from congbo.words.spelling import fold

FORMATS = {"docx": docx.write, "pdf": pdf.write}
"""How each kind of file is made: (document, day that it bears, folder with fonts or None) to bytes."""

_ALONE = ("uy ban nhan dan", "ubnd", "hoi dong nhan dan")
"""How the names of bodies begin above which no other is printed."""
_HALF, _WHOLE = 25, 68
"""Characters that fit on a line of the head's left half (capitals, 12 pt) and of the title (bold, 14 pt)."""


def made(
    report: Report, document: official.OfficialDocument, suffix: str, fonts: Path | None = None
) -> bytes:
    """Return a report as a file of a format, which bears the report's day and not that of the site.

    Raises LayoutError where that cannot be; its message begins with the place in the page.
    """
    unmarked = document.content.notes.keys() - pdf.places_of_marks(document).keys()
    try:
        if unmarked:
            note = min(unmarked)
            raise pdf.LayoutError(f"chú thích “{note}” không có dấu trong lời văn", f"[^{note}]")
        return FORMATS[suffix](document, day_of(report), fonts)
    except pdf.LayoutError as error:
        raise pdf.LayoutError(f"{_place(report.source, error.quoted)}: {error}") from error


def day_of(report: Report) -> date:
    """Return the day on which a report came to say what it says: its own, or that of its last correction."""
    corrections = report.chain.rectifications if report.chain else ()
    return max([report.meta.day, *(correction.date for correction in corrections)])


def _place(source: PageSource, quoted: str) -> str:
    """Return where a page says something: the page alone where it is a record that says it."""
    before, found, _ = source.text.partition(quoted)
    if not quoted or not found:
        return f"{source.path} (và các bản ghi được dẫn)"
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f"{source.path}:{line}:{column}"


def official_document(report: Report, renderer: Renderer, site_url: str) -> official.OfficialDocument:
    """Return a report as an official document; its links lead to the site's public address."""
    pages = renderer.pages
    html = pages.articles.get(report.source.path) or article(report.source, report, renderer, pages.dialect)
    return official.OfficialDocument(head(report), from_page.read(html, site_url + report_address(report)))


def head(report: Report) -> official.Head:
    """Return the parts around a report's text, with room for the pen where something is not known."""
    meta = report.meta
    body = report.register.organisations[meta.organisation]
    above = report.register.organisations.get(body.parent)
    kind = REPORT
    number = meta.number or f"{wording.BLANK}/{shipped_kinds()[REPORT].symbols[0]}-{body.symbol or body.id}"
    date = wording.signing_date(meta.day, known=meta.day_known)
    superior = _superior(body, above)
    name = _own_name(body, superior)
    return official.Head(
        parent=_lines(superior.upper(), _HALF) if superior else (),
        body=_committee(name.upper()) or _lines(name.upper(), _HALF),
        number=number,
        date=f"{meta.place or wording.BLANK}, {date}",
        kind=kind.upper(),
        subject=_lines(wording.sentence(_without(meta.title, f"{kind} ")), _WHOLE),
        position=meta.signer.position.upper() if meta.signer else "",
        signer=meta.signer.name if meta.signer else "",
        recipients=tuple(wording.closed(meta.recipients)),
        attached_to=f"(Kèm theo {wording.sentence(kind)} số {number} {date} của {name})",
    )


def _superior(body: Organisation, above: Organisation | None) -> str:
    """Return the name that stands above a body's own: none above a ministry, a committee or a council.

    Nghị định 30/2020/NĐ-CP, Phụ lục I has the direct superior “nếu có”; committees and councils of people
    (Ủy ban nhân dân, Hội đồng nhân dân) are printed alone.
    """
    return above.name if above and above.parent and not fold(body.name).startswith(_ALONE) else ""


def _own_name(body: Organisation, superior: str) -> str:
    """Return the name of a body on its letterhead: the long form, if it loses no place that is not above."""
    lost = body.name.removeprefix(body.long_name).strip() if body.long_name else ""
    return body.name if lost and lost not in superior and lost != body.name else body.long_name or body.name


def _committee(name: str) -> tuple[str, ...]:
    """Return the two lines of a committee's or a council's name; nothing for any other body."""
    words = name.split()
    size = next((len(one.split()) for one in _ALONE if fold(name).startswith(f"{one} ")), 0)
    return (" ".join(words[:size]), *_lines(" ".join(words[size:]), _HALF)) if size > 1 else ()


def _lines(text: str, width: int) -> tuple[str, ...]:
    """Return the text in as few lines as fit, about equally long; a line rather ends where a part ends."""
    wrapped = {room: _wrapped(text, room) for room in range(1, width + 1)}
    fitting = [lines for lines in wrapped.values() if len(lines) == len(wrapped[width])]
    at_parts = (lines for lines in fitting if all(line.endswith((";", ",")) for line in lines[:-1]))
    return tuple(next(at_parts, fitting[0]))


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _without(title: str, beginning: str) -> str:
    return title[len(beginning) :] if title.lower().startswith(beginning) else title
