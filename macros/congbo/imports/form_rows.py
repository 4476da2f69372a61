"""Form rows: a workbook or CSV file of the lines of an official form as the record of a filled form.

The file is put beside the record as it is; its rows are read by the heads of their columns, as always.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from congbo.imports.existing import Existing
from congbo.imports.files import FileError
from congbo.records.emitting import record
from congbo.records.forms import Form
from congbo.records.observations import Observation
from congbo.records.problems import Problem, Severity
from congbo.records.reader import RECORDS, read_record
from congbo.records.register import Register
from congbo.records.table_files import names_of
from congbo.records.tables import read_table
from congbo.words.file_names import wrong_id
from congbo.words.spelling import nearest, slug
from congbo.words.wording import short_date


@dataclass(frozen=True, slots=True)
class Filled:
    """What an import of a form would write, the number of rows, and what is wrong in the table."""

    files: tuple[tuple[str, bytes], ...]
    rows: int
    problems: tuple[Problem, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Which form, of which body and period, from which sheet."""

    form: str
    organisation: str
    start: date
    end: date
    sheet: str = ""
    title: str = ""


def filled(existing: Existing, path: Path, asked: Asked) -> Filled:
    """Return the record of a filled form and its table. Raises FileError where what is asked is unknown."""
    form = _form(existing, asked.form)
    bodies = set(existing.organisations.values())
    if asked.organisation not in bodies:
        hint = nearest(asked.organisation, bodies)
        raise FileError(f"không có cơ quan “{asked.organisation}” {hint}".rstrip())
    if asked.end < asked.start:
        raise FileError(f"ngày cuối kỳ {asked.end} đứng trước ngày đầu kỳ {asked.start}")
    id_ = "-".join((form.id, slug(asked.organisation), asked.start.isoformat(), asked.end.isoformat()))
    if why := wrong_id(id_):
        raise FileError(why)
    folder = f"{RECORDS}/observations/{asked.end.year}"
    ending = path.suffix.lower()
    values: dict[str, Any] = {
        "title": asked.title or f"{form.label} từ {short_date(asked.start)} đến {short_date(asked.end)}",
        "form": form.id,
        "organisation": asked.organisation,
        "period": {"start": asked.start, "end": asked.end},
        "table": f"{id_}{ending}",
    }
    if asked.sheet:
        values["sheet"] = asked.sheet
    raw, written = path.read_bytes(), record(values).encode()
    files = ((f"{folder}/{id_}{ending}", raw), (f"{folder}/{id_}.md", written))
    typed, problems = read_record(written, files[1][0])
    rows = 0
    if isinstance(typed, Observation) and not _errors(problems):
        found, problems = read_table(typed, form, raw, path.name, names_of(existing.reading.records))
        rows = len(found.rows) if found else 0
    return Filled(files, rows, tuple(problems), _unchanged(existing, files))


def _unchanged(existing: Existing, files: tuple[tuple[str, bytes], ...]) -> bool:
    """Tell whether the files are there already. Raises FileError where one with other bytes is."""
    there = [(path, data) for path, data in files if (existing.reading.root / path).exists()]
    for path, data in there:
        if (existing.reading.root / path).read_bytes() != data:
            raise FileError(f"đã có {path} với nội dung khác; hãy xem lại rồi xoá hoặc đổi tên tệp cũ trước")
    return len(there) == len(files)


def _errors(problems: list[Problem]) -> list[Problem]:
    return [one for one in problems if one.severity is Severity.ERROR]


def _form(existing: Existing, id_: str) -> Form:
    forms = Register(existing.reading.records).forms
    if id_ not in forms:
        raise FileError(f"không có biểu “{id_}”; các biểu: {', '.join(forms)}")
    return forms[id_]
