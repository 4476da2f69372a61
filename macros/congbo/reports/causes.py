"""Causes: why a sealed report is no longer as it was: one thing that changed, with all that it moves.

An edit of one record can move many figures, and is told once; a figure that no record moved, because its
definition or its target changed, is told by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from congbo.records.documents import Document
from congbo.records.organisations import Organisation
from congbo.reports.citations import issuer_name
from congbo.reports.macros import MACROS
from congbo.reports.report import Report
from congbo.reports.sealing import LABELS, Drift, drift, named, plain, record_of, words
from congbo.reports.seals import BODY, Value, figure_text
from congbo.words.vocabulary import SealedPart
from congbo.words.wording import first_of, listing, short_date

MOST_NAMED = 5
"""How many figures or places a message names before it counts the rest."""

_Parts = dict[SealedPart, dict[str, Drift]]
"""What changed, by part and by what the seal calls it."""
_OF_DEFINITION = ("title", "unit", "definition", "target")
"""What of a computed figure no record that it counts can change."""
_COUNTED = ("records", "previous_records")
"""What a figure counts, now and in the period before."""
_SEEN = ("title", "unit", "time", "definition", "stated", "target", "verdict")
"""What of a figure is told besides its value."""
_OF_FRAME = {"organisation", "period", "as_of", "day", "previous"}
"""The keys of the page that say what the report tells of: whatever else changes follows from them."""
_OF_CALLS = {"answers", "listed"}
"""What of a figure the text shows, call by call."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed, and the figures that it moved."""

    report: Report
    drift: Drift
    moved: tuple[Drift, ...] = ()

    @property
    def message(self) -> str:
        """What has changed in the sealed report, old and new, and what that moves."""
        found = self.drift
        id_ = found.id.partition("/")[2] if found.part is SealedPart.RECORD else found.id
        match found.part:
            case SealedPart.RECORD:
                return "; ".join([self._record(id_), *self._uses()])
            case SealedPart.FIGURE:
                more = "" if _same_value(found) else _beyond(found)
                return f"số liệu “{id_}” của {self._sealed} {_change(found)}{more}"
            case SealedPart.NAME:
                return f"{named(id_)} trong {self._sealed} {_change(found)}"
            case SealedPart.NOTE:
                return f"chú thích “{id_}” của {self._sealed} {_change(found)}"
            case SealedPart.TEXT:
                what = "lời văn" if id_ == BODY else f"khoá “{id_}”"
                return "; ".join([f"{what} của {self._sealed} {_change(found)}", *self._uses()])

    @property
    def redefined(self) -> str:
        """The key of an indicator that makes its figure another, or an empty text."""
        old, new = self.drift.old or {}, self.drift.new or {}
        return next((key for key in _OF_DEFINITION if old and new and old.get(key) != new.get(key)), "")

    @property
    def _sealed(self) -> str:
        assert self.report.chain is not None
        day = short_date(self.report.chain.seal.date)
        return f"báo cáo “{self.report.id}” niêm phong ngày {day}"

    def _record(self, id_: str) -> str:
        found = self.drift
        if found.old is None and found.new is None:
            return f"bản ghi “{id_}” nay được tính khác lúc {self._sealed}"
        if found.old is None:
            return f"bản ghi “{id_}” nay được dùng trong {self._sealed}, lúc niêm phong thì không"
        if found.new is None:
            return f"bản ghi “{id_}” mà {self._sealed} đã dùng nay không còn được dùng"
        return f"bản ghi “{id_}” trong {self._sealed} {_change(found)}"

    def _uses(self) -> Iterator[str]:
        """Yield what a report uses or used the record for: figures with their values, citations."""
        values = []
        for one in self.moved:
            old, new = (figure_text(value) if value else "không có" for value in (one.old, one.new))
            said = f"{new}, không đổi" if _same_value(one) else f"{old} → {new}"
            values.append(f"{one.id} ({said}{_beyond(one)})")
        if values:
            yield f"số liệu: {first_of(values, MOST_NAMED)}"
        record = record_of(self.report.register, self.drift.id)
        cited = [one.section for one in self.report.citations if record and one.document == record.id]
        if cited:
            yield f"dẫn ở {listing(list(dict.fromkeys(cited)))}"


