"""Former names: what bodies were called before, by their records, so that a text that still does is found."""

import re
from collections.abc import Iterator
from datetime import date

from congbo.records.organisations import Organisation
from congbo.records.register import Register

SHORTEST = 8
"""Signs that a name has at least, so that it means one body wherever it stands."""
_KEYS = ("name", "short_name", "long_name")


class FormerNames:
    """The former names of bodies on a day, each with what it is called now."""

    def __init__(self, register: Register, day: date) -> None:
        bodies = {id_: body.on(day) for id_, body in register.organisations.items()}
        held = {name for body in bodies.values() if not body.successor for name in _names(body)}
        self.now: dict[str, str] = {}
        for body in bodies.values():
            heirs = [bodies[heir].name for heir in body.successor if heir in bodies]
            now = ", ".join(heirs) or body.name
            for name in sorted(set(_until(body, day)) - held):
                self.now.setdefault(name, now)
        self._pattern = self._any_of(held) if self.now else None

    def _any_of(self, held: set[str]) -> re.Pattern[str]:
        """Return the pattern of every name, so that a longer one that is right is found before a shorter."""
        names = sorted({*self.now, *(one for one in held if len(one) >= SHORTEST)}, key=_longest_first)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")

    def first_in(self, text: str) -> str:
        """Return the first former name that a text uses; empty where it uses none."""
        if not self._pattern:
            return ""
        return next((found[0] for found in self._pattern.finditer(text) if found[0] in self.now), "")


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _names(body: Organisation) -> set[str]:
    return {getattr(body, key) for key in _KEYS}


def _until(body: Organisation, day: date) -> Iterator[str]:
    """Yield the full names that a body has had by a day; shorter ones mean other bodies elsewhere."""
    versions = body.history.get("name", ())
    found = (one.value for one in versions if one.since is None or one.since <= day)
    yield from (name for name in (*found, body.name) if len(name) >= SHORTEST)
