"""The signed original as text by place, and what the page of 2024 must say in its stead."""

import re
from collections.abc import Iterator
from pathlib import Path

from congbo.records.documents import PrintedForm
from congbo.reports.report import Report

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared/seed/bao-cao-tu-kiem-tra-2024.md"

OPENING, CLOSING, EVERYWHERE = "mở đầu", "Nơi nhận", "toàn văn"
MISPRINTED = "ty-le-dvc-truc-tuyen"

_MARK = re.compile(r"\[\^[\w-]+\]|<sup>\d+</sup>")
_SHORT_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_HEADING = re.compile(r"#{1,6} +(?P<text>(?:(?P<number>[IVX]+|\d+(?:\.\d+)*)\. +)?.*)")
SEED_NOTE = re.compile(r"^<sup>(\d+)</sup> (.*)$", re.MULTILINE)


def must_say(original: dict[str, str], report: Report) -> dict[str, str]:
    """Return by place what the page must say: the original without its slips and its one misprint."""
    text = without_slips(original, report)
    misprint = report.misprinted(MISPRINTED)
    assert misprint is not None
    assert text[misprint.place].count(misprint.text) == 1
    computed = report.figures[MISPRINTED].text
    text[misprint.place] = text[misprint.place].replace(misprint.text, computed)
    return text


def slips(report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield (place, as printed, corrected): the page's own, then those that the documents' records hold."""
    for correction in report.meta.corrections:
        yield correction.place, correction.printed, correction.corrected
    for form in printed_forms(report):
        for place in form.place.split(", "):
            yield place.removeprefix("mục "), form.form, form.corrected


def printed_forms(report: Report) -> Iterator[PrintedForm]:
    """Yield the forms in which this report's original printed documents."""
    for document in report.register.documents.values():
        yield from (form for form in document.printed if form.report == report.id)


def without_slips(original: dict[str, str], report: Report) -> dict[str, str]:
    """Return the original by place with every listed slip corrected, its short dates as the page has them."""
    text = dict(original)
    for place, printed, corrected in slips(report):
        if place != EVERYWHERE:
            text[place] = text[place].replace(printed, corrected)
    return {place: padded(words) for place, words in text.items()}


def plain(text: str) -> str:
    """Return the text without markup, note marks and list dashes, on one line."""
    text = _MARK.sub("", text)
    text = re.sub(r"<(https://[^>]+)>", r"\1", text)
    text = re.sub(r"(?m)^ *[-+] +|^---$|\*", "", text)
    return " ".join(text.split())


def padded(text: str) -> str:
    """Return the text with its short dates as dd/mm/yyyy."""
    return _SHORT_DATE.sub(lambda m: f"{int(m[1]):02d}/{int(m[2]):02d}/{m[3]}", text)


def sections(text: str) -> dict[str, str]:
    """Return the plain text by place: "mở đầu", "I.1", "I.2.1", "II.1", "III", or an unnumbered heading."""
    lines: dict[str, list[str]] = {OPENING: []}
    part, place = "", OPENING
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line.replace("*", "")):
            number = heading["number"] or ""
            if number and not number[0].isdigit():
                part = number
            elif number:
                number = f"{part}.{number}"
            place = number or plain(heading["text"]).rstrip(":")
            assert place not in lines, place
            lines[place] = []
            line = heading["text"]
        lines[place].append(line)
    return {place: plain("\n".join(found)) for place, found in lines.items()}


def seed_sections(text: str) -> dict[str, str]:
    """Return the original by place; its notes, which stand between sentences, are places of their own."""
    notes = {f"chú thích {number}": plain(words) for number, words in SEED_NOTE.findall(text)}
    _, _, body = text.partition("Kết quả tự kiểm tra")  # the title is compared by itself
    return sections(SEED_NOTE.sub("", body.partition("\n")[2])) | notes
