"""Agency: whose site it is, and where and when its people can be asked, as its records say."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from congbo.records.organisations import Organisation
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.words.spelling import same_form
from congbo.words.wording import listing, sentence

if TYPE_CHECKING:
    from congbo.pages.pages import Pages

MOST_PLACES = 3
"""Places that receive dossiers and are told beside the agency; the others stand on their own pages."""


def agency_of(site: Site, register: Register) -> Organisation | None:
    """Return the agency whose site it is: of the newest report, else the one that handles most procedures."""
    newest = sorted(site.reports, key=lambda report: (report.meta.day, report.id), reverse=True)
    names = Names(register)
    handling = Counter(
        agency.id
        for procedure in register.procedures.values()
        if procedure.authority and (agency := names.organisation(procedure.authority.handles))
    )
    ids = (*(report.meta.organisation for report in newest), *_most(handling))
    return next((register.organisations[id_] for id_ in ids if id_ in register.organisations), None)


def _most(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda id_: (-counted[id_], id_))


class Names:
    """The organisations of a register by what texts call them: full, short or long name."""

    def __init__(self, register: Register) -> None:
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._organisations = register.organisations
        for agency in register.organisations.values():
            for name in (agency.name, agency.short_name, agency.long_name):
                self._by_name[same_form(name)].add(agency.id)

    def organisation(self, name: str) -> Organisation | None:
        """Return the only organisation that goes by that name, or None."""
        ids = self._by_name.get(same_form(name), set()) if name else set()
        return self._organisations[next(iter(ids))] if len(ids) == 1 else None


@dataclass(frozen=True, slots=True)
class Office:
    """Where people are asked: its record, and each thing that one looks for, empty where it is not known."""

    record: Organisation
    address: str
    telephone: str
    hours: str
    complaints: str
    note: str
    own: bool

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Titles and texts of what one looks for first."""
        return (("Địa chỉ", self.address), ("Điện thoại", self.telephone), ("Giờ làm việc", self.hours))

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """The same, and where to complain: told of the agency itself, of others where it is known."""
        heard = (("Nơi nhận phản ánh, kiến nghị", self.complaints),) if self.own or self.complaints else ()
        return (*self.facts, *heard)

    @property
    def known(self) -> tuple[tuple[str, str], ...]:
        """Titles and texts of what its record says."""
        return tuple((title, text) for title, text in self.facts if text)

    @property
    def unknown(self) -> str:
        """What its record does not say: `Địa chỉ, điện thoại và giờ làm việc`; empty where it says all."""
        lacking = [title for title, text in self.facts if not text]
        return sentence(listing([title.lower() for title in lacking])) if lacking else ""


def offices(pages: "Pages") -> tuple[Office, ...]:
    """Return the agency whose site it is, then the places that receive most of its procedures."""
    register = pages.register
    own = agency_of(pages.site, register)
    receiving = Counter(
        id_ for row in pages.procedures_on_day.values() if row.in_force for id_ in row.procedure.receiving
    )
    others = [
        id_ for id_ in _most(receiving) if id_ in register.organisations and not (own and id_ == own.id)
    ]
    found = [*([own] if own else []), *(register.organisations[id_] for id_ in others[:MOST_PLACES])]
    return tuple(office_of(record, own=record is own) for record in found)


def office_of(record: Organisation, *, own: bool = False) -> Office:
    """Return where the people of an organisation are asked; `own` is the agency whose site it is."""
    return Office(record, record.address, record.telephone, record.hours, record.complaints, record.note, own)
