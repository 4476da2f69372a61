"""Small records and pages in memory, given as an editor types them: text, lists and groups of text."""

import re
from datetime import date, timedelta
from typing import Any

from congbo.figures.frame import Frame
from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.fields import FieldOfWork
from congbo.records.frontmatter import FrontMatter, decode, read
from congbo.records.indicator_definitions import Indicator
from congbo.records.operands import short_keys
from congbo.records.organisations import Organisation
from congbo.records.problems import has_errors
from congbo.records.procedures import Procedure
from congbo.records.record import Period, Record
from congbo.records.register import Register
from congbo.records.statistics import Statistic
from congbo.reports.report import Report, read_report
from congbo.reports.written_page import PageSource, read_page

HALF_YEAR = {"start": "2024-01-01", "end": "2024-07-20"}
FRAME = Frame(Period.model_validate(HALF_YEAR), as_of=date(2024, 7, 20), day=date(2024, 7, 24))


def document(id_: str, folder: str = "plans", **keys: Any) -> Document:
    """A document of SKHCN whose number is made from its id: `46-KH-SKHCN-2024` is 46/KH-SKHCN of 2024."""
    number = re.sub(r"-\d{4}$", "", id_).replace("-", "/", 1)
    own = {"id": id_, "path": f"records/{folder}/{id_}.md", "body": "", "kind": DOCUMENT_FOLDERS[folder]}
    return Document.model_validate({**own, "number": number, "issuer": "SKHCN", **keys})


def procedure(id_: str, **keys: Any) -> Procedure:
    own = {"id": id_, "path": f"records/procedures/{id_}.md", "body": ""}
    return Procedure.model_validate({**own, "name": f"Thủ tục {id_}", "field": "so-huu-tri-tue", **keys})


def event(action: str, effective: str, decision: str = "348-QD-UBND-2024") -> dict[str, str]:
    return {"action": action, "effective": effective, "decision": decision}


def field(id_: str, **keys: Any) -> FieldOfWork:
    own = {"id": id_, "path": f"records/fields/{id_}.md", "body": ""}
    return FieldOfWork.model_validate({**own, "name": f"Lĩnh vực {id_}", **keys})


def organisation(id_: str, **keys: Any) -> Organisation:
    own = {"id": id_, "path": f"records/organisations/{id_}.md", "body": ""}
    return Organisation.model_validate({**own, "name": f"Cơ quan {id_}", **keys})


def statistic(measure: str, value: str, **keys: Any) -> Statistic:
    """A declared figure of the half-year, unless `day` or `period` says otherwise."""
    time = {} if {"day", "period"} & set(keys) else {"period": HALF_YEAR}
    when = keys.get("day") or (keys.get("period") or HALF_YEAR)["end"]
    id_ = keys.get("id", f"{measure}-{when}")
    own = {"id": id_, "path": f"records/statistics/{id_}.md", "body": ""}
    stated = {"title": f"Số {measure}", "unit": "hồ sơ", "stated_in": {"report": "bao-cao"}}
    return Statistic.model_validate({**own, "measure": measure, "value": value, **stated, **time, **keys})


def dossiers(id_: str, columns: dict[str, int], **keys: Any) -> DossierCount:
    """A row of Biểu II.06a of the half-year; columns that are not given are 0."""
    counts = {key: str(columns.get(key, 0)) for key in short_keys()}
    own = {"id": id_, "path": f"records/statistics/dossiers/{id_}.md", "body": "", "title": id_}
    rest = {"organisation": "SKHCN", "period": HALF_YEAR, "stated_in": {"place": "I.3.2"}}
    return DossierCount.model_validate({**own, "counts": counts, **rest, **keys})


def indicator(id_: str, definition: dict[str, Any] | list[dict[str, Any]], **keys: Any) -> Indicator:
    own = {"id": id_, "path": f"records/indicators/{id_}.md", "body": "", "title": f"Chỉ số {id_}"}
    unit = "%" if "ratio" in definition else "thủ tục" if "count" in definition else "hồ sơ"
    return Indicator.model_validate({**own, "unit": unit, "definition": definition, **keys})


def ratio(numerator: dict[str, Any], denominator: dict[str, Any]) -> dict[str, Any]:
    return {"ratio": {"numerator": numerator, "denominator": denominator}}


def front(text: str) -> FrontMatter:
    """The front matter of a text that has no problem."""
    found, problems = read(text, "x.md")
    assert problems == []
    assert found is not None
    return found


def front_of(raw: bytes) -> FrontMatter:
    text, problems = decode(raw, "x.md")
    assert problems == []
    return front(text)


def page(body: str, path: str = "docs/bao-cao/bao-cao.md", front_matter: str = "") -> PageSource:
    """A page whose body begins in line 4, after front matter that turns macros on."""
    return read_page(f"---\nrender_macros: true\n{front_matter}---\n{body}".encode(), path)


REPORT_KEYS = """\
title: Báo cáo
organisation: SKHCN
period:
  start: 2024-01-01
  end: 2024-07-20
as_of: 2024-07-20
day: 2024-07-24
"""


def report(body: str, *records: Record, keys: str = "") -> Report:
    """A report of the half-year over the records that may appear in public."""
    source = page(body, front_matter=REPORT_KEYS + keys)
    assert not has_errors(source.problems)
    meta, problems = read_report(source)
    assert problems == []
    assert meta is not None
    return Report(source, meta, Register.public(records))


def around(day: str) -> tuple[date, date, date]:
    """The day before, the day, the day after."""
    middle = date.fromisoformat(day)
    return middle - timedelta(days=1), middle, middle + timedelta(days=1)
