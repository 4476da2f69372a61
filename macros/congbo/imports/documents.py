"""Documents: what becomes of the rows of a list of documents: new records, or keys that records lacked.

Nothing that a record says is changed by a list. A row without a number, a day or a body that the site knows
makes no record: it is told.
"""

import re
from datetime import date
from typing import Any

from congbo.imports.existing import Existing
from congbo.imports.incoming import Incoming, Note, shortened
from congbo.imports.merging import Change, How
from congbo.imports.outcome import Action, Origin, Outcome, checked, placed, refused
from congbo.law.symbols import ANY
from congbo.records.document_kinds import shipped_kinds
from congbo.records.documents import Document
from congbo.records.editing import replaced
from congbo.records.emitting import record
from congbo.records.formatting import formatted, kept_in_form
from congbo.records.kinds import KINDS
from congbo.records.reader import RECORDS
from congbo.records.stamps import plain
from congbo.words.file_names import unportable, wrong_id
from congbo.words.spelling import fold, same_form


def outcome(existing: Existing, entry: Incoming, origin: Origin) -> Outcome:
    """Return what becomes of a row."""
    number = str(entry.values.get("number", ""))
    if not number:
        return refused(entry, "thiếu số, ký hiệu")
    issuer = _issuer(existing, entry, number)
    if not issuer:
        named = entry.values.get("issuer") or "cơ quan trong ký hiệu"
        return refused(
            entry, f"không có cơ quan “{named}” trong records/organisations; hãy tạo bản ghi cơ quan"
        )
    met = existing.documents.get((same_form(number), issuer))
    day = entry.values.get("issued")
    if met and met.issued and day and met.issued != day and met.symbol.year is None:
        met = None if met.issued.year != day.year else met
    if met:
        return _met(existing, entry, met)
    if not isinstance(day, date):
        return refused(entry, "thiếu ngày ban hành: văn bản không có ngày thì không tạo bản ghi")
    kind = _kind(entry, number)
    if not kind:
        return refused(entry, "không biết loại văn bản; hãy ghi cột “Loại văn bản”")
    return _created(existing, entry, number, issuer, kind, day)


def _created(existing: Existing, entry: Incoming, number: str, issuer: str, kind: str, day: date) -> Outcome:
    symbol = ANY.read(number)
    folder = next((one.folder for one in KINDS if one.given.get("kind") == kind), "documents")
    id_ = symbol.file_stem if symbol.year else f"{symbol.file_stem}-{day.year}"
    path = f"{RECORDS}/{folder}/{day.year}/{id_}.md"
    if (why := wrong_id(id_) or unportable(path)) or (existing.reading.root / path).exists():
        return refused(entry, why or f"đã có tệp {path} của văn bản khác")
    values: dict[str, Any] = {} if folder != "documents" else {"kind": kind}
    values |= {"number": number, "issuer": issuer, "issued": day}
    values |= {key: entry.values[key] for key in ("effective", "subject") if key in entry.values}
    written = tuple(Change(key, How.NEW, after=plain(value)) for key, value in values.items())
    name = str(values.get("subject", ""))
    text = formatted(record(values).encode(), Document)
    return checked(
        Outcome(
            Action.CREATED, number, name, path, entry.place, written, placed(entry), (), entry.mends, text
        )
    )


def _met(existing: Existing, entry: Incoming, met: Any) -> Outcome:
    held = existing.held(met)
    raw, changes, conflicts = held.raw, list[Change](), list[Note]()
    for key in ("issued", "effective", "subject"):
        if key not in entry.values:
            continue
        new = plain(entry.values[key])
        old = held.data.get(key, "")
        if not old:
            raw = replaced(raw, (key,), new)
            changes.append(Change(key, How.FILLED, after=new, written=new))
        elif _bare(old) != _bare(new):
            conflicts.append(Note(key, f"{How.OTHERS}: nguồn có “{shortened(new)}”", entry.place))
            changes.append(Change(key, How.OTHERS, old, new))
    base = (met.number, met.label, met.path, entry.place, tuple(changes), placed(entry), tuple(conflicts))
    if raw == held.raw:
        return Outcome(Action.UNCHANGED, *base)
    return checked(Outcome(Action.CHANGED, *base, entry.mends, kept_in_form(held.raw, raw, Document)))


def _issuer(existing: Existing, entry: Incoming, number: str) -> str:
    """Return the body by its name in the list, or by its abbreviation in the number."""
    named = str(entry.values.get("issuer", ""))
    if named:
        return existing.organisations.get(same_form(named), "")
    bodies = ANY.read(number).bodies
    return existing.organisations.get(same_form(bodies[0]), "") if bodies else ""


def _kind(entry: Incoming, number: str) -> str:
    """Return the kind by its name in the list, or by the abbreviation in the number."""
    named = fold(str(entry.values.get("kind", "")))
    kinds = shipped_kinds()
    if found := next((name for name in kinds if fold(name) == named), ""):
        return found
    code = ANY.read(number).kind
    fitting = [name for name, kind in kinds.items() if code in kind.symbols and kind.grammar.fits(number)]
    fitting = fitting or [name for name, kind in kinds.items() if code and code in kind.symbols]
    own = [name for name in fitting if kinds[name].symbols[:1] == (code,)]  # `QĐ` is that of decisions first
    return next(iter((*own, *fitting)), "")


def _bare(text: str) -> str:
    return re.sub(r"\W", "", same_form(text))
