"""Quality: what the register lacks and where it contradicts itself, as CSV and JSON."""

from collections.abc import Iterator
from typing import Any

from congbo.export.csv import table
from congbo.export.export import DataFile, Export
from congbo.export.plain import encoded
from congbo.figures.flaws import Flaw
from congbo.figures.quality import Tally
from congbo.pages.pages import Pages


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/chat-luong.csv and chat-luong.json."""
    yield DataFile("du-lieu/chat-luong.csv", lambda: table(COLUMNS, rows(pages)))
    yield DataFile("du-lieu/chat-luong.json", lambda: encoded(summary(pages)))


EXPORT = Export("quality", files)

COLUMNS = ("loai", "nhom", "thu_tuc", "ma_thu_tuc", "linh_vuc", "khoa", "noi_dung", "giai_thich")


def rows(pages: Pages) -> Iterator[list[str]]:
    """Yield a row a flaw, in the order of the register."""
    for flaw in pages.quality.flaws:
        procedure = flaw.procedure
        about = [procedure.id, procedure.code, procedure.field, _key(flaw)]
        yield [flaw.sort.id, str(flaw.sort.group), *about, flaw.in_words, flaw.note]


def summary(pages: Pages) -> dict[str, Any]:
    """Return the day, how many procedures were looked at, and each sort with the flaws of its procedures."""
    return {
        "day": pages.day.isoformat(),
        "procedures": pages.quality.looked_at,
        "sorts": [_sort(one) for one in pages.quality.tallies],
    }


def _sort(tally: Tally) -> dict[str, Any]:
    sort = tally.sort
    return {
        "id": sort.id,
        "group": str(sort.group),
        "about": str(sort.about or ""),
        "title": sort.title,
        "why": sort.why,
        "procedures": tally.procedures,
        "explained": tally.explained,
        "flaws": [_flaw(flaw) for flaw in tally.flaws],
    }


def _flaw(flaw: Flaw) -> dict[str, str]:
    found = {"id": flaw.procedure.id, "key": _key(flaw), "message": flaw.said, "note": flaw.note}
    return {key: value for key, value in found.items() if value}


def _key(flaw: Flaw) -> str:
    return ".".join(str(part) for part in flaw.path)