def causes(report: Report) -> list[Cause]:
    """Return why a sealed report is not as it was sealed or corrected last; nothing where it is."""
    found = drift(report)
    parts: _Parts = {part: {one.id: one for one in found if one.part is part} for part in SealedPart}
    texts, records = parts[SealedPart.TEXT], parts[SealedPart.RECORD]
    if framed := [one for id_, one in texts.items() if id_ in _OF_FRAME]:
        return [Cause(report, one, tuple(parts[SealedPart.FIGURE].values())) for one in framed]
    moved: dict[str, list[Drift]] = defaultdict(list)
    own: list[Drift] = []
    explained: set[str] = set()
    for one in _unexplained(parts):
        old, new = one.old or {}, one.new or {}
        movers = _movers(old, new, records)
        real = movers if new else {key for key in movers if record_of(report.register, key) is None}
        if not real or _redefined(old, new, records):
            own.append(one)
            explained |= movers
        else:
            for key in movers:
                moved[key].append(one)
    names = [one for one in parts[SealedPart.NAME].values() if _renames(one)]
    consequences = _consequences(report, parts, moved, explained, names)
    keys = [key for key in dict.fromkeys((*records, *moved)) if key not in consequences]
    of_records = [Cause(report, _of_record(key, records, moved[key]), tuple(moved[key])) for key in keys]
    notes = (one for one in parts[SealedPart.NOTE].values() if _reworded(one, bool(own or moved)))
    rest = [*own, *names, *notes, *texts.values()]
    return [*of_records, *(Cause(report, one) for one in rest)] or [Cause(report, one) for one in found]


def _unexplained(parts: _Parts) -> Iterator[Drift]:
    """Yield the figures that changed otherwise than by what the text calls."""
    other_calls = _calls_differ(parts)
    for one in parts[SealedPart.FIGURE].values():
        if not (other_calls and one.old and one.new and _differing_keys(one.old, one.new) <= _OF_CALLS):
            yield one


def _consequences(
    report: Report,
    parts: _Parts,
    moved: Mapping[str, list[Drift]],
    explained: set[str],
    names: Sequence[Drift],
) -> set[str]:
    """Return the records that changed only because something else did, which is told."""
    records, other_calls = parts[SealedPart.RECORD], _calls_differ(parts)
    renamed = {record.id: name for name in names if (record := record_of(report.register, name.id))}
    found = set(_superseded(records, moved))
    for key, one in records.items():
        if one.old is None or one.new is None:
            follows = key not in moved and (other_calls or key in explained)
        else:
            elsewhere = other_calls or key in explained or _of_issuers(report, one, renamed)
            follows = elsewhere and _differing_keys(one.old, one.new) == {"answers"}
        if follows:
            found.add(key)
    return found


def _of_record(key: str, records: dict[str, Drift], moved: Sequence[Drift]) -> Drift:
    """Return how a record changed: its own, or what stands beside it where it is counted."""
    if key in records:
        return records[key]
    for figure in moved:
        for part in _COUNTED:
            old, new = ((side or {}).get(part, {}).get(key) for side in (figure.old, figure.new))
            if old and new and old != new:
                return Drift(SealedPart.RECORD, key, {"value": old}, {"value": new})
    return Drift(SealedPart.RECORD, key, None, None)


def _movers(old: dict[str, Value], new: dict[str, Value], changed: dict[str, Drift]) -> set[str]:
    """Return the records that stand or stood behind a figure and say something else, or count no more."""
    found: set[str] = set()
    for part in _COUNTED:
        then, now = old.get(part, {}), new.get(part, {})
        found |= {id_ for id_ in {**then, **now} if id_ in changed or then.get(id_) != now.get(id_)}
    return found


def _redefined(old: dict[str, Value], new: dict[str, Value], records: dict[str, Drift]) -> bool:
    """Tell whether a computed figure is told or computed otherwise, which no record that it counts can do."""
    if "definition" not in old or "definition" not in new:
        return False
    words = old["definition"]
    for one in records.values():
        if one.old and one.new:
            words = words.replace(f"“{one.old['name']}”", f"“{one.new['name']}”")
    return any({**old, "definition": words}.get(key) != new.get(key) for key in _OF_DEFINITION)


