"""Table files: the tables that lie beside filled forms, each found by the record that names it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from congbo.records import frontmatter
from congbo.records.entries import content
from congbo.records.fields import FieldOfWork
from congbo.records.forms import Form, in_effect
from congbo.records.names import ending
from congbo.records.observations import Observation
from congbo.records.organisations import Organisation
from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.records.tables import Names, read_table
from congbo.words.spelling import nearest, same_form

_FOLDER = "records/observations/"
_ENDINGS = ("csv", "xlsx")


@dataclass(slots=True)
class Attached:
    """What became of the tables: records with their rows, records that could not be filled, files unasked."""

    filled: dict[str, Record] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def may_be_table(path: str) -> bool:
    """Tell whether a file may be the table of a filled form; which one, a record says."""
    return path.startswith(_FOLDER) and ending(path) in _ENDINGS


def attached(root: Path, tables: Sequence[str], records: Iterable[Record]) -> Attached:
    """Read the table of each filled form that names one."""
    records = list(records)
    waiting = [one for one in records if isinstance(one, Observation) and one.table]
    forms = in_effect(one for one in records if isinstance(one, Form))
    names = names_of(records) if waiting else {}
    result, asked = Attached(), set[str]()
    for record in waiting:
        path = f"{record.path.rpartition('/')[0]}/{record.table}"
        if "/" in record.table or "\\" in record.table or path not in tables:
            result.problems.append(_missing(root, record, tables))
            result.broken.append(record.path)
            continue
        asked.add(path)
        raw = content(root, path)
        if isinstance(raw, Problem):
            result.problems.append(raw)
            result.broken.append(record.path)
        elif form := forms.get(record.form):
            filled, found = read_table(record, form, raw, path, names)
            result.problems += found
            if filled:
                result.filled[record.path] = filled
            else:
                result.broken.append(record.path)
    result.loose = [path for path in tables if path not in asked]
    return result


def names_of(records: Iterable[Record]) -> Names:
    """Return the names of bodies and fields; one that two records bear names neither."""
    found: dict[str, tuple[str, str]] = {}
    twice = set[str]()
    for record in records:
        key = "unit" if isinstance(record, Organisation) else "field"
        if isinstance(record, Organisation | FieldOfWork):
            name = same_form(record.name)
            if found.setdefault(name, (key, record.id)) != (key, record.id):
                twice.add(name)
    return {name: of for name, of in found.items() if name not in twice}


def loose_table(path: str) -> Problem:
    """Return the problem of a table that no record asks for."""
    name = path.rpartition("/")[2]
    message = f"không bản ghi nào dùng bảng này nên không được đọc (đang là '{name}')"
    hint = f"Hãy lập một bản ghi .md cạnh nó, trong đó có dòng “table: {name}”; hoặc xoá bảng nếu không dùng"
    return Problem(path, 1, 1, "file-name", message, hint)


def _missing(root: Path, record: Observation, tables: Sequence[str]) -> Problem:
    raw = (root / record.path).read_bytes()
    line, column = frontmatter.locate(frontmatter.decode(raw, record.path)[0])["table",][1]
    folder = record.path.rpartition("/")[0]
    beside = [path.rpartition("/")[2] for path in tables if path.rpartition("/")[0] == folder]
    message = f"“table” phải là tên một tệp .csv hoặc .xlsx đặt cạnh bản ghi (đang là '{record.table}')"
    there = f"Cạnh bản ghi có: {', '.join(beside[:5])}" if beside else f"Hãy chép tệp bảng vào {folder}"
    return Problem(record.path, line, column, "table-form", message, nearest(record.table, beside) or there)
