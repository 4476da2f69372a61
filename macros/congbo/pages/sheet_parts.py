"""Sheet parts: papers, forms, ways to file, steps and bodies as the sheet of a procedure has them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from congbo.pages.form_links import FormLink
from congbo.records.fees import FeeItem, Fees
from congbo.records.filing import Channel, DossierItem, Result
from congbo.records.form_files import FormFile
from congbo.records.links import ActionLink
from congbo.records.procedures import Authority
from congbo.records.time_limits import TimeLimit
from congbo.words.spelling import body_form
from congbo.words.vocabulary import LinkKind
from congbo.words.wording import count, sentence, short_date

PAPERS = "loại giấy tờ"
STEP = "Bước "
FOLDED = 160
"""Letters from which on what a source says of a way to file is folded, and a name is no longer one."""

STEPS = {
    LinkKind.FILE: "Nộp hồ sơ",
    LinkKind.CALL: "Gọi hỏi",
    LinkKind.TRACK: "Tra cứu hồ sơ",
    LinkKind.FORM: "Tải mẫu",
}
"""The links that a reader goes on by, the next step first, with what each is called without a label."""

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
    """One way to file as a table has it; a long description is folded.

    `limit` and `fees` are its own, else those that hold whatever the way, `whole` in words.
    """

    channel: Channel
    limit: TimeLimit | None
    whole: str

    @property
    def name(self) -> str:
        """What it is called, and until when it is open."""
        until = f" (đến hết ngày {short_date(self.channel.until)})" if self.channel.until else ""
        return f"{sentence(self.channel.method)}{until}"

    @property
    def fees(self) -> str:
        """What is charged; empty where that is not known."""
        return self.channel.fee_in_words or self.whole

    @property
    def note(self) -> str:
        """What the source says of it, where that is short."""
        return "" if len(self.channel.description) > FOLDED else self.channel.description

    @property
    def fold(self) -> str:
        """What the source says of it, where that is long."""
        return self.channel.description if len(self.channel.description) > FOLDED else ""


def ways_of(channels: Iterable[Channel], limit: TimeLimit | None, fees: Fees | None) -> tuple[Way, ...]:
    """Return ways to file, with the limit and the fees that hold where a way has none of its own."""
    return tuple(Way(one, one.processing_time or limit, fees.summary if fees else "") for one in channels)


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
    def names_steps(self) -> bool:
        """Whether the steps bring their own numbers, `Bước 1: …`, so that they are given no others."""
        return any(step.startswith(STEP) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Step:
    """A link for action: what it is called, and where it leads and when that was tried."""

    label: str
    href: str
    about: str


def steps_of(links: Iterable[ActionLink]) -> tuple[Step, ...]:
    """Return the links that a reader goes on by, the next step first."""
    order = list(STEPS)
    found = sorted((one for one in links if one.kind in STEPS), key=lambda one: order.index(one.kind))
    return tuple(map(_step, found))


def tried(link: ActionLink) -> str:
    """Return when somebody tried an address or a number."""
    return f"kiểm tra ngày {short_date(link.checked_on)}" if link.checked_on else "chưa kiểm tra"


def _step(link: ActionLink) -> Step:
    label = link.label or STEPS[link.kind]
    if link.kind is LinkKind.CALL:
        return Step(f"{label}: {link.address}", link.href, tried(link))
    return Step(label, link.href, f"{urlsplit(link.address).hostname}, {tried(link)}")


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
