"""Units: what a number counts or measures, so that unlike numbers are never added.

A unit is what stands above a stroke and below it, with a scale in words: `nghìn hồ sơ`, `hồ sơ/công chức`.
A number without a unit is pure; `%` is a pure number in hundredths.
"""

from dataclasses import dataclass
from fractions import Fraction

_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_PURE = {
    "": Fraction(1),
    "lần": Fraction(1),
    "điểm": Fraction(1),
    "hệ số": Fraction(1),
    "%": Fraction(1, 100),
    "điểm %": Fraction(1, 100),
    "‰": Fraction(1, 1000),
}
"""What may stand behind a pure number, and its scale."""
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the things above and below the stroke, each in order, and what one of it is worth."""

    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    scale: Fraction = Fraction(1)

    @classmethod
    def parse(cls, text: str) -> "Unit":
        """Return the unit that a text names: `nghìn hồ sơ`, `hồ sơ/công chức`, `%`."""
        plain = " ".join(text.casefold().split())
        if plain in ("%", "điểm %", "‰", ""):
            return cls(scale=_PURE[plain])
        above, *below = (_scaled(part.strip()) for part in plain.split("/"))
        scale = above[0]
        for factor, _ in below:
            scale /= factor
        return _reduced((above[1],), tuple(name for _, name in below), scale)

    @property
    def pure(self) -> bool:
        """Whether it counts nothing: a quotient of like numbers, or a constant."""
        return not self.over and not self.under

    def alike(self, other: "Unit") -> bool:
        """Tell whether both count the same, whatever the scale."""
        return (self.over, self.under) == (other.over, other.under)

    def per(self, other: "Unit") -> "Unit":
        """Return the unit of a quotient; the scale of what is below the stroke goes into the number."""
        return _reduced(self.over + other.under, self.under + other.over, self.scale)

    def __str__(self) -> str:
        if self.pure:
            return next((word for word, scale in _PURE.items() if scale == self.scale), "")
        word = next((f"{word} " for word, scale in _SCALES.items() if scale == self.scale), "")
        above = "·".join(self.over) or "1"
        return f"{word}{above}" + "".join(f"/{name}" for name in self.under)


COUNTED = frozenset({"văn bản", "thủ tục", "quy trình nội bộ"})
"""What records are counted as. An indicator may call them by a narrower name: a plan is a văn bản."""


def factor(of: Unit, text: str) -> Fraction | None:
    """Return what a number of a unit is multiplied by to be printed in another, or None where it cannot be.

    Only a pure number is multiplied by 100, and only into per cent. What was counted in the records may be
    called by a narrower name (`kế hoạch` of văn bản), never by that of a measure.
    """
    plain = " ".join(text.casefold().split())
    if of.pure:
        return of.scale / _PURE[plain] if plain in _PURE else None
    wanted = Unit.parse(text)
    if of.alike(wanted):
        return of.scale / wanted.scale
    places = ((of.over, wanted.over), (of.under, wanted.under))
    named = all(len(own) == len(other) for own, other in places) and all(
        own == other or own in COUNTED
        for mine, theirs in places
        for own, other in zip(mine, theirs, strict=True)
    )
    return of.scale / wanted.scale if named and wanted.scale == of.scale else None


def _scaled(text: str) -> tuple[Fraction, str]:
    word, _, rest = text.partition(" ")
    if word in _SCALES and rest:
        more, name = _scaled(rest)  # nghìn tỷ đồng
        return _SCALES[word] * more, name
    return Fraction(1), text


def _reduced(over: tuple[str, ...], under: tuple[str, ...], scale: Fraction) -> Unit:
    """Return the unit with what stands above and below the stroke struck out."""
    above, below = list(over), []
    for name in under:
        if name in above:
            above.remove(name)
        else:
            below.append(name)
    return Unit(tuple(sorted(above)), tuple(sorted(below)), scale)
