"""Reach: which procedures of a site a word leads to, and which topics of other offices are its own business.

What leads to a procedure is its name, its other names, keywords and cases, and the name of its field: the
texts by which the search ranks first. Whole words with their accents are looked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from congbo.figures.states import ProcedureOn
from congbo.records.elsewhere import Elsewhere, Topic
from congbo.records.everyday import EverydayWords, WordGroup
from congbo.records.procedures import Procedure
from congbo.words.same_words import same_words

OWN_SHARE = 3
"""A topic of which one in so many ways of saying is the site's own business is so altogether."""


def names_and_keywords(procedure: Procedure) -> tuple[str, ...]:
    """Return the texts by which a procedure is known: its names, keywords and cases."""
    names = (procedure.name, procedure.short_name, *procedure.other_names)
    return tuple(filter(None, (*names, *procedure.keywords, *(case.name for case in procedure.cases))))


class _Texts:
    """Texts with whose they are, in which phrases are looked for by whole words."""

    def __init__(self, texts: Iterable[tuple[str, int]]) -> None:
        self._texts: list[tuple[str, int]] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)
        seen: dict[tuple[str, int], None] = dict.fromkeys((same_words(text), of) for text, of in texts)
        for number, (text, of) in enumerate(seen):
            self._texts.append((text, of))
            for word in text.split():
                self._by_word[word].add(number)

    def having(self, phrase: str) -> set[int]:
        """Return whose texts have the phrase."""
        plain = same_words(phrase)
        found = [self._by_word.get(word, set()) for word in plain.split()]
        if not found:
            return set()
        both = set.intersection(*sorted(found, key=len))
        return {of for text, of in (self._texts[number] for number in both) if plain in text}


@dataclass(frozen=True, slots=True)
class Alive:
    """A group of everyday words that leads to procedures of the site: by what, and to which."""

    record: EverydayWords
    group: WordGroup
    means: tuple[str, ...]
    procedures: tuple[ProcedureOn, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A topic that the site sends elsewhere, with the ways of saying that are not its own business."""

    record: Elsewhere
    topic: Topic
    said: tuple[str, ...]


class Reach:
    """What everyday words reach on a site: its procedures as lists have them, and its fields' names by id."""

    def __init__(self, rows: Sequence[ProcedureOn], fields: Mapping[str, str]) -> None:
        self.rows = tuple(rows)
        self.fields = dict(fields)

    @cached_property
    def _texts(self) -> _Texts:
        return _Texts(
            (text, number)
            for number, row in enumerate(self.rows)
            for text in (*names_and_keywords(row.procedure), self.fields.get(row.procedure.field, ""))
        )

    @cached_property
    def _own(self) -> _Texts:
        """What can be done here now or soon: a procedure that has ended is nobody's business any more."""
        return _Texts(
            (text, number)
            for number, row in enumerate(self.rows)
            if not row.state.ended
            for text in names_and_keywords(row.procedure)
        )

    def procedures(self, phrases: Iterable[str]) -> tuple[ProcedureOn, ...]:
        """Return the procedures that any of the phrases leads to, in their order."""
        found = set().union(*(self._texts.having(phrase) for phrase in phrases))
        return tuple(self.rows[number] for number in sorted(found))

    def own(self, phrase: str) -> tuple[ProcedureOn, ...]:
        """Return the procedures in force or coming whose names or keywords have the phrase."""
        return tuple(self.rows[number] for number in sorted(self._own.having(phrase)))

    def alive(self, records: Iterable[EverydayWords]) -> list[Alive]:
        """Return the groups that lead to a procedure, with the meanings that do, as the records have them."""
        found = []
        for record in records:
            for group in record.groups:
                means = tuple(one for one in group.means if self._texts.having(one))
                if means:
                    found.append(Alive(record, group, means, self.procedures(means)))
        return found

    def elsewhere(self, records: Iterable[Elsewhere]) -> list[Told]:
        """Return the topics that are not the site's own business, each with what is left of it."""
        return [
            Told(record, topic, said)
            for record in records
            for topic in record.topics
            if (said := self._not_own(topic))
        ]

    def _not_own(self, topic: Topic) -> tuple[str, ...]:
        """Return the ways of saying a topic that name nothing of the site's; none where many of them do.

        A commune that registers births is not to send anybody away who says it in yet another way.
        """
        left = tuple(phrase for phrase in topic.said if not self._own.having(phrase))
        return () if (len(topic.said) - len(left)) * OWN_SHARE >= len(topic.said) else left
