"""Seals: what a sealed report showed, and the rectifications made since, as a chain in a file.

A seal holds a projection: what the report and the evidence of its figures showed, never the records behind.
The file stands beside the page. Seal and rectifications (đính chính) are links; each carries the digest of
the one before, and the digest of the last is the chain's head, which the page names and which is printed.
Links are added, never changed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from congbo.records.problems import Problem
from congbo.reports.sealed_values import is_formed, is_printable
from congbo.words.vocabulary import SealedPart

SUFFIX = ".seal.json"
BODY = "body"
"""The id of a page's prose among the parts of its text; the others are keys of its front matter."""
MARK = 32
"""Hex digits of a mark, which are 128 bits: as many as no one can meet by trying."""


class _Sealed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Value = Any
"""What is sealed of a part, as plain data: texts, lists, and groups of those."""
Key = tuple[SealedPart, str]
States = dict[Key, Value]
"""What is sealed of each part of a report."""


class Shown(_Sealed):
    """What a report showed, by part; each value is plain data without numbers, so that one form is canonical.

    `figures` are by id of indicator or measure, in `order`; `records` by what references call them and their
    id; so are `names`, each by its form, which stand in the text or in definitions though their records are
    not counted; `notes` by id, `keys` those of the page's head that readers see; `body` is its prose,
    paragraph by paragraph, with an answer in the place of each call.
    """

    order: list[str]
    figures: dict[str, dict[str, Value]]
    records: dict[str, dict[str, Value]]
    names: dict[str, dict[str, str]]
    notes: dict[str, dict[str, Value]]
    keys: dict[str, Value]
    body: list[Value]

    @property
    def states(self) -> States:
        """Every part as it was shown."""
        groups: tuple[tuple[SealedPart, Mapping[str, Value]], ...] = (
            (SealedPart.FIGURE, self.figures),
            (SealedPart.RECORD, self.records),
            (SealedPart.NAME, self.names),
            (SealedPart.NOTE, self.notes),
            (SealedPart.TEXT, {**self.keys, BODY: self.body}),
        )
        return {(part, id_): value for part, values in groups for id_, value in values.items()}


class Seal(_Sealed):
    """The first link: what a report showed on the day it was sealed."""

    date: date
    shown: Shown


class Change(_Sealed):
    """A part that a rectification covers: what it was called, what was read of it before and since.

    `value` is what is sealed of the part from then on; None where the report has it no more.
    """

    part: SealedPart
    id: str
    title: str
    old: str
    new: str
    value: Value = None

    @property
    def moved(self) -> bool:
        """Whether what was printed of a figure is another since, not only what stands behind it."""
        return self.value is None or self.new == figure_text(self.value)


class Rectification(_Sealed):
    """A further link: when and why a report was corrected, what exactly, the digest of the link before."""

    date: date
    reason: str
    previous: str
    changes: tuple[Change, ...] = Field(min_length=1)


class Chain(_Sealed):
    """A seal with the rectifications made since; `head` is the digest of the last link."""

    format: Literal[2] = 2
    report: str
    seal: Seal
    rectifications: tuple[Rectification, ...] = ()
    head: str

    @property
    def digests(self) -> list[str]:
        """The digest of each link as it stands: of the seal, then of each rectification."""
        first = digest(
            {"format": self.format, "report": self.report, "seal": self.seal.model_dump(mode="json")}
        )
        return [first, *(digest(one.model_dump(mode="json")) for one in self.rectifications)]

    @property
    def mark(self) -> str:
        """The head as it is printed."""
        return printed(self.head)

    @property
    def last_day(self) -> date:
        """The day of the latest link."""
        return max([self.seal.date, *(one.date for one in self.rectifications)])

    @property
    def expected(self) -> States:
        """What must hold: what was sealed, and over it what each rectification says in turn."""
        states = self.seal.shown.states
        for rectification in self.rectifications:
            for change in rectification.changes:
                states.pop((change.part, change.id), None)
                if change.value is not None:
                    states[change.part, change.id] = change.value
        return states

    @property
    def rectified(self) -> Iterator["Rectified"]:
        """Yield every part that was corrected, in order."""
        for number, rectification in enumerate(self.rectifications, start=1):
            yield from (Rectified(number, rectification, change) for change in rectification.changes)

    def broken(self) -> str:
        """Return why the links do not hold together as they were made, or an empty text."""
        found = self.digests
        carried = [*(one.previous for one in self.rectifications), self.head]
        for number, (is_, was) in enumerate(zip(found, carried, strict=True)):
            if is_ != was:
                return (
                    f"{_link(number)} đã bị sửa, hoặc có đính chính bị thêm, bị bớt hay đổi chỗ ngay sau đó"
                )
        return ""

    def followed_by(self, day: date, reason: str, changes: Sequence[Change]) -> "Chain":
        """Return the chain with one more rectification."""
        link = Rectification(date=day, reason=reason, previous=self.head, changes=tuple(changes))
        links = (*self.rectifications, link)
        return self.model_copy(update={"rectifications": links, "head": digest(link.model_dump(mode="json"))})


