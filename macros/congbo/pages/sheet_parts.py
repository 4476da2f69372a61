"""Sheet parts: papers, forms, ways to file, steps and bodies as the sheet of a procedure has them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from congbo.pages.form_links import FormLink
from congbo.records.fees import FeeItem, Fees
from congbo.records.filing import Channel, DossierItem, Result
from congbo.records.form_files import FormFile
from congbo.records.procedures import Authority
from congbo.records.time_limits import TimeLimit
from congbo.words.spelling import body_form
from congbo.words.wording import count, listing, sentence, short_date

PAPERS = "loại giấy tờ"
STEP = "Bước "
FOLDED = 160
"""Letters from which on what a source says of a way to file is folded, and a name is no longer one."""

FindForm = Callable[[FormFile], FormLink]
"""Tells where a form is."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the dossier: its name, how many and what else to know, and its forms."""

    name: str
    about: str
    forms: tuple[FormLink, ...]

    @property
    def long(self) -> bool:
        """Whether its name is a paragraph rather than a name, which nobody reads in bold type."""
        return len(self.name) > FOLDED


def papers_of(items: Iterable[DossierItem], find: FindForm) -> tuple[Paper, ...]:
    """Return papers as a list has them."""
    return tuple(Paper(item.name, item.in_words, tuple(map(find, item.forms))) for item in items)


def papers_in_words(size: int) -> str:
    """Return how many sorts of papers there are: `03 loại giấy tờ`; empty: none are told."""
    return f"{count(size)} {PAPERS}" if size else ""


@dataclass(frozen=True, slots=True)
class Way:
    """Ways to file that take as long and cost as much, told once as a table has it.

    `limit` and `fees` are their own, else those that hold whatever the way.
    """

    channels: tuple[Channel, ...]
    limit: TimeLimit | None
    fees: str

    @property
    def name(self) -> str:
        """What they are called, and until when each is open: `Trực tiếp, bưu chính, trực tuyến`."""
        return sentence(", ".join(dict.fromkeys(map(_way_in_words, self.channels))))

    @property
    def note(self) -> str:
        """What the source says of them, where that is short and the same of all."""
        said = {one.description for one in self.channels}
        only = said.pop() if len(said) == 1 else ""
        return "" if len(only) > FOLDED else only

    @property
    def folds(self) -> tuple[tuple[str, str], ...]:
        """What the source says of each, where that is long or not the same of all: (way, text)."""
        if self.note:
            return ()
        by_text: dict[str, list[str]] = {}
        for one in self.channels:
            by_text.setdefault(one.description, []).append(str(one.method))
        return tuple((listing(list(dict.fromkeys(names))), text) for text, names in by_text.items() if text)


def _way_in_words(channel: Channel) -> str:
    return (
        f"{channel.method} (đến hết ngày {short_date(channel.until)})"
        if channel.until
        else str(channel.method)
    )


def ways_of(channels: Iterable[Channel], limit: TimeLimit | None, fees: Fees | None) -> tuple[Way, ...]:
    """Return ways to file, with the limit and the fees that hold where a way has none of its own."""
    whole = fees.summary if fees else ""
    found: dict[tuple[str, str, str], list[tuple[Channel, TimeLimit | None]]] = {}
    for one in channels:
        own = one.processing_time or limit
        key = (own.in_words, own.counted_from) if own else ("", "")
        found.setdefault((*key, one.fee_in_words or whole), []).append((one, own))
    return tuple(
        Way(tuple(one for one, _ in alike), alike[0][1], charged) for (_, _, charged), alike in found.items()
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of filing either for all cases or for one alone.

    `ticks` is the name by which a device keeps which papers are ticked, empty where they are only listed;
    `fees` are items, and `free` tells that there are none because nothing is charged.
    """

    ticks: str
    papers: tuple[Paper, ...]
    sets: int | None
    ways: tuple[Way, ...]
    fees: tuple[FeeItem, ...]
    free: bool
    limit_note: str
    conditions: str
    steps: tuple[str, ...]
    results: tuple[Result, ...]

    @property
    def one_way(self) -> str:
        """All ways to file in a sentence, where they are alike: `Trực tiếp, bưu chính: 05 ngày. …`"""
        if len(self.ways) != 1:
            return ""
        (way,) = self.ways
        since = f" từ khi {way.limit.counted_from}" if way.limit and way.limit.counted_from else ""
        limit = f"{way.limit.in_words}{since}" if way.limit else "chưa rõ thời hạn"
        told = (f"{way.name}: {limit}", f"Phí, lệ phí: {way.fees or 'chưa rõ'}", way.note)
        return " ".join(f"{one.rstrip('.')}." for one in told if one)

    @property
    def names_steps(self) -> bool:
        """Whether the steps bring their own numbers, `Bước 1: …`, so that they are given no others."""
        return any(step.startswith(STEP) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Who:
    """Who does a part of the work: as the source writes it, and as records."""

    title: str
    words: str
    ids: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether anybody is named."""
        return bool(self.words or self.ids)


def who_of(authority: Authority | None, names: Callable[[str], str]) -> Iterator[Who]:
    """Yield who decides and who handles, known or not, then whoever else is named.

    What the source writes is left out where it is the name of the record; `names` tells an id's.
    """
    of = authority or Authority()
    told = (
        ("Cơ quan quyết định", of.decides, of.decided_by, True),
        ("Cơ quan thực hiện", of.handles, of.handled_by, True),
        ("Cơ quan được ủy quyền", of.delegates, of.delegated_to, False),
        ("Cơ quan phối hợp", of.coordinates, of.coordinating_with, False),
    )
    for title, words, ids, always in told:
        same = body_form(", ".join(map(names, ids))) == body_form(words)
        if always or words or ids:
            yield Who(title, "" if same else words, ids)
