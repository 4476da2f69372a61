"""Cases: what holds in each case of a procedure: the common parts with what the case says otherwise or adds.

Everybody who shows, counts, checks or exports what a citizen brings, waits and pays reads it here: a
procedure without cases is one case, its parts the common ones.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from congbo.records.cases import Case, CaseLimit
from congbo.records.dated import ProcessingTime
from congbo.records.fees import Fees
from congbo.records.filing import Channel, DossierItem, Result

if TYPE_CHECKING:
    from congbo.figures.states import ProcedureOn

ANCHOR = "truong-hop-"
"""What the address of a case begins with on the procedure's page."""


@dataclass(frozen=True)
class CaseView:
    """A case of a procedure on a day; without a `case` it is the whole procedure.

    `common` parts hold in every case, `own` ones in this one alone; both lie one after the other in the
    property without a word before it.
    """

    on: "ProcedureOn"
    case: Case | None = None

    @property
    def id(self) -> str:
        """The id of the case; empty where it is the whole procedure."""
        return self.case.id if self.case else ""

    @property
    def anchor(self) -> str:
        """The anchor of the case on the page: `truong-hop-chuyen-nhuong`; empty for the whole procedure."""
        return f"{ANCHOR}{self.case.id}" if self.case else ""

    @property
    def name(self) -> str:
        """What the case is called; empty where it is the whole procedure."""
        return self.case.name if self.case else ""

    @property
    def when(self) -> str:
        """Who is in this case; empty where that is not said."""
        return self.case.when if self.case else ""

    @property
    def limit(self) -> ProcessingTime | CaseLimit | None:
        """The time limit: that of the case, else the common one, else None."""
        return (self.case and self.case.processing_time) or self.on.processing_time

    @cached_property
    def fees(self) -> Fees | None:
        """What is charged whatever the way to file: in the case, else in common; None: not known."""
        if self.case and self.case.fees is not None:
            return Fees.of(self.case.fees).on(self.on.told_for)
        return self.on.fees

    @property
    def own_fees(self) -> Fees | None:
        """What is charged in this case, where the case says so itself."""
        return self.fees if self.case and self.case.fees is not None else None

    @cached_property
    def channels(self) -> tuple[Channel, ...]:
        """The ways to file on the day: those of the case, else the common ones."""
        found = (self.case and self.case.channels) or self.on.procedure.channels
        return tuple(filter(None, (channel.on(self.on.told_for) for channel in found)))

    @property
    def own_channels(self) -> tuple[Channel, ...]:
        """The ways to file of this case, where the case says them itself."""
        return self.channels if self.case and self.case.channels else ()

    @property
    def common_dossier(self) -> tuple[DossierItem, ...]:
        """The papers that every case asks for."""
        return self.on.procedure.dossier

    @property
    def own_dossier(self) -> tuple[DossierItem, ...]:
        """The papers that only this case asks for."""
        return self.case.dossier if self.case else ()

    @property
    def dossier(self) -> tuple[DossierItem, ...]:
        """All papers that are to be brought."""
        return self.common_dossier + self.own_dossier

    @property
    def dossier_sets(self) -> int | None:
        """How many sets: of the case, else in common, else None."""
        own = self.case.dossier_sets if self.case else None
        return self.on.procedure.dossier_sets if own is None else own

    @property
    def common_conditions(self) -> str:
        """What must hold in every case."""
        return self.on.procedure.conditions

    @property
    def own_conditions(self) -> str:
        """What must hold in this case besides."""
        return self.case.conditions if self.case else ""

    @property
    def results(self) -> tuple[Result, ...]:
        """All that is received."""
        return self.on.procedure.results + (self.case.results if self.case else ())

    @property
    def own_results(self) -> tuple[Result, ...]:
        """What is received in this case alone."""
        return self.case.results if self.case else ()

    @property
    def steps(self) -> tuple[str, ...]:
        """All steps, the common ones first."""
        return self.on.procedure.steps + (self.case.steps if self.case else ())

    @property
    def own_steps(self) -> tuple[str, ...]:
        """The steps of this case alone."""
        return self.case.steps if self.case else ()


def cases_of(on: "ProcedureOn") -> tuple[CaseView, ...]:
    """Return the cases of a procedure on its day, in the order of the record; at least one."""
    return tuple(CaseView(on, case) for case in on.procedure.cases) or (CaseView(on),)