@dataclass(frozen=True, slots=True)
class Rectified:
    """A corrected part, with the rectification that covers it and its number in the chain, from 1."""

    number: int
    rectification: Rectification
    change: Change


def sealed(report: str, day: date, shown: Shown) -> Chain:
    """Return a chain of one link."""
    made = Chain(report=report, seal=Seal(date=day, shown=shown), head="")
    return made.model_copy(update={"head": made.digests[0]})


def _link(number: int) -> str:
    return f"đính chính thứ {number}" if number else "phần niêm phong"


def seal_path(page: str) -> str:
    """Return where the seal of a page stands: beside it."""
    return page.removesuffix(".md") + SUFFIX


def encoded(chain: Chain) -> bytes:
    """Return a chain as a file: JSON that a person can read, the same bytes each time."""
    return (json.dumps(chain.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()


def read_seal(raw: bytes, path: str, report: str) -> tuple[Chain | None, list[Problem]]:
    """Return the chain of a file, or None and why: no seal, of another report, or not as it was made.

    Whoever can write the file can also compute every digest anew: what holds against that is the mark that
    the page names and that was printed and signed, and the history of the repository.
    """
    try:
        chain = _read(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None, [_broken(path, "không đọc được dấu niêm phong")]
    if chain.report != report:
        return None, [
            _broken(path, f"dấu niêm phong này là của báo cáo “{chain.report}”, không phải “{report}”")
        ]
    if why := chain.broken():
        return None, [_broken(path, f"{why}")]
    return chain, []


def _read(text: str) -> Chain:
    """Return the chain that a text holds, just as it would be written anew but for its layout.

    Raises ValueError for everything else: a key that is missing, twice there or not known, a number.
    """
    data = json.loads(text, object_pairs_hook=_once, parse_float=_no_number)
    chain = Chain.model_validate(data)
    changes = [one.change for one in chain.rectified]
    parts = list(chain.seal.shown.states.items())
    parts += [((one.part, one.id), one.value) for one in changes if one.value is not None]
    formed = all(is_formed(part, id_, value, BODY) for (part, id_), value in parts)
    lines = [chain.report, *(one.reason for one in chain.rectifications)]
    lines += [said for one in changes for said in (one.title, one.old, one.new)]
    printable = is_printable(data) and is_printable(lines, "")
    if not (formed and printable and chain.model_dump(mode="json") == data):
        raise ValueError(text)
    return chain


def _once(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    """Return a group whose keys are there once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(pairs)
    return found


def _no_number(text: str) -> Value:
    raise ValueError(text)


def _broken(path: str, message: str) -> Problem:
    return Problem(path, 1, 1, "seal-broken", message, "Hãy lấy lại tệp này từ lịch sử git")


def digest(content: Value) -> str:
    """Return the SHA-256 in hex of plain data in canonical JSON: sorted keys, no space, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def printed(head: str) -> str:
    """Return a digest as it is printed: its first 128 bits in groups of four, `1a2b 3c4d …`."""
    return " ".join(head[start : start + 4] for start in range(0, MARK, 4))


def figure_text(value: Value) -> str:
    """Return what was printed of a sealed figure, with the two counts of a ratio: `87,5% (14/16)`."""
    return one_line(f"{value['text']} ({value['fraction']})" if "fraction" in value else value["text"])


def one_line(text: str) -> str:
    """Return a text as one line, as messages and the words of a rectification are."""
    return text.replace("\n", " ").replace("\t", " ")


def typed_mark(text: str) -> str:
    """Return a mark that somebody typed from paper as digits alone, in small letters."""
    return "".join(letter for letter in text if letter.isalnum()).casefold()
