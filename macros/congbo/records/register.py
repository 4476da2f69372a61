"""Register: all records of a site, with look-up by id and references both ways.

The register is built once per build and never changes; `on` gives the register of a day, in which each key
has the one value that holds then. Records that may not appear in public are in it,
so that checks can speak of them, but every listing and count starts from `public`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar, cast, overload

from congbo.law.calendar import Calendar
from congbo.law.regimes import Regime
from congbo.records.calendars import WorkCalendar, calendar_of
from congbo.records.document_kinds import NO_KIND, DocumentKind, kinds_by_name
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.fields import FieldOfWork
from congbo.records.forms import Form, in_effect
from congbo.records.frontmatter import KeyPath
from congbo.records.indicator_definitions import Indicator
from congbo.records.kinds import every_reference, kind_called, kind_for, references
from congbo.records.observations import Observation
from congbo.records.organisations import Organisation
from congbo.records.procedures import Event, LegalBasis, Procedure
from congbo.records.record import Record
from congbo.records.regimes import PeriodRegime, regimes_of
from congbo.records.statistics import Statistic
from congbo.words.spelling import same_form

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class ReferringPlace:
    """A key of a record that names another record."""

    record: Record
    path: KeyPath
    target: str
    id: str


class Register:
    """All records of a site. `records` come in path order; ids are unique once the checks have passed.

    Without a `day` it is of all time: references of every version count, and a key holds its latest value.
    """

    def __init__(self, records: Iterable[Record], day: date | None = None) -> None:
        self.records = tuple(records)
        self.day = day
        self._on: dict[date, Register] = {}
        self._of: dict[type[Record], dict[str, Record]] = {}
        for record in self.records:
            self._of.setdefault(type(record), {}).setdefault(record.id, record)
        self._of[Form] = {**in_effect(cast(dict[str, Form], self._of.get(Form, {})).values())}
        for model, found in self._of.items():
            if order := kind_for(model).order:
                self._of[model] = {one.id: one for one in sorted(found.values(), key=order)}

    @classmethod
    def public(cls, records: Iterable[Record]) -> "Register":
        """Return the register of what may appear in public."""
        return cls(record for record in records if record.public)

    def on(self, day: date) -> "Register":
        """Return the register as of a day, the same each time; where no record has versions, this one."""
        if day == self.day or not self._changes:
            return self
        if day not in self._on:
            self._on[day] = Register((record.on(day) for record in self.records), day)
        return self._on[day]

    @cached_property
    def _changes(self) -> bool:
        return any(record.history for record in self.records)

    @overload
    def of(self, model: type[_R]) -> Mapping[str, _R]: ...

    @overload
    def of(self, model: type[_R], id_: str) -> _R | None: ...

    def of(self, model: type[_R], id_: str | None = None) -> Mapping[str, _R] | _R | None:
        """Return the records of a type by id, in their kind's order; with an id that record, or None."""
        found = cast(dict[str, _R], self._of.get(model, {}))
        return found if id_ is None else found.get(id_)

    def get(self, target: str, id_: str) -> Record | None:
        """Return the record that a reference names, or None."""
        kind = kind_called(target)
        return self.of(kind.model, id_) if kind else None

    def current(self, target: str, id_: str) -> str:
        """Return the id that a record has now which once had this one; the same where there is none such."""
        target = "indicator" if target == "figure" else target
        return id_ if self.get(target, id_) else self._renamed.get((target, id_), id_)

    @cached_property
    def _renamed(self) -> dict[tuple[str, str], str]:
        return {
            (kind_for(type(record)).target, former): record.id
            for record in self.records
            for former in record.former_ids
        }

    def ids(self, target: str) -> list[str]:
        """Return the ids that a reference may name."""
        kind = kind_called(target)
        return list(self.of(kind.model)) if kind else []

    def __len__(self) -> int:
        return len(self.records)

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id."""
        return self.of(Document)

    @property
    def procedures(self) -> Mapping[str, Procedure]:
        """The procedures by id."""
        return self.of(Procedure)

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        """The organisations by id."""
        return self.of(Organisation)

    @property
    def fields(self) -> Mapping[str, FieldOfWork]:
        """The fields by id, in their order."""
        return self.of(FieldOfWork)

    @property
    def statistics(self) -> Mapping[str, Statistic]:
        """The declared figures by id."""
        return self.of(Statistic)

    @property
    def dossier_counts(self) -> Mapping[str, DossierCount]:
        """The rows of Biểu II.06a by id."""
        return self.of(DossierCount)

    @property
    def observations(self) -> Mapping[str, Observation]:
        """The filled forms by id."""
        return self.of(Observation)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The forms by id: those of the package with the site's own instead or beside."""
        return self.of(Form)

    @property
    def shipped(self) -> list[Form]:
        """The records that the package brings and the site has none of its own instead of; no file of it."""
        own = {record.id for record in self.records if isinstance(record, Form)}
        return [form for form in self.forms.values() if form.id not in own]

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """The indicators by id, in their order."""
        return self.of(Indicator)

    @cached_property
    def calendar(self) -> Calendar:
        """The days off and made-up days: those of the package with the public records of the site."""
        return calendar_of(record for record in self.of(WorkCalendar).values() if record.public)

    @cached_property
    def regimes(self) -> Mapping[str, Regime]:
        """The regimes of reporting periods: those of the package with the site's own, by id."""
        return regimes_of(record for record in self.of(PeriodRegime).values() if record.public)

    @cached_property
    def document_kinds(self) -> Mapping[str, DocumentKind]:
        """The kinds of documents by name: those of the package with the public records of the site."""
        return kinds_by_name(record for record in self.of(DocumentKind).values() if record.public)

    def kind_of(self, document: Document) -> DocumentKind:
        """Return the kind of a document; of a name that none has, one of which nothing is known."""
        return self.document_kinds.get(document.kind, NO_KIND)

    def names_then(self, document: Document, ids: Iterable[str]) -> list[str]:
        """Return the names that bodies bore on the document's own day; of one without a record its id.

        Where the document's day is not known, they are the names of this register.
        """
        bodies = ((id_, self.organisations.get(id_)) for id_ in ids)
        day = document.issued
        return [(body.on(day) if day else body).name if body else id_ for id_, body in bodies]

    @cached_property
    def measures(self) -> dict[str, list[Statistic]]:
        """The declared figures by measure, in id order."""
        by_measure: dict[str, list[Statistic]] = defaultdict(list)
        for statistic in self.statistics.values():
            by_measure[statistic.measure].append(statistic)
        return dict(by_measure)

    @cached_property
    def references(self) -> tuple[ReferringPlace, ...]:
        """Every reference that a record makes, in record order: on the day, or without one in any version."""
        made = references if self.day else every_reference
        return tuple(
            ReferringPlace(record, path, target, id_)
            for record in self.records
            for path, target, id_ in made(record)
        )

    @cached_property
    def _referring(self) -> dict[tuple[str, str], list[ReferringPlace]]:
        places: dict[tuple[str, str], list[ReferringPlace]] = defaultdict(list)
        for place in self.references:
            places[place.target, place.id].append(place)
        return dict(places)

    def referring_to(self, target: str, id_: str) -> list[ReferringPlace]:
        """Return the places that name a record, in record order."""
        return self._referring.get((target, id_), [])

    @cached_property
    def _by_number(self) -> dict[str, list[Document]]:
        by_number: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents.values():
            if document.number:
                by_number[same_form(document.number)].append(document)
        return dict(by_number)

    def numbered(self, number: str) -> Document | None:
        """Return the only document of that number, or None where there is none or more than one."""
        found = self._by_number.get(same_form(number), [])
        return found[0] if len(found) == 1 else None

    @cached_property
    def resting_on(self) -> dict[str, list[tuple[Procedure, LegalBasis]]]:
        """The procedures that rest on each document, by the document's id."""
        found: dict[str, list[tuple[Procedure, LegalBasis]]] = defaultdict(list)
        for procedure in self.procedures.values():
            for basis in procedure.legal_basis:
                if document := self.numbered(basis.number):
                    found[document.id].append((procedure, basis))
        return dict(found)

    @cached_property
    def _events_by_decision(self) -> dict[str, list[tuple[Procedure, Event]]]:
        events: dict[str, list[tuple[Procedure, Event]]] = defaultdict(list)
        for procedure, event in self.events():
            events[event.decision].append((procedure, event))
        return dict(events)

    def events(self) -> Iterator[tuple[Procedure, Event]]:
        """Yield every event of every procedure, in record order."""
        return chain.from_iterable(
            ((procedure, event) for event in procedure.events) for procedure in self.procedures.values()
        )

    def caused_by(self, document: str) -> list[tuple[Procedure, Event]]:
        """Return what a document did to procedures, in record order."""
        return self._events_by_decision.get(document, [])