def _superseded(records: dict[str, Drift], moved: Mapping[str, list[Drift]]) -> Iterator[str]:
    """Yield the declared numbers in whose place another stands, which is told."""
    for key, one in records.items():
        if one.new is None and key in moved and key.startswith(("statistic/", "dossiers/", "observation/")):
            ids = {figure.id for figure in moved[key]}
            coming = (id_ for id_, other in records.items() if other.old is None)
            if any(ids <= {figure.id for figure in moved.get(id_, ())} for id_ in coming):
                yield key


def _calls_differ(parts: _Parts) -> bool:
    """Tell whether the page calls something else than it did, or in another order.

    A note that comes or goes while the text stays is not the page's doing: its figure has none to list.
    """
    edited = bool(parts[SealedPart.TEXT])
    notes = (one for one in parts[SealedPart.NOTE].values() if edited or (one.old and one.new))
    texts = [*notes, *parts[SealedPart.TEXT].values()]
    return any(list(_calls(one.old)) != list(_calls(one.new)) for one in texts)


def _calls(value: Value) -> Iterator[Value]:
    """Yield the calls in sealed text in their order."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        if value and isinstance(value[0], str) and value[0] in MACROS:
            yield value[:2]
        for part in value:
            yield from _calls(part)


def _reworded(note: Drift, moved: bool) -> bool:
    """Tell whether a note says something else: not only its number, nor that it has nothing to list."""
    if note.old and note.new:
        return bool(note.old["text"] != note.new["text"])
    return not moved


def _renames(one: Drift) -> bool:
    """Tell whether a name itself is another, not only in what form it stands in the text."""
    both = (one.old or {}).keys() & (one.new or {}).keys()
    return any(one.old[form] != one.new[form] for form in both)


def _of_issuers(report: Report, one: Drift, renamed: Mapping[str, Drift]) -> bool:
    """Tell whether what is said of a document differs only by the names of its issuers."""
    document = record_of(report.register, one.id)
    said, now = ((side or {}).get("answers", ()) for side in (one.old, one.new))
    if not isinstance(document, Document) or len(said) != len(now):
        return False
    bodies = list(filter(None, map(report.register.organisations.get, document.issuers)))
    ways = list(_issuers_then_and_now(bodies, renamed))
    return all(
        old == new or any(old.replace(then, today, 1) == new for then, today in ways)
        for old, new in zip(said, now, strict=True)
    )


def _issuers_then_and_now(
    bodies: Sequence[Organisation], renamed: Mapping[str, Drift]
) -> Iterator[tuple[str, str]]:
    """Yield how a citation named the issuers and how it names them now, for each form of their names."""
    for of in {form: None for name in renamed.values() for form in (*(name.old or ()), *(name.new or ()))}:
        now = {body.id: issuer_name(body, of) for body in bodies}
        then = {
            id_: (renamed[id_].old or {}).get(of, name) if id_ in renamed else name
            for id_, name in now.items()
        }
        yield f"của {listing(list(then.values()))}", f"của {listing(list(now.values()))}"


def _differing_keys(old: dict[str, Value], new: dict[str, Value]) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def _same_value(figure: Drift) -> bool:
    return bool(figure.old and figure.new) and figure_text(figure.old) == figure_text(figure.new)


def _beyond(figure: Drift) -> str:
    """Return what else readers see of a figure otherwise, beside its value."""
    if not figure.old or not figure.new:
        return ""
    return "".join(
        f"; {LABELS[key]}: {plain(old)} → {plain(new)}"
        for key in _SEEN
        if (old := figure.old.get(key, "không có")) != (new := figure.new.get(key, "không có"))
    )


def _change(found: Drift) -> str:
    """Return how a part changed, as the end of a sentence."""
    old, new = words(found.part, found.old, found.new), words(found.part, found.new, found.old)
    if found.old is None:
        return f"nay có thêm: “{new}”"
    if found.new is None:
        return f"nay không còn (trước là “{old}”)"
    return f"trước là “{old or 'không có'}”, nay là “{new or 'không có'}”"
