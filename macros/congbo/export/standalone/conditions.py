"""Conditions: what a definition may ask of the records that it counts, and what could count."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from congbo.export.standalone.published import (
    Data,
    Frame,
    Published,
    Span,
    UnknownError,
    in_force,
    level_on,
    on,
    short,
)


@dataclass(frozen=True)
class Counted:
    """A record that counts, with the document or the event through which it does."""

    key: str
    record: Data
    document: Data | None = None
    event: Data | None = None

    @property
    def paper(self) -> Data:
        """The document through which it counts, or which it is; nothing of an event without one."""
        return self.document or ({} if self.event else self.record)

    def beside(self, data: Published) -> str:
        """Return what the evidence of a figure says beside the record's name."""
        if self.event and self.document:
            effective = short(self.event["effective"])
            return f"{self.event['action']}, {self.document.get('number', '')}, hiệu lực {effective}"
        if self.document:
            return data.document(self.document)
        issued = self.record.get("issued") if self.key.startswith("document/") else None
        return f"ngày {short(issued)}" if issued else ""


def years(document: Data, frame: Frame) -> list[str]:
    """Return the years that a document is for, and the word for that of the period."""
    found = [str(year) for year in document.get("applies_to", ())]
    return [*found, "năm của kỳ"] if frame.end[:4] in found else found


def issuers(one: Counted) -> list[str]:
    """Return the bodies that issued a document, all of those that did so together."""
    return [one.paper.get("issuer"), *one.paper.get("joint_issuers", ())]


def yes_no(value: Any) -> list[str]:
    """Return how a condition says that something is so or not."""
    return ["có" if value else "không"]


OWN_BODY = "cơ quan báo cáo"
"""How a condition names the body whose report it is."""
ANYWHERE = "một nơi bất kỳ"
"""How a condition asks that a procedure is open to the public, wherever that is."""
LEVELS = {
    "cấp bộ": ("bo", "trung uong"),
    "cấp tỉnh": ("tinh", "thanh pho truc thuoc"),
    "cấp huyện": ("huyen",),
    "cấp xã": ("xa", "phuong", "dac khu"),
}
"""The levels of government, with the words that name each, without marks."""


def levels(procedure: Data, day: str) -> list[str]:
    """Return the levels of government that a procedure is handled at: of “Cấp tỉnh, Cấp xã” both."""
    text = f" {plain_words(on(procedure, 'level', day) or '')} "
    return [level for level, names in LEVELS.items() if any(f" {name} " in text for name in names)]


def plain_words(text: str) -> str:
    """Return the words of a text in small letters without marks: `Cấp xã` is `cap xa`."""
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = (letter for letter in marked if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def places(procedure: Data) -> list[str]:
    """Return where a procedure is open to the public."""
    found = [at["place"] for at in procedure.get("disclosed", ())]
    return [*found, ANYWHERE] if found else []


def announces(document: Data, data: Published) -> bool:
    """Tell whether a document did anything to a procedure but propose to abolish it."""
    return any(
        event["decision"] == document["id"] and event["action"] != "đề nghị bãi bỏ"
        for procedure in data.lists["procedure"].values()
        for event in procedure.get("events", ())
    )


def whole_content(procedure: Data, day: str) -> bool:
    """Tell whether a procedure says on a day all that khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP asks for."""
    cases = on(procedure, "cases", day) or []
    authority = on(procedure, "authority", day) or {}
    timed = any(one.get("since", "") <= day for one in procedure.get("processing_time", ()))
    decided = any(authority.get(key) for key in ("decides", "handles", "decided_by", "handled_by"))
    common = all(on(procedure, part, day) for part in ("name", "applicants"))
    by_case = ("steps", "channels", "dossier", "dossier_sets")
    return bool(
        decided
        and common
        and (timed or all(limited(case, procedure, day) for case in cases or [{}]))
        and all(
            on(procedure, part, day) or (cases and all(case.get(part) for case in cases)) for part in by_case
        )
    )


def limited(case: Data, procedure: Data, day: str) -> bool:
    """Tell whether a case has a time limit of its own, or each of its ways to file has one."""
    ways = case.get("channels") or on(procedure, "channels", day) or []
    return bool(case.get("processing_time") or (ways and all(way.get("processing_time") for way in ways)))


def ids_in(value: Any) -> list[Any]:
    """Return one or several ids as a list: a single one is published without it."""
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True)
class Condition:
    """A condition: what it is called, the words that hold of a candidate, what its words are ids of.

    `dated` is false where records do not say since when it is so; of the words that it asks for one must
    hold, or `every` one.
    """

    label: str
    held: Callable[[Counted, Frame, Published], list[Any]]
    names: str = ""
    dated: bool = True
    every: bool = False

    def met(self, one: Counted, words: list[str], frame: Frame, data: Published) -> bool:
        """Tell whether a candidate meets it; without a body, one that names the report's is met by all."""
        asked, held = words, self.held(one, frame, data)
        if OWN_BODY in asked and self.names:
            asked, held = [*asked, frame.organisation], [*held, *([] if frame.organisation else [""])]
        asked = [ANYWHERE] if ANYWHERE in asked else asked
        return (all if self.every else any)(word in held for word in asked)


