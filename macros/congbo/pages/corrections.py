"""Corrections: how the reader of a procedure's page tells the agency that something on it is wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.words.wording import short_date

_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Correction:
    """Where to write, empty where no agency has recorded an address, and the subject that says of what."""

    address: str
    subject: str

    @property
    def href(self) -> str:
        """The link to write by; empty where there is no address."""
        return f"mailto:{self.address}?subject={quote(self.subject)}" if self.address else ""


def correction(procedure: Procedure, day: date, bodies: Iterable[Organisation]) -> Correction:
    """Return how to report an error: the first mail address that a body hears complaints at."""
    found = (match[0] for body in bodies for match in _MAIL.finditer(body.complaints))
    subject = f"Báo sai trang thủ tục {procedure.code or procedure.id}, bản ngày {short_date(day)}"
    return Correction(next(found, ""), subject)
