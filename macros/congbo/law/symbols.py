"""Symbols: a document's number and symbol (số, ký hiệu) taken apart once (NĐ 30/2020/NĐ-CP, Phụ lục I).

A state document has `46/KH-SKHCN`, a normative one its year between, `30/2020/NĐ-CP`; an official letter
names no kind but may name the unit that drafted it, `109/SKHCN-HCTH`. A Party document has its kind before
its body, `54-KL/TU`. What has none of these forms is kept as printed and is doubtful; its number and its
year are still read as far as they are clear, so that it can be sorted.
"""

import re
from dataclasses import dataclass

_STATE = re.compile(r"(?P<number>\d{1,6})(?:/(?P<year>\d{4}))?/(?P<rest>[^/\s]+)")
_PARTY = re.compile(r"(?P<number>\d{1,6})-(?P<kind>[A-ZĐ]+)/(?P<rest>[A-ZĐ]+)")
_COUNT = re.compile(r"\d{1,6}(?!\d)")
_YEAR = re.compile(r"\d{4}")
_SUFFIX = re.compile(r"\([A-ZĐ]{1,4}\)$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document's number and symbol; `rest` is what follows number, year and kind, as printed.

    `kind` is the kind as the symbol has it, empty where it has none. `doubtful` says that the text has
    none of the known forms: then only `text`, `count` and `year` mean something.
    """

    text: str
    number: str
    year: int | None = None
    kind: str = ""
    rest: str = ""
    party: bool = False
    doubtful: bool = False

    @classmethod
    def parse(cls, text: str, *, names_kind: bool = True) -> "Symbol":
        """Take a symbol apart; `names_kind` tells whether its kind of document stands in symbols at all.

        That cannot be read from the text: in `109/SKHCN-HCTH`, `SKHCN` is a body because this is a letter.
        """
        if party := _PARTY.fullmatch(text):
            return cls(text, party["number"], None, party["kind"], party["rest"], party=True)
        between = text.partition("/")[2].partition("/")[0]
        year = int(between) if _YEAR.fullmatch(between) else None
        state = _STATE.fullmatch(text)
        if not state or _YEAR.fullmatch(state["rest"]):
            return cls(text, text.partition("/")[0], year, doubtful=True)
        if not names_kind:
            return cls(text, state["number"], year, rest=state["rest"])
        kind, _, rest = state["rest"].partition("-")
        return cls(text, state["number"], year, kind, rest)

    @property
    def count(self) -> int | None:
        """The number as a count, without the letter or point behind it; None where there is none."""
        found = _COUNT.match(self.text)
        return int(found.group()) if found else None

    @property
    def first(self) -> str:
        """The first name in `rest`, as printed: the body."""
        return self.rest.partition("-")[0]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The abbreviations of the bodies that issued it."""
        body = _SUFFIX.sub("", self.first)
        return (body,) if body else ()

    @property
    def unit(self) -> str:
        """The abbreviation of the unit that drafted it, if it stands behind the body."""
        return _SUFFIX.sub("", self.rest.partition("-")[2])

    @property
    def suffix(self) -> str:
        """The letters in brackets at the end, as in `411/QĐ-UBND(CT)`, brackets and all."""
        found = _SUFFIX.search(self.rest)
        return found.group() if found else ""
