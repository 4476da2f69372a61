"""Conditions: what an indicator may ask of the records that it counts.

A condition is one entry of `CONDITIONS`: it tells what it accepts and answers with the reason why a
candidate fails, or with an empty text.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from congbo.figures.frame import Frame, time_span
from congbo.figures.states import online_level, state_on
from congbo.figures.timeliness import (
    CONTENT,
    accepted,
    lacking_content,
    late_announcement,
    late_publication,
    working_days,
)
from congbo.records.documents import Document
from congbo.records.procedures import Event, Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.spelling import fold
from congbo.words.vocabulary import EventAction, Level, Moment, OnlineLevel, Subject
from congbo.words.wording import listing, short_date


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may count, with the document or event through which it does."""

    record: Record
    document: Document | None = None
    event: Event | None = None

    @property
    def issued(self) -> date | None:
        """The day of issue where it is a document by itself and that day is known."""
        return self.record.issued if isinstance(self.record, Document) else None


NOT_KNOWN = "chưa rõ"
"""What a reason says where a candidate fails because something of it is not known."""

Test = Callable[[Candidate, tuple[str, ...], Frame, Register], str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: its label, the words it accepts, and the test that gives the reason of a failure.

    `dated` is false where records say that something is so, but not from which day on. Where its words are
    ids of records, `names` is what references to those are called.
    """

    label: str
    accepted: Callable[[Register], list[str]]
    test: Test
    dated: bool = True
    names: str = ""


OWN_BODY = "cơ quan báo cáo"
"""How a condition names the body whose report it is, so that one definition serves every body."""
ANYWHERE = "một nơi bất kỳ"
"""How a condition asks that a procedure is open to the public, wherever that is."""


def _one_of(label: str, of: Callable[[Candidate], tuple[str, ...]], names: str = "") -> Test:
    """Return the test that one of the candidate's terms is among the condition's."""

    def test(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
        terms = of(candidate)
        if OWN_BODY in values:
            values = tuple(frame.organisation if value == OWN_BODY else value for value in values)
        if set(terms) & set(values) or (names and "" in values):
            return ""

        def show(term: str) -> str:
            record = register.get(names, term) if names else None
            return f"“{record.label if record else term}”"

        got = listing([show(term) for term in terms]) if terms else NOT_KNOWN
        return f"{label} là {got}, không phải {listing([show(value) for value in values])}"

    return test


def _dated(label: str, of: Callable[[Candidate], date | None]) -> Test:
    """Return the test that a day lies where one of the condition's time words says."""

    def test(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
        day = of(candidate)
        if day is None:
            return f"{NOT_KNOWN} {label}"
        if unlike := [value for value in values if value not in list(Moment)]:
            return f"không so được {label} với “{unlike[0]}”"
        spans = [time_span(Moment(value), frame) for value in values]
        if any(start <= day <= end for start, end in spans):
            return ""
        limits = [
            f"sau {short_date(end)}" if day > end else f"trước {short_date(start)}" for start, end in spans
        ]
        return f"{label} {short_date(day)}, {listing(list(dict.fromkeys(limits)))}"

    return test


def _year(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    document = candidate.record
    assert isinstance(document, Document)
    wanted = {str(frame.period.end.year) if value == Moment.PERIOD_YEAR else value for value in values}
    years = [str(year) for year in document.applies_to]
    if wanted & set(years):
        return ""
    return f"áp dụng cho năm {listing(years) if years else 'chưa rõ'}, không phải {listing(sorted(wanted))}"


def _in_force(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    procedure = candidate.record
    assert isinstance(procedure, Procedure)
    state = state_on(procedure, frame.as_of)
    if state.in_force:
        return ""
    if end := state.ending:
        return f"{end.action} từ {short_date(end.effective)}"
    return f"{state.in_words}, sau {short_date(frame.as_of)}"


def _online_level(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    procedure = candidate.record
    assert isinstance(procedure, Procedure)
    level = online_level(procedure, frame.as_of)
    if level is not None and level in values:
        return ""
    return f"mức độ trực tuyến ngày {short_date(frame.as_of)}: {level or 'chưa rõ'}"


def _disclosed(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    procedure = candidate.record
    assert isinstance(procedure, Procedure)
    if ANYWHERE in values:
        return "" if procedure.disclosed else "chưa ghi nhận công khai"
    lacking = [value for value in values if value not in {part.place for part in procedure.disclosed}]
    return f"chưa ghi nhận công khai trên {listing(lacking)}" if lacking else ""


def _announced(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    days = working_days(values[0])
    return late_announcement(_procedure(candidate), candidate.event, days, frame, register)


def _published(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    days = working_days(values[0])
    return late_publication(_procedure(candidate), candidate.event, days, frame, register)


def _announces(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    caused = register.caused_by(candidate.record.id)
    found = any(event.action is not EventAction.ABOLITION_PROPOSED for _, event in caused)
    if ("có" if found else "không") in values:
        return ""
    return "công bố thủ tục hành chính" if found else "không có thủ tục nào được công bố ở đây"


def _content(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
    return lacking_content(_procedure(candidate), frame.as_of)


_LEVEL_WORDS = {
    Level.MINISTRY: ("bo", "trung uong"),
    Level.PROVINCE: ("tinh", "thanh pho truc thuoc"),
    Level.DISTRICT: ("huyen",),
    Level.COMMUNE: ("xa", "phuong", "dac khu"),
}


def levels(text: str) -> tuple[str, ...]:
    """Return the levels of government that a text names: of “Cấp tỉnh, Cấp xã” both."""
    words = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(text)).split())} "
    return tuple(str(of) for of, names in _LEVEL_WORDS.items() if any(f" {name} " in words for name in names))


def _document(candidate: Candidate) -> Document:
    document = candidate.document or candidate.record
    assert isinstance(document, Document)
    return document


def _procedure(candidate: Candidate) -> Procedure:
    assert isinstance(candidate.record, Procedure)
    return candidate.record


def _yes_no(value: bool) -> tuple[str]:
    return ("có" if value else "không",)


def _terms(*terms: str) -> Callable[[Register], list[str]]:
    return lambda register: list(terms)


def _ids(target: str) -> Callable[[Register], list[str]]:
    own = [OWN_BODY] if target == "organisation" else []
    return lambda register: [*own, *register.ids(target)]


def _places(register: Register) -> list[str]:
    found = {part.place for procedure in register.procedures.values() for part in procedure.disclosed}
    return [ANYWHERE, *sorted(found)]


_DAYS = _terms(Moment.IN_PERIOD, Moment.BY_PERIOD_END, Moment.IN_PERIOD_OR_LATER, Moment.AS_OF)
_YES_NO = _terms("có", "không")


def _years(register: Register) -> list[str]:
    years = {str(year) for document in register.documents.values() for year in document.applies_to}
    return [str(Moment.PERIOD_YEAR), *sorted(years)]


def _naming(
    label: str, target: str, of: Callable[[Candidate], tuple[str, ...]], *, dated: bool = True
) -> Condition:
    """Return the condition that one of the records that a candidate names is among those asked for."""
    return Condition(label, _ids(target), _one_of(label, of, target), dated, target)


def _as_of(condition: Condition) -> Condition:
    """Return a condition that asks what a record said on the day of the figures."""

    def test(candidate: Candidate, values: tuple[str, ...], frame: Frame, register: Register) -> str:
        held = replace(candidate, record=candidate.record.on(frame.as_of))
        return condition.test(held, values, frame, register)

    return replace(condition, test=test)


def _named(id_: str) -> tuple[str, ...]:
    return (id_,) if id_ else ()


def _limits(register: Register) -> list[str]:
    return accepted()


_LEVEL = _as_of(
    Condition(
        "cấp thực hiện", _terms(*Level), _one_of("cấp thực hiện", lambda c: levels(_procedure(c).level))
    )
)

CONDITIONS: dict[Subject, dict[str, Condition]] = {
    Subject.DOCUMENTS: {
        "kind": Condition(
            "loại văn bản",
            lambda register: list(register.document_kinds),
            _one_of("loại văn bản", lambda c: (_document(c).kind,)),
        ),
        "issuer": _naming("cơ quan ban hành", "organisation", lambda c: _document(c).issuers),
        "advised_by": _naming("cơ quan tham mưu", "organisation", lambda c: _named(_document(c).advised_by)),
        "topics": _naming("chủ đề", "field", lambda c: _document(c).topics),
        "applies_to": Condition("năm áp dụng", _years, _year),
        "issued": Condition("ngày ban hành", _DAYS, _dated("ban hành ngày", lambda c: _document(c).issued)),
        "normative": Condition(
            "quy phạm pháp luật",
            _YES_NO,
            _one_of("quy phạm pháp luật", lambda c: _yes_no(_document(c).normative)),
        ),
        "unlawful": Condition(
            "trái pháp luật",
            _YES_NO,
            _one_of("kết luận trái pháp luật", lambda c: _yes_no(_document(c).unlawful)),
            dated=False,
        ),
        "announces": Condition("công bố thủ tục hành chính", _YES_NO, _announces),
    },
    Subject.PROCEDURES: {
        "in_force": Condition("hiệu lực", _terms(Moment.AS_OF), _in_force),
        "field": _as_of(_naming("lĩnh vực", "field", lambda c: (_procedure(c).field,))),
        "online_level": Condition("mức độ trực tuyến", _terms(*OnlineLevel), _online_level),
        "receiving": _as_of(
            _naming("nơi tiếp nhận", "organisation", lambda c: _procedure(c).receiving, dated=False)
        ),
        "disclosed": Condition("nơi công khai", _places, _disclosed, dated=False),
        "level": _LEVEL,
        "content": Condition("nội dung", _terms(CONTENT), _content),
    },
    Subject.EVENTS: {
        "action": Condition(
            "sự kiện",
            _terms(*EventAction),
            _one_of("sự kiện", lambda c: (c.event.action if c.event else "",)),
        ),
        "effective": Condition(
            "ngày có hiệu lực",
            _DAYS,
            _dated("có hiệu lực ngày", lambda c: c.event.effective if c.event else None),
        ),
        "issued": Condition(
            "ngày quyết định",
            _DAYS,
            _dated("quyết định ngày", lambda c: c.document.issued if c.document else None),
        ),
        "issuer": _naming(
            "cơ quan ban hành", "organisation", lambda c: c.document.issuers if c.document else ()
        ),
        "disclosed": Condition("nơi công khai", _places, _disclosed, dated=False),
        "announced_before": Condition("công bố trước ngày có hiệu lực ít nhất", _limits, _announced),
        "published_within": Condition("công khai sau quyết định không quá", _limits, _published),
        "level": _LEVEL,
    },
    Subject.WORKFLOWS: {
        "issued": Condition("ngày phê duyệt", _DAYS, _dated("phê duyệt ngày", lambda c: _document(c).issued)),
        "issuer": _naming("cơ quan phê duyệt", "organisation", lambda c: _document(c).issuers),
        "level": _LEVEL,
    },
}
"""The conditions that an indicator may set, by what it counts."""
