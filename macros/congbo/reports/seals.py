"""Seals: what a sealed report said and used, as a file beside its page, and the rectifications made since.

A seal never changes after it is made: what is corrected later stands as a dated rectification (đính chính) in
the front matter of the page, and covers exactly the state that its marks name.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from congbo.records.problems import Problem
from congbo.records.record import Part, Record
from congbo.records.scalars import Date, Text, choice
from congbo.words.vocabulary import SealedPart
from congbo.words.wording import listing

SUFFIX = ".seal.json"
_BEGINNINGS = ("since", "effective")
"""The keys that say when an entry of a list of dated values begins."""


class _Sealed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SealedFigure(_Sealed):
    """A figure as it was: exact values as fractions, `text` as printed, the ids of the counted records."""

    text: str
    value: str | None
    unit: str
    state: str
    time: str
    numerator: str | None
    denominator: str | None
    verdict: str
    previous: str | None
    difference: str | None
    records: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The figure as printed, with the two counts of a ratio."""
        return f"{self.text} ({self.numerator}/{self.denominator})" if self.numerator else self.text


class SealedNote(_Sealed):
    """A note as it was: its number, its words, the records that it names."""

    number: int
    text: str
    records: tuple[str, ...]


class Seal(_Sealed):
    """What a report said and used on the day it was sealed; hashes are SHA-256 in hex.

    `records` holds the content hash of every record behind a figure, its definition, and of every document
    cited; `names` the names shown of organisations and fields; `citations` the sections that cite each
    document; `keys` and `paragraphs` the hashes of the page's own text without its rectifications.
    """

    format: Literal[1] = 1
    report: str
    date: date
    figures: dict[str, SealedFigure]
    notes: dict[str, SealedNote]
    citations: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    records: dict[str, str]
    keys: dict[str, str]
    paragraphs: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the seal in canonical form."""
        return digest(self.model_dump(mode="json"))

    @property
    def fingerprint(self) -> str:
        """The digest's first 80 bits in groups of four, as printed: `1a2b 3c4d 5e6f 7081 92a3`."""
        return " ".join(self.digest[start : start + 4] for start in range(0, MARK, 4))

    @property
    def states(self) -> "States":
        """Every part of the seal as what is shown of it and its mark."""
        return {(part, id_): State(_shown(part, value), mark(value)) for part, id_, value in self._parts()}

    def _parts(self) -> Iterator[tuple[SealedPart, str, Any]]:
        groups: tuple[tuple[SealedPart, Mapping[str, Any]], ...] = (
            (SealedPart.FIGURE, self.figures),
            (SealedPart.RECORD, self.records),
            (SealedPart.NAME, self.names),
            (SealedPart.NOTE, self.notes),
            (SealedPart.CITATION, self.citations),
            (SealedPart.TEXT, {**self.keys, BODY: self.paragraphs}),
        )
        for part, values in groups:
            yield from ((part, id_, value) for id_, value in values.items())


BODY = "body"
"""The id of a page's prose among the parts of its text; the others are keys of its front matter."""

MARK = 20
"""Hex digits of a mark."""


@dataclass(frozen=True, slots=True)
class State:
    """What is shown of a part of a report, where that can be said in a few words, and its mark."""

    shown: str
    mark: str


States = dict[tuple[SealedPart, str], State]


class RectifiedPart(Part):
    """A part of a sealed report that a rectification covers, in exactly the state that its mark names."""

    part: Annotated[SealedPart, choice(SealedPart)] = Field(
        title="Phần được đính chính",
        description="“số liệu”, “bản ghi”, “tên”, “chú thích”, “văn bản dẫn” hoặc “lời báo cáo”.",
    )
    id: Text = Field(title="Mã", description="Mã số liệu, bản ghi, chú thích, hoặc khoá ở đầu trang.")
    value: Text = Field("", title="Giá trị mới", description="Như in trong báo cáo; máy ghi.")
    mark: Text = Field("", title="Mã nội dung mới", description="Máy ghi; không có nghĩa là không còn nữa.")


class Rectification(Part):
    """A rectification (đính chính) of a sealed report: when, why, and which parts."""

    date: Date = Field(title="Ngày đính chính", description="Không trước ngày niêm phong.")
    reason: Text = Field(title="Lý do", description="Người đọc báo cáo sẽ thấy lời này.")
    changes: tuple[RectifiedPart, ...] = Field(
        title="Phần được đính chính", description="Do lệnh congbo rectify ghi; mỗi phần một mục."
    )