CONDITIONS = {
    "kind": Condition("loại văn bản", lambda one, f, data: [one.paper.get("kind")]),
    "issuer": Condition("cơ quan ban hành", lambda one, f, data: issuers(one), "organisation"),
    "advised_by": Condition(
        "cơ quan tham mưu", lambda one, f, data: [one.paper.get("advised_by")], "organisation"
    ),
    "topics": Condition("chủ đề", lambda one, f, data: one.record.get("topics", []), "field"),
    "applies_to": Condition("năm áp dụng", lambda one, f, data: years(one.record, f)),
    "issued": Condition("ngày ban hành", lambda one, f, data: f.moments(one.paper.get("issued"))),
    "normative": Condition("quy phạm pháp luật", lambda one, f, data: yes_no(one.record.get("normative"))),
    "unlawful": Condition(
        "trái pháp luật", lambda one, f, data: yes_no(one.record.get("unlawful")), dated=False
    ),
    "in_force": Condition("hiệu lực", lambda one, f, data: ["ngày số liệu"] * in_force(one.record, f.as_of)),
    "field": Condition("lĩnh vực", lambda one, f, data: [on(one.record, "field", f.as_of)], "field"),
    "online_level": Condition("mức độ trực tuyến", lambda one, f, data: level_on(one.record, f.as_of)),
    "receiving": Condition(
        "nơi tiếp nhận",
        lambda one, f, data: ids_in(on(one.record, "receiving", f.as_of)),
        "organisation",
        dated=False,
    ),
    "disclosed": Condition(
        "nơi công khai",
        lambda one, f, data: places(one.record),
        dated=False,
        every=True,
    ),
    "announces": Condition(
        "công bố thủ tục hành chính", lambda one, f, data: yes_no(announces(one.record, data))
    ),
    "level": Condition("cấp thực hiện", lambda one, f, data: levels(one.record, f.as_of)),
    "content": Condition(
        "nội dung", lambda one, f, data: ["đủ bảy bộ phận"] * whole_content(one.record, f.as_of)
    ),
    "action": Condition("sự kiện", lambda one, f, data: [(one.event or {}).get("action")]),
    "effective": Condition(
        "ngày có hiệu lực", lambda one, f, data: f.moments((one.event or {}).get("effective"))
    ),
}
OTHERWISE = {
    ("quy trình nội bộ", "issued"): "ngày phê duyệt",
    ("quy trình nội bộ", "issuer"): "cơ quan phê duyệt",
    ("sự kiện", "issued"): "ngày quyết định",
}
"""What is called otherwise of a subject."""


def condition(key: str) -> Condition:
    """Return a condition by its key."""
    if key not in CONDITIONS:
        raise UnknownError(f"điều kiện chưa biết ({key})")
    return CONDITIONS[key]


def documents(data: Published) -> Iterator[Counted]:
    """Yield every document."""
    yield from (Counted(f"document/{id_}", one) for id_, one in data.lists["document"].items())


def procedures(data: Published) -> Iterator[Counted]:
    """Yield every procedure."""
    yield from (Counted(f"procedure/{id_}", one) for id_, one in data.lists["procedure"].items())


def events(data: Published) -> Iterator[Counted]:
    """Yield every event of every procedure."""
    for id_, one in data.lists["procedure"].items():
        for event in one.get("events", ()):
            yield Counted(f"procedure/{id_}", one, data.lists["document"].get(event["decision"]), event)


def workflows(data: Published) -> Iterator[Counted]:
    """Yield every procedure whose workflow a document approves."""
    found = data.lists["procedure"]
    for document in data.lists["document"].values():
        for id_ in document.get("workflows", ()):
            if id_ in found:
                yield Counted(f"procedure/{id_}", found[id_], document)


SUBJECTS = {"văn bản": documents, "thủ tục": procedures, "sự kiện": events, "quy trình nội bộ": workflows}
"""What may be counted, and what yields everything of it."""


def counted_of(what: str, where: Data, frame: Frame, data: Published) -> tuple[Counted, ...]:
    """Return what meets every condition, each record once."""
    if what not in SUBJECTS:
        raise UnknownError(f"chưa biết cách đếm ({what})")
    asked = [(condition(key), words) for key, words in where.items()]
    found: dict[str, Counted] = {}
    for one in SUBJECTS[what](data):
        if all(of.met(one, words, frame, data) for of, words in asked):
            found.setdefault(one.key, one)
    return tuple(found.values())


def time_of_count(what: str, where: Data, frame: Frame) -> Span:
    """Return the time that a count stands for: a day for a stock, the period for a flow."""
    words = {word for of in where.values() for word in of}
    if what == "thủ tục" or "ngày số liệu" in words:
        return "", frame.as_of
    if "đến cuối kỳ" in words:
        return "", frame.end
    late = "từ đầu kỳ đến ngày báo cáo" in words and frame.day > frame.end
    return frame.start, frame.day if late else frame.end


def count_in_words(what: str, where: Data, frame: Frame) -> str:
    """Return what is counted, by its conditions: `đếm văn bản: loại văn bản là kế hoạch hoặc báo cáo`."""
    asked = []
    for key, words in where.items():
        of = condition(key)
        label = OTHERWISE.get((what, key), of.label)
        asked.append(f"{label} là {' hoặc '.join(frame.called(f'{of.names}/{word}') for word in words)}")
    return f"đếm {what}" + (f": {', '.join(asked)}" if asked else "")
