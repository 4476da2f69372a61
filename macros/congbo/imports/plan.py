"""Plan: what an import would do to a site, entry by entry, with the bytes that it would write.

Pure but for reading: the same records and the same file give the same plan, and a plan that is written gives
a site of which the same file plans nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from congbo.imports import documents
from congbo.imports.bodies import with_references
from congbo.imports.existing import Existing, Held
from congbo.imports.incoming import Incoming, Note, shortened
from congbo.imports.merging import KEPT, Change, How, changes
from congbo.imports.outcome import Action, Origin, Outcome, checked, placed, refused
from congbo.imports.readable import readable
from congbo.records.editing import commented, removed, replaced
from congbo.records.emitting import record
from congbo.records.formatting import formatted, kept_in_form
from congbo.records.procedures import Procedure
from congbo.records.reader import RECORDS
from congbo.records.stamps import ADDED_TO, current, digest, plain, stamps
from congbo.words.file_names import unportable, wrong_id
from congbo.words.vocabulary import Publication


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an import would do."""

    origin: Origin
    outcomes: tuple[Outcome, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    gone: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()

    def of(self, action: Action) -> list[Outcome]:
        """Return the outcomes of an action."""
        return [one for one in self.outcomes if one.action is action]

    @property
    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each path below the site that would be written, with its bytes; fields first."""
        for id_, name in self.fields.items():
            yield f"{RECORDS}/fields/{id_}.md", record({"name": name}).encode()
        for one in self.outcomes:
            if one.text is not None:
                yield one.path, one.text


def planned(
    existing: Existing, entries: Iterable[Incoming], origin: Origin, notes: Sequence[Note] = ()
) -> Plan:
    """Return what an import of entries would do to a site."""
    fields: dict[str, str] = {}
    outcomes: list[Outcome] = []
    met: dict[str, str] = {}
    entries = list(entries)
    for entry in entries:
        key = f"{entry.kind} {entry.identity}"
        if entry.kind == "document":
            outcomes.append(documents.outcome(existing, entry, origin))
        elif entry.identity and key in met:
            outcomes.append(refused(entry, f"mã này đã có ở {met[key]}; giữ dòng đầu"))
        else:
            met[key] = entry.place
            outcomes.append(_procedure(existing, entry, origin, fields))
    used = {
        change.after
        for one in outcomes
        if one.text is not None
        for change in one.changes
        if change.key == "field" and change.how not in KEPT
    }
    fields = {id_: name for id_, name in fields.items() if id_ in used}
    codes = {
        entry.identity: str(entry.values.get("code", "")) for entry in entries if entry.kind == "procedure"
    }
    gone = tuple(_gone(existing, codes, origin)) if codes else ()
    return Plan(origin, tuple(outcomes), fields, gone, tuple(notes))


def _procedure(existing: Existing, entry: Incoming, origin: Origin, fields: dict[str, str]) -> Outcome:
    if not entry.identity:
        return refused(entry, "thiếu mã thủ tục, nên không biết là thủ tục nào")
    entry = readable(entry)
    found = existing.of(entry.identity, str(entry.values.get("code", "")))
    if len(found) > 1:
        paths = ", ".join(one.path for one in found)
        return refused(entry, f"nhiều bản ghi cùng mang mã này: {paths}")
    entry = replace(entry, values=with_references(existing, entry.values))
    if found:
        return _met(existing, entry, origin, fields, found[0])
    return _created(existing, entry, origin, fields)


def _created(existing: Existing, entry: Incoming, origin: Origin, fields: dict[str, str]) -> Outcome:
    if not entry.values.get("name"):
        return refused(entry, "thiếu tên thủ tục")
    field_id = _field(existing, entry, origin, fields)
    if not field_id:
        why = next((note.said for note in entry.left if note.what == "field"), "thiếu lĩnh vực")
        return refused(entry, f"{why}; ghi lĩnh vực chung bằng --field MÃ")
    id_ = entry.identity
    path = f"{RECORDS}/procedures/{field_id}/{id_}.md"
    why = wrong_id(id_) or unportable(path)
    if id_.casefold() in existing.ids[Procedure]:
        why = f"mã bản ghi “{id_}” đã là của thủ tục khác"
    elif (existing.reading.root / path).exists():
        why = f"đã có tệp {path} mà không đọc được"
    if why:
        return refused(entry, why)
    values = _in_order({**entry.values, "field": field_id, "listed_on": origin.day})
    if entry.foreign:
        values["publication"] = Publication.DRAFT
    values["imported"] = [_imported(entry, origin, _all_stamps(values))]
    text = formatted(record(values).encode(), Procedure)
    written = tuple(
        Change(key, How.NEW, after=plain(value)) for key, value in values.items() if key != "imported"
    )
    conflicts = (
        [Note("nội dung", f"{entry.foreign}; để ở dạng dự thảo", entry.place)] if entry.foreign else []
    )
    return checked(Outcome(
        Action.CREATED, entry.identity, str(values["name"]), path, entry.place, written,
        placed(entry), (*conflicts, *entry.left), entry.mends, text,
    ))  # fmt: skip


def _met(
    existing: Existing, entry: Incoming, origin: Origin, fields: dict[str, str], met: Procedure
) -> Outcome:
    """Return what becomes of a procedure that the site has."""
    held = existing.held(met)
    own = _own(held, origin)
    same = own is not None and own.get("digest") == entry.digest
    former = date.fromisoformat(own["on"]) if own else None
    base = Outcome(Action.UNCHANGED, entry.identity, met.name, met.path, entry.place)
    if entry.foreign:
        if same:
            return base
        return replace(
            base, conflicts=(Note("nội dung", f"{entry.foreign}; không sửa bản ghi", entry.place),)
        )
    if former and origin.day < former and not same:
        said = f"tệp có ngày {origin.day} cũ hơn lần nhập ngày {former}; không sửa bản ghi"
        return replace(base, conflicts=(Note("ngày", said, entry.place),))
    field_id = _field(existing, entry, origin, fields) if entry.field_name else ""
    left = {note.what for note in entry.left} | {"publication"}  # what cannot be read replaces nothing
    incoming = {**entry.values, **({"field": field_id} if field_id else {})}
    incoming = {key: value for key, value in incoming.items() if key not in left}
    stamped = dict(own["values"]) if own else None
    compared = partial(
        changes, Procedure, held.data, day=origin.day, former_day=former, commented=commented(held.raw)
    )
    found = compared(incoming=incoming, stamped=stamped)
    found = [change for change in found if change.how is not How.GONE or change.key not in left]
    if same:  # the source says what it said: only what stays otherwise is told
        found = [change for change in found if change.how in KEPT]
    elif apart := [_apart(change, entry, origin) for change in found if change.how is How.OTHERS]:
        unplaced = {"unplaced": [*incoming.get("unplaced", []), *apart]}
        found = [change for change in found if change.key != "unplaced"]
        own_unplaced = {key: stamp for key, stamp in (stamped or {}).items() if key == "unplaced"}
        found += compared(incoming=unplaced, stamped=own_unplaced if own else None)
    notes = () if same else placed(entry)
    conflicts = tuple(_told(change, entry) for change in found if change.how in KEPT)
    conflicts += () if same else entry.left
    base = replace(base, changes=tuple(found), conflicts=conflicts, notes=notes)
    later = origin.told and former is not None and origin.day > former
    if same and not later:
        return base
    raw = held.raw
    for change in found:
        if change.written is not None:
            key = (change.key,)
            raw = removed(raw, key) if change.how is How.MOVED else replaced(raw, key, plain(change.written))
    raw = _listed(raw, held, origin)
    raw = replaced(raw, ("imported",), plain(_stamped(held, entry, origin, found, incoming, own)))
    raw = kept_in_form(held.raw, raw, Procedure)
    mends = entry.mends if not same else {}
    return checked(replace(base, action=Action.CHANGED, text=raw, mends=mends))


def _apart(change: Change, entry: Incoming, origin: Origin) -> dict[str, str]:
    """Return what a source says otherwise than the record does, to be kept beside it."""
    title = Procedure.model_fields[change.key].title or change.key
    text = entry.field_name if change.key == "field" else _shown(change.after)
    return {"what": f"{title} theo {origin.name}", "text": text}


def _listed(raw: bytes, held: Held, origin: Origin) -> bytes:
    """Return the file with the day of the list, which is never put back."""
    if str(held.data.get("listed_on", "")) < origin.day.isoformat():
        return replaced(raw, ("listed_on",), origin.day)
    return raw


def _own(held: Held, origin: Origin) -> dict[str, Any] | None:
    entries = [one for one in held.data.get("imported", []) if isinstance(one, dict)]
    return next(({"values": {}, **one} for one in entries if one.get("from") == origin.name), None)


def _told(change: Change, entry: Incoming) -> Note:
    """Return what is told of a value that stays otherwise than the source has it, with both values."""
    sides = (("nguồn có", change.after), ("bản ghi có", change.before))
    said = ", ".join(f"{who} “{shortened(_shown(one))}”" for who, one in sides if one is not None)
    return Note(change.key, f"{change.how}: {said}", entry.place)


def _all_stamps(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the stamps of a new record's values."""
    keys = [key for key in values if key not in ("publication", "listed_on")]
    return {name: one for key in keys for name, one in stamps(Procedure, key, values[key]).items()}


def _stamped(
    held: Held,
    entry: Incoming,
    origin: Origin,
    found: Sequence[Change],
    incoming: Mapping[str, Any],
    own: Mapping[str, Any] | None,
) -> list[dict[str, Any]]:
    """Return the imports of a record: this one's in its place, others' with digests of what it wrote."""
    data = {**held.data, **{change.key: change.written for change in found if change.written is not None}}
    mine: dict[str, str] = dict(own["values"]) if own else {}
    for key, value in incoming.items():  # what somebody took over from the source follows it again
        if key in mine and key not in ADDED_TO and plain(held.data.get(key, "")) == plain(value):
            mine[key] = digest(value)
    for change in found:
        if change.written is not None:
            mine = {name: one for name, one in mine.items() if name.partition(".")[0] != change.key}
            mine |= change.stamped or {}
    imports: list[dict[str, Any]] = []
    for one in held.data.get("imported", []):
        if one.get("from") == origin.name:
            imports.append(_imported(entry, origin, mine))
            continue
        values = {
            name: current(Procedure, data, name, stamp)
            if current(Procedure, held.data, name, stamp) == stamp
            else stamp
            for name, stamp in one.get("values", {}).items()
        }
        values = {name: stamp for name, stamp in values.items() if stamp}
        imports.append({**one, "values": values} if values else one)
    return imports if own else [*imports, _imported(entry, origin, mine)]


def _imported(entry: Incoming, origin: Origin, stamps: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"from": origin.name}
    if entry.address.startswith("https://"):
        found["address"] = entry.address
    if entry.id:
        found["id"] = entry.id
    return {**found, "on": origin.day, "digest": entry.digest, **({"values": dict(stamps)} if stamps else {})}


_ORDER = tuple(Procedure.model_fields)


def _in_order(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values in the order in which the model has its keys; what every record has comes last."""
    own = [key for key in _ORDER if key not in ("publication", "doubts", "sources", "unplaced")]
    order = {key: number for number, key in enumerate((*own, "unplaced", "sources", "doubts"))}
    return dict(sorted(values.items(), key=lambda one: order.get(one[0], len(order))))


def _field(existing: Existing, entry: Incoming, origin: Origin, fields: dict[str, str]) -> str:
    """Return the id of an entry's field; one that the site lacks is to be made."""
    if not entry.field_name:
        return origin.field
    known = existing.field_of(entry.field_name)
    if known:
        return known
    id_ = existing.new_field(entry.field_name)
    fields[id_] = entry.field_name
    return id_


def _gone(existing: Existing, codes: Mapping[str, str], origin: Origin) -> Iterator[tuple[str, str]]:
    """Yield code and path of the procedures that an earlier file of the source had and this one has not."""
    here = {one.path for code, typed in codes.items() for one in existing.of(code, typed)}
    for code, records in existing.procedures.items():
        for one in records:
            if one.path not in here and any(done.from_ == origin.name for done in one.imported):
                yield code, one.path


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_shown(one)}" for key, one in value.items())
    return "; ".join(map(_shown, value)) if isinstance(value, list) else str(value)