@dataclass(frozen=True, slots=True)
class Rectified:
    """A corrected part with what was shown of it before and since; empty where it was not there."""

    rectification: Rectification
    part: SealedPart
    id: str
    old: str
    new: str
    removed: bool


def rectified(seal: Seal, rectifications: Sequence[Rectification]) -> Iterator[Rectified]:
    """Yield every part that was corrected, in order, with its value before and after."""
    shown = {key: state.shown for key, state in seal.states.items()}
    for rectification in rectifications:
        for change in rectification.changes:
            key = (change.part, change.id)
            yield Rectified(rectification, *key, shown.get(key, ""), change.value, not change.mark)
            shown[key] = change.value


def expected(seal: Seal, rectifications: Sequence[Rectification]) -> States:
    """Return what must hold: the seal's states, and over them those of the rectifications in turn."""
    states = seal.states
    for rectification in rectifications:
        for change in rectification.changes:
            states.pop((change.part, change.id), None)
            if change.mark:
                states[change.part, change.id] = State(change.value, change.mark)
    return states


def seal_path(page: str) -> str:
    """Return where the seal of a page stands: beside it."""
    return page.removesuffix(".md") + SUFFIX


def encoded(seal: Seal) -> bytes:
    """Return the seal as a file: JSON that a person can read, the same bytes each time."""
    data = {**seal.model_dump(mode="json"), "fingerprint": seal.digest}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_seal(raw: bytes, path: str, report: str) -> tuple[Seal | None, list[Problem]]:
    """Return the seal of a file, or None and why: no seal, of another report, or not as it was made.

    Whoever can write the file can also compute its fingerprint anew: what holds against that is the
    fingerprint that was printed and signed, and the history of the repository.
    """
    try:
        data = dict(json.loads(raw.decode("utf-8-sig")))
        claimed = data.pop("fingerprint", None)
        seal = Seal.model_validate(data)
    except (ValueError, TypeError, RecursionError):
        message = "không đọc được dấu niêm phong; hãy lấy lại tệp này từ lịch sử git"
        return None, [Problem(path, 1, 1, "seal-broken", message)]
    if seal.report != report:
        message = f"dấu niêm phong này là của báo cáo “{seal.report}”, không phải “{report}”"
        return None, [Problem(path, 1, 1, "seal-broken", message)]
    if seal.digest != claimed:
        message = "dấu niêm phong đã bị sửa sau khi lập; hãy lấy lại tệp này từ lịch sử git"
        return None, [Problem(path, 1, 1, "seal-broken", message)]
    return seal, []


def content_hash(record: Record, day: date) -> str:
    """Return the SHA-256 of what a record said up to a day.

    It is of the parsed record in canonical form, body included: comments, quotes, the order of keys, line
    ends and keys that hold their default value are not content, so a new optional key in the package breaks
    no seal. What the record says of later days is left out (dates, and entries of dated lists that begin
    later): recording that a procedure was abolished next year does not touch this year's report.
    """
    kind = str(getattr(record, "kind", type(record).__name__))
    data = record.model_dump(exclude_defaults=True)
    return digest({"kind": kind, "data": _until(data, day), "body": record.body.strip()})


def digest(content: Any) -> str:
    """Return the SHA-256 of plain data in canonical JSON: sorted keys, no space, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def mark(value: Any) -> str:
    """Return the mark of a part of a seal: the first 80 bits of its digest."""
    return digest(value.model_dump() if isinstance(value, BaseModel) else value)[:MARK]


def _shown(part: SealedPart, value: Any) -> str:
    match part:
        case SealedPart.FIGURE:
            return str(value.shown)
        case SealedPart.NAME:
            return str(value[0])
        case SealedPart.CITATION:
            return listing(value)
        case _:
            return ""


def _until(value: Any, day: date) -> Any:
    """Return plain data without dates after a day and without entries that begin after it."""
    match value:
        case dict():
            return {str(k): _until(v, day) for k, v in value.items() if not (isinstance(v, date) and v > day)}
        case list() | tuple():
            return [_until(entry, day) for entry in value if not _begins_after(entry, day)]
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def _begins_after(entry: Any, day: date) -> bool:
    beginnings = [entry.get(key) for key in _BEGINNINGS] if isinstance(entry, dict) else []
    return any(isinstance(begins, date) and begins > day for begins in beginnings)
