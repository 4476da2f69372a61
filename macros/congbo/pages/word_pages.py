"""Word pages: what the pages of situations, everyday words and topics of other offices are given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from congbo.figures.reach import Alive, Reach, Told
from congbo.figures.states import ProcedureOn
from congbo.pages.paging import Item, Part, size
from congbo.records import elsewhere, everyday
from congbo.records.elsewhere import Elsewhere, Topic
from congbo.records.everyday import EverydayWords, WordGroup
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.register import Register
from congbo.records.situations import Situation, SituationStep
from congbo.words.wording import listing

if TYPE_CHECKING:
    from congbo.pages.pages import Pages

MOST_SHOWN = 4
"""How many of the procedures that a group reaches its row names; of more, it says how many."""
MOST_AT_HOME = 6
"""How many situations the home page names."""
ROW, LINK, TOPIC = 330, 160, 260
"""Bytes around the texts of a group's row, of a procedure named in it, of a topic's row."""

Context = dict[str, Any]


class WordsOnSite:
    """The words of a site on its day: those of the package with its own, and what they reach."""

    def __init__(self, register: Register, rows: Sequence[ProcedureOn]) -> None:
        names = {field.id: field.name for field in register.fields.values()}
        self._reach = Reach(rows, names)
        self._words = everyday.in_effect(register.of(EverydayWords).values())
        self._offices = elsewhere.in_effect(register.of(Elsewhere).values())

    @cached_property
    def alive(self) -> list[Alive]:
        """The groups of everyday words that lead to a procedure."""
        return self._reach.alive(self._words)

    @cached_property
    def elsewhere(self) -> list[Told]:
        """The topics of other offices that are not the site's own business."""
        return self._reach.elsewhere(self._offices)

    @property
    def groups(self) -> int:
        """How many groups there are, whether they lead anywhere or not."""
        return sum(len(record.groups) for record in self._words)

    @property
    def topics(self) -> int:
        """How many topics there are, whether they are the site's own business or not."""
        return sum(len(record.topics) for record in self._offices)


@dataclass(frozen=True, slots=True)
class Row:
    """A group of everyday words as the table has it; `more` is how many procedures are not named."""

    said: str
    means: str
    sort: str
    theme: str
    named: tuple[ProcedureOn, ...]
    more: int


def row_of(one: Alive) -> Row:
    """Return a group that leads somewhere as the table has it."""
    named = one.procedures[:MOST_SHOWN]
    more = len(one.procedures) - len(named)
    return Row(
        ", ".join(one.group.said),
        ", ".join(one.means),
        one.record.sort_of(one.group),
        one.record.title,
        named,
        more,
    )


def words_list(pages: "Pages") -> Context:
    """Return what the page that tells which words lead where is given."""
    words = pages.words
    silent = words.groups - len(words.alive)
    return {
        "alive": len(words.alive),
        "ways": sum(len(one.group.said) for one in words.alive),
        "silent": silent,
        "situations": tuple(pages.register.of(Situation).values()),
        "topics": len(words.elsewhere),
    }


def words_parts(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    """Yield the rows of the page that tells which words lead where."""
    yield Part("rows", [_item(row_of(one), n) for n, one in enumerate(pages.words.alive)])


def _item(row: Row, number: int) -> Item[Row]:
    links = sum(LINK + size(one.procedure.label, one.procedure.id) for one in row.named)
    told = size(row.said, row.means, row.sort, row.theme)
    return Item(row, f"{row.theme} {number} {row.said}", ROW + told + links)


def offices_list(pages: "Pages") -> Context:
    """Return what the page of other offices is given."""
    return {"topics": len(pages.words.elsewhere), "silent": pages.words.topics - len(pages.words.elsewhere)}


def offices_parts(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    """Yield the topics of the page of other offices."""
    yield Part(
        "told",
        [
            Item(
                (one.topic.topic, ", ".join(one.said), one.record),
                f"{one.record.id} {one.topic.topic}",
                TOPIC + size(one.topic.topic, *one.said, one.record.office, one.record.address),
            )
            for one in pages.words.elsewhere
        ],
    )


def situations_list(pages: "Pages") -> Context:
    """Return what the list of situations is given."""
    return {"size": len(pages.register.of(Situation))}


def situations_parts(context: Context, pages: "Pages") -> Iterator[Part[Any]]:
    """Yield the situations of their list, each with how many procedures it has."""
    yield Part(
        "situations",
        [
            Item((one, len(one.steps)), one.id, LINK + size(one.name, one.id), one.name)
            for one in pages.register.of(Situation).values()
        ],
    )


def at_home(pages: "Pages") -> Context:
    """Return the situations that the home page names, and whether there are more."""
    every = tuple(pages.register.of(Situation).values())
    return {"situations": every[:MOST_AT_HOME], "more_situations": len(every) > MOST_AT_HOME}


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a situation, with the short facts of its procedure; what is not known is empty."""

    number: int
    when: str
    note: str
    on: ProcedureOn
    time: str
    fee: str
    places: tuple[Organisation, ...]
    where: str


def steps_of(situation: Situation, pages: "Pages") -> list[StepView]:
    """Return the steps of a situation whose procedures are in public, in their order."""
    known = [(step, pages.procedures_on_day.get(step.procedure)) for step in situation.steps]
    held = [(step, on) for step, on in known if on is not None]
    return [_step(n, step, on, pages) for n, (step, on) in enumerate(held, 1)]


def _step(number: int, step: SituationStep, on: ProcedureOn, pages: "Pages") -> StepView:
    bodies = pages.register.organisations
    places = tuple(bodies[id_] for id_ in on.procedure.receiving if id_ in bodies)
    where = "" if places else on.procedure.receiving_note
    return StepView(number, step.when, step.note, on, on.time_in_words, on.fees_in_words, places, where)


def situations_with(procedure: Procedure, pages: "Pages") -> list[Situation]:
    """Return the situations that need a procedure, each once."""
    places = pages.register.referring_to("procedure", procedure.id)
    return list(dict.fromkeys(place.record for place in places if isinstance(place.record, Situation)))


def of_words(record: EverydayWords, pages: "Pages") -> Context:
    """Return what the page of a record of everyday words is given: those that lead somewhere, the others."""
    rows = [row_of(one) for one in pages.words.alive if one.record.id == record.id]
    reaching = {one.group for one in pages.words.alive if one.record.id == record.id}
    return {"rows": rows, "silent": [_in_words(one) for one in record.groups if one not in reaching]}


def _in_words(group: WordGroup) -> tuple[str, str]:
    return ", ".join(group.said), ", ".join(group.means)


def of_office(record: Elsewhere, pages: "Pages") -> Context:
    """Return what the page of an office is given: its topics, with what of each is sent there."""
    told = {one.topic: one.said for one in pages.words.elsewhere if one.record.id == record.id}
    return {"topics": [(one.topic, ", ".join(told.get(one, ())), _own(one, told)) for one in record.topics]}


def _own(topic: Topic, told: dict[Topic, tuple[str, ...]]) -> str:
    """Return the ways of saying a topic that lead to the site's own procedures."""
    return listing([phrase for phrase in topic.said if phrase not in told.get(topic, ())])
